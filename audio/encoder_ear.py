"""What Whisper's encoder tells of a sound that its decoder was taught to leave out or to make words of.

Each moment (20 ms) of the encoded sound gets a weighted sum of the encoder's values, averaged over 0.14 s:
its likeness to one kind of sound, 0 on average and 1 in spread over other speech. The weights are those of a
logistic regression (`tools/learn_encoder_ears.py`), and belong to one Whisper model.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
import numpy.typing as npt

AVERAGED = 7
"""Moments: 0.14 s, about the shortest filler or cough."""

Kind = Literal["filler", "burst"]
Likeness = npt.NDArray[np.float32]
States = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class EncoderEar:
    """Hears one kind of sound in the encoder's output of the model that the weights belong to."""

    weights: npt.NDArray[np.float32]
    bias: float

    def likeness(self, states: States) -> Likeness:
        """One value every 20 ms. `states`: (moments, values), one moment every 20 ms."""
        box = np.full(AVERAGED, 1 / AVERAGED, dtype=np.float32)
        likeness = states @ self.weights + np.float32(self.bias)
        # numpy's "same" is the longer of the two.
        return np.convolve(likeness, box, "same")[: len(states)]


def ear_for(kind: Kind, width: int, *, multilingual: bool) -> EncoderEar | None:
    """The ear for the model whose encoder gives so many values a moment: known for Whisper tiny.en only."""
    ear = _tiny_en(kind)
    return ear if width == len(ear.weights) and not multilingual else None


@cache
def _tiny_en(kind: Kind) -> EncoderEar:
    with (resources.files("assets") / "encoder_ears" / f"{kind}.npz").open("rb") as file:
        learned = np.load(file)
        return EncoderEar(learned["weights"], float(learned["bias"]))
