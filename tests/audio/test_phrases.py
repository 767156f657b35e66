from audio import phrases
from models.measures import Pause, PausePlace
from models.transcript import PartnerTurn, Transcript, Word


def words(text, start_s=0.0, each_s=0.3):
    return tuple(
        Word(word, start_s + i * each_s, start_s + i * each_s + 0.28) for i, word in enumerate(text.split())
    )


def test_sentence_ends_and_pauses_end_phrases():
    spoken = words("I called about, the job. Could you tell me more") + words("today please?", 4.0)
    pause = Pause(2.9, 4.05, PausePlace.HESITATION)
    found = phrases.find(Transcript(spoken), (pause,))
    assert [p.text for p in found] == ["I called about, the job.", "Could you tell me more", "today please?"]
    assert [p.question for p in found] == [False, True, True]
    assert found[1].end_s == 2.9
    assert found[2].start_s == 4.05


def test_partner_turn_ends_a_phrase():
    spoken = words("hello is this the office") + words("great thanks", 5.0)
    found = phrases.find(Transcript(spoken, (PartnerTurn(2.0, 4.0),)))
    assert [p.text for p in found] == ["hello is this the office", "great thanks"]
    assert [p.question for p in found] == [True, False]


def test_no_words_no_phrases():
    assert phrases.find(Transcript()) == ()
