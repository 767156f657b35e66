from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.review.transcript_layout import Layout, LayoutCache, Metrics, PartnerLine, lay_out
from app.pages.review.transcript_model import (
    IntroMark,
    Item,
    ParagraphBreak,
    PartnerItem,
    PauseItem,
    RemovedItem,
    Tag,
    WordItem,
)
from app.pages.review.transcript_walk import Step, walked
from models.corrections import RemovedWord
from models.transcript import PartnerTurn, Word

METRICS = Metrics(
    word_width=lambda text: 9.0 * len(text),
    tag_width=lambda text: 6.0 * len(text),
    word_height=24.0,
    tag_height=16.0,
    space=5.0,
)
WIDTH = 300
_ROUNDING = 1e-6
TAGS = st.lists(st.sampled_from([Tag("Greeting", "point"), Tag("hedge", "hedging")]), max_size=3)
WORDS = st.tuples(st.text("abc", min_size=1, max_size=9), TAGS)
OTHERS = st.sampled_from(
    [
        PauseItem(1, 2, True),
        ParagraphBreak(),
        IntroMark(11.0),
        RemovedItem(RemovedWord(0, 0, Word("um", 1, 2))),
        PartnerItem(PartnerTurn(1, 2, "Yes? How are you? We are still meeting other people")),
    ]
)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    drawn = draw(st.lists(st.one_of(WORDS, OTHERS), max_size=60))
    made: list[Item] = []
    for one in drawn:
        if isinstance(one, tuple):
            number = sum(isinstance(item, WordItem) for item in made)
            made.append(WordItem(number, Word(one[0], number, number + 0.5), tags=tuple(one[1])))
        else:
            made.append(one)
    return made


def words_only(*texts: str) -> list[Item]:
    return [WordItem(at, Word(text, at, at + 0.5)) for at, text in enumerate(texts)]


@given(items())
def test_every_word_is_placed_once_in_reading_order_and_inside(found: list[Item]) -> None:
    layout = lay_out(found, WIDTH, METRICS)
    words = [placed for placed in layout.items if isinstance(placed.item, WordItem)]
    assert [placed.item for placed in words] == [item for item in found if isinstance(item, WordItem)]
    for left, right in pairwise(words):
        assert (right.y, right.x) > (left.y, left.x)
    assert all(placed.x >= 0 and placed.x + placed.width <= WIDTH for placed in layout.items)
    assert {word: layout.stops[stop].item.index for word, stop in layout.words.items()} == {
        word: word for word in range(len(words))
    }


@given(items())
def test_nothing_overlaps(found: list[Item]) -> None:
    layout = lay_out(found, WIDTH, METRICS)
    for row in layout.rows:
        for left, right in pairwise(row.items):
            assert left.x + left.width < right.x
        tags = sorted(row.tags, key=lambda tag: (tag.y, tag.x))
        for one, other in pairwise(tags):
            assert one.y != other.y or one.x + one.width <= other.x
        for tag in row.tags:
            assert row.top - _ROUNDING <= tag.y
            assert tag.y + METRICS.tag_height <= row.y + _ROUNDING
    for above, below in pairwise(layout.rows):
        assert above.bottom <= below.top
    assert layout.height == (layout.rows[-1].bottom if layout.rows else 0)


@given(items(), st.floats(-50, 2000), st.floats(0, 400))
def test_the_rows_of_a_stretch_are_those_that_reach_into_it(
    found: list[Item], top: float, height: float
) -> None:
    layout = lay_out(found, WIDTH, METRICS)
    wanted = tuple(row for row in layout.rows if row.bottom >= top and row.top <= top + height)
    assert layout.rows_between(top, top + height) == wanted


@given(items())
def test_each_stop_is_found_at_its_place(found: list[Item]) -> None:
    layout = lay_out(found, WIDTH, METRICS)
    for stop, placed in enumerate(layout.stops):
        assert layout.stop_at(placed.x + placed.width / 2, placed.y + 12) == stop


@given(items())
def test_each_tag_is_found_at_its_place(found: list[Item]) -> None:
    layout = lay_out(found, WIDTH, METRICS)
    for tag in layout.tags:
        assert layout.tag_at(tag.x + tag.width / 2, tag.y + METRICS.tag_height / 2) == tag.tag


def test_no_word_between_the_lines_or_beside_them() -> None:
    layout = lay_out(words_only("one", "two"), WIDTH, METRICS)
    assert layout.stop_at(200, 10) is None
    assert layout.stop_at(5, 200) is None
    assert layout.stop_at(5, -5) is None
    assert Layout().stop_at(0, 0) is None


def test_the_words_of_the_other_side_are_broken_into_lines_and_named_once() -> None:
    said = "We are still meeting other candidates, and it will take us a little while to decide."
    layout = lay_out([PartnerItem(PartnerTurn(1, 4, said))], WIDTH, METRICS)
    lines = [placed.item for placed in layout.items if isinstance(placed.item, PartnerLine)]
    assert " ".join(line.text for line in lines) == said
    assert [bool(line.label) for line in lines] == [True] + [False] * (len(lines) - 1)
    assert all(line.indent + METRICS.word_width(line.text) <= WIDTH for line in lines)


def test_arrows_go_to_the_nearest_word_and_skip_lines_without_any() -> None:
    found: list[Item] = [
        *words_only("one", "two"),
        PartnerItem(PartnerTurn(1, 2)),
        WordItem(2, Word("three", 4, 5)),
        RemovedItem(RemovedWord(3, 3, Word("um", 4, 5))),
    ]
    layout = lay_out(found, WIDTH, METRICS)
    walks = {
        (1, Step.DOWN): 3,
        (3, Step.UP): 1,
        (0, Step.UP): 0,
        (2, Step.DOWN): 2,
        (0, Step.BACK): 0,
        (2, Step.ON): 3,
        (3, Step.ON): 3,
        (3, Step.FIRST): 0,
        (0, Step.LAST): 3,
    }
    assert {walk: walked(layout, *walk) for walk in walks} == walks
    assert walked(Layout(), 0, Step.LAST) == 0


def test_a_layout_is_made_once_for_a_width() -> None:
    cache = LayoutCache(words_only("one", "two"), METRICS)
    assert cache.at(200) is cache.at(200)
    assert cache.at(30) is not cache.at(200)


@pytest.mark.parametrize("width", [0, 1, 20])
def test_a_window_narrower_than_a_word_still_gets_all_words(width: int) -> None:
    layout = lay_out(words_only("Wednesday", "afternoon"), width, METRICS)
    assert len(layout.words) == len(layout.rows) == 2
