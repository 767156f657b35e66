"""From nothing to the window: what is made, in which order, and how it ends.

The order matters for a quick start: the window is painted before anything heavy is imported; the history,
the analysis process and the devices follow once it is on the screen.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import __version__
from app.context import AppContext
from app.interpreter import settle
from app.logs import catch_unexpected, start_log
from app.main_window import MainWindow
from app.preferences import first_settings
from app.single_instance import SingleInstance, show_first
from app.theme.service import Theme
from app.warm_up import WarmUp
from models.user_data import user_data

if TYPE_CHECKING:
    from audio.sound_source import SoundSource

_LOG = logging.getLogger(__name__)
STYLE = ("-style", "Fusion")
"""For QApplication: what our style sheet is drawn on. By setStyle it would cost 5 ms."""
_SETTINGS = "models.settings"
"""The services need them, and loading them takes too long for the window's thread."""
_LOOK_AFTER_MS = 1500
"""Unfinished takes are offered once the window has settled."""


def run_window(
    arguments: Sequence[str] = (),
    *,
    painted: Callable[[], None] = lambda: None,
    usable: Callable[[], None] = lambda: None,
    ready: Callable[[MainWindow, AppContext], None] = lambda window, context: None,
    make_source: "Callable[[str], SoundSource] | None" = None,
) -> int:
    """Shows the window until it is closed; returns the exit status.

    For tests: `painted` is called at the first picture, `usable` when it answers, `ready` when the first
    place is all there; `make_source` is what stands for the microphone of a name.
    """
    data = user_data()
    start_log(data.logs)
    instance = SingleInstance(data.home)
    application = QApplication([sys.argv[0], *STYLE, *arguments])
    application.setApplicationName("Ringback")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("ringback")
    if not instance.claim():
        return show_first(instance)
    warm_up = WarmUp()
    first = first_settings(data.settings)
    context = AppContext(data, Theme(application, first.scheme, sketch=True), make_source)
    catch_unexpected(
        lambda: context.notices.say("Something went wrong on our side. It was written to the log.")
    )
    window = MainWindow(context, warm_up)
    window.place_at(first.window)
    instance.called.connect(window.come_forward)

    def begin() -> None:
        ready(window, context)
        warm_up.start()
        warm_up.when_loaded(_SETTINGS, lambda: start_services(context))
        warm_up.when_loaded("PySide6.QtNetwork", instance.listen)

    def warm() -> None:
        settle()
        window.make_pages()

    warm_up.finished.connect(warm)
    window.first_painted.connect(painted)
    window.first_painted.connect(lambda: QTimer.singleShot(0, usable))
    window.begin(begin)
    status = application.exec()
    warm_up.stop()
    context.close()
    instance.release()
    return status


def start_services(context: AppContext) -> None:
    """What is slow and not needed for the first picture."""
    context.cards.load()
    context.analysis.start()
    QTimer.singleShot(_LOOK_AFTER_MS, context.recovery.look)
    context.remeasuring.start()
