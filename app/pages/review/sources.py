"""Whose figure a number is: the letters and short names behind "Says who", spelt out."""

from collections.abc import Sequence
from functools import cache

from app.widgets.explained import Explained
from models.check_catalogue import source_titles
from models.scoring import load_rubric


def sources_label(sources: str) -> Explained:
    """ "Says who: A, C", with the articles and studies in its tip."""
    label = Explained(f"Says who: {', '.join(source_names(sources))}", "caption")
    label.explain("\n".join(source_references(source_names(sources))))
    return label


def source_references(names: Sequence[str]) -> list[str]:
    """ "A: the article's title", one line for each source that has one."""
    return [f"{name}: {told}" for name in names if (told := _references().get(name))]


def source_names(sources: str) -> Sequence[str]:
    """The names in a list such as "A, C, Our choice" or, of letters only, "A C"."""
    if all(part in source_titles() for part in sources.split()):
        return sources.split()
    return [name.strip() for name in sources.split(",")]


@cache
def _references() -> dict[str, str]:
    articles = {letter: f"“{title}”" for letter, title in source_titles().items()}
    return {**load_rubric().sources, **articles}
