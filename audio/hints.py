"""What the transcriber may expect to hear: the names and the job on the call card."""

from dataclasses import dataclass, field

from models.call import CallCard


@dataclass(frozen=True)
class Hints:
    """Words that are likely in this call. They help only where the sound agrees."""

    call: CallCard = field(default_factory=CallCard)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The caller, the interviewer, the job, the company: what is on the card, in its spelling."""
        card = self.call
        candidates = (card.caller, card.interviewer_spoken, card.role, card.company)
        return tuple(phrase.strip() for phrase in candidates if phrase.strip())

    @property
    def hotwords(self) -> str:
        """The phrases as one line of text, as Whisper's prompt takes them; empty without a card."""
        return ", ".join(self.phrases)
