import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.context import AppContext
from app.pages.progress.page import ProgressPage
from models.errors import UserFacingError
from tests.app.progress.takes import fill


@pytest.fixture
def page(qtbot: QtBot, context: AppContext) -> Iterator[ProgressPage]:
    fill(context)
    for take_id in ("take-0", "take-5"):
        audio = context.user_data.take_audio(take_id)
        audio.parent.mkdir(parents=True)
        with wave.open(str(audio), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(bytes(32_000))
    made = ProgressPage(context)
    qtbot.addWidget(made)
    made.resize(1080, 800)
    made.show()
    made.shown()
    made.compare("take-0", "take-5")
    qtbot.waitUntil(made.comparison.isVisible)
    yield made
    made.left()
    made.closing()


@pytest.fixture
def played(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float, float | None]]:
    heard: list[tuple[str, float, float | None]] = []

    def play(audio: Path, start_s: float = 0.0, end_s: float | None = None, **_: Any) -> None:
        heard.append((audio.parent.name, round(start_s, 2), None if end_s is None else round(end_s, 2)))

    monkeypatch.setattr(context.playback, "play", play)
    return heard


def line_buttons(page: ProgressPage) -> list[QToolButton]:
    return [b for b in page.comparison.lines.findChildren(QToolButton) if "this line" in b.accessibleName()]


def test_the_comparison_says_what_changed(page: ProgressPage) -> None:
    assert "Ten-second intro better (40 → 86)" in page.comparison.headline.text()


def test_a_line_is_heard_from_either_take_and_from_both(
    qtbot: QtBot, context: AppContext, page: ProgressPage, played: list[tuple[str, float, float | None]]
) -> None:
    buttons = line_buttons(page)
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert [name for name, _, _ in played] == ["take-0", "take-5"]
    pair = page.comparison._found.lines[0]  # type: ignore[union-attr]
    page.comparison.player.play_pair(pair)
    context.playback.playing_changed.emit(False)
    assert [name for name, _, _ in played[2:]] == ["take-0", "take-5"]


def test_the_line_that_is_heard_can_be_stopped(
    qtbot: QtBot, context: AppContext, page: ProgressPage, played: list[tuple[str, float, float | None]]
) -> None:
    first, second = line_buttons(page)[:2]
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.accessibleName().startswith("Stop this line of A")
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert first.accessibleName().startswith("Hear this line of A")
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert second.accessibleName().startswith("Hear this line of B")
    assert len(played) == 2


def test_a_line_that_cannot_be_played_is_told(
    qtbot: QtBot, context: AppContext, page: ProgressPage, played: list[tuple[str, float, float | None]]
) -> None:
    (first, *_) = line_buttons(page)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.comparison.failed):
        context.playback.failed.emit(UserFacingError("No speaker.", "Plug one in."))
    assert first.accessibleName().startswith("Hear")


def test_both_timelines_share_one_axis_and_seek(
    qtbot: QtBot, page: ProgressPage, played: list[tuple[str, float, float | None]]
) -> None:
    first, second = page.comparison.timelines.views
    assert first.view == second.view
    qtbot.keyClick(second, Qt.Key.Key_Plus)
    qtbot.keyClick(second, Qt.Key.Key_Plus)
    assert first.view == second.view
    assert first.view.span_s < first.view.duration_s
    qtbot.keyClick(first, Qt.Key.Key_0)
    assert second.view.span_s == second.view.duration_s
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() // 2, 40))
    assert played[-1][0] == "take-5"


def test_swap_turns_them_around_and_escape_goes_back(qtbot: QtBot, page: ProgressPage) -> None:
    with qtbot.waitSignal(page.comparison.shown):
        qtbot.mouseClick(page.comparison.swap, Qt.MouseButton.LeftButton)
    assert "Ten-second intro worse" in page.comparison.headline.text()
    page.activateWindow()
    page.comparison.back.setFocus()
    qtbot.keyClick(page.comparison.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.takes.isVisible)
