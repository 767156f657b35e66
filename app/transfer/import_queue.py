"""Recordings become takes, one after the other: copied, analysed, saved. Can be stopped at any time."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from app.call_plan import CallPlan
from app.context import AppContext
from app.controllers.threads import Thread
from models.errors import UserFacingError
from models.take import TakeSetup, new_take_id

_LOG = logging.getLogger(__name__)
_COPY_SHARE = 0.2
"""Of the work on one file: copying is quick, listening takes the rest."""


@dataclass(frozen=True)
class ImportState:
    """Where an import is. `problems` are sentences, one for each file that could not become a take."""

    total: int = 0
    done: int = 0
    name: str = ""
    share: float = 0.0
    """Of the current file, 0 to 1."""
    problems: tuple[str, ...] = ()
    take_ids: tuple[str, ...] = ()
    running: bool = False
    stopped: bool = False

    @property
    def progress(self) -> float:
        """Of everything, 0 to 1."""
        return (self.done + self.share) / self.total if self.total else 0.0


@dataclass(frozen=True)
class _Current:
    setup: TakeSetup
    audio: Path
    title: str
    """The file's name, by which the user knows it."""


class ImportQueue(QObject):
    """`start` while one runs adds to it. Every signal comes on the GUI thread."""

    changed = Signal(object)
    """(ImportState)"""
    _copied_share = Signal(float)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._thread = Thread("import", self)
        self._waiting: list[tuple[Path, CallPlan]] = []
        self._current: _Current | None = None
        self._stop = Event()
        self.state = ImportState()
        self._copied_share.connect(self._copying, Qt.ConnectionType.QueuedConnection)
        context.analysis.progressed.connect(self._listening)
        context.analysis.scored.connect(self._scored)
        context.analysis.failed.connect(self._not_scored)

    def start(self, files: Sequence[Path], plan: CallPlan) -> None:
        """Imports the files as takes of the plan's call."""
        self._waiting += [(path, plan) for path in files]
        if self.state.running:
            self._tell(total=self.state.total + len(files))
            return
        self._stop.clear()
        self.state = ImportState(total=len(files), running=True)
        self._next()

    def stop(self) -> None:
        """Ends it; what became a take before stays, the file at hand is left out."""
        if not self.state.running:
            return
        self._waiting.clear()
        self._stop.set()
        current, self._current = self._current, None
        if current is not None:
            self._context.analysis.cancel(current.setup.take_id)
            self._thread.ask(lambda: _remove(current.audio.parent))
        self._tell(running=False, stopped=True)

    def close(self) -> None:
        """Waits for the copying at hand, which hears of it at once."""
        self._stop.set()
        self._thread.close()

    def _next(self) -> None:
        if not self._waiting:
            self._current = None
            self._tell(running=False, name="", share=0.0)
            return
        source, plan = self._waiting.pop(0)
        self._tell(name=source.name, share=0.0)
        folder_of = self._context.user_data.take_folder

        def failed(error: Exception) -> None:
            self._problem(source.name, error)

        def copied(current: _Current | None) -> None:
            if current is None or self._stop.is_set():
                if current is not None:
                    _remove(current.audio.parent)
                return
            self._current = current
            self._context.analysis.analyse(current.setup, current.audio)

        work = _copy_work(source, plan, folder_of, self._copied_share.emit, self._stop.is_set)
        self._thread.ask(work, copied, failed)

    def _copying(self, share: float) -> None:
        if self._current is None and self.state.running:
            self._tell(share=share * _COPY_SHARE)

    def _listening(self, take_id: str, done_s: float, total_s: float | None, _behind: bool) -> None:
        if self._is_current(take_id) and total_s:
            heard = min(done_s / total_s, 1.0)
            self._tell(share=_COPY_SHARE + (1 - _COPY_SHARE) * heard)

    def _scored(self, take_id: str) -> None:
        current = self._current
        if current is not None and current.setup.take_id == take_id:
            self._current = None
            self._context.history.change(lambda history: history.rename(take_id, current.title))
            self._tell(done=self.state.done + 1, share=0.0, take_ids=(*self.state.take_ids, take_id))
            self._next()

    def _not_scored(self, take_id: str, error: Exception) -> None:
        if self._is_current(take_id):
            self._problem(self.state.name, error)

    def _problem(self, name: str, error: Exception) -> None:
        if not self.state.running:
            return
        if isinstance(error, UserFacingError):
            words = f"{error.what} {error.what_to_do}".strip()
        else:
            _LOG.error("%s could not be imported", name, exc_info=error)
            words = f"{name} could not be imported; why was written to the log."
        self._current = None
        self._tell(done=self.state.done + 1, share=0.0, problems=(*self.state.problems, words))
        self._next()

    def _is_current(self, take_id: str) -> bool:
        return self._current is not None and self._current.setup.take_id == take_id

    def _tell(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def _copy_work(
    source: Path,
    plan: CallPlan,
    folder_of: Callable[[str], Path],
    progress: Callable[[float], None],
    stopped: Callable[[], bool],
) -> Callable[[], _Current | None]:
    """What the import's thread does with one file; None when it was stopped."""

    def work() -> _Current | None:
        from audio.sound_import import copy_as_wav
        from audio.take_folder import AUDIO_NAME, write_setup

        setup = setup_for(source, plan)
        folder = folder_of(setup.take_id)
        folder.mkdir(parents=True)
        try:
            if copy_as_wav(source, folder / AUDIO_NAME, progress, stopped) is None:
                _remove(folder)
                return None
            write_setup(folder, setup)
        except BaseException:
            _remove(folder)
            raise
        return _Current(setup, folder / AUDIO_NAME, source.stem)

    return work


def setup_for(source: Path, plan: CallPlan) -> TakeSetup:
    """The take of a file: made when the file was, so that trends keep their order."""
    try:
        made_at = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    except OSError:
        made_at = datetime.now(UTC)
    return TakeSetup(
        take_id=new_take_id(made_at),
        started_at=made_at,
        scenario=plan.scenario,
        verdict=plan.verdict,
        call=plan.call,
        call_card_id=plan.call_card_id,
    )


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
