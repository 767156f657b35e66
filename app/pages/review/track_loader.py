"""Reads a take's sound and tracks for the timeline, away from the window's thread."""

from PySide6.QtCore import QObject, Signal

from app.controllers.threads import Thread
from app.pages.review.timeline_model import TimelineData, timeline_data
from models.history import TakeRecord
from models.user_data import UserData


class TrackLoader(QObject):
    """Only what was asked for last is told."""

    loaded = Signal(object)
    """(TimelineData)"""
    failed = Signal(object)
    """(Exception)"""

    def __init__(self, data: UserData, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data
        self._thread = Thread("review-loader", self)
        self._wanted: TakeRecord | None = None

    def load(self, record: TakeRecord) -> None:
        self._wanted = record
        audio = self._data.take_audio(record.setup.take_id)

        def work() -> TimelineData:
            from app.pages.review.waveform import read_waveform
            from audio.tracks import TRACKS_FILE, load

            waveform = read_waveform(audio) if audio.exists() else None
            return timeline_data(record.scorecard, waveform, load(audio.parent / TRACKS_FILE))

        def then(found: TimelineData) -> None:
            if self._wanted is record:
                self.loaded.emit(found)

        self._thread.ask(work, then, self.failed.emit)

    def close(self) -> None:
        self._thread.close()
