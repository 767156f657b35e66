"""A take's scorecard again: with the user's corrections, the rubric or the measures of today."""

from dataclasses import replace

from models import syllables
from models.corrections import Corrections, corrected_transcript
from models.history.records import TakeRecord
from models.judging import judge_take
from models.measures import Measures
from models.scorecard import Scorecard
from models.transcript import Transcript


def rescored(
    record: TakeRecord, corrections: Corrections, *, target_length_s: float | None = None
) -> Scorecard:
    """What was heard with `corrections` applied, judged by the rubric of today.

    The sound is not measured again; only measures that count words follow corrected words.
    """
    heard, setup = record.heard, record.setup
    before = Transcript(heard.words, heard.partner_turns)
    transcript = corrected_transcript(before, corrections)
    measures = _recounted(heard.measures, before, transcript)
    card = judge_take(
        setup,
        transcript,
        measures,
        duration_s=heard.duration_s,
        measures_version=heard.measures_version,
        corrections=corrections,
        target_length_s=target_length_s,
    )
    return replace(card, take=heard.take, hangup_to_score_s=heard.hangup_to_score_s)


def scored_again(record: TakeRecord, *, target_length_s: float | None = None) -> TakeRecord:
    """The take with both its scorecards, heard and corrected, judged by the rubric of today."""
    heard = rescored(record, Corrections(), target_length_s=target_length_s)
    again = replace(record, heard=heard)
    if record.corrections == Corrections():
        return replace(again, scorecard=heard)
    corrected = rescored(again, record.corrections, target_length_s=target_length_s)
    return replace(again, scorecard=corrected)


def remeasured(
    record: TakeRecord, measures: Measures, *, version: int, target_length_s: float | None = None
) -> TakeRecord:
    """The take with new `measures` of its sound, by measures of `version`, and scored again.

    Where fillers could not be heard, they still can't.
    """
    heard = record.heard
    if heard.measures.fillers is None:
        measures = replace(measures, fillers=None)
    again = replace(record, heard=replace(heard, measures=measures, measures_version=version))
    return scored_again(again, target_length_s=target_length_s)


def _recounted(measures: Measures, before: Transcript, after: Transcript) -> Measures:
    words, fillers = len(after.fluent_words), sum(word.filler for word in after.words)
    return replace(
        measures,
        words=words,
        fillers=fillers if measures.fillers is not None else None,
        speaking_rate_wpm=_scaled(measures.speaking_rate_wpm, len(before.fluent_words), words),
        articulation_rate_sps=_scaled(measures.articulation_rate_sps, _spoken(before), _spoken(after)),
    )


def _scaled(rate: float | None, before: int, after: int) -> float | None:
    return rate * after / before if rate is not None and before else rate


def _spoken(transcript: Transcript) -> int:
    return syllables.count(transcript.text)
