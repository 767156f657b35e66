"""What is known of each measure, from `assets/measures.toml`, and a take's values with it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.measures import Measures, PausePlace

TOO_SHORT = "too short to judge"
_MEASURED_AS = {"hesitations": "pauses"}
"""Shown measures that are counted from another."""


@dataclass(frozen=True)
class MeasureFact:
    """The explanation of one measure; `format` is a Python format specification."""

    id: str
    label: str
    unit: str
    format: str
    what: str
    why: str
    usual: str
    source: str


@dataclass(frozen=True)
class ShownMeasure:
    """One measure of a take, ready to show; `value` None means that `text` says why."""

    fact: MeasureFact
    value: float | None
    text: str
    sure: str


@cache
def measure_facts() -> tuple[MeasureFact, ...]:
    """In the order in which they are shown."""
    data = tomllib.loads(files("assets").joinpath("measures.toml").read_text(encoding="utf-8"))
    return tuple(MeasureFact(id=name, **entry) for name, entry in data.items())


def shown_measures(measures: Measures) -> tuple[ShownMeasure, ...]:
    """Every explained measure with its value, or with the reason why there is none."""
    return tuple(_shown(fact, measures) for fact in measure_facts())


def _shown(fact: MeasureFact, measures: Measures) -> ShownMeasure:
    value = _value(fact.id, measures)
    doubt = measures.unreliable.get(_MEASURED_AS.get(fact.id, fact.id), "")
    if value is None:
        return ShownMeasure(fact, None, f"not judged: {doubt}" if doubt else TOO_SHORT, "")
    text = f"{value:{fact.format}} {fact.unit}".strip()
    error = measures.uncertainty.get(fact.id)
    sure = f"Sure within about ±{2 * error:{_error_format(fact.format)}} {fact.unit}".strip() if error else ""
    return ShownMeasure(fact, value, text, f"{sure}. {doubt}".strip(". ") if doubt else sure)


def _value(measure: str, measures: Measures) -> float | None:
    if measure == "hesitations":
        if "pauses" in measures.unreliable:
            return None
        return float(sum(pause.place is PausePlace.HESITATION for pause in measures.pauses))
    value: float | None = getattr(measures, measure)
    return value


def _error_format(value_format: str) -> str:
    return ".1f" if value_format == ".0f" else value_format
