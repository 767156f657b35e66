from audio.live_points import LivePoints
from models.scorecard import CheckResult, Wanted
from models.transcript import Transcript, Word


def _find(transcript: Transcript) -> tuple[CheckResult, ...]:
    """A point for each word with a colon; said where it stands."""
    said = [
        CheckResult(word.text, Wanted.MUST, True, first_word=index, last_word=index)
        for index, word in enumerate(transcript.words)
        if ":" in word.text
    ]
    return (*said, CheckResult("never", Wanted.GOOD, False))


def _said(text: str) -> Transcript:
    return Transcript(tuple(Word(word, i / 3, i / 3 + 0.3) for i, word in enumerate(text.split())))


def test_only_what_is_new_is_told() -> None:
    points = LivePoints(_find)
    assert points.look(_said("well")) is None
    first = points.look(_said("well name:"))
    assert first is not None
    assert [check.id for check in first] == ["name:"]
    assert points.look(_said("well name: and")) is None
    second = points.look(_said("well name: and role:"))
    assert second is not None
    assert [check.id for check in second] == ["name:", "role:"]


def test_points_are_ticked_however_long_the_call_is() -> None:
    looked_through = []

    def find(transcript: Transcript) -> tuple[CheckResult, ...]:
        looked_through.append(len(transcript.words))
        return _find(transcript)

    points = LivePoints(find)
    words = ["word"] * 30_000
    words[5], words[29_990] = "name:", "bye:"
    told = [points.look(_said(" ".join(words[:count]))) for count in range(100, 30_100, 100)]

    last = [checks for checks in told if checks is not None][-1]
    assert [(check.id, check.first_word) for check in last] == [("name:", 5), ("bye:", 29_990)]
    assert max(looked_through) <= 1200


def test_likely_words_may_turn_out_otherwise() -> None:
    points = LivePoints(_find)
    assert points.look(_said("name: likely:")) is not None
    now = points.look(_said("name: unlikely"))
    assert now is not None
    assert [check.id for check in now] == ["name:"]
