import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.sound_file import decode_blocks
from audio.wav_follower import WavFollower
from audio.wav_format import NotOurWavError
from audio.wav_writer import WavWriter
from tests.audio.sounds import noise_int16, write_wav


@settings(max_examples=40, deadline=None)
@given(
    rate_hz=st.sampled_from([8000, 11025, 16000, 22050, 44100, 48000, 96000]),
    appended=st.lists(st.integers(0, 9000), min_size=1, max_size=12),
    looks=st.lists(st.floats(0.001, 1.0), min_size=1, max_size=12),
    data=st.data(),
)
def test_following_equals_one_pass(rate_hz, appended, looks, data):
    samples = noise_int16(sum(appended) + 1000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audio.wav"
        with closing(WavFollower(path)) as follower:
            pieces = [follower.read_new()]
            with closing(WavWriter(path, rate_hz)) as writer:
                at = 0
                for count in [*appended, 1000]:
                    writer.append(samples[at : at + count].tobytes())
                    at += count
                    for _ in range(data.draw(st.integers(0, 2))):
                        pieces.append(follower.read_new(max_s=data.draw(st.sampled_from(looks))))
            pieces.append(follower.finish())
            assert follower.frames_read == len(samples)
            assert follower.rate_hz == rate_hz
        one_pass = np.concatenate(list(decode_blocks(path)))
    np.testing.assert_array_equal(np.concatenate(pieces), one_pass)


def test_a_file_that_grows_byte_by_byte_is_read_by_whole_samples(tmp_path):
    whole = write_wav(tmp_path / "whole.wav", noise_int16(200), 16_000).read_bytes()
    path = tmp_path / "audio.wav"
    follower = WavFollower(path)
    pieces = []
    with path.open("wb", buffering=0) as file:
        for i in range(len(whole)):
            file.write(whole[i : i + 1])
            pieces.append(follower.read_new())
    pieces.append(follower.finish())
    np.testing.assert_array_equal(np.concatenate(pieces) * 32768, noise_int16(200))


def test_a_file_that_never_came_has_no_sound(tmp_path):
    follower = WavFollower(tmp_path / "none.wav")
    assert len(follower.read_new()) == 0
    assert len(follower.finish()) == 0


def test_other_files_are_refused(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"not a wav at all, but long enough for a header")
    follower = WavFollower(tmp_path / "a.wav")
    with pytest.raises(NotOurWavError):
        follower.read_new()
    follower.close()
    stereo = write_wav(tmp_path / "b.wav", noise_int16(20).reshape(-1, 2), 16_000)
    follower = WavFollower(stereo)
    with pytest.raises(NotOurWavError):
        follower.read_new()
    follower.close()
