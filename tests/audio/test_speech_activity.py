"""The decision where somebody speaks, from made-up features of frames."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audio.activity_features import N_BANDS, ActivityFeatures
from audio.masks import runs
from audio.speech_activity import decide

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


_BURST = dict.fromkeys(range(8, N_BANDS), 8.0)


def test_a_stop_released_after_a_long_closure_belongs_to_its_word() -> None:
    """Silero has forgotten the word by then; the same sound later, or a louder one, is a click."""
    take = _take(
        (6.0, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.08, {}, 0.4),
        (0.1, {}, 0.1),
        (0.06, _BURST, 0.1),
        (0.6, {}, 0.0),
        (0.06, _BURST, 0.1),
        (0.6, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.18, {}, 0.1),
        (0.04, _SPEECH, 0.1),
        (1.0, {}, 0.0),
    )

    assert np.allclose(_spans_s(take), [[6.0, 7.0], [7.18, 7.24], [8.5, 9.5]], atol=0.025)


_INHALE = dict.fromkeys(range(5, 16), 9.0)
_HISS = dict.fromkeys(range(14, N_BANDS), 20.0)


def test_a_breath_before_a_word_is_not_the_word_and_a_voiceless_beginning_is() -> None:
    take = _take(
        (1.0, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.5, {}, 0.0),
        (0.35, _INHALE, 0.3),
        (1.0, _SPEECH, 0.99),
        (0.5, {}, 0.0),
        (0.35, _INHALE, 0.3),
        (0.12, _HISS, 0.3),
        (1.0, _SPEECH, 0.99),
        (0.5, {}, 0.0),
        (0.14, _HISS, 0.3),
        (1.0, _SPEECH, 0.99),
        (1.0, {}, 0.0),
    )

    starts_s = _spans_s(take)[:, 0]
    assert np.allclose(starts_s, [1.0, 2.85, 4.70, 6.32], atol=0.03)


def test_a_loud_breath_with_a_low_rumble_before_a_word_is_not_the_word() -> None:
    take = _take(
        (1.0, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.4, {}, 0.0),
        (0.35, {1: 12.0, **dict.fromkeys(range(5, 16), 14.0)}, 0.65),
        (1.0, _SPEECH, 0.99),
        (1.0, {}, 0.0),
    )

    assert np.allclose(_spans_s(take), [[1.0, 2.0], [2.75, 3.75]], atol=0.03)


def test_a_breath_that_continues_a_word_is_no_pause() -> None:
    take = _take(
        (1.0, {}, 0.0),
        (1.0, _SPEECH, 0.99),
        (0.2, _INHALE, 0.3),
        (0.15, {}, 0.1),
        (1.0, _SPEECH, 0.99),
        (1.0, {}, 0.0),
    )

    assert np.allclose(_spans_s(take), [[1.0, 2.2], [2.35, 3.35]], atol=0.03)


_NEAR_PHRASE = (1.0, {0: 35.0, **dict.fromkeys(range(1, N_BANDS), 52.0)}, 0.99)


def test_a_short_soft_breath_before_a_word_is_not_the_word() -> None:
    breath = (0.15, dict.fromkeys(range(5, 16), 22.0), 0.3)
    take = _take((1.0, {}, 0.0), _NEAR_PHRASE, (0.4, {}, 0.0), breath, _NEAR_PHRASE, (1.0, {}, 0.0))

    assert np.allclose(_spans_s(take), [[1.0, 2.0], [2.55, 3.55]], atol=0.03)


def test_a_soft_breath_that_fades_into_the_next_word_is_no_pause() -> None:
    """In a room so quiet that it is heard down to 40 dB below the voice."""
    fading = [
        (0.02, dict.fromkeys(range(5, 16), above_db), 0.6 - 0.02 * step)
        for step, above_db in enumerate(np.linspace(28, 18, 20))
    ]
    take = _take((1.0, {}, 0.0), _NEAR_PHRASE, *fading, (0.04, {}, 0.1), _NEAR_PHRASE, (1.0, {}, 0.0))

    assert not any(second[0] - first[1] >= 0.25 for first, second in pairwise(_spans_s(take)))


def test_voice_that_silero_misses_is_not_the_room_of_a_take_with_hardly_any_silence() -> None:
    """The noise was told from the quarter of a second in which the detector was deaf."""
    phrase = [(0.4, _SPEECH, 0.8), (0.1, dict.fromkeys(range(N_BANDS), 12.0), 0.8), (0.06, {}, 0.5)]
    take = _take(*5 * phrase, (0.5, _SPEECH, 0.02), *5 * phrase)

    assert np.mean(decide(take).speech) > 0.95


def _reverberant(take: ActivityFeatures, fall_db: float) -> ActivityFeatures:
    """The take in a room that holds each sound, 6 dB softer, and lets it fall evenly."""
    heard = take.bands_db.astype(np.float64)
    for i in range(1, len(heard)):
        heard[i] = np.maximum(heard[i], heard[i - 1] - np.where(heard[i] < heard[i - 1] - 6, fall_db, 0))
    return ActivityFeatures(
        bands_db=heard.astype(np.float16),
        level_db=(10 * np.log10(np.sum(10 ** (heard / 10), axis=1))).astype(np.float32),
        power=take.power,
        voice=take.voice,
    )


def test_a_room_that_goes_on_sounding_does_not_fill_the_pauses() -> None:
    phrase = (0.6, dict.fromkeys(range(N_BANDS), 40.0), 0.99)
    pause = (0.3, {}, 0.1)
    dry = _take((0.5, {}, 0.0), *(6 * (phrase, pause)), (0.5, {}, 0.0))

    starts = 0.5 + 0.9 * np.arange(6)
    assert np.allclose(_spans_s(_reverberant(dry, 1.2)), np.stack([starts, starts + 0.6], axis=1), atol=0.05)
