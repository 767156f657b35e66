import numpy as np
import pytest

from audio import activity_features
from audio.activity_features import features
from audio.blocks import HOP, LEAD_S, RATE_HZ, Block


class CountingDetector:
    def __init__(self) -> None:
        self.heard: list[int] = []

    def __call__(self, samples: np.ndarray) -> np.ndarray:
        self.heard.append(len(samples))
        return np.zeros(len(samples) // 512, dtype=np.float32)


@pytest.mark.parametrize(("lead_s", "times"), [(0.0, 1), (0.4, 1), (LEAD_S, 2)])
def test_voice_is_looked_for_again_only_where_more_precedes(monkeypatch, lead_s: float, times: int) -> None:
    detector = CountingDetector()
    monkeypatch.setattr(activity_features, "_detector", lambda: detector)
    lead = round(lead_s * RATE_HZ) // HOP * HOP
    samples = np.random.default_rng(0).normal(0, 0.01, lead + RATE_HZ).astype(np.float32)
    found = features(Block(samples=samples, start_sample=lead, lead=lead, length=RATE_HZ))
    assert len(found.voice) == 100
    assert len(set(detector.heard)) == len(detector.heard) == times
