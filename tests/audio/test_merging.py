from audio.hints import Hints
from audio.merging import leaves_out, merge
from audio.whisper_model import AlignedWord
from models.call import CallCard

CARD = Hints(CallCard(caller="Maya Okafor", role="data analyst"))


def words(text: str, probability: float = 0.9, **other: float) -> list[AlignedWord]:
    """Words of 0.3 s each; `other`: probabilities of single words."""
    return [
        AlignedWord(" " + t, (i,), 0.3 * i, 0.3 * i + 0.3, other.get(t.strip(".,"), probability))
        for i, t in enumerate(text.split())
    ]


def merged(plain: list[AlignedWord], primed: list[AlignedWord], hints: Hints = CARD) -> str:
    return "".join(word.text for word in merge(plain, primed, hints)).strip()


def test_fillers_are_added_to_the_plain_words():
    assert (
        merged(words("Hello, this is Ann."), words("Um, hello, this is, uh, Ann."))
        == "Um, hello, this is, uh, Ann."
    )


def test_a_filler_heard_by_both_stays_one():
    assert merged(words("So um it's late"), words("So, uh, it's late.")) == "So, uh, it's late"


def test_a_filler_heard_by_both_is_as_probable_as_in_the_surer_hearing():
    found = merge(words("So um it's", um=0.3), words("So um, it's", um=0.7), CARD)
    assert [word.probability for word in found] == [0.9, 0.7, 0.9]


def test_a_doubtful_filler_of_the_plain_hearing_alone_is_dropped():
    assert merged(words("Well ah! my number", **{"ah!": 0.3}), words("Well my number")) == "Well my number"
    assert merged(words("back um I thought", um=0.3), words("back so, um, I thought")) == "back um, I thought"


def test_other_words_of_the_primed_hearing_are_not_believed():
    assert (
        merged(words("We met last Tuesday"), words("We met on last Thursday and um so"))
        == "We met last Tuesday um"
    )


def test_plain_words_missing_from_the_primed_hearing_stay():
    assert (
        merged(words("I am very well thank you"), words("I am, um, thank you"))
        == "I am, very um, well thank you"
    )


def test_a_word_gives_way_to_a_surer_filler_in_its_place():
    assert merged(words("we and met", **{"and": 0.2}), words("we um met")) == "we um met"
    assert (
        merged(words("So I'm it's late", **{"I'm": 0.8}), words("So, um, it's late")) == "So, um, it's late"
    )
    assert merged(words("we and met"), words("we um met", um=0.6)) == "we and um met"


def test_a_supported_name_is_taken_from_the_primed_hearing():
    plain = words("This is Meyer Okefer. I called", Meyer=0.45, Okefer=0.27)
    primed = words("This is Maya Okafor. Um, I called", Maya=0.05, Okafor=0.05)
    assert merged(plain, primed) == "This is Maya Okafor. Um, I called"
    assert merged(plain, primed, Hints()) == "This is Meyer Okefer. Um, I called"


def test_nothing_gives_nothing():
    assert merge([], [], CARD) == []
    assert merged(words("Hello there"), []) == "Hello there"


def test_names_in_two_sentences_stand_each_for_itself():
    card = Hints(CallCard(caller="Latha Raghunathan", interviewer="Bradwell"))
    plain = words(
        "this Bramwell? Latta Raginathan here", **{"Bramwell?": 0.6, "Latta": 0.3, "Raginathan": 0.3}
    )
    primed = words("this Bradwell? Latha Raghunathan here", **{"Bradwell?": 0.01})
    assert merged(plain, primed, card) == "this Bramwell? Latha Raghunathan here"


def test_a_phrase_that_was_left_out():
    whole = "Hey, Mr. Scott. We met last Thursday. I'm calling about the job."
    assert leaves_out("I'm calling about the job.", whole)
    assert leaves_out("Hey, Mr. Scott. We met last Thursday.", whole)
    assert not leaves_out("Hey, Mister Scott. We met Thursday. I'm calling about a job.", whole)
    assert not leaves_out(whole, "I'm calling about the job.")


def test_a_name_that_is_complete_stands_for_itself():
    card = Hints(CallCard(caller="Wanjiru Kamau", interviewer="Lockhart"))
    plain = words("this Lockwood wontru camo here", wontru=0.3, camo=0.3, Lockwood=0.95)
    primed = words("this Lockhart Wanjiru Kamau here", Lockhart=0.4)
    assert merged(plain, primed, card) == "this Lockwood Wanjiru Kamau here"
