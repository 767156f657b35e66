"""Filled pauses: um, uh, er, erm, hmm.

Whisper was taught to leave them out. After a text that is full of them it writes most of them down, and
some that nobody said: lengthened vowels of people who hesitate, parts of words. So two witnesses are heard
on each: Whisper's decoder, by its probability of the filler after that text, and its encoder, by the
likeness of the sound to a filler (`audio.filler_sounds`), which also tells where it is. A filler-like
sound for which the decoder wrote none is put to it: how probable is "uh" or "um" here?

NOTES: what was tried and did not work
- The fillers as hotwords: no effect. A prompt with fewer kinds of them: 46 of 57 spoken ones heard
  (this one: 49), and loops where they follow each other closely.
- Whisper's probability of a filler without the prompt: 0.001 to 0.98 for spoken ones, 0.001 to 0.55 for
  others. What it hears in the filler's stretch by itself: "Uh" for half of all coughs, and for vowels.
- How long the voice holds its tone: creaky fillers do not, lengthened vowels of halting readers do.
- To tell drawn-out vowels of halting learners from fillers of callers, beside the doubt in the words around:
  level, steadiness and length of the sound, the likelihood of the words with it and without: no better. How
  drawn out the other syllables are: 6 such vowels instead of 9, but one of 49 fillers lost. Encoder weights
  learned from 70 more learners: 6 instead of 8, two more fillers lost.
- A word on the sound as a reason against: half of all fillers have one, since Whisper's times are rough.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

import numpy as np
import numpy.typing as npt

from audio.blocks import HOP_S
from audio.filler_sounds import FillerSound
from audio.whisper_model import AlignedWord
from audio.word_times import LAG_S, SHORTEST_S
from models.transcript import is_filler

PROMPT = (
    "Um, hi. It's, uh, me. I'm, um, calling, uh, for Mister, uh, Lee. Um, and, er, is it, um, Monday, uh, "
    "or, um, Tuesday? And, uh, yes. Uh, so, erm, you know, hmm, I was, um, thinking that, uh, the, um, job "
    "is, uh, good."
)
"""Read to Whisper as if it had been said before."""
WRITTEN = (" uh,", " um,")
"""What the decoder is asked about."""
LIKELY = 0.5
"""Whisper's probability of a filler after the prompt: spoken ones had 0.52 to 0.99, most above 0.8; those
heard in other sounds 0.06 to 0.7."""
_PER_LOG_ODDS, _ENOUGH = 1.0, 5.0
"""How much the log odds of Whisper's probability count beside the likeness of the sound, and what both must
come to. Of 79 spoken in calls the likeness was 4.9 to 9.8, with 0.3 to 0.97 (two with 0.2 or less, great or
between pauses); drawn-out vowels of halting readers: mostly up to 4.9 with 0.5 to 0.8. Other weights for the
log odds (0.4 to 0.8) told them no better."""
_LEAST, _LEAST_ALONE, _MOST = 0.05, 0.2, 0.9
"""Whisper's probability is taken as no less, since it was taught to leave fillers out (0.005 for clear ones),
and between two pauses, where it often says nothing, as so much at least; as no more, since nobody had said
the fillers that it was surer of though the sound was hardly like one (3 and less)."""
_UNDERSTOOD, _PER_DOUBT = 0.8, 6.0
"""Where Whisper's mean probability of the words around is below this, each 0.1 of doubt asks for 0.6 more: in
words that it hardly understands, it takes many a drawn-out vowel for a filler. People on the telephone had
mostly 0.65 to 0.9, halting learners of English 0.3 to 0.65."""
_UNSURE = 0.4
"""A word below this gives way to a filler on its sound."""
_MOSTLY = 0.6
_ASKED_FROM = 4.5
"""The likeness of a sound for which Whisper wrote no filler and is asked: below, one of it was never said."""
_HANGING = 4
"""Words of the decoder on one moment of the sound: it says them over and over to the end."""
_MOMENT_S = 0.02
_EARLY_S, _LATE_S = 0.9, 0.6
"""How far before or behind its sound Whisper may put a filler: into the pause beside it."""
_PER_SECOND_AWAY = 8.0
_SURE, _SHORTEST_PART_S = 0.8, 0.25
_TOUCHING_S = 0.1
_EDGE, _QUIET = 10, 5
"""Frames around the border of a sound among which so many are silent if it stands alone."""

Mask = npt.NDArray[np.bool_]
Voice = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Candidate:
    """A filler that may have been said."""

    sound: FillerSound
    place: int
    """The number of words before it."""
    text: str
    tokens: tuple[int, ...]
    probability: float
    """Whisper's, after the prompt."""


def hanging_from(words: Sequence[AlignedWord]) -> int:
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


def likely(words: Sequence[AlignedWord]) -> list[AlignedWord]:
    """The words with the fillers that Whisper's probability alone speaks for: all that is known of models
    whose encoder nobody has learned to read."""
    return [word for word in words if not is_filler(word.text) or word.probability >= LIKELY]


def divided(sounds: Sequence[FillerSound], words: Sequence[AlignedWord]) -> list[FillerSound]:
    """The sounds, those divided evenly for which Whisper is sure of several fillers: "uh, uh, uh"."""
    parts: list[FillerSound] = []
    for sound in sounds:
        sure = [word for word in words if is_filler(word.text) and word.probability >= _SURE]
        on_it = sum(sound.start_s < (word.start_s + word.end_s) / 2 < sound.end_s for word in sure)
        count = max(1, min(on_it, int((sound.end_s - sound.start_s) / _SHORTEST_PART_S)))
        borders_s = np.linspace(sound.start_s, sound.end_s, count + 1).tolist()
        parts += [FillerSound(start, end, sound.likeness) for start, end in pairwise(borders_s)]
    return parts


def on_sounds(words: Sequence[AlignedWord], sounds: Sequence[FillerSound]) -> dict[int, FillerSound]:
    """The sound of each filler that has one, by the filler's index: in order, each sound one filler's, the
    sounds as great and as near as possible.

    Whisper may put a filler into the pause beside its sound, or let the word after it begin too early, but
    not beyond the words around it.
    """
    fillers = [i for i, word in enumerate(words) if is_filler(word.text)]
    best: list[tuple[float, dict[int, FillerSound]]] = [(0.0, {})] * (len(sounds) + 1)
    for i in fillers:
        row = [best[0]]
        for j, sound in enumerate(sounds):
            gain, so_far = _fit(words, i, sound), best[j]
            pair = (so_far[0] + gain, {**so_far[1], i: sound}) if gain > 0 else so_far
            row.append(max(pair, best[j + 1], row[j], key=lambda it: it[0]))
        best = row
    return best[-1][1]


def _fit(words: Sequence[AlignedWord], i: int, sound: FillerSound) -> float:
    """How well the sound fits the filler with this index; 0 or less if not at all."""
    word = words[i]
    before = next((it for it in reversed(words[:i]) if not is_filler(it.text)), None)
    after = next((it for it in words[i + 1 :] if not is_filler(it.text)), None)
    earliest_s = max(word.start_s - _EARLY_S, before.start_s - LAG_S if before else 0.0)
    latest_s = min(word.end_s + _LATE_S, after.end_s if after else math.inf)
    if not earliest_s < sound.middle_s < latest_s:
        return 0.0
    away_s = max(0.0, sound.start_s - word.end_s, word.start_s - sound.end_s)
    return sound.likeness - _PER_SECOND_AWAY * away_s


def evidence(sound: FillerSound, probability: float, words: Sequence[AlignedWord], speech: Mask) -> float:
    """Over 0, both witnesses together say that the sound is a filler.

    `words`: those around, with fillers or without; `speech`: activity every 10 ms.
    """
    least = _LEAST_ALONE if _stands_alone(sound, speech) else _LEAST
    bounded = min(max(probability, least), _MOST)
    log_odds = math.log(bounded / (1 - bounded))
    return sound.likeness + _PER_LOG_ODDS * log_odds - _ENOUGH - _PER_DOUBT * _doubt(words)


def _doubt(words: Sequence[AlignedWord]) -> float:
    probabilities = [word.probability for word in words if not is_filler(word.text)]
    return max(0.0, _UNDERSTOOD - fmean(probabilities)) if probabilities else 0.0


def _stands_alone(sound: FillerSound, speech: Mask) -> bool:
    return all(
        np.count_nonzero(~speech[max(0, frame - _EDGE) : frame + _EDGE]) >= _QUIET
        or frame <= _EDGE
        or frame >= len(speech) - _EDGE
        for frame in (round(sound.start_s / HOP_S), round(sound.end_s / HOP_S))
    )


def believed(words: Sequence[AlignedWord], sounds: Sequence[FillerSound], speech: Mask) -> list[AlignedWord]:
    """The words without fillers that have no sound, or none that is likely enough."""
    found = on_sounds(words, sounds)
    return [
        word
        for i, word in enumerate(words)
        if not is_filler(word.text)
        or (i in found and evidence(found[i], word.probability, words, speech) > 0)
    ]


def heard_at(sounds: Iterable[FillerSound], voice: Voice) -> Voice:
    """Silero's probability of speech every 10 ms, raised to 1 on fillers: it misses creaky ones, and Whisper
    may put the words after a filler onto it."""
    raised = voice.copy()
    for sound in sounds:
        raised[round(sound.start_s / HOP_S) : round(sound.end_s / HOP_S)] = 1.0
    return raised


def unnamed(words: Sequence[AlignedWord], sounds: Sequence[FillerSound], speech: Mask) -> list[FillerSound]:
    """The great sounds for which Whisper wrote no filler.

    A sound right beside a greater one, without a pause between them, is the end or the beginning of that.
    """
    named = on_sounds(words, sounds).values()
    return [
        sound
        for sound in sounds
        if sound not in named
        and sound.likeness >= _ASKED_FROM
        and not any(it.likeness > sound.likeness and _touch(sound, it, speech) for it in sounds)
    ]


def _touch(one: FillerSound, other: FillerSound, speech: Mask) -> bool:
    first, last = sorted((one, other), key=lambda it: it.start_s)
    between = speech[round(first.middle_s / HOP_S) : round(last.middle_s / HOP_S)]
    return last.start_s - first.end_s < _TOUCHING_S and int(np.count_nonzero(~between)) < _QUIET


def named(words: Sequence[AlignedWord], sounds: Sequence[FillerSound]) -> list[Candidate]:
    """The fillers among the words, placed among the other words; those that have a sound."""
    found = on_sounds(words, sounds)
    return [
        Candidate(
            sound,
            i - sum(is_filler(word.text) for word in words[:i]),
            words[i].text,
            words[i].tokens,
            words[i].probability,
        )
        for i, sound in found.items()
    ]


def place(words: Sequence[AlignedWord], sound: FillerSound, *, behind: bool) -> int:
    """Where a filler of this sound belongs: before or behind the word that lies on the sound, if one does."""
    shared = [min(word.end_s, sound.end_s) - max(word.start_s, sound.start_s) for word in words]
    if shared and max(shared) > 0:
        return shared.index(max(shared)) + behind
    return sum(word.start_s < sound.middle_s for word in words)


def inserted(
    words: Sequence[AlignedWord], fillers: Sequence[Candidate]
) -> tuple[list[AlignedWord], dict[int, Candidate]]:
    """The words with the fillers at their places and on their sounds, and these fillers by their indexes.

    Words that Whisper was unsure of and that lie on such a sound give way.
    """
    joined: list[AlignedWord] = []
    at: dict[int, Candidate] = {}
    for i in range(len(words) + 1):
        here = sorted((it for it in fillers if it.place == i), key=lambda it: it.sound.start_s)
        for it in here:
            at[len(joined)] = it
            joined.append(AlignedWord(it.text, it.tokens, it.sound.start_s, it.sound.end_s, it.probability))
        joined += (word for word in words[i : i + 1] if not _gives_way(word, fillers))
    return joined, at


def _gives_way(word: AlignedWord, fillers: Sequence[Candidate]) -> bool:
    return word.probability < _UNSURE and any(_share(word, it.sound) >= _MOSTLY for it in fillers)


def _share(word: AlignedWord, sound: FillerSound) -> float:
    shared_s = min(word.end_s, sound.end_s) - max(word.start_s, sound.start_s)
    return shared_s / max(HOP_S, word.end_s - word.start_s)


def settled(words: Sequence[AlignedWord], sounds: Mapping[int, FillerSound]) -> list[AlignedWord]:
    """The words, fillers on their sounds, which are given by their indexes, the words around beside them."""
    placed: list[AlignedWord] = []
    for i, word in enumerate(words):
        on = sounds.get(i)
        now = replace(word, start_s=on.start_s, end_s=on.end_s) if on else word
        before = placed[-1] if placed else None
        if before and now.start_s < before.end_s:
            if on:
                placed[-1] = before = replace(before, end_s=max(now.start_s, before.start_s + SHORTEST_S))
            start_s = max(now.start_s, before.end_s)
            now = replace(now, start_s=start_s, end_s=max(now.end_s, start_s + SHORTEST_S))
        placed.append(now)
    return placed
