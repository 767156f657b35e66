"""Filled pauses: um, uh, er, erm, hmm.

Whisper was taught to leave them out. After a text that is full of them it
writes most of them down, and the words around them as well as without. Its
probability of a filler says little by itself, because it was taught not to
expect one; its probability after that text tells spoken fillers from coughs,
laughter and mumbled words. What is left in doubt is decided by the sound: a
filler is a voice that holds its tone. Fillers that stand alone between two
pauses and are missed are looked for by `audio.fillers_alone`.

NOTES: what was tried and did not work
- The fillers as hotwords: no effect. A prompt with fewer kinds of them: 46 of 57 spoken ones heard
  (this one: 49), and loops where they follow each other closely.
- Whisper's probability of a filler without the prompt: 0.001 to 0.98 for spoken ones, 0.001 to 0.55 for
  others. What it hears in the filler's stretch by itself: "Uh" for half of all coughs, and for vowels.
- A tone held for 0.12 s asked of every filler between pauses: brief ones were lost, 3 of 7 in one call.
- How little the spectrum changes (cepstral distance over 60 ms): lengthened vowels of halting readers
  are as steady as fillers, and short fillers in running speech no steadier than other vowels.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S
from audio.speech_activity import runs
from audio.voicing import Tone
from audio.whisper_model import AlignedWord
from audio.word_times import usual_length_s
from models.transcript import is_filler

PROMPT = (
    "Um, hi. It's, uh, me. I'm, um, calling, uh, for Mister, uh, Lee. Um, and, er, is it, um, Monday, uh, "
    "or, um, Tuesday? And, uh, yes. Uh, so, erm, you know, hmm, I was, um, thinking that, uh, the, um, job "
    "is, uh, good."
)
"""Read to Whisper as if it had been said before."""
PROMPT_ALONE = "Um, uh, hmm."
"""The same, for a stretch that holds one filler or one word and no more."""
_LIKELY, _CERTAIN = 0.5, 0.8
"""Whisper's probability of a filler after the prompt: spoken ones had 0.52 to 0.99, most above 0.8; those
heard in other sounds 0.06 to 0.64, and up to 0.75 among words that Whisper is unsure of as well."""
_UNSURE_WORD = 0.55
_HANGING = 4
"""Words of the decoder on one moment of the sound: it says them over and over to the end."""
_MOMENT_S = 0.02
_HELD_S, _HELD_ALONE_S, _MOSTLY = 0.15, 0.12, 0.5
"""A voice that holds its tone without a break: spoken fillers by themselves for 0.15 s and more (one in
twenty, creaky, not), real coughs for 0.04 to 0.14 s. Brief ones are voiced for half of their time and
more, nine in ten coughs for less."""
_SOME_TONE_S, _LEAST_TONE_S = 0.08, 0.03
_EDGE_S = 0.05
_AROUND_S = 0.1
"""Silence on both sides that lets a sound stand alone."""

Mask = npt.NDArray[np.bool_]


def believed(heard: Sequence[AlignedWord], primed: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words heard after the prompt, without the fillers that are unlikely even then.

    `heard`: the words with their probabilities after nothing, which they keep; `primed`: the same words
    with their probabilities after the prompt, which only the fillers get. What follows from where the
    decoder hangs is left out.
    """
    kept = []
    for word, after_prompt in zip(heard[: _hang(heard)], primed, strict=False):
        if not is_filler(word.text):
            kept.append(word)
        elif after_prompt.probability >= _LIKELY:
            kept.append(replace(word, probability=after_prompt.probability))
    return kept


def _hang(words: Sequence[AlignedWord]) -> int:
    """The first of many words that share one moment; the number of words if there are none."""
    for first in range(len(words) - _HANGING + 1):
        if words[first + _HANGING - 1].end_s - words[first].start_s < _MOMENT_S:
            return first
    return len(words)


def with_probabilities(words: Sequence[AlignedWord], of: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words, their fillers with the probabilities of the fillers `of` the same words elsewhere."""
    known = iter([word.probability for word in of if is_filler(word.text)])
    return [
        replace(word, probability=next(known, word.probability)) if is_filler(word.text) else word
        for word in words
    ]


def settled(words: Sequence[AlignedWord], tone: Tone, speech: Mask) -> list[AlignedWord]:
    """The words, each filler on its sound.

    Whisper may put a filler into the pause before its sound, or into the word after it. `tone` and
    `speech` (every 10 ms) of the sound, from the same zero as the words' times.
    """
    settled = list(words)
    for i, word in enumerate(words):
        if not is_filler(word.text):
            continue
        before = settled[i - 1] if i else None
        earliest_s = round(_likely_end_s(before) / HOP_S) * HOP_S if before else 0.0
        latest_s = max(word.end_s, words[i + 1].start_s if i + 1 < len(words) else len(speech) * HOP_S)
        start_s, end_s = _on_sound(word, earliest_s, latest_s, tone, speech)
        settled[i] = replace(word, start_s=start_s, end_s=end_s)
        if before and before.end_s > start_s:
            settled[i - 1] = replace(before, end_s=start_s)
    return settled


def _on_sound(
    word: AlignedWord, earliest_s: float, latest_s: float, tone: Tone, speech: Mask
) -> tuple[float, float]:
    """Where the filler is: where Whisper has it, if it holds a tone there; else the likeliest place near.

    Sound that goes on into the filler, and that no word accounts for, belongs to it.
    """
    start_s, end_s = word.start_s, word.end_s
    if tone.within(start_s - _EDGE_S, end_s + _EDGE_S).longest_s < _SOME_TONE_S:
        held = tone.longest(earliest_s, latest_s)
        if held[1] - held[0] >= _SOME_TONE_S:
            return held
        stretches = runs(_between(speech, earliest_s, latest_s))
        longest = max(stretches, key=lambda run: run[1] - run[0], default=(0, 0))
        if (longest[1] - longest[0]) * HOP_S >= _HELD_S:
            return earliest_s + longest[0] * HOP_S, earliest_s + longest[1] * HOP_S
    before = _between(speech, earliest_s, start_s)
    quiet = np.flatnonzero(~before)
    if len(quiet) and len(quiet) < len(before):
        onset_s = earliest_s + float(quiet[-1] + 1) * HOP_S
        start_s = onset_s if start_s - onset_s > _SOME_TONE_S else start_s
    sounding = np.flatnonzero(_between(speech, start_s, end_s))
    return start_s + (float(sounding[0]) * HOP_S if len(sounding) else 0.0), end_s


def _between(mask: Mask, start_s: float, end_s: float) -> Mask:
    return mask[round(start_s / HOP_S) : max(round(start_s / HOP_S), round(end_s / HOP_S))]


def _likely_end_s(word: AlignedWord) -> float:
    return word.end_s if is_filler(word.text) else min(word.end_s, word.start_s + usual_length_s(word.text))


def sounding(words: Sequence[AlignedWord], tone: Tone, speech: Mask) -> list[AlignedWord]:
    """The words without fillers that are no voice, or a burst that stands alone: a cough, laughter."""
    return [word for word in words if not is_filler(word.text) or _may_be_filler(word, tone, speech)]


def _may_be_filler(word: AlignedWord, tone: Tone, speech: Mask) -> bool:
    if not _between(speech, word.start_s, word.end_s).any():
        return False
    voice = tone.within(word.start_s - _EDGE_S, word.end_s + _EDGE_S)
    if _stands_alone(word, speech):
        mostly_voice = voice.share >= _MOSTLY and voice.seconds >= _SOME_TONE_S
        return mostly_voice or voice.longest_s >= _HELD_ALONE_S
    return word.probability >= _CERTAIN or voice.longest_s >= _LEAST_TONE_S


def _stands_alone(word: AlignedWord, speech: Mask) -> bool:
    """Whether the sound that the word lies on has silence on both sides."""
    first, last = round(word.start_s / HOP_S), round(word.end_s / HOP_S)
    around = round(_AROUND_S / HOP_S)
    after = speech[last : last + around]
    return not speech[max(0, first - around) : first].any() and not after.any()


def doubtful(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The fillers that Whisper is not certain of and hears beside a word that it is unsure of, too."""
    found = []
    for i, word in enumerate(words):
        if not is_filler(word.text):
            continue
        beside = (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])
        unsure = any(other.probability < _UNSURE_WORD for other in beside if not is_filler(other.text))
        if unsure and word.probability < _CERTAIN:
            found.append(word)
    return found


def holds_its_tone(word: AlignedWord, tone: Tone) -> bool:
    """Whether a doubtful filler is one long voice."""
    return tone.within(word.start_s - _EDGE_S, word.end_s + _EDGE_S).longest_s >= _HELD_S


def begins_with_filler(text: str) -> bool:
    """Whether a stretch by itself was heard as a filler, perhaps with the beginning of a word after it."""
    first = text.replace(".", " ").replace("-", " ").split()[:1]
    return any(is_filler(word) for word in first)


def without(words: Sequence[AlignedWord], filler: AlignedWord) -> list[AlignedWord]:
    """The words without the filler; the word right after it gets its time."""
    kept: list[AlignedWord] = []
    for word in words:
        if word is filler:
            continue
        follows = abs(word.start_s - filler.end_s) < 0.02
        kept.append(replace(word, start_s=filler.start_s) if follows else word)
    return kept
