import pytest

from models import syllables
from models.spoken_numbers import as_spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good afternoon, Ms. Brandt.", 6),
        ("every hour", 3),
        ("interviewed", 3),
        ("555-0142", 8),
        ("555, 0142.", 8),
        ("(212) 555-0142", 11),
        ("on the 17th", 5),
        ("at 3:30", 4),
        ("at 10:05", 4),
        ("in 2019", 5),
        ("in 2026", 6),
        ("in 2005", 5),
        ("$50", 4),
        ("$45,000", 7),
        ("£1.50", 4),
        ("Mr. Scott", 3),
        ("Dr. Lee's team", 4),
        ("3.5% of 1,200", 12),
        ("the HR team", 4),
        ("at NASA", 3),
        ("the U.S. office", 5),
        ("3 p.m.", 3),
        ("boss's", 2),
        ("Okafor", 3),
        ("well-known", 2),
        ("don’t", 1),
        ("um, uh", 2),
        ("the 1990s", 5),
        ("!?", 0),
        ("", 0),
    ],
)
def test_counts_what_is_said(text: str, expected: int) -> None:
    assert syllables.count(text) == expected


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("room 204", "room two hundred four"),
        ("0142", "zero one four two"),
        ("21st", "twenty first"),
        ("the 30th", "the thirtieth"),
        ("$2.5 million", "two point five million dollars"),
        ("2000 people", "two thousand people"),
        ("1,250,000", "one million two hundred fifty thousand"),
        ("from $1.2 to $1.4 million", "from one point two dollars to one point four million dollars"),
        ("$3.50", "three dollars fifty"),
        ("330PM", "three thirty PM"),
        ("3.30 p.m.", "three thirty p.m."),
        ("any day after 1030.", "any day after ten thirty ."),
        ("at 315 in the morning", "at three fifteen in the morning"),
        ("at 330 Euston Road", "at three thirty Euston Road"),
        ("from 2300 to 345", "from two thousand three hundred to three hundred forty five"),
        ("reference B3827 or K-108", "reference B three eight two seven or K one zero eight"),
        ("on 747-601-8-49", "on seven four seven six zero one eight four nine"),
        ("2, 5, 10, 12, 15", "two , five , ten , twelve , fifteen"),
        ("a grade of 3.8.", "a grade of three point eight ."),
        ("on March 5, 2014", "on March fifth , twenty fourteen"),
        ("Friday 11, 2014", "Friday eleven , twenty fourteen"),
        ("+1 (212) 555-0142", "one two one two five five five zero one four two"),
        ("last Tuesday, 5th,", "last Tuesday, the fifth ,"),
        ("Tuesday the 5th", "Tuesday the fifth"),
        ("90210 and 10500", "nine zero two one zero and ten thousand five hundred"),
        ("by 2.30.", "by two thirty ."),
        ("the M25", "the M twenty five"),
        ("9 May", "the ninth of May"),
        ("the 9th May", "the ninth of May"),
        ("March 21", "March twenty first"),
        ("May 2010", "May twenty ten"),
        ("tom@example.co.uk", "tom at example dot co dot uk"),
        ("no figures", "no figures"),
    ],
)
def test_reads_numbers_aloud(text: str, spoken: str) -> None:
    assert " ".join(as_spoken(text).split()) == spoken


def test_unknown_words_are_counted_by_spelling() -> None:
    """On words that the dictionary knows, the rule for those that it doesn't is mostly right."""
    known = (
        "ability absolute account achieve address advance airport amazing analyst animal answer anybody "
        "article attend autumn balance basket beautiful became begin believe beneath biology blanket borrow "
        "branch bridge bright brother budget building calendar campaign candle career castle center certain "
        "challenge change chapter charity cheese circle citizen climate coffee colleague college combine "
        "comment compare complete computer concern connect consider contract control cottage country courage "
        "create creative credit culture customer daughter decide decline deliver department describe design"
    )
    right = [syllables.by_spelling(word) == syllables.of_word(word) for word in known.split()]
    assert sum(right) / len(right) > 0.85
