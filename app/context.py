"""What every page is given: the application's services, in one frozen object.

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
- `context.notices.offer_undo("1 take deleted", undo)` for what can be undone; delete without asking.
- Looks: `app.widgets` has cards, texts, buttons, banners, chips, flow layouts; hand-painted widgets take
  `context.theme`, read `theme.tokens` when painting and repaint on `theme.changed`. Icons:
  `context.theme.icon(name, token)`.
- Never block the GUI thread for more than 50 ms; long work goes to `context.turns` in pieces. Import numpy
  and the `audio` package inside functions that run after the first paint, not at the top of a module that
  the window imports at start (page modules are imported on the first visit, so they may import what they
  like, but quickly).
- Every control has a visible label or an accessible name, is reached by Tab, and shows its focus.
"""

from dataclasses import dataclass

from app.controllers.analysis import AnalysisController
from app.controllers.cards import CardsController
from app.controllers.history import HistoryController
from app.controllers.playback import PlaybackController
from app.controllers.recording import RecordingController
from app.controllers.recovery import RecoveryController
from app.controllers.remeasuring import RemeasuringController
from app.navigation import Navigation
from app.notices import Notices
from app.preferences import Preferences
from app.theme.service import Theme
from app.turns import Turns
from models.user_data import UserData


@dataclass(frozen=True, eq=False, repr=False)
class AppContext:
    """The services of one window. Made in `app.bootstrap`; closed there, too."""

    user_data: UserData
    theme: Theme
    turns: Turns
    preferences: Preferences
    navigation: Navigation
    notices: Notices
    history: HistoryController
    cards: CardsController
    recording: RecordingController
    analysis: AnalysisController
    playback: PlaybackController
    recovery: RecoveryController
    remeasuring: RemeasuringController
