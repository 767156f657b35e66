"""A sound file to its scorecard, in this process."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from audio.analysis import Analysis
from audio.engine import Engine
from audio.sound_file import decode_blocks
from models.scorecard import Scorecard
from models.take import TakeSetup

_BLOCK_S = 4.0


class FileScorer:
    """Scores files one after the other; the weights are loaded once, at the first readable one."""

    def __init__(self, *, model: str = "", threads: int = 2) -> None:
        self._model = model
        self._threads = threads
        self._engine: Engine | None = None

    def __enter__(self) -> "FileScorer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._engine is not None:
            self._engine.close()

    def score(self, path: Path, setup: TakeSetup, *, target_length_s: float | None = None) -> Scorecard:
        """The scorecard of one file, in bounded memory. Raises `UserFacingError`."""
        analysis = self.analyse(path, setup)
        return self._loaded().score(setup, analysis, target_length_s=target_length_s)

    def analyse(
        self, path: Path, setup: TakeSetup, *, tell: Callable[[float], None] | None = None
    ) -> Analysis:
        """Words, measures and tracks of one file; `tell` hears how many seconds are done."""
        blocks = decode_blocks(path, block_s=_BLOCK_S)
        first = next(blocks, None)
        with self._loaded().analyser(setup) as analyser:
            if first is not None:
                analyser.push(first)
            for block in blocks:
                analyser.push(block)
                if tell is not None:
                    tell(analyser.duration_s)
            return analyser.finish()

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = Engine.load(model=self._model, threads=self._threads)
        return self._engine
