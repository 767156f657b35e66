"""How right the pitch is, without transcription: python -m tests.bench.pitch_accuracy FOLDER [--baseline]

Clips with true F0 (`index.json` as in `tests.bench.material`) are compared with it, the others with
careful two-pass Praat on the clean clip (needs the extra `oracle`). Each condition is one row; the medians
that are not told, for the evidence, are counted apart.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import librosa
import numpy as np
from numpy.typing import NDArray
from scipy import signal

from audio import pitch, speech_activity
from audio.blocks import blocks_of
from tests.bench.material import Clip, by_telephone, in_noise, read_folder

Track = NDArray[np.float64]
Samples = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Heard:
    """The F0 every 10 ms (NaN = unvoiced), and its median as it is told; None if it can't be trusted."""

    f0_hz: Track
    median_hz: float | None


def ours(samples: Samples) -> Heard:
    blocks = blocks_of(samples)
    activity = speech_activity.ActivityFeatures.join([speech_activity.features(block) for block in blocks])
    found = pitch.PitchCandidates.join([pitch.candidates(block) for block in blocks])
    f0_hz = pitch.track(found, speech_activity.decide(activity).speech)
    by_telephone = pitch.by_telephone(found, f0_hz)
    summary = pitch.summarise(f0_hz, pitch.strength(found, f0_hz), by_telephone=by_telephone)
    return Heard(f0_hz.astype(np.float64), summary.f0_median_hz)


def plain_pyin(samples: Samples) -> Heard:
    f0, _, _ = librosa.pyin(samples, fmin=65, fmax=500, sr=16_000, resolution=0.2, hop_length=256)
    at = np.round(np.arange(-(-len(samples) // 160)) * 160 / 256).astype(int)
    f0_hz = np.asarray(f0[np.minimum(at, len(f0) - 1)], dtype=np.float64)
    return Heard(f0_hz, float(np.nanmedian(f0_hz)) if np.isfinite(f0_hz).any() else None)


def praat(samples: Samples) -> Track:
    """Two passes, the second from 0.75 times the first to 1.5 times the third quartile (Hirst)."""
    import parselmouth

    sound = parselmouth.Sound(samples.astype(np.float64), 16_000)
    first = sound.to_pitch_ac(time_step=0.01, pitch_floor=60, pitch_ceiling=600).selected_array["frequency"]
    voiced = first[first > 0]
    if len(voiced) < 20:
        return np.full(len(samples) // 160, np.nan)
    lower, upper = np.quantile(voiced, [0.25, 0.75])
    second = sound.to_pitch_ac(time_step=0.01, pitch_floor=0.75 * lower, pitch_ceiling=1.5 * upper)
    hz = np.where(second.selected_array["frequency"] > 0, second.selected_array["frequency"], np.nan)
    at = np.round((np.arange(-(-len(samples) // 160)) * 0.01 - second.xs()[0]) / 0.01).astype(int)
    return np.where((at >= 0) & (at < len(hz)), hz[np.clip(at, 0, len(hz) - 1)], np.nan)


def truth(clip: Clip) -> Track:
    if clip.f0 is None:
        return praat(clip.samples)
    times = np.arange(-(-len(clip.samples) // 160)) * 0.01
    hz = np.interp(times, clip.f0[:, 0], clip.f0[:, 1])
    return np.where(hz > 40, hz, np.nan)


def spread(hz: Track) -> float:
    return float(np.std(12 * np.log2(hz[np.isfinite(hz)])))


def _speech(samples: Samples) -> NDArray[np.bool_]:
    take = speech_activity.ActivityFeatures.join([speech_activity.features(b) for b in blocks_of(samples)])
    return np.repeat(speech_activity.decide(take).speech, 160)[: len(samples)]


def by_sharp_band(samples: Samples) -> Samples:
    """Nothing below 300 Hz or above 3400 Hz, at 16 kHz, with a faint hiss added since."""
    band = signal.firwin(401, [300, 3400], fs=16_000, pass_zero=False)
    return in_noise(np.convolve(samples, band, "same"), "white", 30, speech=_speech(samples))


CONDITIONS: dict[str, Callable[[Samples], Samples]] = {
    "as it is": lambda x: x,
    "-50 dBFS, 16 bit": lambda x: (np.round(x * 1036 / np.max(np.abs(x))) / 32768).astype(np.float32),
    "20 dB SNR, white": lambda x: in_noise(x, "white", 20, speech=_speech(x)),
    "20 dB SNR, pink": lambda x: in_noise(x, "pink", 20, speech=_speech(x)),
    "telephone": by_telephone,
    "telephone, sharp": by_sharp_band,
    "clipped": lambda x: np.clip(x * 4 / np.max(np.abs(x)), -1, 1),
}


def row(
    clips: Sequence[Clip], tracker: Callable[[Samples], Heard], change: Callable[[Samples], Samples]
) -> str:
    spreads, medians, gross = [], [], []
    for clip in clips:
        true, found = truth(clip), tracker(change(clip.samples))
        heard = found.f0_hz
        n = min(len(true), len(heard))
        both = np.isfinite(true[:n]) & np.isfinite(heard[:n])
        if both.sum() < 50:
            continue
        known = true[:n][both] if clip.f0 is not None else true[np.isfinite(true)]
        spreads.append((spread(heard), spread(known)))
        if found.median_hz is not None:
            medians.append(abs(found.median_hz / float(np.median(known)) - 1))
        gross.append(float(np.mean(np.abs(12 * np.log2(heard[:n][both] / true[:n][both])) > 1)))
    mine, theirs = np.array(spreads).T
    off = np.abs(mine - theirs)
    r = f"{np.corrcoef(mine, theirs)[0, 1]:.3f}" if len(off) > 5 else "  -  "
    return (
        f"{len(off):5d}  {r}  {np.median(off):10.2f}  {np.quantile(off, 0.9):8.2f}  "
        f"{np.quantile(medians, 0.9):11.1%}  {np.mean(np.array(medians) > 0.03):8.0%}  "
        f"{len(off) - len(medians):5d}  {np.mean(gross):8.1%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="How right the pitch is.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--baseline", action="store_true", help="plain coarse pyin, too")
    asked = parser.parse_args()
    clips = [clip for clip in read_folder(asked.folder) if "[laughter]" not in clip.text]
    systems = {"ours": ours, **({"pyin": plain_pyin} if asked.baseline else {})}
    groups = {"true F0": [c for c in clips if c.f0 is not None], "Praat": [c for c in clips if c.f0 is None]}
    print(
        f"{'against':9}{'condition':18}{'':6}clips  r      |SD-SD| st  9 of 10    median 90%   > 3 %  untold"
        "     gross"
    )
    for against, some in groups.items():
        for condition, change in CONDITIONS.items():
            for name, tracker in systems.items():
                print(f"{against:9}{condition:18}{name:6}{row(some, tracker, change)}", flush=True)


if __name__ == "__main__":
    main()
