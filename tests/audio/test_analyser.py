from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio.analyser import TakeAnalyser
from audio.analysis import Analysis
from audio.blocks import RATE_HZ, Block, Samples
from audio.cuts import Segment
from models.measures import Measures
from models.transcript import PartnerTurn, Transcript, Word


def _listener(samples: Samples, offset_s: float) -> tuple[Word, ...]:
    """One "word" for each 0.5 s, named after the sound in it."""
    step = RATE_HZ // 2
    return tuple(
        Word(
            f"{np.abs(samples[i : i + step]).sum():.6f}",
            offset_s + i / RATE_HZ,
            offset_s + (i + step) / RATE_HZ,
        )
        for i in range(0, len(samples) - step, step)
    )


class _Meter:
    def __init__(self) -> None:
        self.heard: list[tuple[int, float]] = []
        self.decided: list[int] = []

    def hear(self, block: Block) -> None:
        self.heard.append((block.start_sample, float(np.abs(block.samples).sum())))

    def decide(self) -> None:
        self.decided.append(len(self.heard))

    def measure(self, transcript: Transcript) -> tuple[Measures, object]:
        assert self.decided[-1] == len(self.heard)
        measures = Measures(
            words=len(transcript.words),
            fillers=0,
            speaking_rate_wpm=None,
            articulation_rate_sps=None,
            speech_s=0.0,
            pauses=(),
            f0_median_hz=None,
            f0_sd_semitones=None,
            f0_range_semitones=None,
            pvq=None,
            voiced_s=0.0,
            final_rises=None,
            level_dbfs=None,
            noise_dbfs=None,
            snr_db=None,
            clipped_share=0.0,
        )
        return measures, self.heard


@pytest.fixture(name="executor", scope="module")
def _executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


def _sound(parts: Sequence[tuple[float, float]], seed: int = 1) -> Samples:
    """Alternating speech-like noise and quiet, lengths in seconds."""
    random = np.random.default_rng(seed)
    pieces = []
    for speech_s, quiet_s in parts:
        count = round(speech_s * RATE_HZ)
        syllables = 0.55 - 0.45 * np.cos(2 * np.pi * 5.0 * np.arange(count) / RATE_HZ)
        pieces += [random.normal(0.0, 0.1, count) * syllables, np.zeros(round(quiet_s * RATE_HZ))]
    sound = np.concatenate(pieces)
    return (sound + random.normal(0.0, 1e-4, len(sound))).astype(np.float32)


def _hear(
    chunks: Sequence[Samples],
    executor: ThreadPoolExecutor,
    *,
    ahead: bool = False,
    turns: Sequence[PartnerTurn] = (),
) -> Analysis:
    with TakeAnalyser(_listener, _Meter(), executor, ahead=ahead, partner_turns=turns) as analyser:
        for chunk in chunks:
            analyser.push(chunk)
            if ahead:
                analyser.settle()
                analyser.outlook()
        return analyser.finish()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.tuples(st.floats(0.1, 9.0), st.floats(0.05, 2.0)), min_size=1, max_size=6),
    cuts=st.lists(st.floats(0.0, 1.0), max_size=40),
    seed=st.integers(0, 99),
    ahead=st.booleans(),
)
def test_live_in_any_chunks_equals_one_pass(
    executor: ThreadPoolExecutor, parts: list[tuple[float, float]], cuts: list[float], seed: int, ahead: bool
) -> None:
    sound = _sound(parts, seed)
    live = _hear(np.split(sound, sorted(round(cut * len(sound)) for cut in cuts)), executor, ahead=ahead)
    one_pass = _hear([sound], executor)

    assert live.transcript == one_pass.transcript
    assert live.measures == one_pass.measures
    assert live.tracks == one_pass.tracks
    assert live.duration_s == one_pass.duration_s


def test_the_partners_words_are_not_the_callers(executor: ThreadPoolExecutor) -> None:
    sound = _sound([(3.0, 1.0), (3.0, 1.0), (3.0, 1.0)])
    turn = PartnerTurn(4.0, 7.5, "Scott speaking.")

    known = _hear([sound], executor, turns=[turn])
    with TakeAnalyser(_listener, _Meter(), executor) as analyser:
        analyser.push(sound)
        analyser.add_partner_turn(turn)
        told_later = analyser.finish()

    for transcript in (known.transcript, told_later.transcript):
        assert transcript.partner_turns == (turn,)
        assert transcript.words
        assert not [word for word in transcript.words if 4.2 < (word.start_s + word.end_s) / 2 < 7.3]


def test_the_words_so_far_grow(executor: ThreadPoolExecutor) -> None:
    sound = _sound([(9.5, 1.0), (9.5, 1.0)])
    with TakeAnalyser(_listener, _Meter(), executor, ahead=True) as analyser:
        analyser.push(sound[: 3 * RATE_HZ])
        assert analyser.transcript.words == ()
        analyser.push(sound[3 * RATE_HZ :])
        executor.submit(lambda: None).result()
        assert analyser.transcript.words[-1].end_s > 19.0


def test_the_end_is_transcribed_ahead_in_a_pause_and_only_once(executor: ThreadPoolExecutor) -> None:
    heard = []

    def listener(samples: Samples, offset_s: float) -> tuple[Word, ...]:
        heard.append(offset_s)
        return _listener(samples, offset_s)

    sound = _sound([(3.0, 1.0)])
    with TakeAnalyser(listener, _Meter(), executor, ahead=True) as analyser:
        for chunk in np.split(sound, range(0, len(sound), 1600)):
            analyser.push(chunk)
        executor.submit(lambda: None).result()
        before = list(heard)
        analyser.finish()

    assert len(before) == 1
    assert heard == before


def test_the_outlook_in_a_pause_is_what_comes_of_it(executor: ThreadPoolExecutor) -> None:
    sound = _sound([(6.0, 1.0), (3.0, 1.0)])
    with TakeAnalyser(_listener, _Meter(), executor, ahead=True) as analyser:
        analyser.push(sound[: 8 * RATE_HZ])
        assert analyser.outlook() is None  # nothing is decided yet
        for chunk in (sound[8 * RATE_HZ : -1600], sound[-1600:]):
            analyser.push(chunk)
            executor.submit(lambda: None).result()
        analyser.settle()
        outlook = analyser.outlook()
        end = analyser.finish()

    assert outlook is not None
    assert (outlook.transcript, outlook.duration_s) == (end.transcript, end.duration_s)


def test_an_hour_is_heard_in_bounded_memory(executor: ThreadPoolExecutor) -> None:
    minute = _sound([(6.0, 1.0), (4.0, 1.0)] * 5)
    with TakeAnalyser(_listener, _Meter(), executor) as analyser:
        for _ in range(20):
            for chunk in np.split(minute, range(0, len(minute), RATE_HZ)):
                analyser.push(chunk)
                assert len(analyser._held) < 35 * RATE_HZ
        assert analyser.finish().duration_s == pytest.approx(1200.0)


def test_what_the_listener_raises_is_not_swallowed(executor: ThreadPoolExecutor) -> None:
    def broken(samples: Samples, offset_s: float) -> tuple[Word, ...]:
        raise OSError("the model is gone")

    with TakeAnalyser(broken, _Meter(), executor) as analyser:
        analyser.push(_sound([(3.0, 1.0)]))
        with pytest.raises(OSError, match="the model is gone"):
            analyser.finish()


def test_a_growing_take_is_decided_on_ahead(executor: ThreadPoolExecutor) -> None:
    meter = _Meter()
    minute = _sound([(6.0, 1.0), (4.0, 1.0)] * 5)
    with TakeAnalyser(_listener, meter, executor, ahead=True) as analyser:
        for chunk in np.split(minute, range(0, len(minute), RATE_HZ)):
            analyser.push(chunk)
            executor.submit(lambda: None).result()
            analyser.settle()
        before = list(meter.decided)
        analyser.finish()

    assert before[-1] >= len(meter.heard) - 2
    assert len(before) == len(set(before)) >= len(meter.heard) - 2
    assert len(meter.decided) == len(before) + 1


def test_sound_that_is_caught_up_with_is_decided_on_once(executor: ThreadPoolExecutor) -> None:
    """Once, a process that came late decided again after every few seconds of what it had missed."""
    meter = _Meter()
    minute = _sound([(6.0, 1.0), (4.0, 1.0)] * 5)
    with TakeAnalyser(_listener, meter, executor, ahead=True) as analyser:
        for chunk in np.split(minute, range(0, len(minute), 4 * RATE_HZ)):
            analyser.push(chunk)
        executor.submit(lambda: None).result()
        analyser.settle()

    assert len(meter.decided) == 1


def test_words_that_are_known_are_not_heard_again(executor: ThreadPoolExecutor) -> None:
    heard: list[float] = []
    told: dict[Segment, tuple[Word, ...]] = {}

    def listener(samples: Samples, offset_s: float) -> tuple[Word, ...]:
        heard.append(offset_s)
        return _listener(samples, offset_s)

    sound = _sound([(6.0, 1.0), (4.0, 1.0)] * 5)
    with TakeAnalyser(listener, _Meter(), executor, on_words=told.__setitem__) as analyser:
        analyser.push(sound)
        once = analyser.finish()
    assert sorted(heard) == [segment.start / RATE_HZ for segment in told]
    missing = list(told)[2]
    known = {segment: words for segment, words in told.items() if segment != missing}
    heard.clear()
    told.clear()
    with TakeAnalyser(listener, _Meter(), executor, known=known, on_words=told.__setitem__) as analyser:
        analyser.push(sound)
        again = analyser.finish()

    assert heard == [missing.start / RATE_HZ]
    assert list(told) == [missing]
    assert again.transcript == once.transcript
