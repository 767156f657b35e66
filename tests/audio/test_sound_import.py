import errno

import numpy as np
import pytest

from audio.sound_import import copy_as_wav
from audio.wav_writer import WavWriter
from models.errors import UserFacingError
from tests.audio.sounds import encode, noise_int16, tone, write_wav


def test_a_copy_is_exact_and_tells_its_progress(tmp_path):
    source = write_wav(tmp_path / "a.wav", noise_int16(50_000), 22_050)
    shares = []
    seconds = copy_as_wav(source, tmp_path / "audio.wav", progress=shares.append)
    assert seconds == pytest.approx(50_000 / 22_050)
    assert (tmp_path / "audio.wav").read_bytes() == source.read_bytes()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_any_format_is_copied(tmp_path):
    source = encode(tmp_path / "a.m4a", tone(2.0, 44_100), 44_100, "aac", channels=2)
    assert copy_as_wav(source, tmp_path / "audio.wav") == pytest.approx(2.0, abs=0.1)


def test_cancelling_leaves_nothing(tmp_path):
    source = write_wav(tmp_path / "a.wav", noise_int16(50_000), 8000)
    answers = iter([False, False, True])
    assert copy_as_wav(source, tmp_path / "audio.wav", cancelled=lambda: next(answers)) is None
    assert not (tmp_path / "audio.wav").exists()


def test_trouble_leaves_nothing(tmp_path, monkeypatch):
    (tmp_path / "text.wav").write_text("no sound here", encoding="utf-8")
    with pytest.raises(UserFacingError):
        copy_as_wav(tmp_path / "text.wav", tmp_path / "audio.wav")
    source = write_wav(tmp_path / "a.wav", noise_int16(50_000), 8000)

    def full(self, block):
        raise OSError(errno.ENOSPC, "No space left on device")

    real = WavWriter.append
    monkeypatch.setattr(
        WavWriter, "append", lambda self, block: full(self, block) if block else real(self, b"")
    )
    with pytest.raises(UserFacingError, match="cannot be copied"):
        copy_as_wav(source, tmp_path / "audio.wav")
    assert not (tmp_path / "audio.wav").exists()


def test_an_existing_file_is_not_overwritten(tmp_path):
    source = write_wav(tmp_path / "a.wav", noise_int16(500), 8000)
    kept = np.frombuffer(source.read_bytes(), dtype=np.uint8)
    with pytest.raises(UserFacingError):
        copy_as_wav(source, source)
    np.testing.assert_array_equal(np.frombuffer(source.read_bytes(), dtype=np.uint8), kept)
