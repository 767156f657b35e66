"""Scores with reasons: brevity, the ten-second intro, confident tone. The rubric is data."""

from models.scoring.load import load_rubric
from models.scoring.score import score_take

__all__ = ["load_rubric", "score_take"]
