import sys

from pytestqt.qtbot import QtBot

from app.warm_up import WarmUp


def test_what_is_wanted_is_told_once_it_is_loaded(qtbot: QtBot) -> None:
    told: list[str] = []
    warm_up = WarmUp(("colorsys", "chunk_of_nothing", "zipapp"))
    warm_up.when_loaded("zipapp", lambda: told.append("zipapp"))
    warm_up.when_loaded("never_asked_for", lambda: told.append("at once"))
    assert told == ["at once"]
    with qtbot.waitSignal(warm_up.finished, timeout=10_000):
        warm_up.start()
    qtbot.waitUntil(lambda: told == ["at once", "zipapp"])
    assert "zipapp" in sys.modules
    warm_up.when_loaded("zipapp", lambda: told.append("again"))
    assert told[-1] == "again"
    warm_up.stop()
