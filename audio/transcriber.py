"""Speech to words with times: Whisper with the defences it needs.

NOTES: what was tried and did not work
- What was said before as Whisper's prompt (its `condition_on_previous_text`): 45 word errors instead of 43
  in 876 words (calls in pink noise and by telephone); it said the phrase before once more.
- The rest of a phrase that Whisper left unfinished, heard by itself at once: its first word is misheard
  ("The company" for "Your company"), which the whole segment in Whisper's own window is not.
- Half a second of silence before the sound and silent features behind it instead of zeros: of 3,789 words 325
  wrong instead of 359, but a third of them had been in view; of 1,466 by halting readers in noise, not heard
  before, 623 instead of 631 (pink 16 more, white 24 fewer), and twice as many false fillers in pink noise.
- The likeliest of the five best hearings by another look (after the prompt, in Whisper's own window): 315 to
  320 of 2,348 words wrong instead of 321.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from audio import bursts, encoder_ear, fillers, invented_words, speech_activity, word_times
from audio.blocks import HOP, HOP_S, RATE_HZ, Block
from audio.bursts import Burst
from audio.filler_hearing import FillerHearing
from audio.hints import Hints, bare_words
from audio.merging import leaves_out, merge
from audio.whisper_model import AlignedWord, Encoded, Hypothesis, WhisperModel
from models.transcript import Word, is_filler

MAX_SEGMENT_S = 28.0
_PADDED_AT_LEAST_S = 12.0
_PADDING_S = 4.0
"""Whisper was taught on windows of 30 s that end in silence. 4 s of padding,
and 12 s in all, gave the same word error rate (3.4 and 3.9 % on phone prompts
against 3.0 and 4.3 % with 30 s) at a fifth of the time; 2 s gave loops."""
_TOKENS_PER_S = 10
_MOST_CONTINUATIONS = 2
_LEAD = 20
"""Frames before speech that Whisper has not heard yet at which it is asked again."""
_SHORTEST_WORD_S = 0.05
_LEVEL = 0.08
_LOUD_FRAMES = 0.9
"""The level (RMS) to which the loudest tenth of the frames is brought."""
_QUIETEST_LEVEL = 3e-5

Samples = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Voice = npt.NDArray[np.float32]


class Transcriber:
    """Whisper in memory, fed one segment at a time. One thread at a time."""

    def __init__(self, weights: Path, threads: int = 2) -> None:
        self._model = WhisperModel(weights, threads)
        self._fillers = FillerHearing(self._model)

    def warm_up(self) -> None:
        """Run once over silence, so that the first real segment costs no more than the later ones."""
        silence = np.zeros(8 * RATE_HZ, dtype=np.float32)
        speech_activity.decide(speech_activity.features(_one_block(silence)))
        encoded = self._model.encode(silence, padded_s=_PADDED_AT_LEAST_S)
        self._model.decode(encoded, self._model.prompt(), max_new_tokens=4)

    def transcribe(
        self,
        samples: Samples,
        *,
        offset_s: float = 0.0,
        hints: Hints | None = None,
        speech: Mask | None = None,
    ) -> tuple[Word, ...]:
        """The words of one segment, in order, not overlapping, times absolute; all to three decimals.

        `samples`: 16 kHz mono in [-1, 1], at most 28 s; `offset_s`: where the
        segment starts in the recording; `speech`: speech activity, one value
        every 10 ms, or None to find it here. Raises ValueError for a longer segment.
        """
        if len(samples) > MAX_SEGMENT_S * RATE_HZ:
            raise ValueError(f"a segment has at most {MAX_SEGMENT_S} s, not {len(samples) / RATE_HZ:.1f} s")
        if len(samples) < _SHORTEST_WORD_S * RATE_HZ:
            return ()
        sound = levelled(samples)
        features = speech_activity.features(_one_block(sound))
        mask = speech_activity.decide(features).speech if speech is None else speech
        if invented_words.is_silent(features.voice) or not mask.any():
            return ()
        words = self._all_words(sound, mask, features.voice, hints or Hints())
        return tuple(
            Word(
                text=word.text.strip(),
                start_s=round(offset_s + word.start_s, 3),
                end_s=round(offset_s + word.end_s, 3),
                probability=round(word.probability, 3),
                filler=is_filler(word.text),
            )
            for word in words
        )

    def _all_words(self, samples: Samples, mask: Mask, voice: Voice, hints: Hints) -> list[AlignedWord]:
        """The words of the samples; where Whisper stops before the speech does, it is asked again."""
        encoded = self._encode(samples)
        found = self._bursts(encoded, samples)
        if found:
            samples = bursts.without(samples, found)
            voice, mask = bursts.heard_without(voice, mask, found)
            encoded = self._encode(samples)
        words: list[AlignedWord] = []
        first = 0
        for _ in range(_MOST_CONTINUATIONS + 1):
            if invented_words.is_silent(voice[first:]) or not mask[first:].any():
                break
            encoded = self._encode(samples[first * HOP :]) if first else encoded
            clear = mask[first:] & (voice[first:] > 0.5)
            new, rest = self._words(encoded, samples[first * HOP :], voice[first:], mask[first:], hints)
            if words and not invented_words.is_likely_rest(new, voice[first:]):
                break
            words = word_times.without_echo(words, word_times.shifted(new, first * HOP_S))
            if rest is None:
                unheard = word_times.first_unheard(new, clear)
                if unheard is None:
                    break
                rest = max(0, unheard - _LEAD)
            first += rest
        return words

    def _encode(self, samples: Samples) -> Encoded:
        """In a window as short as does no harm."""
        padded_s = max(_PADDED_AT_LEAST_S, len(samples) / RATE_HZ + _PADDING_S)
        return self._model.encode(samples, padded_s=padded_s)

    def _bursts(self, encoded: Encoded, samples: Samples) -> list[Burst]:
        """Coughs and the like; none where the encoder is not known."""
        states = self._model.states(encoded)
        ear = encoder_ear.ear_for("burst", states.shape[1], multilingual=self._model.is_multilingual)
        return bursts.toneless(bursts.likely(ear.likeness(states)), samples) if ear else []

    def _words(
        self, encoded: Encoded, samples: Samples, voice: Voice, mask: Mask, hints: Hints
    ) -> tuple[list[AlignedWord], int | None]:
        """What Whisper hears at one go, and the frame from which it must be asked again, if it must.

        It does where it leaves its last phrase unfinished: as in Whisper's own way through long sound, what
        it wrote of that phrase does not count then.
        """
        clear = mask & (voice > 0.5)
        encoded, plain = self._decode(encoded, samples, clear)
        rest = word_times.rest_from(plain.open_from_s, clear)
        until, tokens = (
            (encoded, plain.tokens) if rest is None else (encoded.until(rest), plain.tokens[: plain.closed])
        )
        heard = self._model.align(until, tokens)
        if invented_words.is_invented(plain, heard, voice):
            return [], rest
        prompt = self._model.prompt(". ".join(filter(None, (hints.hotwords, fillers.PROMPT))))
        again = self._model.decode(encoded, prompt, beam_size=1, max_new_tokens=_most_tokens(samples))
        if rest is None and leaves_out(plain.text, again.text):
            plain, heard = self._with_what_was_left_out(samples, encoded, plain, heard, again)
        sounds, speech = self._fillers.sounds(until), mask[:rest]
        if rest is not None or not _same_words(plain, again):
            primed, sounds = self._fillers.primed(encoded, again.tokens, prompt, sounds, speech)
            voice = fillers.heard_at(fillers.on_sounds(primed, sounds or ()).values(), voice)
            heard = self._fillers.placed(until, merge(heard, word_times.before(primed, rest), hints))
        words = word_times.refine(invented_words.spoken_only(heard, voice), speech)
        return self._fillers.found(words, until, prompt, sounds, speech), rest

    def _with_what_was_left_out(
        self,
        samples: Samples,
        encoded: Encoded,
        plain: Hypothesis,
        heard: tuple[AlignedWord, ...],
        again: Hypothesis,
    ) -> tuple[Hypothesis, tuple[AlignedWord, ...]]:
        """A hearing with fillers in view but no names, where the plain one lacks a phrase that is in `again`.

        Whisper sometimes begins with the second sentence of a segment ("I'm calling ..."); its words were
        spread over the first.
        """
        prompt = self._model.prompt(fillers.PROMPT)
        other = self._model.decode(encoded, prompt, max_new_tokens=_most_tokens(samples))
        if invented_words.is_looping(other) or leaves_out(other.text, again.text):
            return plain, heard
        return other, self._model.align(encoded, other.tokens)

    def _decode(self, encoded: Encoded, samples: Samples, clear: Mask) -> tuple[Encoded, Hypothesis]:
        """Plain decoding in a short window; where that is unsure or unfinished, in Whisper's own, too.

        What is finished counts before what is not, a number before one that stutters, then the likelier.
        """
        limit = _most_tokens(samples)
        plain = self._model.decode(encoded, self._model.prompt(), max_new_tokens=limit)
        if _is_finished(plain, clear) and not invented_words.is_troubled(plain):
            return encoded, plain
        full = self._model.encode(samples)
        again = self._model.decode(full, self._model.prompt(), max_new_tokens=limit)
        candidates = [(encoded, plain), (full, again)]
        sound = [(e, h) for e, h in candidates if not invented_words.is_looping(h)]
        if not sound:
            sound = [
                (full, self._model.decode(full, self._model.prompt(), max_new_tokens=limit, no_repeat=3))
            ]
        return max(sound, key=lambda one: _worth(one[1], clear))


def _is_finished(hypothesis: Hypothesis, clear: Mask) -> bool:
    return word_times.rest_from(hypothesis.open_from_s, clear) is None


def _worth(hypothesis: Hypothesis, clear: Mask) -> tuple[bool, bool, float]:
    return (
        _is_finished(hypothesis, clear),
        not invented_words.stutters(hypothesis.text),
        hypothesis.mean_log_probability,
    )


def _same_words(plain: Hypothesis, primed: Hypothesis) -> bool:
    """Whether both heard the same and no filler, so that there is nothing to merge."""
    words = bare_words(plain.text)
    return words == bare_words(primed.text) and not any(map(is_filler, words))


def _one_block(samples: Samples) -> Block:
    return Block(samples=samples, start_sample=0, lead=0, length=len(samples))


def levelled(samples: Samples) -> Samples:
    """The sound without offset, its speech at one level: Whisper and the voice detector miss what is faint.

    Louder bursts are clipped. (Brought to one peak instead, a cough or a bump of the microphone made the
    words around it too faint for the voice detector.)
    """
    centred = samples - np.float32(np.mean(samples)) if len(samples) else samples
    frames = centred[: len(centred) // HOP * HOP].reshape(-1, HOP)
    if not len(frames):
        return centred
    level = float(np.quantile(np.sqrt(np.mean(np.square(frames), axis=1)), _LOUD_FRAMES))
    gain = _LEVEL / level if level > _QUIETEST_LEVEL else 1.0
    return np.asarray(np.clip(centred * np.float32(gain), -1.0, 1.0), dtype=np.float32)


def _most_tokens(samples: Samples) -> int:
    """More than anybody says in that time, so that a loop ends soon."""
    return 20 + int(_TOKENS_PER_S * len(samples) / RATE_HZ)
