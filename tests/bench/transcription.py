"""What transcription costs and what it invents: `python -m tests.bench.transcription [AUDIO]`.

Beside the figures of `tests.bench.accuracy`: the cost of a segment against the floor (Whisper
decoding plainly in its own 30 s window), and words heard in sounds of a room.
AUDIO is a spoken recording; without it, the sample call.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from audio.sound_file import decode_blocks
from audio.transcriber import Transcriber
from audio.weights import find_weights
from audio.whisper_model import Samples, WhisperModel
from tests.bench import household

_SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
_RATE = household.RATE


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("audio", nargs="?", type=Path, default=_SAMPLE)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=2, help="rounds of household sounds")
    chosen = parser.parse_args()
    weights = find_weights()
    call = np.concatenate(list(decode_blocks(chosen.audio)))
    started = time.perf_counter()
    transcriber = Transcriber(weights, chosen.threads)
    transcriber.warm_up()
    print(f"load and warm-up {time.perf_counter() - started:.2f} s, {chosen.threads} threads\n")
    _costs(transcriber, WhisperModel(weights, chosen.threads), call)
    _inventions(transcriber, chosen.seeds)


def _costs(transcriber: Transcriber, model: WhisperModel, call: Samples) -> None:
    print("segment   30 s window, plain   short window, plain   all of transcribe()")
    for seconds in (3, 6, 12, 20):
        part = call[: seconds * _RATE]
        full = _best(lambda part=part: _plain(model, part, 30.0))
        short = _best(lambda part=part: _plain(model, part, max(12.0, len(part) / _RATE + 4)))
        whole = _best(lambda part=part: transcriber.transcribe(part))
        print(f"{len(part) / _RATE:5.0f} s   {full:15.2f} s   {short:17.2f} s   {whole:17.2f} s")


def _plain(model: WhisperModel, part: Samples, window_s: float) -> None:
    encoded = model.encode(part, padded_s=window_s)
    hypothesis = model.decode(encoded, model.prompt())
    model.align(encoded, hypothesis.tokens)


def _best(run: Callable[[], object], times: int = 4) -> float:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return min(taken)


def _inventions(transcriber: Transcriber, seeds: int) -> None:
    total = 0
    bad: list[str] = []
    for seed in range(seeds):
        for name, sound in household.sounds(seed).items():
            for dbfs in (-50, -25, -1):
                total += 1
                words = transcriber.transcribe((sound * 10 ** (dbfs / 20)).astype(np.float32))
                if words:
                    bad.append(f"{name} at {dbfs} dBFS: {' '.join(word.text for word in words)}")
    print(f"\nwords in {len(bad)} of {total} sounds without speech", *bad, sep="\n  ")


if __name__ == "__main__":
    main()
