"""What a room leaves of a sound, in made-up levels of frames."""

import numpy as np
import pytest
from numpy.typing import NDArray

from audio.reverberation import decay_db, tails

_SPEECH_DB, _ROOM_DB = -20.0, -70.0


def _levels(*falls_db: float) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Half a second of speech and 0.7 s of silence for each fall, which begins with the silence."""
    rng = np.random.default_rng(1)
    phrases = []
    for fall_db in falls_db:
        fall = np.maximum(_SPEECH_DB - 6 - fall_db * np.arange(70), _ROOM_DB)
        phrases += [np.full(50, _SPEECH_DB), fall]
    levels = np.concatenate([np.full(20, _ROOM_DB), *phrases])
    return (levels + rng.normal(0, 0.4, len(levels))).astype(np.float32), levels > _ROOM_DB + 20


def _decay(*falls_db: float, room_db: float = _ROOM_DB) -> float | None:
    level_db, speech = _levels(*falls_db)
    return decay_db(np.maximum(level_db, room_db), speech, room_db=room_db, speech_db=_SPEECH_DB)


@pytest.mark.parametrize("fall_db", [0.75, 1.2, 2.4])
def test_a_room_is_known_by_the_same_fall_after_every_phrase(fall_db: float) -> None:
    assert _decay(fall_db, fall_db, fall_db, fall_db, fall_db) == pytest.approx(fall_db, rel=0.1)


@pytest.mark.parametrize(
    "falls_db", [(1.2, 1.2), (0.8, 2.5, 1.4, 2.2, 1.1), (4.0, 4.0, 4.0, 4.0), (12.0,) * 5]
)
def test_few_different_or_fast_falls_are_voices(falls_db: tuple[float, ...]) -> None:
    assert _decay(*falls_db) is None


def test_close_above_the_noise_no_room_is_known() -> None:
    assert _decay(1.2, 1.2, 1.2, 1.2, 1.2, room_db=-38.0) is None


def test_no_speech_has_no_room() -> None:
    silence = np.full(100, _ROOM_DB, dtype=np.float32)
    assert decay_db(silence, np.zeros(100, dtype=np.bool_), room_db=_ROOM_DB, speech_db=_ROOM_DB) is None


def test_a_tail_begins_where_nothing_is_left_but_the_room_and_ends_at_a_new_sound() -> None:
    loud = np.full((40, 20), _SPEECH_DB)
    tail = _SPEECH_DB - 6 - 1.2 * np.arange(30)[:, np.newaxis] * np.ones(20)
    hiss = np.tile([-60.0] * 16 + [-20.0] * 4, (20, 1))
    bands_db = np.concatenate([loud, tail, hiss]).astype(np.float16)

    found = np.flatnonzero(tails(bands_db, (bands_db - _ROOM_DB).astype(np.float32), 1.2))

    assert abs(found[0] - 40) <= 2
    assert abs(found[-1] - 69) <= 2
    assert len(found) == found[-1] - found[0] + 1


def test_a_sound_that_falls_more_slowly_than_the_room_is_no_tail() -> None:
    bands_db = (_SPEECH_DB - 0.6 * np.arange(60)[:, np.newaxis] * np.ones(20)).astype(np.float16)

    assert not tails(bands_db, (bands_db - _ROOM_DB).astype(np.float32), 1.2).any()
