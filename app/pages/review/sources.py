"""Whose figure a number is: the letters and short names behind "Says who", spelt out."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtWidgets import QLabel

from app.widgets.text import text
from models.check_catalogue import source_titles
from models.scoring import load_rubric


def sources_label(sources: str) -> QLabel:
    """ "Says who: A, C", with the articles and studies in its tip."""
    names = source_names(sources)
    label = text(f"Says who: {', '.join(names)}", "caption")
    tip = "\n".join(f"{name}: {told}" for name in names if (told := _references().get(name)))
    label.setToolTip(tip)
    label.setAccessibleDescription(tip)
    return label


def source_names(sources: str) -> Sequence[str]:
    """The names in a list such as "A, C, Our choice" or, of letters only, "A C"."""
    if all(part in source_titles() for part in sources.split()):
        return sources.split()
    return [name.strip() for name in sources.split(",")]


@cache
def _references() -> dict[str, str]:
    articles = {letter: f"“{title}”" for letter, title in source_titles().items()}
    return {**load_rubric().sources, **articles}
