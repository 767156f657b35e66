"""The second opinion: learned from today's sentences, heard where the rules err."""

from importlib.resources import files
from io import BytesIO

import numpy as np
import pytest

from models.call import CallCard
from models.check_catalogue import check_specs
from models.scenario import Scenario
from models.transcript import transcript_from_text
from models.understanding import find_checks
from models.understanding.agreement import agreed, objects
from models.understanding.evidence import Evidence, Material
from models.understanding.phrase_data import phrase_data
from models.understanding.second_opinion import second_opinion
from models.understanding.tokens import tokenise
from models.understanding.word_patterns import patterns_of
from tools.learn_second_opinion import checksum


def material(text: str, call: CallCard | None = None) -> Material:
    return Material(spoken=tokenise(transcript_from_text(text)), call=call or CallCard(), data=phrase_data())


def test_the_model_is_of_these_sentences() -> None:
    """Else: python -m tools.learn_second_opinion"""
    with np.load(BytesIO(files("assets").joinpath("second_opinion.npz").read_bytes())) as stored:
        assert int(stored["checksum"]) == checksum()
        assert [str(point) for point in stored["points"]] == list(check_specs())


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("thanks", "Thank you very much for the interview."),
        ("decision_status", "Has anyone been chosen for the job?"),
        ("qualification", "I led a team of twelve for six years."),
    ],
)
def test_scores_tell_what_is_said(point: str, text: str) -> None:
    words = [token.text for token in material(text).spoken.full.tokens]
    scores = second_opinion().scores(words, phrase_data())
    assert max(scores, key=scores.__getitem__) == point
    assert scores[point] > 0.5
    assert all(score < 0.5 for other, score in scores.items() if other != point)


def test_no_words_make_no_point() -> None:
    assert all(score < 0.25 for score in second_opinion().scores([], phrase_data()).values())
    assert agreed("thanks", None, material("")) is None


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ("full_name", "I'm Jonah Petrakis, I was interviewed for the lab technician role last Thursday."),
        ("phone_number", "Once more, it's Ben Achterberg, on 020 7946 0018, do ring me whenever suits."),
    ],
)
def test_it_does_not_object_to_names_and_numbers_which_it_cannot_know(point: str, text: str) -> None:
    checks = find_checks(transcript_from_text(text), CallCard(), Scenario.VOICEMAIL, None)
    assert point in {check.id for check in checks if check.said}


def test_it_objects_to_what_only_looks_like_a_point() -> None:
    text = "My aunt thanked the baker for the bread and the rolls."
    assert objects("thanks", 2, 5, material(text))
    assert agreed("thanks", Evidence(2, 5), material(text)) is None
    assert not objects("thanks", 0, 4, material("Thank you for your time, Mr. Scott."))


def test_it_has_no_say_on_what_the_card_knows_and_on_a_wrong_number() -> None:
    found = Evidence(0, 1)
    assert agreed("full_name", found, material("zzz zzz", CallCard(caller="Zzz Zzz"))) is found
    wrong = Evidence(0, 1, problem="The number heard was another.", said=False)
    assert agreed("phone_number", wrong, material("zzz zzz")) is wrong


def test_a_fragment_does_not_count_alone() -> None:
    assert agreed("thanks", None, material("for your time")) is None


def test_numbers_names_and_days_are_put_alike() -> None:
    first = patterns_of(["thank", "you", "mr", "scott", "for", "tuesday", "the", "4th"], phrase_data())
    second = patterns_of(["thank", "you", "ms", "jones", "for", "friday", "the", "ninth"], phrase_data())
    assert first == second
    assert "call NUM DAY" in patterns_of(["call", "five", "five", "2", "monday"], phrase_data()).groups


def test_in_a_long_text_it_judges_piece_by_piece() -> None:
    text = "The weather is fine here and the roses are out in the garden behind the old house by now. " * 3
    without = find_checks(transcript_from_text(text), CallCard(), Scenario.CHECK_IN, None)
    assert not any(check.said for check in without)
    spoken = text + "I wonder whether you might have made up your minds about the vacancy. " + text
    found = {c.id: c for c in find_checks(transcript_from_text(spoken), CallCard(), Scenario.CHECK_IN, None)}
    assert found["decision_status"].said
    assert "made up your minds" in found["decision_status"].quote
