from audio.filler_sounds import peaks


def spans(sounds) -> list[tuple[float, float, float]]:
    return [(round(s.start_s, 2), round(s.end_s, 2), round(s.likeness, 1)) for s in sounds]


def test_a_peak_lasts_as_long_as_it_is_near_its_height():
    likeness = [0.0] * 5 + [1.5, 3.0, 5.0, 6.0, 5.0, 2.9, 2.0] + [0.0] * 5
    assert spans(peaks(likeness)) == [(0.12, 0.22, 6.0)]


def test_a_low_peak_is_none():
    assert peaks([0.0, 1.0, 1.9, 1.0, 0.0]) == []
    assert peaks([]) == []


def test_two_peaks_are_two_sounds_in_order_and_apart():
    likeness = [0.0, 4.0, 4.0, 0.5, 0.5, 0.5, 7.0, 7.0, 0.0]
    assert spans(peaks(likeness)) == [(0.02, 0.06, 4.0), (0.12, 0.16, 7.0)]
