from dataclasses import fields

from models.measure_facts import measure_facts, shown_measures
from models.measures import Measures
from tests.models.making import make_measures


def test_every_fact_says_what_it_is_and_why_it_matters() -> None:
    assert all(fact.what.endswith(".") and fact.why.endswith(".") for fact in measure_facts())


def test_a_measure_is_shown_with_its_unit_and_how_sure_it_is() -> None:
    shown = {s.fact.id: s for s in shown_measures(make_measures(uncertainty={"f0_sd_semitones": 0.12}))}
    assert shown["f0_sd_semitones"].text == "2.9 semitones"
    assert shown["f0_sd_semitones"].sure == "Sure within about ±0.2 semitones"
    assert shown["speaking_rate_wpm"].text == "150 words a minute"


def test_what_cannot_be_stood_behind_says_why() -> None:
    unmeasured = make_measures(pvq=None, level_sd_db=None, unreliable={"pvq": "too little voiced speech"})
    shown = {s.fact.id: s for s in shown_measures(unmeasured)}
    assert shown["pvq"].text == "not judged: too little voiced speech"
    assert shown["level_sd_db"].text == "too short to judge"


def test_hesitations_are_not_counted_where_pauses_cannot_be_told() -> None:
    noisy = make_measures(unreliable={"pauses": "too noisy"})
    shown = {s.fact.id: s for s in shown_measures(noisy)}
    assert shown["hesitations"].value is None
    assert shown["hesitations"].text == "not judged: too noisy"


def test_every_measure_that_may_be_missing_is_shown_with_its_reason() -> None:
    may_miss = {field.name for field in fields(Measures) if "None" in str(field.type)}
    missing = make_measures(
        **dict.fromkeys(may_miss, None), unreliable={name: f"{name} is doubtful" for name in may_miss}
    )
    shown = {s.fact.id: s.text for s in shown_measures(missing)}
    assert {name: shown.get(name) for name in may_miss} == {
        name: f"not judged: {name} is doubtful" for name in may_miss
    }


def test_the_overdriven_part_is_shown_in_percent() -> None:
    shown = {s.fact.id: s.text for s in shown_measures(make_measures(clipped_share=0.031))}
    assert shown["clipped_share"] == "3.1% of your speech"
