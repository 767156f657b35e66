"""The Review page, with or without a take, without a sound device."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.controllers.playback import PlaybackController
from app.pages.review.page import ReviewPage
from models.measures import Pause, PausePlace
from tests.app.review.opening import TALK, keep, open_page
from tests.models.making import make_measures, make_scorecard, make_words


@pytest.fixture
def page(qtbot: QtBot, context: AppContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewPage]:
    """The page, without a sound device."""
    monkeypatch.setattr(PlaybackController, "_do", lambda self, step: None)
    made = ReviewPage(context)
    for _ in made.complete():
        pass
    qtbot.addWidget(made)
    made.resize(1080, 800)
    yield made
    made.left()
    made.closing()


@pytest.fixture
def opened(qtbot: QtBot, context: AppContext, page: ReviewPage) -> ReviewPage:
    """A scored take is open."""
    measures = make_measures(pauses=(Pause(3.0, 3.4, PausePlace.HESITATION),))
    keep(context, make_scorecard(words=make_words(TALK), measures=measures))
    open_page(qtbot, page)
    return page
