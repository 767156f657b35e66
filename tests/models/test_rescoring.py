from dataclasses import replace

from models.corrections import Corrections
from models.history import TakeRecord
from models.history.rows import summary_of, summary_row
from models.rescoring import remeasured, rescored
from models.scorecard import ScoreName
from tests.models.making import make_measures, make_scorecard, make_setup, make_words

SAID = (
    "Hello, Mr. Scott. This is Sandra Miller. We met last Tuesday about the marketing manager position. "
    "I'm calling to thank you for your time. Please call me back on 555 0142. Thanks again. Goodbye."
)


def heard(text: str = SAID) -> TakeRecord:
    words = make_words(text)
    measures = make_measures(words=len(words), speech_s=len(words) * 0.3)
    card = make_scorecard(words=words, measures=measures, duration_s=30.0, take="take-1")
    setup = make_setup()
    row = {**summary_row(setup, card), "title": "", "note": "", "starred": 0}
    return TakeRecord(setup=setup, summary=summary_of(row), heard=card, scorecard=card)  # type: ignore[arg-type]


def said(card: object, check_id: str) -> bool:
    return {check.id: check.said for check in card.checks}[check_id]  # type: ignore[attr-defined]


def test_without_corrections_the_same_words_are_judged_again() -> None:
    record = heard()
    card = rescored(record, Corrections())
    assert card.words == record.heard.words
    assert said(card, "interview_reference")
    assert card.take == "take-1"


def test_a_corrected_name_ticks_the_name_and_lifts_the_intro() -> None:
    record = heard()
    before = rescored(record, Corrections())
    after = rescored(record, Corrections().with_word(5, "Wendy").with_word(6, "Jones."))
    assert not said(before, "full_name")
    assert said(after, "full_name")
    assert (after.scores[ScoreName.INTRO].value or 0) > (before.scores[ScoreName.INTRO].value or 0)


def test_a_corrected_tick_counts_and_is_marked() -> None:
    card = rescored(heard(), Corrections().with_tick("thanks", False))
    assert not said(card, "thanks")
    assert next(check for check in card.checks if check.id == "thanks").corrected


def test_words_put_in_count_in_the_rates_and_fillers() -> None:
    record = heard()
    card = rescored(record, Corrections().with_word(0, "um Hello, dear"))
    assert card.measures.words == record.heard.measures.words + 1
    assert card.measures.fillers == 1
    assert card.measures.speaking_rate_wpm is not None
    assert card.measures.speaking_rate_wpm > 150.0


def test_what_could_not_be_measured_stays_so() -> None:
    record = heard()
    blind = replace(record.heard, measures=replace(record.heard.measures, fillers=None))
    assert rescored(replace(record, heard=blind), Corrections()).measures.fillers is None


def test_new_measures_are_judged_and_corrections_stay() -> None:
    record = heard()
    corrections = Corrections().with_tick("thanks", False)
    corrected = replace(record, corrections=corrections, scorecard=rescored(record, corrections))
    rushed = replace(record.heard.measures, speaking_rate_wpm=260.0)

    again = remeasured(corrected, rushed, version=7)

    assert again.heard.measures.speaking_rate_wpm == 260.0
    assert again.heard.measures_version == again.scorecard.measures_version == 7
    assert said(again.heard, "thanks")
    assert not said(again.scorecard, "thanks")
    tone_before, tone = (card.scores[ScoreName.TONE].value for card in (corrected.scorecard, again.scorecard))
    assert (tone or 0) < (tone_before or 0)
    assert again.heard.words == record.heard.words


def test_without_corrections_both_scorecards_are_the_new_one() -> None:
    record = heard()
    blind = replace(record.heard, measures=replace(record.heard.measures, fillers=None))

    again = remeasured(replace(record, heard=blind), record.heard.measures, version=7)

    assert again.scorecard == again.heard
    assert again.heard.measures.fillers is None
