"""Going through the stops of a transcript by the arrow keys."""

from enum import Enum, auto

from app.pages.review.transcript_layout import Layout


class Step(Enum):
    BACK = auto()
    ON = auto()
    UP = auto()
    DOWN = auto()
    FIRST = auto()
    LAST = auto()


def walked(layout: Layout, stop: int, step: Step) -> int:
    """The stop that `step` leads to; at the ends one stays where one is."""
    last = max(len(layout.stops) - 1, 0)
    match step:
        case Step.BACK:
            return max(stop - 1, 0)
        case Step.ON:
            return min(stop + 1, last)
        case Step.FIRST:
            return 0
        case Step.LAST:
            return last
        case Step.UP | Step.DOWN:
            across = layout.stop_across(stop, 1 if step is Step.DOWN else -1)
            return stop if across is None else across
