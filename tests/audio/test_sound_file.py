import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from audio.sound_file import decode_blocks, decode_native, probe
from models.errors import UserFacingError
from tests.audio.sounds import encode, noise_int16, tone, write_wav

RATE_HZ = 16_000


def decoded(path: Path) -> np.ndarray:
    return np.concatenate(list(decode_blocks(path)))


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz", "channels"),
    [
        ("a.wav", "pcm_s16le", 8000, 1),
        ("a.wav", "pcm_mulaw", 8000, 1),
        ("a.wav", "pcm_u8", 11025, 1),
        ("a.wav", "pcm_s24le", 44100, 2),
        ("a.wav", "pcm_f32le", 48000, 2),
        ("a.wav", "pcm_s16le", 96000, 2),
        ("a.flac", "flac", 96000, 1),
        ("a.flac", "flac", 16000, 2),
        ("a.mp3", "libmp3lame", 44100, 2),
        ("a.mp3", "libmp3lame", 8000, 1),
        ("a.m4a", "aac", 48000, 1),
        ("a.m4a", "aac", 44100, 2),
        ("a.ogg", "vorbis", 22050, 1),
        ("a.ogg", "libopus", 48000, 2),
    ],
)
def test_every_usual_format_gives_the_same_sound(tmp_path, name, codec, rate_hz, channels):
    path = encode(tmp_path / name, tone(2.0, rate_hz), rate_hz, codec, channels)
    sound = decoded(path)
    assert sound.dtype == np.float32
    assert len(sound) == pytest.approx(2.0 * RATE_HZ, abs=0.1 * RATE_HZ)
    middle = sound[RATE_HZ // 2 : RATE_HZ // 2 + RATE_HZ]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.3 * 0.75 / np.sqrt(2), rel=0.05)
    peak_hz = np.argmax(np.abs(np.fft.rfft(middle * np.hanning(RATE_HZ))))
    assert peak_hz == pytest.approx(220, abs=1)
    info = probe(path)
    assert (info.rate_hz, info.channels) == (rate_hz, channels)
    assert info.duration_s == pytest.approx(2.0, abs=0.1)


def test_sixteen_bits_at_the_analysis_rate_are_exact(tmp_path):
    samples = noise_int16(30_000)
    sound = decoded(write_wav(tmp_path / "a.wav", samples, RATE_HZ))
    np.testing.assert_array_equal(sound, samples.astype(np.float32) / 32768)


def test_blocks_have_the_asked_size_and_join_to_the_whole(tmp_path):
    path = write_wav(tmp_path / "a.wav", noise_int16(50_000), 44_100)
    blocks = list(decode_blocks(path, block_s=0.25))
    assert {len(block) for block in blocks[:-1]} == {4000}
    assert 0 < len(blocks[-1]) <= 4000
    np.testing.assert_array_equal(np.concatenate(blocks), decoded(path))


def test_stereo_is_averaged(tmp_path):
    left = noise_int16(8000)
    path = write_wav(tmp_path / "a.wav", np.stack([left, np.zeros_like(left)], axis=1), RATE_HZ)
    np.testing.assert_allclose(decoded(path), left / 65536, atol=1e-6)


def test_a_wrong_length_in_the_header_is_not_believed(tmp_path):
    path = write_wav(tmp_path / "a.wav", noise_int16(16_000), RATE_HZ)
    data = bytearray(path.read_bytes())
    data[4:8] = data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert len(decoded(path)) == 16_000
    assert probe(path).duration_s == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.wav", "pcm_s16le"), ("a.flac", "flac"), ("a.mp3", "libmp3lame"), ("a.ogg", "vorbis")],
)
def test_a_file_cut_off_gives_what_is_there(tmp_path, name, codec):
    path = encode(tmp_path / name, tone(10.0, 44_100), 44_100, codec)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 2.5 * RATE_HZ < len(decoded(path)) < 7.0 * RATE_HZ


def test_damage_in_the_middle_costs_little(tmp_path):
    path = encode(tmp_path / "a.mp3", tone(10.0, 44_100), 44_100, "libmp3lame")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = np.random.default_rng(3).bytes(2000)
    path.write_bytes(data)
    assert len(decoded(path)) > 9.0 * RATE_HZ


def test_not_a_number_becomes_silence(tmp_path):
    samples = tone(0.5, RATE_HZ)
    samples[100] = np.nan
    samples[200] = np.inf
    sound = decoded(encode(tmp_path / "a.wav", samples, RATE_HZ, "pcm_f32le"))
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 1.0


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.wav", b""),
        ("text.wav", b"Hello, this is Wendy Jones.\n" * 40),
        ("text.mp3", b"Hello, this is Wendy Jones.\n" * 40),
        ("picture.png", png()),
        ("zeros.mp3", bytes(100_000)),
        ("header_only.wav", b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\xbb\x00\x00"
         b"\x00\x77\x01\x00\x02\x00\x10\x00data\x00\x00\x00\x00"),
        ("stub.wav", b"RIFF"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:10,\nhttp://localhost:9/a.mp3\n"),
        *[(f"random{seed}.mp3", np.random.default_rng(seed).bytes(200_000)) for seed in range(4)],
    ],
)  # fmt: skip
def test_what_is_no_recording_gets_one_sentence(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserFacingError) as told:
        decoded(path)
    assert name in told.value.what
    assert told.value.what_to_do


def test_missing_files_folders_and_forbidden_files_are_told_apart(tmp_path, monkeypatch):
    with pytest.raises(UserFacingError, match="no file"):
        probe(tmp_path / "none.wav")
    with pytest.raises(UserFacingError, match="folder"):
        probe(tmp_path)
    path = write_wav(tmp_path / "a.wav", noise_int16(100), RATE_HZ)

    def forbidden(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UserFacingError, match="may not be read"):
        probe(path)


def test_a_name_that_looks_like_an_address_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_wav(tmp_path / "http:a.wav", noise_int16(1600), RATE_HZ)
    assert len(decoded(Path("http:a.wav"))) == 1600


def test_memory_does_not_grow_with_the_length(tmp_path):
    path = write_wav(tmp_path / "long.wav", np.zeros(600 * 8000, dtype=np.int16), 8000)
    tracemalloc.start()
    total = sum(len(block) for block in decode_blocks(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 600 * RATE_HZ
    assert peak < 4_000_000  # the whole would be 38 MB


def test_native_sound_keeps_its_rate(tmp_path):
    samples = noise_int16(10_000)
    pieces = list(decode_native(write_wav(tmp_path / "a.wav", samples, 44_100)))
    assert {rate_hz for rate_hz, _ in pieces} == {44_100}
    np.testing.assert_array_equal(np.concatenate([piece for _, piece in pieces]) * 32768, samples)
