"""Names by sound: what recognised speech made of them, against other people's names."""

from dataclasses import replace

import pytest

from models.call import CallCard
from models.scenario import Scenario
from models.transcript import transcript_from_text
from models.understanding import find_checks
from models.understanding.names import sound_distance

HEARD_AS = [
    ("Maya Okafor", "My name is Myra Okafa."),
    ("Maya Okafor", "My name is Myer Ockefer"),
    ("Maya Okafor", "hello this is my or aquifer"),
    ("Maya Okafor", "my name is meyer okafar i interviewed on tuesday"),
    ("Wendy Jones", "My name is Wendy. Wendy, um, Jones."),
    ("Wendy Jones", "Wendy here. Wendy Jones."),
    ("Wendy Jones", "it's windy jones"),
    ("Wendy Jones", "Hi, Wendy here. From the interview on Tuesday. Jones is my surname."),
    ("Wendy Jones", "My name is Wendy, that's W E N D Y, Jones."),
    ("Siobhan Nguyen", "Hi, it's Shavon Win here."),
    ("Siobhan Nguyen", "This is Siobhan Nguyen."),
    ("Tomasz Wojcik", "This is Tomash Voychik calling."),
    ("Javier Castillo", "My name is Havier Castiyo."),
    ("Bartholomew Quigley", "Bartholomew Quigly here"),
    ("Aarav Chatterjee", "my name is RF Chatterjee"),
    ("Anna van der Berg", "I'm Anna Vanderberg."),
]
OTHERS = [
    ("Maya Okafor", "This is Maya Oakley."),
    ("Maya Okafor", "My name is Mia Fowler."),
    ("Wendy Jones", "This is Wendy Johnson."),
    ("Wendy Jones", "My name is Wendy James."),
    ("Wendy Jones", "My name is Wendy."),
    ("Wendy Jones", "This is Linda Jones."),
    ("Daniel Kim", "This is Daniel King."),
    ("Sarah Clarke", "My name is Sarah Parker."),
    ("Wendy Jones", "My sister Wendy Jones worked for you."),
    ("Wendy Jones", "Hi, it's Wendy. I met Mr. Jones last week."),
    ("Wendy Jones", "This is Sandy Jones."),
]


def _full_name_said(caller: str, text: str) -> bool:
    results = find_checks(transcript_from_text(text), CallCard(caller=caller), Scenario.VOICEMAIL, None)
    return {result.id: result.said for result in results}["full_name"]


@pytest.mark.parametrize(("caller", "text"), HEARD_AS)
def test_own_name_however_it_was_heard(caller: str, text: str) -> None:
    assert _full_name_said(caller, text)


@pytest.mark.parametrize(("caller", "text"), OTHERS)
def test_a_similar_other_name_is_not_accepted(caller: str, text: str) -> None:
    assert not _full_name_said(caller, text)


@pytest.mark.parametrize(
    ("heard", "name", "alike"),
    [
        ("scot", "scott", True),
        ("okafa", "okafor", True),
        ("fitsgerald", "fitzgerald", True),
        ("clark", "clarke", True),
        ("oakley", "okafor", False),
        ("smith", "scott", False),
        ("fowler", "okafor", False),
    ],
)
def test_distance_by_sound(heard: str, name: str, alike: bool) -> None:
    assert (sound_distance(heard, name) < 0.27) is alike


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello Mr Scot", True),
        ("Good morning, is this Dana Scott?", True),
        ("Hi Dana, how are you?", True),
        ("Could I speak to Mr. Scott, please?", True),
        ("Mr. Scott, hello.", True),
        ("Hello, Mr. Smith.", False),
        ("Hello?", False),
        ("Good morning, this is Wendy Jones.", False),
    ],
)
def test_greeting_of_the_person_on_the_card(text: str, said: bool) -> None:
    card = CallCard(interviewer="Dana Scott", interviewer_title="Mr.", caller="Wendy Jones")
    results = find_checks(transcript_from_text(text), card, Scenario.VOICEMAIL, None)
    assert {result.id: result.said for result in results}["greeting"] is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi there, Missy Bramovitz.", True),
        ("Hi, misfits Gerald, this is Wendy.", False),
        ("Hi there, Missy Elliott.", False),
        ("Hello, Ms. Abrams.", False),
    ],
)
def test_a_title_heard_as_a_part_of_the_name(text: str, said: bool) -> None:
    card = CallCard(interviewer="Abramowitz", interviewer_title="Ms.")
    results = find_checks(transcript_from_text(text), card, Scenario.VOICEMAIL, None)
    assert {result.id: result.said for result in results}["greeting"] is said


@pytest.mark.parametrize(
    ("caller", "heard", "typed", "recognised"),
    [
        ("Anna Bradwell", "This is Anna Bramwell.", True, False),
        ("Priya Raman", "My name is Prima Raman.", True, False),
        ("Nguyen Linh", "This is Nuyen Lin.", True, True),
        ("Yousef Al-Masri", "My name is Yassaf Al-Masri.", True, True),
    ],
)
def test_recognised_speech_knew_the_card(caller: str, heard: str, typed: bool, recognised: bool) -> None:
    for timed, said in ((False, typed), (True, recognised)):
        transcript = replace(transcript_from_text(heard), timed=timed)
        results = find_checks(transcript, CallCard(caller=caller), Scenario.VOICEMAIL, None)
        assert {result.id: result.said for result in results}["full_name"] is said
