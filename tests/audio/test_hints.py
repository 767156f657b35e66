from audio.hints import Hints
from models.call import CallCard


def test_hints_hold_what_the_card_holds():
    card = CallCard(
        caller="Maya Okafor", interviewer_title="Ms.", interviewer="Delgado", role="data analyst", company=" "
    )
    assert Hints(card).phrases == ("Maya Okafor", "Ms. Delgado", "data analyst")


def test_an_empty_card_gives_no_hotwords():
    assert Hints().hotwords == ""
