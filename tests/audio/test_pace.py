import pytest

from audio import pace
from models.transcript import PartnerTurn, Transcript, Word


def _said(*texts: str) -> Transcript:
    return Transcript(tuple(Word(text, i, i + 1, filler=text == "um") for i, text in enumerate(texts)))


_EIGHT = _said(*["hello"] * 8)


def test_words_a_minute_and_syllables_a_second() -> None:
    rates = pace.rates(_EIGHT, speech_s=4.0, n_stretches=2, span=(1.0, 6.0))

    assert rates.speaking_rate_wpm == pytest.approx(96)
    assert rates.articulation_rate_sps == pytest.approx(4)
    assert 0 < rates.speaking_rate_error_wpm < 10
    assert 0 < rates.articulation_rate_error_sps < 0.4


def test_partner_turns_take_no_time() -> None:
    talking = Transcript(_EIGHT.words, (PartnerTurn(2.0, 4.0), PartnerTurn(5.0, 9.0)))

    rates = pace.rates(talking, speech_s=2.0, n_stretches=2, span=(1.0, 6.0))

    assert rates.speaking_rate_wpm == pytest.approx(60 * 8 / 2)


@pytest.mark.parametrize(("words", "known"), [(7, False), (8, True)])
def test_seven_words_give_no_rate(words: int, known: bool) -> None:
    rates = pace.rates(_said(*["hello"] * words), speech_s=4.0, n_stretches=1, span=(0.0, 5.0))

    assert (rates.speaking_rate_wpm is not None) == known
    assert (rates.articulation_rate_sps is not None) == known


@pytest.mark.parametrize(("speech_s", "known"), [(1.4, False), (1.5, True)])
def test_too_little_speech_gives_no_articulation_rate(speech_s: float, known: bool) -> None:
    rates = pace.rates(_EIGHT, speech_s=speech_s, n_stretches=1, span=(0.0, 2.0))

    assert (rates.articulation_rate_sps is not None) == known


def test_fillers_are_syllables_but_no_words() -> None:
    said = _said("um", *["hello"] * 8)

    rates = pace.rates(said, speech_s=4.0, n_stretches=1, span=(0.0, 5.0))

    assert rates.speaking_rate_wpm == pytest.approx(96)
    assert rates.articulation_rate_sps == pytest.approx(17 / 4)


def test_numbers_are_as_many_words_as_are_said() -> None:
    assert pace.words_said(_said("call", "555-0142.", "at", "3:30", "-", "um")) == 1 + 7 + 1 + 2
    assert pace.words_said(_said("On", "9", "May.", "Call", "212", "555", "0142")) == 5 + 1 + 10
