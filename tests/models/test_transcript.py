import pytest

from models.transcript import is_filler


@pytest.mark.parametrize(
    "text",
    [
        "um",
        "Um,",
        "umm",
        "ummmm...",
        "uh",
        "uhhh",
        "uhm",
        "er",
        "err",
        "erm",
        "hm",
        "Hmmm.",
        "mm",
        "ah",
        "Aah",
    ],
)
def test_fillers_are_told_however_long_they_are_spelt(text):
    assert is_filler(text)


@pytest.mark.parametrize(
    "text", ["I'm", "am", "a", "oh", "her", "ham", "mum", "uh-huh", "mm-hmm", "m", "hum", ""]
)
def test_words_and_signs_of_listening_are_no_fillers(text):
    assert not is_filler(text)
