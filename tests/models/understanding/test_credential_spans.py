"""Recited qualifications are marked wherever they occur, not only the first."""

from models.delivery import DeliveryKind
from models.transcript import transcript_from_text
from models.understanding import delivery_spans


def test_each_qualification_is_a_span_of_its_own():
    text = "I studied marketing for four years. We met on Monday. I won a prize for a poster."
    quotes = [
        span.quote
        for span in delivery_spans(transcript_from_text(text))
        if span.kind is DeliveryKind.CREDENTIALS
    ]
    assert len(quotes) == 2
    assert "studied" in quotes[0]
    assert "won" in quotes[1]
