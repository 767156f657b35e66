"""Reads the rubric from TOML and refuses one that could not score."""

import tomllib
from collections.abc import Mapping
from dataclasses import astuple
from functools import cache
from importlib.resources import files
from math import inf
from typing import Any

from models.check_catalogue import check_specs, source_titles
from models.delivery import DeliveryKind
from models.errors import UserFacingError
from models.measures import Measures
from models.scenario import Scenario
from models.scorecard import ScoreName
from models.scoring.curve import Curve
from models.scoring.registry import MEASURES
from models.scoring.rubric import Missing, Part, Rubric, ScoreRubric, Texts, Uncertain

_FIX_WITH = frozenset({"", "opening", "moment", "warm"})


@cache
def load_rubric() -> Rubric:
    """The rubric that ships with the app."""
    return parse_rubric(files("assets").joinpath("rubric.toml").read_text(encoding="utf-8"))


def parse_rubric(text: str) -> Rubric:
    """The rubric in a TOML text. Raises `UserFacingError` naming what is wrong with it."""
    try:
        return _rubric(tomllib.loads(text))
    except KeyError as error:
        raise _refused(f"{error.args[0]!r} is missing") from error
    except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError) as error:
        raise _refused(str(error)) from error


def _refused(why: str) -> UserFacingError:
    return UserFacingError(f"The rubric cannot be used: {why}.", "Correct it, or put the original back.")


def _rubric(data: Mapping[str, Any]) -> Rubric:
    sources = dict(data["sources"])
    limits, bands = data["limits"], data["bands"]
    rubric = Rubric(
        version=int(data["version"]),
        strong_from=int(bands["strong"]),
        fine_from=int(bands["fine"]),
        min_words=int(limits["min_words"]),
        min_speech_s=float(limits["min_speech_s"]),
        min_measured_share=float(limits["min_measured_share"]),
        points_per_step=float(limits["points_per_step"]),
        target_s={scenario: float(data["target_s"][scenario.value]) for scenario in Scenario},
        point_checks={scenario: tuple(data["point_checks"][scenario.value]) for scenario in Scenario},
        warm_checks=tuple(data["warm_checks"]),
        scores={
            name: _score(data["scores"][name.value], float(limits["points_per_step"]), sources)
            for name in ScoreName
        },
        missing=Missing(**data["missing"]),
        uncertain=Uncertain(**data["uncertain"]),
        sources=sources,
    )
    if not 0 < rubric.fine_from < rubric.strong_from <= 100:
        raise ValueError("the bands must ascend between 0 and 100")
    if min(rubric.target_s.values()) <= 0:
        raise ValueError("a target length must be positive")
    named = {
        *rubric.warm_checks,
        *rubric.missing.points,
        *rubric.missing.settled_by_verdict,
        *sum(rubric.point_checks.values(), ()),
    }
    if unknown := named - set(check_specs()):
        raise ValueError(f"there is no check called {', '.join(sorted(unknown))}")
    return rubric


def _score(data: Mapping[str, Any], points_per_step: float, sources: Mapping[str, str]) -> ScoreRubric:
    parts = tuple(_part(part, points_per_step, sources) for part in data["parts"])
    ids = [part.id for part in parts]
    if len(set(ids)) != len(ids):
        raise ValueError("two parts of a score share an id")
    return ScoreRubric(
        title=data["title"], about=data["about"], min_words=int(data["min_words"]), parts=parts
    )


def _part(data: Mapping[str, Any], points_per_step: float, sources: Mapping[str, str]) -> Part:
    where = f"part {data['id']!r}"
    try:
        part = Part(
            id=data["id"],
            title=data["title"],
            measure=data["measure"],
            subject=data.get("subject", ""),
            unit=data["unit"],
            curve=Curve(tuple((float(x), float(y)) for x, y in data["anchors"])),
            step=float(data["step"]),
            sources=data["sources"],
            why=data["why"],
            texts=Texts(**data["texts"]),
            scenarios=frozenset(Scenario(name) for name in data.get("scenarios", list(Scenario))),
            fix_with=data.get("fix_with", ""),
            keep_weight=float(data.get("keep_weight", 0.0)),
            keep_up_to=float(data.get("keep_up_to", inf)),
        )
        _validate(part, points_per_step, sources)
    except KeyError as error:
        raise ValueError(f"{where}: {error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error
    return part


def _validate(part: Part, points_per_step: float, sources: Mapping[str, str]) -> None:
    if part.measure not in MEASURES:
        raise ValueError(f"there is no measure called {part.measure!r}")
    if part.curve.steepest(part.step) > points_per_step:
        raise ValueError(f"a step of {part.step:g} moves the score by more than {points_per_step:g} points")
    subjects = {
        "said_by": set(check_specs()),
        "said_from": set(check_specs()),
        "wording": {kind.value for kind in DeliveryKind},
        "measure": set(Measures.__dataclass_fields__),
    }
    if part.measure in subjects and part.subject not in subjects[part.measure]:
        raise ValueError(f"{part.subject!r} is nothing that {part.measure!r} can look at")
    if part.fix_with not in _FIX_WITH and part.fix_with not in check_specs():
        raise ValueError(f"there is no line called {part.fix_with!r}")
    for source in part.sources.split(", "):
        if source not in sources and source not in source_titles():
            raise ValueError(f"the source {source!r} is not listed")
    _validate_texts(part)


def _validate_texts(part: Part) -> None:
    sample = dict.fromkeys(MEASURES[part.measure].fields, "x")
    texts = part.texts
    for template in astuple(texts):
        try:
            template.format(**sample)
        except (KeyError, IndexError) as error:
            raise ValueError(f"the text {template!r} uses a field that this measure has not") from error
    if part.scored and not (texts.loss and texts.fix):
        raise ValueError("a part that can cost points needs the texts 'loss' and 'fix'")
    if part.keep_weight and not texts.keep:
        raise ValueError("a part that can be the strength needs the text 'keep'")
