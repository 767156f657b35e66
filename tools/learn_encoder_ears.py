"""Learn assets/encoder_ears/KIND.npz: which sounds are fillers, or no speech, to Whisper's encoder.

    python tools/learn_encoder_ears.py filler|burst FOLDER...

Each FOLDER holds an index.json as `tests/bench/material.py` describes, whose entries have a "fillers" list
of [start, end] in seconds, all of the recording's, and a "bursts" list of its coughs and the like, if any.
Optional: "unknown", stretches that count neither way, and "weight" of the recording (1 by default). Every
recording is learned from as it is; make copies over a telephone and in noise beside the clean ones.

Both kinds of committed weights come from (A), the bursts' from (B), the fillers' from (C), too.
(A) 128 recordings by Kokoro-82M voices (Apache-2.0), made for this: 52 calls with fillers in running speech
  (36 of them again, half by telephone, half in pink noise at 20 dB, weight 0.7), 40 with one cut in between
  pauses, 36 of fluent speech;
  37 prompts of a woman's voice without fillers (Debian's asterisk-core-sounds-en-wav), 10 again by telephone;
  14 minutes of meetings (test recordings in pyannote.audio's source package), with the 12 fillers on which
  Kokoro-taught weights and the decoder agreed, others unknown; weight 3.
(B) 99 of the recordings with two bursts each cut into their pauses, loud and soft, a quarter by telephone,
  a quarter in pink noise at 20 dB: 65 coughs of eight people (Virufy's clinical cough data set), 20
  sneezes twice (ESC-10, CC BY), and 92 made ones: coughs, sneezes, throats, breaths, laughs, clicks,
  chairs. Coughs of eight other people, 20 other sneezes, other voices: area under the curve 0.999; with no
  real cough or sneeze learned from, 0.999, too.
(C) 13 minutes of telephone calls by four people (sample calls of AWS's call analytics, Apache-2.0) and 20 s
  of an interview, with 42 fillers, doubtful stretches unknown, weight 2, and again in pink noise at 20 dB,
  weight 1; 368 sentences read by 92 learners of English (speechocean762, CC BY 4.0), the slowest of each
  among them, weight 2. In the speech of four other callers there were 0.35 peaks a minute as great as nine in
  ten of their fillers ((A) alone: 0.46), in that of 45 other learners, their slowest, 0.45 (1.57).
Logistic regression with strong regularisation: with less, the voices that fillers were learned from were
told better (area under the curve 0.99 instead of 0.98) and human ones that they were not worse (0.95, 0.99).
With people to learn from, less of it serves, and keeps the short fillers of synthetic voices.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from audio import speech_activity
from audio.blocks import RATE_HZ, Block
from audio.cuts import segments_of
from audio.encoder_ear import AVERAGED
from audio.sound_file import decode_blocks
from audio.transcriber import levelled
from audio.weights import find_weights
from audio.whisper_model import ENCODED_S, WhisperModel

_TARGET = Path(__file__).parent.parent / "assets" / "encoder_ears"
_INSIDE_S, _AROUND_S = 0.02, 0.08
"""A sound's moments begin and end so far inside it; those so far around it count neither way."""
_REGULARISATION = {"filler": 1.0, "burst": 3.0}

Floats = NDArray[np.floating]
Material = tuple[Floats, Floats, Floats]
"""Values (moments, 384), whether each moment is of the sound (1.0 or 0.0), and its weight."""


def material(folder: Path, kind: str, model: WhisperModel) -> Material:
    """Every moment of speech, and of the sound, of a folder's recordings that is known."""
    parts = []
    for entry in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        samples = np.concatenate(list(decode_blocks(folder / entry["file"])))
        for segment in segments_of(samples):
            sound = levelled(samples[segment.start : segment.end])
            values, speech = _encoded(sound, model)
            times_s = segment.start / RATE_HZ + ENCODED_S * np.arange(len(values))
            spans = entry.get(f"{kind}s", [])
            said = _within(times_s, spans, -_INSIDE_S)
            unknown = _within(times_s, spans, _AROUND_S) & ~said
            unknown |= _within(times_s, entry.get("unknown", ()), 0.0)
            known = (speech | said) & ~unknown
            weights = np.full(np.count_nonzero(known), float(entry.get("weight", 1.0)))
            parts.append((values[known], said[known].astype(np.float64), weights))
    return joined(parts)


def joined(parts: Sequence[Material]) -> Material:
    """Several lots of material as one."""
    values, said, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return values, said, weights


def _encoded(sound: NDArray[np.float32], model: WhisperModel) -> tuple[Floats, NDArray[np.bool_]]:
    seconds = len(sound) / RATE_HZ
    states = model.states(model.encode(sound, padded_s=max(12.0, seconds + 4.0)))
    box = np.full(AVERAGED, 1 / AVERAGED)
    values = np.apply_along_axis(np.convolve, 0, states.astype(np.float64), box, "same")
    block = Block(samples=sound, start_sample=0, lead=0, length=len(sound))
    speech = speech_activity.decide(speech_activity.features(block)).speech[::2]
    common = min(len(values), len(speech))
    return values[:common], speech[:common]


def _within(times_s: Floats, spans: list[list[float]], more_s: float) -> NDArray[np.bool_]:
    inside = np.zeros(len(times_s), dtype=bool)
    for start_s, end_s in spans:
        inside |= (times_s >= start_s - more_s) & (times_s <= end_s + more_s)
    return inside


def learn(values: Floats, said: Floats, weights: Floats, *, regularisation: float) -> tuple[Floats, float]:
    """The weights and the bias: over other speech the likeness is 0 on average and 1 in spread."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled, signs = (values - mean) / spread, 2 * said - 1
    shares = weights * np.where(said > 0, 0.5 / weights[said > 0].sum(), 0.5 / weights[said == 0].sum())

    def loss(solution: Floats) -> tuple[float, Floats]:
        margin = signs * (scaled @ solution[:-1] + solution[-1])
        pull = -signs * shares / (1 + np.exp(margin))
        gradient = np.append(scaled.T @ pull + regularisation * solution[:-1], pull.sum())
        penalty = regularisation / 2 * np.sum(solution[:-1] ** 2)
        return float(np.sum(shares * np.logaddexp(0, -margin)) + penalty), gradient

    found = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B").x[:-1] / spread
    other = values[said == 0] @ found
    return found / other.std(), -float(other.mean() / other.std())


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn what sounds are like to Whisper tiny.en's encoder.")
    parser.add_argument("kind", choices=("filler", "burst"))
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args()
    model = WhisperModel(find_weights(), threads=2)
    heard = joined([material(folder, asked.kind, model) for folder in asked.folders])
    found, bias = learn(*heard, regularisation=_REGULARISATION[asked.kind])
    np.savez(_TARGET / f"{asked.kind}.npz", weights=found.astype(np.float32), bias=np.float32(bias))


if __name__ == "__main__":
    main()
