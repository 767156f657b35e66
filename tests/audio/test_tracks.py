import numpy as np
import pytest

from audio import tracks
from audio.tracks import Tracks
from models.measures import MEASURES_VERSION


def some_tracks(n=1003, version=MEASURES_VERSION):
    rng = np.random.default_rng(0)
    f0 = rng.uniform(80, 400, n).astype(np.float32)
    f0[rng.random(n) < 0.5] = np.nan
    level = rng.uniform(-90, -5, n).astype(np.float32)
    return Tracks(f0, level, rng.random(n) < 0.5, version)


def test_kept_and_read_again(tmp_path):
    path = tmp_path / tracks.TRACKS_FILE
    kept = some_tracks()
    tracks.save(kept, path)
    read = tracks.load(path)
    np.testing.assert_allclose(read.f0_hz, kept.f0_hz, rtol=6e-4)
    np.testing.assert_allclose(read.level_dbfs, kept.level_dbfs, atol=0.04)
    np.testing.assert_array_equal(read.speech, kept.speech)
    assert len(read) == len(kept)
    assert list(tmp_path.iterdir()) == [path]


def test_an_hour_stays_small(tmp_path):
    path = tmp_path / tracks.TRACKS_FILE
    tracks.save(some_tracks(360_000), path)
    assert path.stat().st_size < 2_000_000


def test_older_tracks_are_there_until_they_are_measured_again(tmp_path):
    path = tmp_path / tracks.TRACKS_FILE
    tracks.save(some_tracks(version=MEASURES_VERSION - 1), path)
    assert tracks.load(path).version == MEASURES_VERSION - 1


def test_missing_and_damaged_tracks_are_none(tmp_path):
    path = tmp_path / tracks.TRACKS_FILE
    assert tracks.load(path) is None
    tracks.save(some_tracks(), path)
    whole = path.read_bytes()
    for damaged in (b"", b"junk", whole[:100], whole[: len(whole) // 2], whole[:-30]):
        path.write_bytes(damaged)
        assert tracks.load(path) is None


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="lengths"):
        Tracks(np.zeros(3, np.float32), np.zeros(2, np.float32), np.zeros(3, bool))
