"""How the transcriber asks Whisper, on the sample call's sound, with a Whisper that says what it is told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio import transcriber as module
from audio.sound_file import decode_blocks
from audio.transcriber import Transcriber
from audio.whisper_model import AlignedWord, Encoded, Hypothesis

SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
RATE = 16_000


Told = tuple[list[tuple[str, float, float]], int, float | None]
"""Words with their times, how many are of finished phrases, and where an unfinished one begins."""


class ToldWhisper:
    """Hears each piece of sound as told, in order."""

    def __init__(self, *told: Told) -> None:
        self._told = list(told)
        self._now: Told = ([], 0, None)
        self.heard_s: list[float] = []
        self.windows = 0
        """How often the same piece was heard again in Whisper's own window."""

    def encode(self, samples: np.ndarray, *, padded_s: float | None = None) -> Encoded:
        if padded_s is None:
            self.windows += 1
        else:
            self._now = self._told.pop(0)
            self.heard_s.append(len(samples) / RATE)
        return Encoded(None, len(samples) // 160)

    is_multilingual = True

    def states(self, encoded: Encoded) -> np.ndarray:
        return np.zeros((1, 1), dtype=np.float32)

    def prompt(self, context: str = "") -> tuple[int, ...]:
        return ()

    def decode(self, encoded: Encoded, prompt: object, **how: object) -> Hypothesis:
        words, closed, open_from_s = self._now
        text = " ".join(word for word, _, _ in words)
        return Hypothesis(tuple(range(len(words))), text, -0.1, 0.05, closed=closed, open_from_s=open_from_s)

    def align(self, encoded: Encoded, tokens: Sequence[int], **how: object) -> tuple[AlignedWord, ...]:
        words = [self._now[0][i] for i in tokens]
        return tuple(
            AlignedWord(" " + text, (i,), a, b, 0.9) for i, (text, a, b) in zip(tokens, words, strict=True)
        )


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    """ "Hi, Mister Scott." to 1.8 s, a pause, and from 2.5 s "This is Wendy Jones."."""
    return np.concatenate(list(decode_blocks(SAMPLE)))[: round(4.5 * RATE)]


def texts(words) -> list[str]:
    return [word.text for word in words]


def hears(monkeypatch: pytest.MonkeyPatch, *told: Told) -> tuple[Transcriber, ToldWhisper]:
    whisper = ToldWhisper(*told)
    monkeypatch.setattr(module, "WhisperModel", lambda weights, threads: whisper)
    return Transcriber(Path()), whisper


def test_where_whisper_says_that_more_follows_it_is_asked_again(monkeypatch, sound):
    """It began a phrase at 3.2 s and wrote no word of it; the word before reaches over all of the sound."""
    transcriber, whisper = hears(
        monkeypatch,
        ([("This", 2.6, 2.8), ("is", 2.8, 4.4)], 2, 3.2),
        ([("Wendy", 0.1, 0.5), ("Jones.", 0.5, 1.0)], 2, None),
    )
    words = transcriber.transcribe(sound)
    assert texts(words) == ["This", "is", "Wendy", "Jones."]
    assert whisper.heard_s == pytest.approx([4.5, 1.4])
    assert whisper.windows == 1
    assert words[1].end_s <= words[2].start_s == pytest.approx(3.1, abs=0.1)


def test_a_phrase_that_whisper_left_unfinished_is_heard_again_from_its_beginning(monkeypatch, sound):
    transcriber, _ = hears(
        monkeypatch,
        ([("Hi.", 0.9, 1.3), ("This", 2.6, 2.8), ("is", 2.8, 4.4)], 1, 2.6),
        ([("This", 0.1, 0.3), ("is", 0.3, 0.6), ("Wendy.", 0.6, 1.5)], 3, None),
    )
    assert texts(transcriber.transcribe(sound)) == ["Hi.", "This", "is", "Wendy."]


def test_where_no_speech_is_left_whisper_is_not_asked_again(monkeypatch, sound):
    words = [("This", 2.6, 2.8), ("is", 2.8, 3.2), ("Wendy", 3.2, 3.5), ("Jones.", 3.5, 4.0)]
    transcriber, whisper = hears(monkeypatch, (words, 4, 4.45))
    assert texts(transcriber.transcribe(sound))[-1] == "Jones."
    assert len(whisper.heard_s) == 1
    assert whisper.windows == 0


class LoopingWhisper(ToldWhisper):
    """Says everything twice after a prompt."""

    def prompt(self, context: str = "") -> tuple[int, ...]:
        return (1,) if context else ()

    def decode(self, encoded: Encoded, prompt: object, **how: object) -> Hypothesis:
        once = super().decode(encoded, prompt)
        return replace(once, tokens=once.tokens * 2, text=f"{once.text} {once.text}") if prompt else once


def test_what_whisper_says_twice_after_a_prompt_was_not_left_out_before(monkeypatch, sound):
    words = [("This", 2.6, 2.8), ("is", 2.8, 3.2), ("Wendy", 3.2, 3.5), ("Jones.", 3.5, 4.0)]
    monkeypatch.setattr(module, "WhisperModel", lambda weights, threads: LoopingWhisper((words, 4, None)))
    assert texts(Transcriber(Path()).transcribe(sound)) == ["This", "is", "Wendy", "Jones."]
