"""What was said: evidence in the caller's words for each check, and how the wording sounds."""

from models.understanding.checks import find_checks
from models.understanding.spans import delivery_spans

__all__ = ["delivery_spans", "find_checks"]
