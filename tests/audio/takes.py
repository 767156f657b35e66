"""A take's setup and a scripted source, for the tests of recording."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import numpy as np

from audio.sound_source import BlockQueue, SourceFormat
from models.call import CallCard
from models.errors import UserFacingError
from models.scenario import Scenario
from models.take import TakeSetup


def setup(take_id: str = "take-1") -> TakeSetup:
    return TakeSetup(
        take_id=take_id,
        started_at=datetime(2024, 5, 17, 9, 30, tzinfo=UTC),
        scenario=Scenario.CHECK_IN,
        call=CallCard(caller="Maya Okafor", phone="555 0123"),
    )


class ScriptedSource:
    """Puts its blocks at once when started, then ends, fails, or stays silent until stopped."""

    name = "scripted"

    def __init__(
        self,
        blocks: Iterable[bytes],
        *,
        form: SourceFormat | None = None,
        opening: UserFacingError | None = None,
        ending: UserFacingError | None = None,
        ends: bool = True,
        during: Callable[[BlockQueue], None] = lambda blocks: None,
    ) -> None:
        self._blocks = list(blocks)
        self._form = form or SourceFormat(rate_hz=8000)
        self._opening = opening
        self._ending = ending
        self._ends = ends
        self._during = during
        self.stops = 0

    def start(self, blocks: BlockQueue) -> SourceFormat:
        if self._opening is not None:
            raise self._opening
        for block in self._blocks:
            blocks.put(block)
        self._during(blocks)
        if self._ends:
            blocks.end(self._ending)
        return self._form

    def stop(self) -> None:
        self.stops += 1


def silence(duration_s: float, rate_hz: int = 8000) -> bytes:
    return np.zeros(round(duration_s * rate_hz), dtype="<i2").tobytes()
