"""What every page is given: the application's services, in one object.

For the makers of pages
-----------------------
A page is a subclass of `app.pages.page.Page`, made by the main window on its first visit as
`SomePage(context)`; it lives as long as the window. The window calls `shown()` on every visit and
`left()` when the user goes elsewhere: start and stop timers, playback and the like there.

- Talk to other pages only through `context.navigation`: `open_take(take_id)`, `rehearse(CallPlan(...))`
  (a retry of one line is a plan with a `focus_line`), `compare(a, b)`, `go(Place.PROGRESS)`.
- The history lives on a thread of its own: `context.history.ask(work, then)` calls `work(history)` there
  and `then(result)` back on the GUI thread; `history.changed` tells that takes were added, changed, trashed.
- `context.playback` plays a take's audio (position in seconds, speed, loop); see its docstring.
- Errors: show a `UserFacingError` in the page by `self.show_error(error)`; anything else is logged.
- `context.notices.offer_undo("Take deleted", undo)` for what can be undone; delete without asking.
- Looks: `app.widgets` has cards, texts, buttons, banners, chips, flow layouts; hand-painted widgets take
  `context.theme`, read `theme.tokens` when painting and repaint on `theme.changed`. Icons:
  `context.theme.icon(name, token)`.
- Never block the GUI thread for more than 50 ms; long work goes to `context.turns` in pieces. Import numpy
  and the `audio` package inside functions that run after the first paint, not at the top of a module that
  the window imports at start (page modules are imported on the first visit, so they may import what they
  like, but quickly). The same goes for PySide6's `Qt` in what the first picture is made of (Prepare's sketch,
  the side bar and their widgets): its enumerations take 13 ms to be made, at the first use of one.
- Every control has a visible label or an accessible name, is reached by Tab, and shows its focus.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from app.navigation import Navigation
from app.notices import Notices
from app.preferences import Preferences
from app.theme.service import Theme
from app.turns import Turns
from models.user_data import UserData

if TYPE_CHECKING:
    from app.controllers.analysis import AnalysisController
    from app.controllers.cards import CardsController
    from app.controllers.history import HistoryController
    from app.controllers.playback import PlaybackController
    from app.controllers.recording import RecordingController
    from app.controllers.recovery import RecoveryController
    from app.controllers.remeasuring import RemeasuringController
    from audio.sound_source import SoundSource


class AppContext:
    """The services of one window.

    Those that work in the background are made when they are first asked for, since the first picture is
    there 6 ms sooner without them.
    """

    def __init__(
        self, user_data: UserData, theme: Theme, make_source: "Callable[[str], SoundSource] | None" = None
    ) -> None:
        self.user_data = user_data
        self.theme = theme
        self.turns = Turns()
        self.preferences = Preferences(user_data.settings)
        self.navigation = Navigation()
        self.notices = Notices()
        self._make_source = make_source

    @cached_property
    def history(self) -> "HistoryController":
        from app.controllers.history import HistoryController

        return HistoryController(self.user_data.history)

    @cached_property
    def cards(self) -> "CardsController":
        from app.controllers.cards import CardsController

        return CardsController(self.history, self.preferences)

    @cached_property
    def recording(self) -> "RecordingController":
        from app.controllers.recording import RecordingController, microphone_source

        return RecordingController(self._make_source or microphone_source)

    @cached_property
    def analysis(self) -> "AnalysisController":
        from app.controllers.analysis import AnalysisController

        return AnalysisController(self.user_data, self.preferences, self.history)

    @cached_property
    def playback(self) -> "PlaybackController":
        from app.controllers.playback import PlaybackController

        return PlaybackController(self.preferences)

    @cached_property
    def recovery(self) -> "RecoveryController":
        from app.controllers.recovery import RecoveryController

        return RecoveryController(self.user_data, self.history, self.analysis)

    @cached_property
    def remeasuring(self) -> "RemeasuringController":
        from app.controllers.remeasuring import RemeasuringController

        made = RemeasuringController(self.user_data, self.preferences, self.history, self.analysis)
        made.finished.connect(lambda takes: self.notices.say(_measured_again(takes)))
        return made

    def close(self) -> None:
        """Ends threads and processes; keeps what is being recorded."""
        self.turns.stop()
        self.remeasuring.close()
        self.recording.close()
        self.playback.close()
        self.analysis.close()
        self.cards.flush()
        self.history.close()


def _measured_again(takes: int) -> str:
    older = "One older take was" if takes == 1 else f"{takes} older takes were"
    return f"{older} measured again: the measures have improved."
