from pathlib import Path

import pytest

from models.scenario import Scenario
from models.settings import Settings, load_settings, save_settings


def test_settings_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "home" / "settings.json"
    chosen = Settings(microphone="USB", target_length_s={Scenario.VOICEMAIL: 20.0})
    save_settings(path, chosen)
    assert load_settings(path) == chosen


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


def test_a_broken_file_gives_the_defaults_and_a_log_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"show_points_live": ')
    assert load_settings(path) == Settings()
    assert "cannot be read" in caplog.text
