"""Pitch (F0): candidates per block, the path through them, and its summary."""

from audio.pitch.candidates import PitchCandidates, candidates
from audio.pitch.path import track
from audio.pitch.summary import PitchSummary, summarise

__all__ = ["PitchCandidates", "PitchSummary", "candidates", "summarise", "track"]
