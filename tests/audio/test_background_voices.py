"""Whose voice it is, from made-up frames in four bands."""

import numpy as np
from numpy.typing import NDArray

from audio.background_voices import without_others
from audio.masks import Bools, runs

_CALLER_DB, _OTHERS_DB, _ROOM_DB = -20.0, -40.0, -65.0


def _own(in_pauses_db: float, voice_in_pauses: float, *, pause: int = 80, ending: int = 0) -> Bools:
    """What is left of the caller's speech; between 0.5 s each of it something sounds from end to end.

    `ending`: frames of a soft ending of the caller's, at the others' level.
    """
    rng = np.random.default_rng(1)
    phrase = [
        (50, _CALLER_DB, 0.99),
        (ending, _OTHERS_DB, 0.99),
        (pause - ending, in_pauses_db, voice_in_pauses),
    ]
    frames = np.array([piece[1:] for piece in 5 * phrase for _ in range(piece[0])])
    level_db, voice = frames[:, 0] + rng.normal(0, 0.5, len(frames)), frames[:, 1]
    bands_db = (level_db[:, np.newaxis] - 6 + np.zeros(4)).astype(np.float16)
    return without_others(voice > 0.5, voice, level_db, bands_db, _CALLER_DB)


def _lengths(speech: Bools) -> NDArray[np.int64]:
    return np.array([end - first for first, end in runs(speech)])


def test_others_in_the_pauses_are_not_the_caller() -> None:
    lengths = _lengths(_own(_OTHERS_DB, 0.9))
    assert len(lengths) == 5
    assert np.all(np.abs(lengths - 50) <= 2)


def test_soft_endings_are_the_callers_where_pauses_are_quiet() -> None:
    lengths = _lengths(_own(_ROOM_DB, 0.0, ending=15))
    assert np.all(lengths == 65)


def test_noise_that_is_no_voice_changes_nothing() -> None:
    assert np.all(_lengths(_own(_OTHERS_DB, 0.1)) == 50)


def test_without_pauses_nothing_is_known_of_others() -> None:
    assert np.all(_own(_OTHERS_DB, 0.9, pause=30))
