from app.pages.review.transcript_model import (
    IntroMark,
    ParagraphBreak,
    PartnerItem,
    PauseItem,
    WordItem,
    intro_end_s,
    phrase_around,
    transcript_items,
)
from models.delivery import DeliveryKind, DeliverySpan
from models.measures import Pause, PausePlace
from models.scorecard import CheckResult, Wanted
from models.transcript import PartnerTurn, Word
from tests.models.making import make_measures, make_scorecard, make_words

WORDS = (
    Word("Hello.", 1.0, 1.4),
    Word("I", 2.6, 2.7),
    Word("um", 3.0, 3.2, filler=True),
    Word("just", 11.5, 11.8),
    Word("called.", 11.9, 12.3),
)
PAUSES = (
    Pause(1.4, 2.6, PausePlace.BOUNDARY),
    Pause(2.7, 3.0, PausePlace.HESITATION),
    Pause(11.8, 11.9, PausePlace.BOUNDARY),
)


def card(**changes):
    fields = {"words": WORDS, "measures": make_measures(pauses=PAUSES), "checks": ()}
    return make_scorecard(**{**fields, **changes})


def test_pauses_the_ten_second_mark_and_paragraphs_stand_between_the_words() -> None:
    kinds = [type(item) for item in transcript_items(card(), ())]
    assert kinds == [
        WordItem,
        PauseItem,
        ParagraphBreak,
        WordItem,
        PauseItem,
        WordItem,
        IntroMark,
        WordItem,
        WordItem,
    ]


def test_a_hesitation_says_so_with_its_length() -> None:
    labels = [item.label for item in transcript_items(card(), ()) if isinstance(item, PauseItem)]
    assert labels == ["1.2 s pause", "0.3 s hesitation"]


def test_the_shortest_pause_does_not_read_as_less_than_a_quarter_of_a_second() -> None:
    assert PauseItem(5.56, 5.81, is_hesitation=True).label == "0.3 s hesitation"
    assert PauseItem(5.56, 5.80, is_hesitation=True).label == "0.2 s hesitation"


def test_every_word_once_and_in_order() -> None:
    items = transcript_items(card(), ())
    assert [item.index for item in items if isinstance(item, WordItem)] == list(range(len(WORDS)))


def test_a_phrase_marks_all_its_words_and_is_named_once() -> None:
    span = DeliverySpan(DeliveryKind.HEDGING, 3, 4, 11.5, 12.3, "just called.")
    words = [item for item in transcript_items(card(), (span,)) if isinstance(item, WordItem)]
    assert [bool(word.kinds) for word in words] == [False, False, False, True, True]
    assert [tag.text for word in words for tag in word.tags] == ["hedge"]


def test_a_point_is_named_where_it_was_said_and_a_wrong_one_is_marked() -> None:
    checks = (
        CheckResult("greeting", Wanted.MUST, True, 1.0, 1.4, "Hello.", 0, 0),
        CheckResult("phone_number", Wanted.MUST, False, 2.6, 3.2, "I um", 1, 2, problem="Differs."),
        CheckResult("thanks", Wanted.MUST, False),
    )
    words = [item for item in transcript_items(card(checks=checks), ()) if isinstance(item, WordItem)]
    assert [[tag.kind for tag in word.tags] for word in words] == [["point"], ["problem"], [], [], []]


def test_the_other_side_has_lines_of_its_own() -> None:
    turns = (PartnerTurn(4.0, 10.0, "Who is calling?"),)
    items = transcript_items(card(partner_turns=turns), ())
    at = next(at for at, item in enumerate(items) if isinstance(item, PartnerItem))
    assert isinstance(items[at - 1], ParagraphBreak)


def test_the_ten_seconds_stand_still_while_the_other_side_talks() -> None:
    assert intro_end_s(WORDS, ()) == 11.0
    assert intro_end_s(WORDS, (PartnerTurn(4.0, 10.0),)) == 17.0
    assert intro_end_s((), ()) is None


def test_no_words_no_items() -> None:
    assert transcript_items(card(words=(), measures=make_measures(pauses=())), ()) == ()


def test_a_phrase_reaches_from_break_to_break() -> None:
    said = make_scorecard(words=make_words("Hello, Mr. Scott. This is Wendy."))
    start_s, end_s = phrase_around(said, 1)
    assert start_s < said.words[0].start_s
    assert said.words[2].end_s < end_s < said.words[3].end_s
