"""Whisper's hearing of filled pauses: what both its decoder and its encoder bear out (`audio.fillers`)."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from audio import encoder_ear, fillers, word_times
from audio.filler_sounds import FillerSound, peaks
from audio.fillers import Candidate
from audio.whisper_model import AlignedWord, Encoded, WhisperModel
from models.transcript import is_filler

Mask = npt.NDArray[np.bool_]
Prompt = tuple[int, ...]


class FillerHearing:
    """One piece of sound after another, encoded by the model.

    The encoder is known of Whisper tiny.en only. With any other model there are no filler-like sounds, and
    the decoder's probability alone counts.
    """

    def __init__(self, model: WhisperModel) -> None:
        self._model = model

    def sounds(self, encoded: Encoded) -> list[FillerSound] | None:
        """The filler-like sounds; None where the encoder is not known."""
        states = self._model.states(encoded)
        ear = encoder_ear.ear_for("filler", states.shape[1], multilingual=self._model.is_multilingual)
        return peaks(ear.likeness(states).tolist()) if ear else None

    def primed(
        self,
        encoded: Encoded,
        tokens: Sequence[int],
        prompt: Prompt,
        sounds: Sequence[FillerSound] | None,
        speech: Mask,
    ) -> tuple[list[AlignedWord], list[FillerSound] | None]:
        """The words heard after the prompt with the fillers that are likely, and the sounds, divided as they.

        The probabilities of the fillers are those after the prompt, of the others those after nothing.
        """
        words = list(self._model.align(encoded, tokens))
        if any(is_filler(word.text) for word in words):
            after_prompt = self._model.probabilities(encoded, tokens, prompt)
            words = [
                replace(word, probability=probability) if is_filler(word.text) else word
                for word, probability in zip(words, after_prompt, strict=True)
            ]
        words = words[: fillers.hanging_from(words)]
        if sounds is None:
            return fillers.likely(words), None
        divided = fillers.divided(sounds, words)
        return fillers.believed(words, divided, speech), divided

    def placed(self, encoded: Encoded, words: Sequence[AlignedWord]) -> tuple[AlignedWord, ...]:
        """The words at their times in the sound; the fillers keep their probabilities."""
        placed = self._model.align(encoded, [token for word in words for token in word.tokens])
        return tuple(fillers.with_probabilities(placed, words))

    def found(
        self,
        words: list[AlignedWord],
        encoded: Encoded,
        prompt: Prompt,
        sounds: Sequence[FillerSound] | None,
        speech: Mask,
    ) -> list[AlignedWord]:
        """The words with the fillers that Whisper left out, and each filler on its sound."""
        if not sounds:
            return words
        said = fillers.named(words, sounds)
        fluent = [word for word in words if not is_filler(word.text)]
        unnamed = fillers.unnamed(words, sounds, speech)
        asked = self._asked(fluent, said, unnamed, encoded, prompt) if unnamed else []
        both = [
            it for it in (*said, *asked) if fillers.evidence(it.sound, it.probability, fluent, speech) > 0
        ]
        joined, at = fillers.inserted(fluent, both)
        if any(it in asked for it in both):
            joined = word_times.refine(self.placed(encoded, joined), speech)
        return fillers.settled(joined, {i: filler.sound for i, filler in at.items()})

    def _asked(
        self,
        words: Sequence[AlignedWord],
        said: Sequence[Candidate],
        sounds: Sequence[FillerSound],
        encoded: Encoded,
        prompt: Prompt,
    ) -> list[Candidate]:
        """A filler for each sound, as Whisper finds it likeliest beside the words and what else was said."""
        best: dict[FillerSound, Candidate] = {}
        for text, behind in itertools.product(fillers.WRITTEN, (False, True)):
            tokens = self._model.tokens(text)
            asked = [
                Candidate(sound, fillers.place(words, sound, behind=behind), text, tokens, 0.0)
                for sound in sounds
            ]
            joined, at = fillers.inserted(words, [*said, *asked])
            joined_tokens = [token for word in joined for token in word.tokens]
            answer = self._model.probabilities(encoded, joined_tokens, prompt)
            for i, filler in at.items() if len(answer) == len(joined) else ():
                known = best.get(filler.sound)
                if filler in asked and (known is None or answer[i] > known.probability):
                    best[filler.sound] = replace(filler, probability=answer[i])
        return list(best.values())
