from hypothesis import given
from hypothesis import strategies as st

from models.history import TakeRecord
from models.history.rows import summary_of, summary_row
from models.progress.alignment import Part, aligned, lines
from models.progress.comparison import compare
from models.progress.trends import Direction
from models.scorecard import Scorecard
from models.transcript import Word
from tests.models.making import make_scorecard, make_setup, make_words

EARLY = "Hello, Mr. Scott. I was sort of wondering about the job. Thanks for your time. Bye."
LATE = "Hello, Mr. Scott. This is Wendy Jones. Thank you for your time on Tuesday. Bye."


def record(take_id: str, card: Scorecard) -> TakeRecord:
    setup = make_setup(take_id)
    row = {**summary_row(setup, card), "title": "", "note": "", "starred": 0}
    return TakeRecord(setup=setup, summary=summary_of(row), heard=card, scorecard=card)  # type: ignore[arg-type]


def test_a_title_ends_no_line() -> None:
    assert next(line.text for line in lines(make_words(EARLY))) == "Hello, Mr. Scott."


def test_lines_meet_their_pair_and_the_rest_is_dropped_or_new() -> None:
    pairs = aligned(make_words(EARLY), make_words(LATE))
    seen = [(p.left.text if p.left else None, p.right.text if p.right else None) for p in pairs]
    assert ("Thanks for your time.", "Thank you for your time on Tuesday.") in seen
    assert ("I was sort of wondering about the job.", None) in seen
    assert (None, "This is Wendy Jones.") in seen


def test_within_a_line_the_changed_words_are_marked() -> None:
    (pair,) = aligned(make_words("Thanks for your time."), make_words("Thank you for your time."))
    assert [(piece.text, piece.part) for piece in pair.right_pieces] == [
        ("Thank you", Part.NEW),
        ("for your time.", Part.SAME),
    ]


_TOKENS = ["hello", "Mr.", "time.", "thanks", "job?", "bye."]
_TEXTS = st.lists(st.sampled_from(_TOKENS), max_size=25).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_every_line_of_both_takes_appears_once_in_order(left: str, right: str) -> None:
    ours, theirs = make_words(left), make_words(right)
    pairs = aligned(ours, theirs)
    assert tuple(pair.left for pair in pairs if pair.left) == lines(ours)
    assert tuple(pair.right for pair in pairs if pair.right) == lines(theirs)


@given(_TEXTS)
def test_lines_lose_no_word(text: str) -> None:
    words: tuple[Word, ...] = make_words(text)
    assert " ".join(line.text for line in lines(words)) == text


def test_a_difference_inside_the_uncertainty_is_unclear() -> None:
    early, late = make_scorecard(values=(50, 70, 70)), make_scorecard(values=(80, 72, 70))
    found = {d.metric.id: d for d in compare(record("a", early), record("b", late)).differences}
    assert found["brevity"].direction is Direction.BETTER
    assert found["intro"].direction is Direction.UNCLEAR
