"""A sound file to its scorecard, in this process."""

from collections.abc import Callable
from pathlib import Path

from audio.analysis import Analysis
from audio.engine import Engine
from audio.sound_file import decode_blocks, probe
from models.scorecard import Scorecard
from models.take import TakeSetup
from models.transcript import Transcript

_BLOCK_S = 4.0


class FileScorer:
    """Scores files one after the other; the weights are loaded once, at the first readable one."""

    def __init__(self, *, model: str = "", threads: int = 2) -> None:
        self._model = model
        self._threads = threads
        self._engine: Engine | None = None

    def __enter__(self) -> "FileScorer":
        return self

    def __exit__(self, *error: object) -> None:
        if self._engine is not None:
            self._engine.close()

    def score(self, path: Path, setup: TakeSetup, *, target_length_s: float | None = None) -> Scorecard:
        """The scorecard of one file, in bounded memory. Raises `UserFacingError`."""
        analysis = self.analyse(path, setup)
        return self._load().score(setup, analysis, target_length_s=target_length_s)

    def analyse(
        self, path: Path, setup: TakeSetup, *, tell: Callable[[float], None] | None = None
    ) -> Analysis:
        """Words, measures and tracks of one file; `tell` hears how many seconds are done."""
        probe(path)
        engine = self._load()
        with engine.analyser(setup) as analyser:
            for block in decode_blocks(path, block_s=_BLOCK_S):
                analyser.push(block)
                if tell is not None:
                    tell(analyser.duration_s)
            # Reading the phrase data takes half a second, which now passes beside the transcription.
            engine.checks(setup, Transcript())
            engine.wait()
            return analyser.finish()

    def _load(self) -> Engine:
        """The engine; its weights are loaded in the background while the first file is decoded."""
        if self._engine is None:
            self._engine = Engine.load(model=self._model, threads=self._threads)
        return self._engine
