from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.blocks import RATE_HZ, Samples
from audio.cuts import Segment, SegmentFinder, segments_of

LONGEST_S = 28.0


def _sound(*parts: tuple[str, float], noise: float = 1e-4, seed: int = 1) -> Samples:
    """Harsh "speech" of five syllables a second and quiet, in seconds, over light noise."""
    random = np.random.default_rng(seed)
    pieces = []
    for kind, seconds in parts:
        count = round(seconds * RATE_HZ)
        syllables = 0.55 - 0.45 * np.cos(2 * np.pi * 5.0 * np.arange(count) / RATE_HZ)
        pieces.append(random.normal(0.0, 0.1, count) * syllables * (kind == "speech"))
    sound = np.concatenate([*pieces, np.zeros(0)])
    return (sound + random.normal(0.0, noise, len(sound))).astype(np.float32)


def _seconds(segments: list[Segment]) -> list[tuple[float, float]]:
    return [(round(s.start / RATE_HZ, 1), round(s.end / RATE_HZ, 1)) for s in segments]


def test_a_pause_after_enough_speech_ends_a_segment() -> None:
    sound = _sound(("quiet", 1.0), ("speech", 9.5), ("quiet", 1.0), ("speech", 2.0), ("quiet", 1.0))

    assert _seconds(segments_of(sound)) == [(0.7, 10.8), (11.2, 13.8)]


def test_a_pause_after_little_speech_does_not() -> None:
    sound = _sound(("quiet", 1.0), ("speech", 6.0), ("quiet", 1.0), ("speech", 1.5), ("quiet", 1.0))

    assert _seconds(segments_of(sound)) == [(0.7, 9.8)]


def test_without_a_clear_pause_the_longest_short_one_is_taken() -> None:
    sound = _sound(("speech", 5.0), ("quiet", 0.3), ("speech", 4.0), ("quiet", 0.2), ("speech", 4.0))

    first, second = segments_of(sound)

    assert first.end == second.start
    assert 5.0 < first.end / RATE_HZ < 5.3


def test_sound_without_any_pause_is_cut_before_the_limit_and_loses_nothing() -> None:
    segments = segments_of(_sound(("speech", 100.0)))

    assert segments[0].start == 0
    assert segments[-1].end == 100 * RATE_HZ
    assert all(left.end == right.start for left, right in pairwise(segments))


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(10), np.zeros(60 * RATE_HZ)])
def test_silence_has_no_segment(sound: Samples) -> None:
    assert segments_of(sound.astype(np.float32)) == []


def test_light_steady_noise_has_no_segment() -> None:
    assert segments_of(_sound(("quiet", 60.0), noise=0.001)) == []


def test_a_click_is_no_speech() -> None:
    sound = _sound(("quiet", 10.0))
    sound[5 * RATE_HZ : 5 * RATE_HZ + 160] = 0.5

    assert segments_of(sound) == []


parts = st.lists(
    st.tuples(st.sampled_from(["speech", "quiet"]), st.floats(0.01, 9.0)), min_size=1, max_size=12
)


@settings(max_examples=40, deadline=None)
@given(parts=parts, cuts=st.lists(st.floats(0.0, 1.0), max_size=30), seed=st.integers(0, 99))
def test_any_chunking_gives_the_same_segments(
    parts: list[tuple[str, float]], cuts: list[float], seed: int
) -> None:
    sound = _sound(*parts, seed=seed)
    finder = SegmentFinder()
    live: list[Segment] = []
    for chunk in np.split(sound, sorted(round(cut * len(sound)) for cut in cuts)):
        live += finder.push(chunk)
    live += finder.finish()

    assert live == segments_of(sound)


@settings(max_examples=40, deadline=None)
@given(parts=parts, seed=st.integers(0, 99), noise=st.sampled_from([0.0, 1e-4, 1e-3]))
def test_segments_are_short_ordered_and_hold_all_speech(
    parts: list[tuple[str, float]], seed: int, noise: float
) -> None:
    sound = _sound(*parts, seed=seed, noise=noise)
    segments = segments_of(sound)

    edges = [edge for segment in segments for edge in (segment.start, segment.end)]
    assert edges == sorted(edges)
    assert all(0 < segment.end - segment.start <= LONGEST_S * RATE_HZ for segment in segments)


@settings(max_examples=25, deadline=None)
@given(parts=parts, quiet_s=st.floats(0.5, 15.0), seed=st.integers(0, 99))
def test_what_is_thought_likely_in_a_pause_is_what_comes(
    parts: list[tuple[str, float]], quiet_s: float, seed: int
) -> None:
    """Once, a long pause made an earlier one the better cut: the words heard ahead were heard again."""
    sound = _sound(*parts, ("quiet", quiet_s), seed=seed)
    spoken = len(sound) - round(quiet_s * RATE_HZ)
    finder = SegmentFinder()
    expected: Segment | None = None
    for at in range(0, len(sound), RATE_HZ // 20):
        closed = finder.push(sound[at : at + RATE_HZ // 20])
        if expected:
            assert closed in ([], [expected])
            expected = None if closed else expected
        elif at > spoken:
            expected = finder.likely
    if expected:
        assert finder.finish() == [expected]


@pytest.mark.parametrize(("quiet_s", "is_likely"), [(0.2, False), (0.32, True)])
def test_the_end_is_thought_likely_soon_after_the_last_sound(quiet_s: float, is_likely: bool) -> None:
    finder = SegmentFinder()
    finder.push(_sound(("speech", 3.0), ("quiet", quiet_s)))
    assert (finder.likely is not None) == is_likely


def test_the_sound_needed_later_stays_available() -> None:
    sound = _sound(*[("speech", 3.0), ("quiet", 0.6)] * 12)
    finder = SegmentFinder()
    needed = 0
    for chunk in np.split(sound, range(0, len(sound), 1000)):
        for segment in finder.push(chunk):
            assert segment.start >= needed
        needed = finder.needed_from


def test_a_long_chunk_after_the_cut_does_not_hide_the_quietest_moment() -> None:
    """Once, a chunk much longer than the look-back pushed the needed levels out of memory."""
    finder = SegmentFinder()
    sound = _sound(("speech", 1.0), ("quiet", 8.0), ("speech", 54.0))

    segments = [*finder.push(sound), *finder.finish()]

    assert segments[-1].end == len(sound)


@pytest.mark.parametrize("snr_db", [20, 10])
def test_speech_in_hiss_is_heard_to_its_end(snr_db: float) -> None:
    """Once, hiss hid vowels: its level was taken where hiss is loudest, and whole phrases went unheard."""
    count = 6 * RATE_HZ
    seconds = np.arange(count) / RATE_HZ
    vowel = sum(np.sin(2 * np.pi * 130 * k * seconds) / k for k in range(1, 12))
    fading = np.linspace(1.0, 0.3, count) * (0.55 - 0.45 * np.cos(2 * np.pi * 5.0 * seconds))
    speech = np.concatenate([np.zeros(RATE_HZ), vowel * fading, np.zeros(2 * RATE_HZ)])
    speech *= 0.05 / np.std(vowel * fading)
    hiss = np.random.default_rng(3).normal(0.0, 0.05 * 10 ** (-snr_db / 20), len(speech))

    (segment,) = segments_of((speech + hiss).astype(np.float32))

    assert segment.start <= 1.1 * RATE_HZ
    assert segment.end >= 6.9 * RATE_HZ
