"""What is judged: Ringback, and the obvious solution beside it."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

import librosa
import numpy as np
from numpy.typing import NDArray

from audio.analyser import TakeAnalyser
from audio.final_rises import PhraseEnding
from audio.hints import Hints
from audio.measure import FrameFeatures, MeasureResult, extract, measure
from audio.transcriber import Transcriber
from audio.weights import find_weights
from models import syllables
from models.transcript import Transcript, Word, is_filler
from tests.bench.material import RATE, Samples, Span


@dataclass(frozen=True, eq=False)
class Heard:
    """What a system makes of a recording."""

    words: tuple[Word, ...]
    pauses: tuple[Span, ...]
    f0_hz: NDArray[np.float32]
    """Every 10 ms; NaN where unvoiced."""
    speaking_rate_wpm: float | None
    articulation_rate_sps: float | None
    snr_db: float | None
    clipped_share: float
    unreliable: dict[str, str] = field(default_factory=dict)
    endings: tuple[PhraseEnding, ...] = ()


class System(Protocol):
    """Something that hears recordings."""

    def hear(self, samples: Samples) -> Heard: ...

    def transcribe(self, samples: Samples) -> tuple[Word, ...]:
        """The words alone."""


class Ringback:
    """The app's own way, as a recorded file goes through it."""

    def __init__(self) -> None:
        self._transcriber = Transcriber(find_weights(), threads=2)

    def transcribe(self, samples: Samples) -> tuple[Word, ...]:
        return self._through(samples, _NoMeter()).words

    def hear(self, samples: Samples) -> Heard:
        words = self.transcribe(samples)
        return self.measured(samples, words)

    def measured(self, samples: Samples, words: Sequence[Word]) -> Heard:
        """The measures for given words."""
        result = measured(samples, Transcript(tuple(words)))
        m = result.measures
        return Heard(
            words=tuple(words),
            pauses=tuple((pause.start_s, pause.end_s) for pause in m.pauses),
            f0_hz=result.tracks.f0_hz,
            speaking_rate_wpm=m.speaking_rate_wpm,
            articulation_rate_sps=m.articulation_rate_sps,
            snr_db=m.snr_db,
            clipped_share=m.clipped_share,
            unreliable=dict(m.unreliable),
            endings=result.endings,
        )

    def _through(self, samples: Samples, meter: Any) -> Transcript:
        def listener(segment: Samples, offset_s: float) -> tuple[Word, ...]:
            return self._transcriber.transcribe(segment, offset_s=offset_s, hints=Hints())

        with ThreadPoolExecutor(1) as executor, TakeAnalyser(listener, meter, executor) as analyser:
            analyser.push(samples)
            return analyser.finish().transcript


class Remembering(Ringback):
    """Ringback that hears no recording twice: several judges ask for the same."""

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, tuple[Word, ...]] = {}
        self._heard: dict[tuple[str, tuple[Word, ...]], Heard] = {}

    def transcribe(self, samples: Samples) -> tuple[Word, ...]:
        key = _fingerprint(samples)
        if key not in self._words:
            self._words[key] = super().transcribe(samples)
        return self._words[key]

    def measured(self, samples: Samples, words: Sequence[Word]) -> Heard:
        key = _fingerprint(samples), tuple(words)
        if key not in self._heard:
            self._heard[key] = super().measured(samples, words)
        return self._heard[key]


def _fingerprint(samples: Samples) -> str:
    return hashlib.sha256(samples.tobytes()).hexdigest()


class _NoMeter:
    def hear(self, block: object) -> None:
        pass

    def decide(self) -> None:
        pass

    def measure(self, transcript: object) -> tuple[None, None]:
        return None, None


def measured(samples: Samples, transcript: Transcript) -> MeasureResult:
    """All measures of a recording that is in memory."""
    from audio.blocks import blocks_of

    return measure(FrameFeatures.join([extract(block) for block in blocks_of(samples)]), transcript)


class ObviousSolution:
    """Plain faster-whisper, plain coarse pyin, pauses by an energy split at 30 dB."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(str(find_weights()), device="cpu", compute_type="int8", cpu_threads=2)

    def transcribe(self, samples: Samples) -> tuple[Word, ...]:
        segments, _ = self._model.transcribe(samples, language="en", word_timestamps=True)
        return tuple(
            Word(w.word.strip(), w.start, w.end, w.probability, is_filler(w.word))
            for segment in segments
            for w in segment.words or ()
        )

    def hear(self, samples: Samples) -> Heard:
        words = self.transcribe(samples)
        stretches = librosa.effects.split(samples, top_db=30, frame_length=400, hop_length=160) / RATE
        gaps = [(float(a[1]), float(b[0])) for a, b in pairwise(stretches)]
        spoken_s = float(np.sum(stretches[:, 1] - stretches[:, 0]))
        f0, _, _ = librosa.pyin(samples, fmin=65, fmax=500, sr=RATE, resolution=0.2, hop_length=256)
        fluent = [word for word in words if not word.filler]
        level = 10 * np.log10(
            librosa.feature.rms(y=samples, frame_length=400, hop_length=160)[0] ** 2 + 1e-12
        )
        counted = syllables.count(" ".join(word.text for word in words))
        return Heard(
            words=words,
            pauses=tuple(gap for gap in gaps if gap[1] - gap[0] >= 0.25),
            f0_hz=_every_10_ms(f0, 256, len(samples)),
            speaking_rate_wpm=60 * len(fluent) / (words[-1].end_s - words[0].start_s) if words else None,
            articulation_rate_sps=counted / spoken_s if words else None,
            snr_db=float(np.percentile(level, 90) - np.percentile(level, 10)),
            clipped_share=float(np.mean(np.abs(samples) >= 1.0)),
        )


def _every_10_ms(f0_hz: NDArray[np.float64], hop: int, n: int) -> NDArray[np.float32]:
    nearest = np.minimum(np.round(np.arange(-(-n // 160)) * 160 / hop).astype(int), len(f0_hz) - 1)
    return f0_hz[nearest].astype(np.float32)
