"""Pitch (F0): candidates per block, the path through them, and its summary."""

from audio.pitch.autocorrelation import PitchCandidates, candidates
from audio.pitch.summary import PitchSummary, summarise
from audio.pitch.tracker import track

__all__ = ["PitchCandidates", "PitchSummary", "candidates", "summarise", "track"]
