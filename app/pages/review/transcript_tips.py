"""What a mark in the transcript means: for the tip under the mouse and for the current word by keys."""

from functools import cache

from app.pages.review.timeline_model import clock
from app.pages.review.transcript_layout import LaidOut, PartnerLine
from app.pages.review.transcript_model import IntroMark, PauseItem, RemovedItem, Tag, WordItem
from models.check_catalogue import check_specs
from models.delivery import DeliveryKind
from models.measure_facts import measure_facts
from models.measures import pause_length

_UNSURE_BELOW = 0.5
_KINDS = {
    DeliveryKind.HEDGING: "Hedge: wording that takes itself back.",
    DeliveryKind.PUSHY: "Pressing: it may be heard as a demand.",
    DeliveryKind.APOLOGISING: "Apology for the call itself: there is no need for one.",
    DeliveryKind.WARM: "Warm wording: thanks, good wishes, interest.",
}


def item_tip(item: LaidOut) -> str:
    """Sentences about a word, a pause, the ten-second mark or the other side's turn; may be empty."""
    match item:
        case WordItem():
            return " ".join(_word(item))
        case RemovedItem():
            return f"You took this out. Heard: “{item.word.text}”. R or a double-click brings it back."
        case PauseItem():
            return _pause(item)
        case IntroMark():
            return (
                "Ten seconds after your first word: by now they should know who you are, which job and "
                "which interview. The clock stands while the other side talks."
            )
        case PartnerLine():
            return "The other side: nothing of it counts as yours."


def tag_tip(tag: Tag) -> str:
    """What a label above a word stands for."""
    if tag.kind == "problem":
        return f"{tag.text}: heard, but not as on your call card."
    if tag.kind == "point":
        spec = next((spec for spec in check_specs().values() if spec.title == tag.text), None)
        says = f" Says who: {', '.join(spec.sources.split())}." if spec is not None and spec.sources else ""
        return f"A point of the call, heard here: {tag.text}.{says}"
    return _KINDS.get(DeliveryKind(tag.kind), tag.text)


def stop_words(item: LaidOut) -> str:
    """The current word for a line of text and for screen readers: word, time, marks, what they mean."""
    if not isinstance(item, WordItem | RemovedItem):
        return ""
    tags = ", ".join(tag.text for tag in item.tags) if isinstance(item, WordItem) else ""
    parts = (f"{item.word.text} {clock(item.word.start_s, tenths=True)}", tags, item_tip(item))
    return " · ".join(part for part in parts if part)


def _word(item: WordItem) -> list[str]:
    said = []
    if item.heard:
        said.append(f"You put this right. Heard: “{item.heard}”. R goes back to it.")
    if item.word.filler:
        said.append(f"Filler. {_fact('fillers')}")
    said += [_KINDS[kind] for kind in sorted(item.kinds & _KINDS.keys())]
    if item.word.probability < _UNSURE_BELOW and not item.heard:
        said.append("Heard unsurely: E or a double-click puts it right.")
    return said


def _pause(item: PauseItem) -> str:
    length = f"{pause_length(item.end_s - item.start_s)} of silence"
    if item.is_hesitation:
        return f"{length} inside a clause. {_fact('hesitations')}"
    return f"{length} where a thought ends: it helps the listener, and costs nothing."


@cache
def _fact(measure: str) -> str:
    fact = next(fact for fact in measure_facts() if fact.id == measure)
    return f"{fact.what} {fact.why} Usual: {fact.usual} Says who: {fact.source}."
