"""Takes made by hand for the tests: text with times, and what was said in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from models.call import CallCard
from models.check_catalogue import check_specs
from models.delivery import DeliveryKind, DeliverySpan
from models.measures import Measures, Pause, PausePlace
from models.scenario import Scenario, Verdict
from models.scorecard import CheckResult, Scorecard
from models.scoring import score_take
from models.scoring.rubric import Rubric
from models.transcript import PartnerTurn, Transcript, Word, is_filler

WENDY = CallCard(
    caller="Wendy Jones",
    phone="5550142",
    role="marketing manager",
    interviewer="Scott",
    interviewer_title="Mr.",
    interview_date=date(2026, 11, 17),
    call_date=date(2026, 11, 20),
)


@dataclass(frozen=True)
class Said:
    """A sentence with its times, the checks heard in it (id or id: quote) and its wordings."""

    text: str
    start_s: float
    end_s: float
    checks: dict[str, str] = field(default_factory=dict)
    spans: tuple[tuple[DeliveryKind, str], ...] = ()


@dataclass(frozen=True)
class Take:
    """Everything that `score_take` needs, ready to be varied with `replace`."""

    transcript: Transcript
    measures: Measures
    checks: tuple[CheckResult, ...]
    spans: tuple[DeliverySpan, ...]
    scenario: Scenario
    verdict: Verdict | None = None
    call: CallCard = WENDY

    def score(self, rubric: Rubric | None = None, target_length_s: float | None = None) -> Scorecard:
        last = max((word.end_s for word in self.transcript.words), default=0.0)
        return score_take(
            transcript=self.transcript,
            measures=self.measures,
            checks=self.checks,
            spans=self.spans,
            call=self.call,
            scenario=self.scenario,
            verdict=self.verdict,
            duration_s=last + 1,
            rubric=rubric,
            target_length_s=target_length_s,
        )

    def with_measures(self, **changes: object) -> "Take":
        return replace(self, measures=replace(self.measures, **changes))  # type: ignore[arg-type]

    def with_check(self, check_id: str, **changes: object) -> "Take":
        checks = tuple(
            replace(check, **changes) if check.id == check_id else check  # type: ignore[arg-type]
            for check in self.checks
        )
        return replace(self, checks=checks)

    def without_check(self, check_id: str) -> "Take":
        return self.with_check(
            check_id, said=False, start_s=None, end_s=None, quote="", first_word=None, last_word=None
        )


def take(
    sentences: Iterable[Said],
    *,
    scenario: Scenario = Scenario.VOICEMAIL,
    verdict: Verdict | None = None,
    partner_turns: tuple[PartnerTurn, ...] = (),
    pauses: tuple[Pause, ...] = (),
) -> Take:
    """Words spread evenly over their sentences; boundary pauses between sentences are added."""
    words: list[Word] = []
    found: dict[str, CheckResult] = {}
    spans: list[DeliverySpan] = []
    all_pauses = list(pauses)
    last_end_s: float | None = None
    for sentence in sentences:
        start = len(words)
        words += spread(sentence.text, sentence.start_s, sentence.end_s)
        if last_end_s is not None and not any(
            turn.start_s < sentence.start_s and turn.end_s > last_end_s for turn in partner_turns
        ):
            all_pauses.append(Pause(last_end_s, sentence.start_s, PausePlace.BOUNDARY))
        last_end_s = sentence.end_s
        for check_id, quote in sentence.checks.items():
            first, last = locate(words, quote or sentence.text, start)
            found[check_id] = CheckResult(
                id=check_id,
                wanted=check_specs()[check_id].wanted(scenario, verdict),
                said=True,
                start_s=words[first].start_s,
                end_s=words[last].end_s,
                quote=quote or sentence.text,
                first_word=first,
                last_word=last,
            )
        for kind, quote in sentence.spans:
            first, last = locate(words, quote, start)
            spans.append(DeliverySpan(kind, first, last, words[first].start_s, words[last].end_s, quote))
    checks = tuple(
        found.get(check_id) or CheckResult(check_id, spec.wanted(scenario, verdict), said=False)
        for check_id, spec in check_specs().items()
    )
    transcript = Transcript(words=tuple(words), partner_turns=partner_turns)
    return Take(transcript, measures_of(words, tuple(all_pauses)), checks, tuple(spans), scenario, verdict)


def spread(text: str, start_s: float, end_s: float) -> list[Word]:
    parts = text.split()
    step = (end_s - start_s) / len(parts)
    return [
        Word(part, start_s + i * step, start_s + (i + 1) * step, filler=is_filler(part))
        for i, part in enumerate(parts)
    ]


def locate(words: list[Word], quote: str, start: int) -> tuple[int, int]:
    """The first and last index of a quote."""
    wanted = quote.split()
    for first in range(start, len(words)):
        if [word.text for word in words[first : first + len(wanted)]] == wanted:
            return first, first + len(wanted) - 1
    raise AssertionError(f"{quote!r} is not said")


def measures_of(words: list[Word], pauses: tuple[Pause, ...]) -> Measures:
    """Plain measures: a lively, steady voice in a quiet room."""
    fluent = [word for word in words if not word.filler]
    span_s = words[-1].end_s - words[0].start_s if words else 0.0
    return Measures(
        words=len(fluent),
        fillers=len(words) - len(fluent),
        speaking_rate_wpm=60 * len(fluent) / span_s if span_s else None,
        articulation_rate_sps=4.8 if words else None,
        speech_s=max(0.0, span_s - sum(pause.duration_s for pause in pauses)),
        pauses=pauses,
        f0_median_hz=190.0,
        f0_sd_semitones=2.8,
        f0_range_semitones=9.0,
        pvq=0.17,
        voiced_s=0.6 * span_s,
        final_rises=0,
        level_dbfs=-22.0,
        noise_dbfs=-60.0,
        snr_db=38.0,
        clipped_share=0.0,
        level_sd_db=1.5,
        trailing_off_db=3.0,
    )


def good_voicemail() -> Take:
    """A short, complete message."""
    return take(
        [
            Said(
                "Hello, Mister Scott. This is Wendy Jones. We met last Tuesday about the "
                "marketing manager position.",
                0.75,
                7.85,
                {
                    "greeting": "Hello, Mister Scott.",
                    "full_name": "This is Wendy Jones.",
                    "interview_reference": "We met last Tuesday",
                    "role": "the marketing manager position.",
                },
            ),
            Said(
                "I'm calling to thank you for your time, and to say how much I'd like to join your team.",
                8.875,
                13.6,
                {
                    "reason_for_calling": "I'm calling to thank you",
                    "thanks": "thank you for your time,",
                    "interest": "how much I'd like to join your team.",
                },
                ((DeliveryKind.WARM, "thank you for your time,"),),
            ),
            Said(
                "If you have any more questions, please call me back. My number is, "
                "five five five, zero one four two.",
                14.725,
                21.45,
                {
                    "offer_information": "If you have any more questions,",
                    "callback_invitation": "please call me back.",
                    "phone_number": "My number is, five five five, zero one four two.",
                },
            ),
            Said("Thanks again, and have a good afternoon.", 22.475, 24.6, {"closing": ""}),
        ]
    )


def rambling_voicemail() -> Take:
    """Late, hedging, apologising, reciting a résumé; no number, no thanks, no greeting by name."""
    return take(
        [
            Said(
                "Hi, um, hello. I hope this is the right number, I, uh, I wasn't sure who to call.",
                0.85,
                7.275,
                {"hedging": "I wasn't sure who to call."},
                ((DeliveryKind.HEDGING, "I wasn't sure who to call."),),
            ),
            Said(
                "I'm sorry to bother you, I know that you must be really busy, and I was just sort of "
                "wondering, um, whether anyone had, uh, heard anything.",
                9.35,
                18.625,
                {"apologising": "I'm sorry to bother you,"},
                (
                    (DeliveryKind.APOLOGISING, "I'm sorry to bother you,"),
                    (DeliveryKind.HEDGING, "I was just sort of wondering,"),
                ),
            ),
            Said(
                "So, um, it's Wendy Jones. I came in for an interview the other day, it was, uh, "
                "for the marketing manager job.",
                21.1,
                29.625,
                {
                    "full_name": "it's Wendy Jones.",
                    "interview_reference": "I came in for an interview the other day,",
                    "role": "for the marketing manager job.",
                },
            ),
            Said(
                "I studied marketing for four years, then I worked at a small agency for three years, and "
                "then I moved to a bigger one where I ran campaigns for shoes, and then for furniture, "
                "and, um, I also won a prize for a poster.",
                31.425,
                46.525,
                {"qualification": ""},
            ),
            Said(
                "So, yeah. That's it, I guess. Bye.",
                48.7,
                52.775,
                {"closing": "Bye."},
                ((DeliveryKind.HEDGING, "I guess."),),
            ),
        ],
        pauses=(
            Pause(1.3, 1.7, PausePlace.HESITATION),
            Pause(5.0, 5.5, PausePlace.HESITATION),
            Pause(15.0, 15.6, PausePlace.HESITATION),
            Pause(27.0, 27.6, PausePlace.HESITATION),
        ),
    )


def live_check_in(*, partner: bool = False) -> Take:
    """A good check-in call; without `partner` the other side's turns are silent gaps."""
    gaps = ((9.4, 12.125), (17.0, 20.575), (27.4, 30.55), (35.325, 37.675))
    turns = tuple(PartnerTurn(start + 0.3, end - 0.3) for start, end in gaps) if partner else ()
    return take(
        [
            Said(
                "Good morning, Mister Scott. My name is Wendy Jones. I interviewed with you last Tuesday "
                "for the marketing manager role.",
                0.7,
                9.4,
                {
                    "greeting": "Good morning, Mister Scott.",
                    "full_name": "My name is Wendy Jones.",
                    "interview_reference": "I interviewed with you last Tuesday",
                    "role": "the marketing manager role.",
                },
            ),
            Said(
                "I'm well, thank you. I'm calling to see whether you've made a decision yet.",
                12.125,
                17.0,
                {
                    "reason_for_calling": "I'm calling to see",
                    "decision_status": "whether you've made a decision yet.",
                },
            ),
            Said(
                "I understand. I'm still very interested. May I ask when you expect to decide?",
                20.575,
                27.4,
                {
                    "interest": "I'm still very interested.",
                    "timeline": "May I ask when you expect to decide?",
                },
            ),
            Said(
                "That's helpful. Is there anything else you'd like to know about my background?",
                30.55,
                35.325,
                {"offer_information": "Is there anything else you'd like to know about my background?"},
            ),
            Said(
                "Thank you for your time. Have a lovely day. Goodbye.",
                37.675,
                42.575,
                {"thanks": "Thank you for your time.", "closing": "Have a lovely day. Goodbye."},
            ),
        ],
        scenario=Scenario.CHECK_IN,
        partner_turns=turns,
    )
