import itertools
from pathlib import Path

import numpy as np
import pytest

from audio.output_stream import Feed
from audio.playback import Playback, Span
from audio.time_stretch import TimeStretch
from models.errors import UserFacingError
from tests.audio.sounds import noise_int16, tone, write_wav

RATE_HZ = 16_000


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "a.wav", noise_int16(2 * RATE_HZ), RATE_HZ)


def heard(span: Span, rate_hz: int = RATE_HZ, at_most: int | None = None):
    playback = Playback(span, rate_hz)
    sound = np.concatenate(list(itertools.islice(playback.chunks(), at_most)))
    playback.close()
    return playback, sound


def test_a_span_is_played_exactly_but_for_its_faded_edges(recording):
    _, sound = heard(Span(path=recording, start_s=0.5, end_s=1.25))
    wanted = noise_int16(2 * RATE_HZ)[8000:20_000].astype(np.float32) / 32768
    assert len(sound) == len(wanted)
    np.testing.assert_allclose(sound[100:-100], wanted[100:-100], atol=2e-4)
    assert abs(sound[0]) < 0.02
    assert abs(sound[-1]) < 0.02


@pytest.mark.parametrize(
    ("span", "seconds"),
    [
        ({}, 2.0),
        ({"from_s": 1.5}, 0.5),
        ({"start_s": 5.0}, 0.0),
        ({"start_s": -1.0, "end_s": 9.0}, 2.0),
        ({"start_s": 1.0, "end_s": 0.5}, 0.0),
        ({"start_s": 1.0, "end_s": 1.0, "loop": True}, 0.0),
    ],
)
def test_any_span_is_kept_within_the_recording(recording, span, seconds):
    _, sound = heard(Span(path=recording, **span))
    assert len(sound) == round(seconds * RATE_HZ)


def test_a_loop_goes_round_and_its_place_is_known(recording):
    span = Span(path=recording, start_s=0.5, end_s=0.75, from_s=0.6, loop=True)
    playback, sound = heard(span, at_most=20)
    assert len(sound) > 4 * 4000
    np.testing.assert_allclose(sound[2400 + 100 : 2400 + 3900], sound[6400 + 100 : 6400 + 3900], atol=1e-6)
    assert playback.position_s(0) == 0.6
    assert playback.position_s(0.1 * RATE_HZ) == pytest.approx(0.7)
    assert playback.position_s(0.2 * RATE_HZ) == pytest.approx(0.55)
    assert playback.position_s(0.45 * RATE_HZ) == pytest.approx(0.55)


def test_without_a_loop_the_place_stays_at_the_end(recording):
    playback, _ = heard(Span(path=recording, end_s=1.0, speed=0.5))
    assert playback.position_s(RATE_HZ) == pytest.approx(0.5)
    assert playback.position_s(9 * RATE_HZ) == 1.0


def test_the_device_may_have_another_rate(tmp_path):
    path = write_wav(tmp_path / "a.wav", (tone(1.0, RATE_HZ) * 32767).astype(np.int16), RATE_HZ)
    _, sound = heard(Span(path=path), rate_hz=44_100)
    assert len(sound) == pytest.approx(44_100, abs=2)
    np.testing.assert_allclose(sound[1000:-1000], tone(1.0, 44_100)[1000 : len(sound) - 1000], atol=5e-3)


@pytest.mark.parametrize("speed", [0.5, 0.75, 0.9, 1.5])
def test_slow_sound_keeps_its_pitch_and_its_places(speed):
    clicks = tone(6.0, RATE_HZ) * (np.arange(6 * RATE_HZ) % RATE_HZ < 1600)
    stretch = TimeStretch(RATE_HZ, speed)
    parts = [stretch.push(clicks[at : at + 1000]) for at in range(0, len(clicks), 1000)]
    sound = np.concatenate([*parts, stretch.finish()])
    assert len(sound) / RATE_HZ == pytest.approx(6.0 / speed, abs=0.1)
    loud = np.flatnonzero(np.abs(sound) > 0.08)
    begins = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 4)] / RATE_HZ * speed
    np.testing.assert_allclose(begins, np.arange(6), atol=0.045)
    one = sound[round(3.02 / speed * RATE_HZ) : round(3.08 / speed * RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(one * np.hanning(len(one)), 1 << 16))
    assert np.argmax(spectrum) * RATE_HZ / (1 << 16) == pytest.approx(220, abs=6)


def test_what_cannot_be_played_is_told(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"no sound")
    for name in ("a.wav", "none.wav"):
        with pytest.raises(UserFacingError, match="cannot be played"):
            Playback(Span(path=tmp_path / name), RATE_HZ)


def test_a_feed_gives_everything_in_order_and_fills_up_with_silence():
    feed = Feed(1000)
    feed.put(np.arange(1, 6, dtype=np.float32))
    feed.put(np.arange(6, 9, dtype=np.float32))
    assert feed.waiting_s == pytest.approx(0.008)
    assert feed.take(4, 0.0).tolist() == [1, 2, 3, 4]
    assert feed.take(6, 0.004).tolist() == [5, 6, 7, 8, 0, 0]
    assert feed.taken_frames == 8


def test_a_feed_knows_what_is_heard():
    feed = Feed(1000)
    feed.put(np.ones(100, dtype=np.float32))
    assert feed.heard_frames(5.0) == 0
    feed.take(50, 5.0)  # heard from 5.0 on
    feed.take(50, 5.05)
    assert feed.heard_frames(4.9) == 0
    assert feed.heard_frames(5.06) == pytest.approx(60)
    assert feed.heard_frames(9.0) == 100
    assert not feed.is_heard_out(9.0)
    feed.ended = True
    assert not feed.is_heard_out(5.06)
    assert feed.is_heard_out(5.2)


def test_jitter_of_the_device_does_not_shake_the_cursor():
    feed = Feed(1000)
    feed.put(np.ones(1000, dtype=np.float32))
    heard_frames = []
    for block in range(50):
        feed.take(20, 0.02 * block + (0.004 if block % 2 else -0.004))
        heard_frames.append(feed.heard_frames(0.02 * block))
    assert np.ptp(np.diff(heard_frames[1:])) < 2


def test_a_gap_in_the_supply_moves_the_clock():
    feed = Feed(1000)
    feed.put(np.ones(20, dtype=np.float32))
    feed.take(20, 0.0)
    feed.put(np.ones(20, dtype=np.float32))
    feed.take(20, 1.0)
    assert feed.heard_frames(1.01) == pytest.approx(30)
