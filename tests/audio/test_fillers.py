from audio.fillers import PROMPT, loops
from models.transcript import is_filler


def test_the_prompt_holds_fillers():
    assert sum(is_filler(word) for word in PROMPT.split()) >= 5


def test_a_hanging_decoder_is_noticed():
    assert loops(["uh,"] * 30)
    assert not loops(["Montreal", "uh", "uh", "uh", "uh", "uh", "uh", "forced", "aligner"])
    assert not loops(["um", "so", "uh", "I", "was", "um", "going"])
