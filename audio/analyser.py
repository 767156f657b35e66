"""A take heard while it is spoken, or from its file, with the same result.

Sound goes in at one end, in any chunks. Features are extracted block by block on a fixed grid
(`audio.blocks`), words segment by segment between pauses (`audio.cuts`), each by a pure function of
the sound, so nothing depends on chunk sizes or timing. Only a few seconds are held at any time.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future

import numpy as np

from audio.analysis import Analysis, Listener, Meter
from audio.blocks import RATE_HZ, Block, BlockCutter, Samples
from audio.cuts import Segment, SegmentFinder
from models.transcript import PartnerTurn, Transcript, Word

OnWords = Callable[[Segment, tuple[Word, ...]], None]

_MOST_BLOCKS = 5
"""Blocks that wait for a transcription to run beside them."""
_MOST_WAITING = 3
"""Segments heard ahead of the transcription; more would only fill memory."""


class TakeAnalyser:
    """Hears one take.

    `listener` runs on `executor`, which must have a single thread; `push` and `finish` belong to one
    other thread. With `ahead`, the end of the sound so far is transcribed in each pause already, in
    case nothing follows. `partner_turns` known beforehand are silenced for the transcription; words
    in turns that are added later are dropped. `known` words of the same sound are not heard again;
    `on_words` is told of each segment's words as soon as they are final, in order.
    """

    def __init__(
        self,
        listener: Listener,
        meter: Meter,
        executor: Executor,
        *,
        ahead: bool = False,
        partner_turns: Iterable[PartnerTurn] = (),
        known: Mapping[Segment, tuple[Word, ...]] | None = None,
        on_words: OnWords | None = None,
    ) -> None:
        self._listener = listener
        self._meter = meter
        self._executor = executor
        self._ahead = ahead
        self._turns = list(partner_turns)
        self._finder = SegmentFinder()
        self._cutter = BlockCutter()
        self._held: Samples = np.zeros(0, dtype=np.float32)
        self._held_from = 0
        self._blocks: deque[Block] = deque()
        self._undecided = True
        self._words: list[Word] = []
        self._known = dict(known or {})
        self._on_words = on_words
        self._waiting: deque[tuple[Segment, Future[tuple[Word, ...]]]] = deque()
        self._guess: tuple[Segment, Future[tuple[Word, ...]]] | None = None

    def __enter__(self) -> "TakeAnalyser":
        return self

    def __exit__(self, *error: object) -> None:
        self.cancel()

    @property
    def duration_s(self) -> float:
        """The sound pushed so far."""
        return (self._held_from + len(self._held)) / RATE_HZ

    @property
    def transcript(self) -> Transcript:
        """The words so far; those of the running phrase are missing or, in a pause, likely."""
        self._collect()
        likely: tuple[Word, ...] = ()
        if not self._waiting and self._guess and self._guess[0] == self._finder.likely:
            future = self._guess[1]
            likely = future.result() if future.done() and not future.cancelled() else ()
        return self._transcript([*self._words, *likely])

    @property
    def is_behind(self) -> bool:
        """True when the transcription does not keep up with the sound."""
        self._collect()
        return len(self._waiting) > 1

    def add_partner_turn(self, turn: PartnerTurn) -> None:
        """The other side spoke; its words will not count as the caller's."""
        self._turns.append(turn)

    def push(self, chunk: Samples) -> None:
        """Hear the next samples (float32, mono, 16 kHz, in [-1, 1])."""
        quiet = self._without_partner(chunk)
        self._held = np.concatenate([self._held, quiet])
        for segment in self._finder.push(quiet):
            self._transcribe(segment)
        self._guess_the_end()
        self._blocks += self._cutter.push(chunk)
        self._hear_blocks(leave=0 if self._ahead or self._waiting else _MOST_BLOCKS)
        self._forget()

    def settle(self) -> None:
        """Decide on the sound so far, when there is time: in the end only what is new needs deciding."""
        self._collect()
        if self._undecided and not self._waiting:
            self._meter.decide()
            self._undecided = False

    def outlook(self) -> Analysis | None:
        """What there would be if nothing followed; None while something is left to hear or to decide."""
        if self._undecided or self._waiting:
            return None
        transcript = self.transcript
        return Analysis(transcript, *self._meter.measure(transcript), self.duration_s)

    def finish(self) -> Analysis:
        """The sound has ended: transcribe and measure what is left, and put all together.

        Raises what the listener or the meter raised.
        """
        duration_s = self.duration_s
        for segment in self._finder.finish():
            self._transcribe(segment)
        self._blocks += self._cutter.finish()
        self._hear_blocks(leave=0)
        self._meter.decide()
        while self._waiting:
            self._take_words()
        transcript = self._transcript(self._words)
        return Analysis(transcript, *self._meter.measure(transcript), duration_s)

    def cancel(self) -> None:
        """Give up what has not begun."""
        for _, future in self._waiting:
            future.cancel()
        if self._guess:
            self._guess[1].cancel()

    def _hear_blocks(self, leave: int) -> None:
        """Extract features, oldest first, until only `leave` blocks wait for it.

        In a file the first blocks wait until a transcription runs beside: the first extraction imports
        what is slow to import.
        """
        while len(self._blocks) > leave:
            self._meter.hear(self._blocks.popleft())
            self._undecided = True

    def _transcribe(self, segment: Segment) -> None:
        if self._guess and self._guess[0] == segment:
            future = self._guess[1]
        else:
            self._drop_guess()
            future = self._submit(segment)
        self._guess = None
        self._waiting.append((segment, future))
        self._collect()
        while len(self._waiting) > _MOST_WAITING:
            self._take_words()

    def _guess_the_end(self) -> None:
        """Transcribe the open segment in a pause: at a hang-up or a cut the words are there."""
        likely = self._finder.likely if self._ahead else None
        if likely is None or likely.end > self._held_from + len(self._held):
            return
        if self._waiting and not self._waiting[-1][1].done():
            return
        if self._guess is None or self._guess[0] != likely:
            self._drop_guess()
            self._guess = (likely, self._submit(likely))

    def _drop_guess(self) -> None:
        if self._guess:
            self._guess[1].cancel()
        self._guess = None

    def _submit(self, segment: Segment) -> Future[tuple[Word, ...]]:
        if segment in self._known:
            heard: Future[tuple[Word, ...]] = Future()
            heard.set_result(self._known[segment])
            return heard
        samples = self._held[segment.start - self._held_from : segment.end - self._held_from].copy()
        return self._executor.submit(self._listener, samples, segment.start / RATE_HZ)

    def _collect(self) -> None:
        while self._waiting and self._waiting[0][1].done():
            self._take_words()

    def _take_words(self) -> None:
        segment, future = self._waiting.popleft()
        words = future.result()
        self._words += words
        if self._on_words and segment not in self._known:
            self._on_words(segment, words)

    def _forget(self) -> None:
        """Let go of the sound that no segment needs any more."""
        needed = max(self._finder.needed_from - self._held_from, 0)
        if needed > RATE_HZ:
            self._held = self._held[needed:].copy()
            self._held_from += needed

    def _without_partner(self, chunk: Samples) -> Samples:
        """The chunk with the partner's turns silenced, as far as they are known."""
        start = self._held_from + len(self._held)
        quiet = chunk.astype(np.float32)
        for turn in self._turns:
            first, last = (round(time_s * RATE_HZ) - start for time_s in (turn.start_s, turn.end_s))
            quiet[max(first, 0) : max(last, 0)] = 0.0
        return quiet

    def _transcript(self, words: Sequence[Word]) -> Transcript:
        turns = tuple(sorted(self._turns, key=lambda turn: turn.start_s))
        own = tuple(word for word in words if not _in_a_turn(word, turns)) if turns else tuple(words)
        return Transcript(words=own, partner_turns=turns)


def _in_a_turn(word: Word, turns: Sequence[PartnerTurn]) -> bool:
    middle_s = (word.start_s + word.end_s) / 2
    return any(turn.start_s <= middle_s < turn.end_s for turn in turns)
