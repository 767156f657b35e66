import pytest

from models.questions import is_question


@pytest.mark.parametrize(
    "text",
    [
        "Is the position still open?",
        "Could you tell me when you expect to decide",
        "So, do you know yet when you will decide.",
        "What are the next steps",
        "When do you expect a decision",
        "How long will it take?",
        "Hello, is this Miss Delgado",
        "It went well, didn't it",
        "And where should I send it",
        "the job is still open?",
    ],
)
def test_questions(text):
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "My name is Wendy Jones.",
        "I was wondering when you will decide.",
        "What I liked most was the team.",
        "When we met you said two weeks.",
        "I could send it.",
        "Thank you.",
        "Will is my first name.",
        "",
    ],
)
def test_statements(text):
    assert not is_question(text)
