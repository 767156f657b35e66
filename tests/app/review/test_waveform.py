import wave
from pathlib import Path

import numpy as np
import pytest

from app.pages.review.waveform import read_waveform
from models.errors import UserFacingError

RATE = 8000


def write(path: Path, samples: np.ndarray, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(samples, channels).astype("<i2").tobytes())
    return path


@pytest.mark.parametrize(
    ("start_s", "end_s", "columns"), [(0, 40, 300), (3.2, 21.7, 500), (0, 40, 7), (10, 12, 200)]
)
def test_the_outline_is_that_of_all_samples_of_each_column(
    tmp_path: Path, start_s: float, end_s: float, columns: int
) -> None:
    samples = (np.random.default_rng(1).normal(0, 4000, RATE * 40)).astype(np.int16)
    outline = read_waveform(write(tmp_path / "a.wav", samples)).outline(start_s, end_s, columns)
    sound = samples / 32768
    edges = start_s * RATE + np.arange(columns + 1) * (end_s - start_s) * RATE / columns
    for column in range(columns):
        # Rounded to groups of samples: the column's own extremes, or a group's more on each side.
        slack = max((edges[1] - edges[0]), 64)
        inside = sound[int(edges[column] + slack) : int(edges[column + 1] - slack)]
        around = sound[max(int(edges[column] - slack), 0) : int(edges[column + 1] + slack)]
        low, high = outline[column]
        assert around.min() - 1e-6 <= low <= high <= around.max() + 1e-6
        if len(inside):
            assert low <= inside.min() + 1e-6
            assert high >= inside.max() - 1e-6


@pytest.mark.parametrize("columns", [1, 10, 333, 2000])
def test_a_single_click_is_seen_at_every_zoom(tmp_path: Path, columns: int) -> None:
    samples = np.zeros(RATE * 30, np.int16)
    samples[RATE * 17 + 3] = 32767
    outline = read_waveform(write(tmp_path / "a.wav", samples)).outline(0, 30, columns)
    assert outline[:, 1].max() > 0.99
    assert abs(int(outline[:, 1].argmax()) - int(17 / 30 * columns)) <= 1


def test_outside_the_recording_is_silence(tmp_path: Path) -> None:
    waveform = read_waveform(write(tmp_path / "a.wav", np.full(RATE, 9000, np.int16)))
    outline = waveform.outline(-1, 3, 40)
    assert not outline[:9].any()
    assert outline[12:19].all()
    assert not outline[21:].any()


def test_two_channels_and_an_empty_file(tmp_path: Path) -> None:
    stereo = read_waveform(write(tmp_path / "a.wav", np.full(RATE, 100, np.int16), channels=2))
    assert stereo.duration_s == 1.0
    empty = read_waveform(write(tmp_path / "b.wav", np.zeros(0, np.int16)))
    assert empty.duration_s == 0
    assert not empty.outline(0, 1, 5).any()


def test_what_is_no_sound_is_told_kindly(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"not a sound")
    with pytest.raises(UserFacingError):
        read_waveform(path)
