"""The models in memory, and everything that turns sound into a scorecard with them."""

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import numpy as np

from audio.analyser import OnWords, TakeAnalyser
from audio.analysis import Analysis
from audio.blocks import RATE_HZ, Samples
from audio.cuts import Segment
from audio.frame_meter import FrameMeter
from audio.hints import Hints
from audio.transcriber import Transcriber
from models.judging import find_points, judge_take
from models.scenario import Scenario
from models.scorecard import CheckResult, Scorecard
from models.take import TakeSetup
from models.transcript import PartnerTurn, Transcript, Word

_log = logging.getLogger(__name__)


class Engine:
    """Whisper in memory, with the one thread that loads and uses it.

    It must be the same thread: once the thread that loaded a model has ended, CTranslate2 4.8 needs
    thirty times as long for a decoding (measured; its OpenMP threads are orphaned).
    """

    def __init__(self, make: Callable[[], Transcriber]) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="transcriber")
        self._transcriber = self._executor.submit(make)

    @classmethod
    def load(cls, *, model: str = "", threads: int = 2) -> "Engine":
        """Begin to load the weights that `model` names (empty: the embedded ones); returns at once."""

        def make() -> Transcriber:
            from audio.weights import find_weights

            return Transcriber(find_weights(model), threads=threads)

        return cls(make)

    def wait(self) -> None:
        """Until the weights are loaded. Raises `UserFacingError` when they cannot be."""
        self._transcriber.result()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the transcription thread; what it has not begun is dropped."""
        self._executor.shutdown(cancel_futures=True)

    def warm_up(self) -> None:
        """Go the whole way once with a made-up sound, so that the first real take is not slower."""
        random = np.random.default_rng(0)
        seconds = np.arange(5 * RATE_HZ) / RATE_HZ
        sound = 0.1 * np.sin(2 * np.pi * 150 * seconds) * (np.sin(2 * np.pi * 2 * seconds) > 0)
        sound += random.normal(0.0, 1e-3, len(sound))
        now = datetime.now().astimezone()
        setup = TakeSetup(take_id="warm-up", started_at=now, scenario=Scenario.VOICEMAIL)
        self._executor.submit(self._transcriber.result().warm_up).result()
        with self.analyser(setup) as analyser:
            analyser.push(sound.astype(np.float32))
            analysis = analyser.finish()
        said = ("This", "is", "Wendy", "Jones.")
        transcript = Transcript(tuple(Word(text, at / 2, at / 2 + 0.4) for at, text in enumerate(said)))
        self.score(setup, Analysis(transcript, analysis.measures, analysis.tracks, analysis.duration_s))

    def analyser(
        self,
        setup: TakeSetup,
        *,
        ahead: bool = False,
        partner_turns: Iterable[PartnerTurn] = (),
        known: Mapping[Segment, tuple[Word, ...]] | None = None,
        on_words: OnWords | None = None,
    ) -> TakeAnalyser:
        """For one take; several may be in work, they share the transcription thread. See `TakeAnalyser`."""
        hints = Hints(call=setup.call)

        def listen(samples: Samples, offset_s: float) -> tuple[Word, ...]:
            return self._transcriber.result().transcribe(samples, offset_s=offset_s, hints=hints)

        return TakeAnalyser(
            listen,
            FrameMeter(),
            self._executor,
            ahead=ahead,
            partner_turns=partner_turns,
            known=known,
            on_words=on_words,
        )

    def checks(self, setup: TakeSetup, transcript: Transcript) -> tuple[CheckResult, ...]:
        """The points of the call, as far as they can be heard in the words so far."""
        return find_points(setup, transcript)

    def score(
        self, setup: TakeSetup, analysis: Analysis, *, target_length_s: float | None = None
    ) -> Scorecard:
        """The complete scorecard."""
        return judge_take(
            setup,
            analysis.transcript,
            analysis.measures,
            duration_s=analysis.duration_s,
            measures_version=analysis.tracks.version,
            target_length_s=target_length_s,
        )
