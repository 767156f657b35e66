"""Plays recordings: from any second, a phrase again and again, slower with the pitch kept.

All calls return at once. A thread of the player's own opens the device, reads and stretches; whoever
draws a cursor reads `position_s` as often as it likes. Nothing here knows the window.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import soundfile

from audio.blocks import Samples
from audio.devices import SYSTEM_DEFAULT
from audio.output_stream import Feed, OutputStream
from audio.playback import Playback, Span
from models.errors import UserFacingError

_log = logging.getLogger(__name__)

_AHEAD_S = 0.5
"""Sound that is ready before it is needed."""
_POLL_S = 0.02
_IDLE_S = 5.0
"""A paused player keeps its device so long, so that going on is immediate; then others may have it."""


class PlayerState(StrEnum):
    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"
    FAILED = "failed"


class Player:
    """One voice: playing something ends what was playing. Close it at the end."""

    def __init__(self, device_name: str = SYSTEM_DEFAULT) -> None:
        self._device_name = device_name
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._closing = False
        # What is wanted, guarded by the lock; the player's thread brings it about.
        self._span: Span | None = None
        self._state = PlayerState.STOPPED
        self._rest_s = 0.0
        self._error: UserFacingError | None = None
        # What is heard: replaced as a whole by the player's thread, together with the span it is for.
        self._sounding: tuple[Span, Playback, Feed] | None = None
        self.on_finished: Callable[[], None] = lambda: None
        """Called on the player's thread when something was played to its end; not after `stop`."""

    # -- for everybody: never waits ----------------------------------------------------------------

    def play(
        self,
        path: Path,
        start_s: float = 0.0,
        end_s: float | None = None,
        speed: float = 1.0,
        loop: bool = False,
    ) -> None:
        """Play seconds `start_s` to `end_s` of a recording (None: to its end) at 0.5 to 2 times its speed.

        Trouble shows as the state `FAILED` with its `error`.
        """
        self._want(Span(path=path, start_s=start_s, end_s=end_s, speed=speed, loop=loop))

    def pause(self) -> None:
        """Hold; `resume` goes on from there."""
        here_s = self.position_s
        with self._lock:
            if self._state is PlayerState.PLAYING:
                self._state, self._rest_s = PlayerState.PAUSED, here_s
        self._wake.set()

    def resume(self) -> None:
        with self._lock:
            span, here_s, paused = self._span, self._rest_s, self._state is PlayerState.PAUSED
        if paused and span is not None:
            self._want(replace(span, from_s=here_s))

    def stop(self) -> None:
        """End it; the position goes back to the start of the span."""
        with self._lock:
            self._state = PlayerState.STOPPED
            self._rest_s = self._span.start_s if self._span is not None else 0.0
        self._wake.set()

    def seek(self, position_s: float) -> None:
        """Go on from another second; one outside the span leaves the span, and its loop, behind."""
        self._change(position_s, None)

    def set_speed(self, speed: float) -> None:
        """Go on at another speed."""
        self._change(self.position_s, speed)

    def close(self) -> None:
        """End everything and release the device; waits for the player's thread."""
        self._closing = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def state(self) -> PlayerState:
        return self._state

    @property
    def error(self) -> UserFacingError | None:
        """Why the state is `FAILED`."""
        return self._error

    @property
    def position_s(self) -> float:
        """The second of the recording that is heard now: the device's delay is taken into account."""
        span, state, sounding = self._span, self._state, self._sounding
        if state is not PlayerState.PLAYING or span is None:
            return self._rest_s
        if sounding is None or sounding[0] is not span:  # it hasn't begun to sound
            return span.start_s if span.from_s is None else span.from_s
        _, playback, feed = sounding
        return playback.position_s(feed.heard_frames(time.monotonic()))

    def _want(self, span: Span) -> None:
        with self._lock:
            self._span, self._state, self._error = span, PlayerState.PLAYING, None
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="player", daemon=True)
                self._thread.start()
        self._wake.set()

    def _change(self, position_s: float, speed: float | None) -> None:
        with self._lock:
            span, state = self._span, self._state
        if span is None:
            return
        if position_s < span.start_s or (span.end_s is not None and position_s >= span.end_s):
            span = replace(span, start_s=0.0, end_s=None, loop=False)
        span = replace(span, from_s=max(0.0, position_s), speed=span.speed if speed is None else speed)
        if state is PlayerState.PLAYING:
            self._want(span)
        else:
            with self._lock:
                self._span, self._rest_s = span, max(0.0, position_s)
                if state is not PlayerState.FAILED:
                    self._state = PlayerState.PAUSED

    # -- the player's thread -----------------------------------------------------------------------

    def _run(self) -> None:
        device = _Device(self._device_name)
        chunks: Iterator[Samples] = iter(())
        while not self._closing:
            self._wake.clear()
            with self._lock:
                wanted = self._span if self._state is PlayerState.PLAYING else None
            try:
                chunks = self._serve(device, wanted, chunks)
            except UserFacingError as error:
                self._fail(device, wanted, error)
            except Exception:  # noqa: BLE001 - a bug must not end the thread without a word
                _log.exception("the player failed")
                self._fail(device, wanted, UserFacingError("This recording cannot be played."))
            self._wake.wait(_POLL_S if device.is_open else None)
        self._silence(device)
        device.close()

    def _serve(self, device: "_Device", wanted: Span | None, chunks: Iterator[Samples]) -> Iterator[Samples]:
        """One step towards what is wanted; returns the sound that is still to be produced."""
        sounding = self._sounding
        if sounding is not None and sounding[0] is not wanted:
            self._silence(device)
            sounding = None
        if wanted is None:
            device.close_when_idle()
            return iter(())
        stream = device.opened()
        if sounding is None:
            playback = Playback(wanted, stream.rate_hz)
            feed = Feed(stream.rate_hz)
            chunks = playback.chunks()
            sounding = wanted, playback, feed
            self._fill(feed, chunks)
            stream.switch(feed)
            self._sounding = sounding
        feed = sounding[2]
        self._fill(feed, chunks)
        if stream.gone.is_set():
            raise UserFacingError(
                "The speaker went away.", "Connect it again or choose another one, then play again."
            )
        if feed.is_heard_out(time.monotonic()):
            self._finish(device, wanted, sounding[1].end_s)
        return chunks

    def _fill(self, feed: Feed, chunks: Iterator[Samples]) -> None:
        while not feed.ended and feed.waiting_s < _AHEAD_S:
            try:
                feed.put(next(chunks))
            except StopIteration:
                feed.ended = True
            except soundfile.SoundFileError as error:
                raise UserFacingError(
                    "This recording cannot be played any further.", "Its file is damaged or was removed."
                ) from error

    def _finish(self, device: "_Device", span: Span, end_s: float) -> None:
        self._silence(device)
        with self._lock:
            finished = self._span is span and self._state is PlayerState.PLAYING
            if finished:
                self._state, self._rest_s = PlayerState.STOPPED, end_s
        if finished:
            self.on_finished()

    def _fail(self, device: "_Device", wanted: Span | None, error: UserFacingError) -> None:
        here_s = self.position_s
        self._silence(device)
        device.close()
        with self._lock:
            if self._span is wanted and self._state is PlayerState.PLAYING:
                self._state, self._rest_s, self._error = PlayerState.FAILED, here_s, error

    def _silence(self, device: "_Device") -> None:
        if self._sounding is not None:
            _, playback, _ = self._sounding
            self._sounding = None
            device.silence()
            playback.close()


class _Device:
    """The speaker, opened when it is needed and closed when it was idle for a while."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._stream: OutputStream | None = None
        self._used_s = 0.0

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    def opened(self) -> OutputStream:
        if self._stream is None:
            self._stream = OutputStream(self._name)
        self._used_s = time.monotonic()
        return self._stream

    def silence(self) -> None:
        if self._stream is not None:
            self._stream.switch(None)

    def close_when_idle(self) -> None:
        if time.monotonic() - self._used_s > _IDLE_S:
            self.close()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
