"""The domain: calls, takes, transcripts, measures, rubric, scorecards and history.

Pure Python: no Qt, no audio libraries. Everything that can be a frozen dataclass is one.
"""
