"""A live take for benchmarks: a growing WAV, the analysis process, the history; no window, no device."""

import queue
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from audio.blocks import RATE_HZ, Samples
from audio.cuts import segments_of
from audio.sound_file import decode_blocks
from audio.tracks import TRACKS_FILE
from audio.wav_writer import WavWriter
from audio.worker_client import WorkerClient
from audio.worker_protocol import Done, Event, Failed, Follow, HangUp, KnownSegment, Progress, Ready
from models.history import History
from models.scenario import Scenario
from models.scorecard import Scorecard
from models.take import TakeSetup, new_take_id
from models.user_data import UserData

SAMPLE = Path(__file__).parents[2] / "assets" / "sample_call" / "voicemail.flac"
_BLOCK_S = 0.02
_REACTION_S = 0.7
_END_S = 15.0
"""Of a call: what differs from one end to another."""


def speech(recordings: list[Path], seconds: float, seed: int = 0, *, after_pause: bool = False) -> Samples:
    """The recordings over and over, and an end of 15 s that depends on `seed` alone; `seconds` long in all.

    Calls of all lengths with the same seed have the same end, all calls of one length the same beginning.
    With `after_pause` a phrase ends there, and somebody needs most of a second to find the button.
    """
    once = np.concatenate([block for path in recordings for block in decode_blocks(path)])
    random = np.random.default_rng(seed)
    end = int(random.integers(len(once)))
    rest = np.zeros(0, dtype=np.float32)
    if after_pause:
        end = min((segment.end for segment in segments_of(once)), key=lambda at: abs(at - end))
        rest = random.normal(0.0, 3e-4, round(_REACTION_S * RATE_HZ)).astype(np.float32)
    length = round(seconds * RATE_HZ) - len(rest)
    last = np.take(once, np.arange(end - min(length, round(_END_S * RATE_HZ)), end), mode="wrap")
    before = np.resize(once, length - len(last))
    return np.concatenate([before, last, rest])


def known_beginning(sound: Samples, scorecard: Scorecard) -> tuple[KnownSegment, ...]:
    """The words of a call's beginning from its scorecard, for other calls that begin alike."""
    found = []
    for segment in segments_of(sound[: len(sound) - round(_END_S * RATE_HZ)])[:-1]:
        start_s, end_s = segment.start / RATE_HZ, segment.end / RATE_HZ
        words = tuple(word for word in scorecard.words if start_s <= (word.start_s + word.end_s) / 2 < end_s)
        found.append(KnownSegment(segment.start, segment.end, words))
    return tuple(found)


class Rig:
    """One warm analysis process and one history."""

    def __init__(self, home: Path) -> None:
        self.data = UserData(home=home)
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.client = WorkerClient(self.events.put, log=self.data.logs / "analysis.log")
        self.client.start()
        self.history = History(self.data.history)
        self._wait(lambda event: isinstance(event, Ready))

    def close(self) -> None:
        self.client.close()
        self.history.close()

    def call(
        self,
        sound: Samples,
        *,
        natural_s: float,
        known: tuple[KnownSegment, ...] = (),
        look: Callable[[], None] = lambda: None,
    ) -> tuple[float, Scorecard]:
        """Seconds from the last block on the disk to the saved scorecard, and the scorecard.

        Only the last `natural_s` arrive at their natural speed; the sound before is there at once and
        the process catches up with it first, which leaves it in the same state; sooner where the words are
        `known`. `look` is called now and then.
        """
        now = datetime.now().astimezone()
        setup = TakeSetup(take_id=new_take_id(now), started_at=now, scenario=Scenario.VOICEMAIL)
        folder = self.data.take_folder(setup.take_id)
        folder.mkdir(parents=True)
        writer = WavWriter(folder / "audio.wav", RATE_HZ)
        tracks = str(folder / TRACKS_FILE)
        self.client.send(Follow(setup.take_id, str(folder / "audio.wav"), setup, tracks, known=known))
        pcm = np.clip(np.rint(sound * 32768.0), -32768, 32767).astype("<i2")
        natural = max(0, len(pcm) - round(natural_s * RATE_HZ))
        if natural:
            writer.append(pcm[:natural].tobytes())
            self._catch_up((natural / RATE_HZ) - 0.5, look)
        started = time.monotonic()
        size = round(_BLOCK_S * RATE_HZ)
        for first in range(natural, len(pcm), size):
            time.sleep(max(0.0, started + (first + size - natural) / RATE_HZ - time.monotonic()))
            writer.append(pcm[first : first + size].tobytes())
            if first % (50 * size) < size:
                look()
        last_block_at = time.monotonic()
        writer.close()
        self.client.send(HangUp(setup.take_id, len(pcm)))
        done = self._wait(lambda event: isinstance(event, Done))
        assert isinstance(done, Done)
        scorecard = replace(done.scorecard, hangup_to_score_s=time.monotonic() - last_block_at)
        self.history.save_take(setup, scorecard)
        return time.monotonic() - last_block_at, scorecard

    def _catch_up(self, done_s: float, look: Callable[[], None]) -> None:
        def caught_up(event: Event) -> bool:
            look()
            return isinstance(event, Progress) and event.done_s >= done_s

        self._wait(caught_up)

    def _wait(self, is_it: Callable[[Event], bool]) -> Event:
        while True:
            event = self.events.get(timeout=600)
            if isinstance(event, Failed):
                raise RuntimeError(event.what)
            if is_it(event):
                return event
