"""What can be done to a word of the transcript, as a menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from app.pages.review.playing import TakePlayback
from app.pages.review.session import ReviewSession
from app.pages.review.transcript_model import RemovedItem, WordItem
from app.pages.review.transcript_view import TranscriptView


def word_menu(  # noqa: PLR0917 - a menu speaks to everything
    item: WordItem | RemovedItem,
    view: TranscriptView,
    playing: TakePlayback,
    session: ReviewSession,
    loop: Callable[[int], object],
    try_phrase: Callable[[int], object],
    parent: QWidget,
) -> QMenu:
    """The entries for a word, or for one that was taken out."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    if isinstance(item, RemovedItem):
        removed = item.removed
        menu.addAction("Play from here", lambda: playing.play_from(removed.heard.start_s))
        menu.addAction(f"Bring back “{removed.heard.text}”", lambda: session.restore_removed(removed.word))
        return menu
    word = item.index
    menu.addAction("Play from here", lambda: playing.play_word(word))
    menu.addAction("Loop this phrase", lambda: loop(word))
    menu.addAction("Try this line again", lambda: try_phrase(word))
    menu.addSeparator()
    menu.addAction("Correct this word…", lambda: view.edit_word(word))
    menu.addAction("Nothing was said here", lambda: session.correct_word(word, ""))
    if item.heard:
        menu.addAction(f"Back to what was heard: “{item.heard}”", lambda: session.restore_word(word))
    return menu
