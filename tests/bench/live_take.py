"""A live take for benchmarks: a growing WAV, the analysis process, the history; no window, no device."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from audio.blocks import HOP, RATE_HZ, Samples
from audio.cuts import segments_of
from audio.live_activity import LiveActivity
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
END_S = 20.0
"""Of a call: what is the same for all lengths."""


def speech(recordings: list[Path], seconds: float) -> Samples:
    """The recordings over and over, `seconds` long."""
    return np.resize(_joined(recordings), round(seconds * RATE_HZ))


@dataclass(frozen=True, eq=False)
class Call:
    """A call for benchmarks; `end` is the same for all lengths, `beginning` for all calls of one length."""

    beginning: Samples
    end: Samples

    @property
    def sound(self) -> Samples:
        return np.concatenate([self.beginning, self.end])

    def known(self, scorecard: Scorecard) -> tuple[KnownSegment, ...]:
        """The words of the beginning from the scorecard, for other calls that begin alike."""
        found = []
        for segment in segments_of(self.beginning):
            start_s, end_s = segment.start / RATE_HZ, segment.end / RATE_HZ
            words = tuple(
                word for word in scorecard.words if start_s <= (word.start_s + word.end_s) / 2 < end_s
            )
            found.append(KnownSegment(segment.start, segment.end, words))
        return tuple(found)


class Calls:
    """Calls of any length that end alike: with the same `END_S`, cut into the same segments."""

    def __init__(self, recordings: list[Path]) -> None:
        self._once = _joined(recordings)
        self._phrase_ends = [segment.end for segment in segments_of(self._once)]
        self._spoken = np.flatnonzero(LiveActivity().push(self._once) > 0) * HOP
        self._beginnings: dict[int, Samples] = {}

    def call(self, seconds: float, seed: int, *, after_pause: bool) -> Call:
        """A call that ends at a moment drawn by `seed`: in the middle of speech, or after a phrase.

        In the latter case somebody needs most of a second to find the button.
        """
        random = np.random.default_rng(seed)
        end = int(random.choice(self._phrase_ends if after_pause else self._spoken))
        reaction_s = _REACTION_S if after_pause else 0.0
        last = np.arange(end - round((END_S - reaction_s) * RATE_HZ), end)
        spoken = np.take(self._once, last, mode="wrap")
        length = round((seconds - END_S) * RATE_HZ)
        if length not in self._beginnings:
            self._beginnings[length] = self._beginning(length)
        return Call(self._beginnings[length], np.concatenate([spoken, _room(reaction_s)]))

    def _beginning(self, length: int) -> Samples:
        """Speech and then quiet, so that the last segment is closed before the end of the call begins."""
        sound = np.resize(self._once, length)
        closed = segments_of(sound)[:-1]
        spoken = closed[-1].end if closed else 0
        return np.concatenate([sound[:spoken], _room((length - spoken) / RATE_HZ)])


def _joined(recordings: list[Path]) -> Samples:
    return np.concatenate([block for path in recordings for block in decode_blocks(path)])


def _room(seconds: float) -> Samples:
    """A quiet room."""
    return np.random.default_rng(0).normal(0.0, 3e-4, round(seconds * RATE_HZ)).astype(np.float32)


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
        self.client.send(HangUp(setup.take_id, len(pcm)))
        writer.close()
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
