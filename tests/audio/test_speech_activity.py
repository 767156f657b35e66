"""The decision where somebody speaks, from made-up features of frames."""

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import N_BANDS, ActivityFeatures
from audio.speech_activity import decide, runs

_ROOM_DB = np.array([-48.0] + [-65.0] * (N_BANDS - 1))
"""A rumble lies below 200 Hz, as in most rooms."""


def _take(*pieces: tuple[float, dict[int, float], float]) -> ActivityFeatures:
    """Pieces of (seconds, decibels above the room by band, Silero's opinion)."""
    rng = np.random.default_rng(1)
    n = sum(round(100 * seconds) for seconds, _, _ in pieces)
    bands = _ROOM_DB + rng.normal(0.0, 1.0, (n, N_BANDS))
    voice = np.zeros(n, dtype=np.float32)
    first = 0
    for seconds, above_db, opinion in pieces:
        end = first + round(100 * seconds)
        for band, decibels in above_db.items():
            bands[first:end, band] += decibels
        voice[first:end] = opinion
        first = end
    frames = np.pad(10 ** (bands / 10), ((1, 1), (0, 0)), mode="edge")
    heard = (frames[:-2] + frames[1:-1] + frames[2:]) / 3
    power = np.sum(heard, axis=1)
    return ActivityFeatures(
        bands_db=(10 * np.log10(heard)).astype(np.float16),
        level_db=(10 * np.log10(power)).astype(np.float32),
        power=power.astype(np.float32),
        voice=voice,
        clipped=np.zeros(n, dtype=np.uint8),
    )


_SPEECH = dict.fromkeys(range(N_BANDS), 25.0)
_BREATH = dict.fromkeys(range(6, 14), 6.0)
_SOFT_L = {0: 9.0, 1: 9.0, 2: 7.0}


def _spans_s(take: ActivityFeatures) -> NDArray[np.float64]:
    return np.array(runs(decide(take).speech)) / 100


def test_breaths_are_no_speech_and_do_not_hide_a_soft_voiced_beginning() -> None:
    heavy = dict.fromkeys(range(4, 16), 9.0)
    take = _take(
        (1.5, {}, 0.0),
        (0.15, heavy, 0.1),
        (1.0, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.1, {}, 0.3),
        (0.3, _BREATH, 0.58),
        (0.4, {}, 0.0),
        (0.2, _SOFT_L, 0.45),
        (1.0, _SPEECH, 0.99),
        (1.5, {}, 0.0),
    )

    np.testing.assert_allclose(_spans_s(take), [(2.65, 3.65), (4.45, 5.65)], atol=0.03)


def test_a_loud_sound_ends_where_it_ends() -> None:
    """Windows reach around a frame; the last frame in which a sound is heard lies after its end."""
    take = _take((1.0, {}, 0.0), (1.0, _SPEECH, 0.99), (0.27, {}, 0.9), (1.0, _SPEECH, 0.99), (1.0, {}, 0.0))

    (_, first_end), (second_start, _) = _spans_s(take)

    assert first_end == 2.0
    assert second_start <= 2.27
