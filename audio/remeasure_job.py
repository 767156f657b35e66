"""The job that measures a saved take again: its sound is read through, its words stay as they were heard."""

from pathlib import Path

from audio.analysis import Meter
from audio.blocks import BlockCutter
from audio.jobs import STEP_S, Say
from audio.sound_file import decode_blocks
from audio.tracks import save as save_tracks
from audio.worker_protocol import Remeasure, Remeasured
from models.transcript import PartnerTurn, Transcript


class RemeasureJob:
    """See `audio.jobs.Job`; done when nothing else is to do."""

    is_live = False
    can_wait = True

    def __init__(self, meter: Meter, command: Remeasure, say: Say) -> None:
        self.name = command.job
        self.is_over = False
        self._meter = meter
        self._command = command
        self._say = say
        self._sound = decode_blocks(Path(command.audio), block_s=STEP_S)
        self._cutter = BlockCutter()

    @property
    def has_work(self) -> bool:
        return not self.is_over

    def hang_up(self, frames: int) -> None:
        """A saved take has no end to wait for."""

    def partner_said(self, turn: PartnerTurn) -> None:
        """All its turns are known."""

    def step(self) -> None:
        heard = next(self._sound, None)
        blocks = self._cutter.finish() if heard is None else self._cutter.push(heard)
        for block in blocks:
            self._meter.hear(block)
        if heard is None:
            self._finish()

    def cancel(self) -> None:
        self.is_over = True

    def _finish(self) -> None:
        transcript = Transcript(self._command.words, self._command.partner_turns)
        self._meter.decide()
        measures, tracks = self._meter.measure(transcript)
        save_tracks(tracks, Path(self._command.tracks))
        self._say(Remeasured(self.name, measures, tracks.version))
        self.is_over = True
