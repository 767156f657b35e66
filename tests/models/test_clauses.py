import pytest

from models.clauses import clause_ends
from models.transcript import is_filler


def _ends(text: str) -> list[str]:
    words = text.split()
    return [words[i] for i in sorted(clause_ends(words, [is_filler(word) for word in words]))]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Good morning. This is Maya.", ["morning.", "Maya."]),
        ("I called you twice but nobody was there.", ["twice", "there."]),
        ("We met on Friday and I liked it a lot.", ["Friday", "lot."]),
        ("I would like the, the job very much.", ["much."]),
        ("I worked in the. Sales department.", ["department."]),
        ("It was great because they asked me things.", ["great", "things."]),
        ("I like tea and coffee.", ["coffee."]),
        ("That is the job I applied for.", ["job", "for."]),
        ("I wanted, um, to thank you.", ["you."]),
        ("Thank you. Um, so, goodbye.", ["you.", "Um,", "goodbye."]),
        ("My number is five five five, one two.", ["five", "five", "five,", "one", "two."]),
        ("We spoke on. Wednesday about the job.", ["job."]),
        ("My name is Dana. Whitfield and I called.", ["Whitfield", "called."]),
        ("I'd love to. Thank you.", ["to.", "you."]),
        ("No. I don't.", ["No.", "don't."]),
        ("I was hoping... to hear from you.", ["you."]),
    ],
)
def test_clauses_end_where_grammar_lets_them(text: str, ends: list[str]) -> None:
    assert _ends(text) == ends


def test_no_words_have_no_clauses() -> None:
    assert clause_ends([], []) == frozenset()


def test_case_does_not_matter_inside_a_sentence() -> None:
    assert _ends("WE MET ON FRIDAY AND I LIKED IT.") == ["FRIDAY", "IT."]
