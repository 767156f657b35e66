"""Whisper on CTranslate2, one level below `faster_whisper.WhisperModel.transcribe`.

The sound is encoded once and the encoding is used several times: for several
prompts as one batch, and for the alignment of words with time. CTranslate2's
encoder takes any even number of frames, not only Whisper's 30 s window, and
its cost grows faster than linearly with it: 13 s of sound take 0.06 s of the
processor, the full window 0.31 s.

NOTES: what was tried and did not work
- Two segments of a file at once, a thread each, instead of one segment on two threads: the same words for
  no less of the processor, by the clock no sooner on a busy machine, and 80 to 100 MB more.
- The decoding after the prompt beside the plain one (CTranslate2's `asynchronous`): the same.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RATE_HZ = 16000
FRAME_HZ = 100
WINDOW_S = 30.0
TOKEN_S = 0.02
ENCODED_S = 0.02
MAX_TOKENS = 448
MAX_INITIAL_TIMESTAMP = 50  # 1 s, Whisper's own default
_MEDIAN_FILTER = 7  # Whisper's own default
_FEWEST_FRAMES = 2

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Encoded:
    """The encoder's output for a piece of sound, and the frames (10 ms) that carry sound."""

    storage: Any
    frames: int
    placed: "dict[object, tuple[AlignedWord, ...]]" = field(default_factory=dict)
    """Words that were placed in it before: several hearings mostly agree, and need no placing again."""

    def until(self, frame: int) -> "Encoded":
        """The same, for the alignment of words that end before `frame`."""
        return replace(self, frames=min(self.frames, frame))


@dataclass(frozen=True)
class Hypothesis:
    """One decoding: text tokens and timestamp tokens as they came, with Whisper's own doubts."""

    tokens: tuple[int, ...]
    text: str
    mean_log_probability: float
    no_speech_probability: float
    cut_short: bool = False
    """Stopped by the limit of tokens, not by the end of the speech."""
    closed: int = 0
    """How many of the tokens belong to finished phrases, which Whisper puts between two timestamps."""
    open_from_s: float | None = None
    """Where the phrase begins that Whisper left unfinished, after finished ones, or wrote no word of."""

    @property
    def compression_ratio(self) -> float:
        """Over 2.4 the text repeats itself (Whisper's own threshold)."""
        data = self.text.strip().encode()
        return len(data) / len(zlib.compress(data)) if data else 0.0


def _limits(prompt: int, max_new_tokens: int | None) -> tuple[int, int]:
    """CTranslate2's `max_length` for that many new tokens after a prompt, and how many it then allows.

    It counts all of the prompt but its last token, and never allows more than half of `max_length`.
    """
    wanted = MAX_TOKENS // 2 if max_new_tokens is None else max_new_tokens
    limit = min(MAX_TOKENS, max(2 * wanted, prompt - 1 + wanted))
    return limit, min(limit // 2, limit - prompt + 1)


def closed_tokens(tokens: Sequence[int], timestamp_begin: int) -> int:
    """How many of the tokens are left when a last phrase is taken off that begins and does not end.

    A phrase ends with a timestamp, and the next begins with another. Where no phrase has ended, all are.
    """
    marks = [token >= timestamp_begin for token in tokens]
    if marks[-2:] == [False, True]:
        return len(tokens)
    begins = [i for i in range(1, len(tokens)) if marks[i - 1] and marks[i]]
    return begins[-1] if begins else len(tokens)


@dataclass(frozen=True)
class AlignedWord:
    """A word as Whisper's cross-attention places it, times from the start of the encoded sound."""

    text: str
    tokens: tuple[int, ...]
    start_s: float
    end_s: float
    probability: float


class WhisperModel:
    """The weights in memory. Not thread-safe; CTranslate2 releases the GIL while it works."""

    def __init__(self, weights: Path, threads: int = 2) -> None:
        import ctranslate2
        import tokenizers
        from faster_whisper.feature_extractor import FeatureExtractor
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._storage_view = ctranslate2.StorageView
        self._model = ctranslate2.models.Whisper(
            str(weights), device="cpu", compute_type="int8", intra_threads=threads, inter_threads=1
        )
        self._mels = self._model.n_mels
        self._extractor = FeatureExtractor(feature_size=self._mels)
        self.is_multilingual = bool(self._model.is_multilingual)
        language = {"task": "transcribe", "language": "en"} if self.is_multilingual else {}
        self._tokenizer = Tokenizer(
            tokenizers.Tokenizer.from_file(str(weights / "tokenizer.json")), self.is_multilingual, **language
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])

    @property
    def timestamp_begin(self) -> int:
        """The id of the first timestamp token; a token t >= it means (t - it) * TOKEN_S seconds."""
        return int(self._tokenizer.timestamp_begin)

    def encode(self, samples: Samples, *, padded_s: float | None = None) -> Encoded:
        """Encode up to 30 s of 16 kHz sound, padded with silence to `padded_s` (default: the full window)."""
        features = self._extractor(samples, padding=160)
        frames = min(features.shape[1] - 1, int(WINDOW_S * FRAME_HZ))
        wanted = int(WINDOW_S * FRAME_HZ if padded_s is None else min(max(padded_s * FRAME_HZ, frames), 3000))
        wanted += wanted % 2
        padded = np.zeros((1, self._mels, wanted), dtype=np.float32)
        padded[0, :, :frames] = features[:, :frames]
        return Encoded(self._model.encode(self._storage_view.from_array(padded)), frames)

    def states(self, encoded: Encoded) -> npt.NDArray[np.float32]:
        """What the encoder made of the frames that carry sound: (moments, values), every ENCODED_S."""
        moments = -(-encoded.frames // round(ENCODED_S * FRAME_HZ))
        return np.asarray(encoded.storage, dtype=np.float32)[0, :moments]

    def tokens(self, text: str) -> tuple[int, ...]:
        """The text as the decoder writes it."""
        return tuple(self._tokenizer.encode(text))

    def prompt(self, context: str = "") -> tuple[int, ...]:
        """The decoder's start: `context` as if it had been said before, then start of transcript."""
        tokens: list[int] = []
        if context.strip():
            kept = self._tokenizer.encode(" " + context.strip())[: MAX_TOKENS // 2 - 1]
            tokens = [self._tokenizer.sot_prev, *kept]
        return (*tokens, *self._tokenizer.sot_sequence)

    def decode(
        self,
        encoded: Encoded,
        prompt: Sequence[int],
        *,
        beam_size: int = 5,
        no_repeat: int = 0,
        max_new_tokens: int | None = None,
    ) -> Hypothesis:
        """Decode one prompt; see `Hypothesis`. `no_repeat`: runs of tokens of this length come once only."""
        limit, most = _limits(len(prompt), max_new_tokens)
        result = self._model.generate(
            encoded.storage,
            [list(prompt)],
            length_penalty=1,
            max_length=limit,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed,
            max_initial_timestamp_index=MAX_INITIAL_TIMESTAMP,
            beam_size=beam_size,
            no_repeat_ngram_size=no_repeat,
        )[0]
        tokens = tuple(result.sequences_ids[0])
        closed = closed_tokens(tokens, self.timestamp_begin)
        return Hypothesis(
            tokens=tokens,
            text=self._tokenizer.decode([token for token in tokens if token < self._tokenizer.eot]),
            mean_log_probability=result.scores[0] * len(tokens) / (len(tokens) + 1),
            no_speech_probability=float(result.no_speech_prob),
            cut_short=len(tokens) >= most,
            closed=closed,
            open_from_s=None if closed == len(tokens) else (tokens[closed] - self.timestamp_begin) * TOKEN_S,
        )

    def align(self, encoded: Encoded, tokens: Sequence[int]) -> tuple[AlignedWord, ...]:
        """Place the words of `tokens` in time by dynamic time warping of Whisper's cross-attention."""
        return self._aligned(encoded, tokens, self._tokenizer.sot_sequence, encoded.frames, _MEDIAN_FILTER)

    def probabilities(
        self, encoded: Encoded, tokens: Sequence[int], prompt: Sequence[int]
    ) -> tuple[float, ...]:
        """Of each word of `tokens` after `prompt`, without placing it: that would take half as long again."""
        aligned = self._aligned(encoded, tokens, prompt, _FEWEST_FRAMES, 1)
        return tuple(word.probability for word in aligned)

    def _aligned(
        self, encoded: Encoded, tokens: Sequence[int], prompt: Sequence[int], frames: int, median_filter: int
    ) -> tuple[AlignedWord, ...]:
        text_tokens = tuple(token for token in tokens if token < self._tokenizer.eot)
        if not text_tokens:
            return ()
        wanted = (text_tokens, tuple(prompt), frames)
        if wanted in encoded.placed:
            return encoded.placed[wanted]
        result = self._model.align(
            encoded.storage, list(prompt), [list(text_tokens)], frames, median_filter_width=median_filter
        )[0]
        path = np.asarray(result.alignments)
        jumps = np.flatnonzero(np.diff(path[:, 0], prepend=-1))
        times_s = path[jumps, 1] * TOKEN_S
        words, groups = self._tokenizer.split_to_word_tokens([*text_tokens, self._tokenizer.eot])
        aligned, first = [], 0
        for text, group in zip(words[:-1], groups[:-1], strict=True):
            last = first + len(group)
            aligned.append(
                AlignedWord(
                    text=text,
                    tokens=tuple(group),
                    start_s=float(times_s[first]),
                    end_s=float(times_s[last]),
                    probability=float(np.mean(result.text_token_probs[first:last])),
                )
            )
            first = last
        encoded.placed[wanted] = tuple(_join_punctuation(aligned))
        return encoded.placed[wanted]


def _join_punctuation(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """Punctuation and continuations belong to the word before, opening quotes to the one after."""
    joined: list[AlignedWord] = []
    for word in words:
        bare = word.text.strip()
        attach = joined and (not word.text.startswith(" ") or not any(c.isalnum() for c in bare))
        if attach:
            before = joined[-1]
            spoken = any(c.isalnum() for c in bare)
            joined[-1] = AlignedWord(
                text=before.text + word.text.strip(" "),
                tokens=before.tokens + word.tokens,
                start_s=before.start_s,
                end_s=word.end_s if spoken else before.end_s,
                probability=min(before.probability, word.probability) if spoken else before.probability,
            )
        else:
            joined.append(word)
    return joined
