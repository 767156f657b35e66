from pathlib import Path

from pytestqt.qtbot import QtBot

from app.single_instance import SingleInstance


def test_a_second_start_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = SingleInstance(home), SingleInstance(home)
    assert first.claim()
    first.listen()
    assert not second.claim()
    with qtbot.waitSignal(first.called, timeout=5_000):
        assert second.call_first()
    first.release()
    assert second.claim()
    second.release()


def test_two_folders_have_a_window_each(tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_a_first_that_does_not_listen_yet_is_told(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.call_first(patience_s=0.0)
    first.release()
