from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from app.turns import Turns


def _work(name: str, done: list[str]) -> Iterator[None]:
    for piece in (1, 2):
        done.append(f"{name}{piece}")
        yield


def test_pieces_are_done_one_in_a_turn_and_in_order(qtbot: QtBot) -> None:
    done: list[str] = []
    turns = Turns()
    turns.add(_work("a", done), lambda: done.append("a over"))
    turns.add(_work("b", done))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 5)
    assert done == ["a1", "a2", "a over", "b1", "b2"]


def test_what_is_stopped_does_not_go_on(qtbot: QtBot) -> None:
    done: list[str] = []
    turns = Turns()
    turns.add(_work("a", done))
    turns.stop()
    turns.add(_work("b", done))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["b1", "b2"]


def test_what_the_user_looks_at_goes_before_what_waits(qtbot: QtBot) -> None:
    done: list[str] = []
    turns = Turns()

    def long() -> Iterator[None]:
        done.append("long1")
        turns.add_first(_work("seen", done))
        yield
        done.append("long2")
        yield

    turns.add(long())
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["long1", "seen1", "seen2", "long2"]
