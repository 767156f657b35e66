import pytest

from models.scenario import Scenario
from models.score_facts import score_facts
from models.scorecard import Band, Reason, Score, ScoreName


@pytest.mark.parametrize("name", ScoreName)
@pytest.mark.parametrize("scenario", Scenario)
def test_every_score_is_explained(name: ScoreName, scenario: Scenario) -> None:
    facts = score_facts(name, Score(80, Band.STRONG, uncertainty=3.0), scenario)
    assert all((facts.what, facts.why, facts.usual, facts.sources))
    assert "give or take 6 points" in facts.sure.lower()
    assert list(facts.sources) == sorted(facts.sources, key=lambda source: (len(source) > 1, source))


def test_what_was_not_judged_says_why() -> None:
    none = Score(None, None, (Reason("Too few words for this score.", 0.0),))
    assert score_facts(ScoreName.TONE, none, Scenario.VOICEMAIL).sure == "Too few words for this score."
