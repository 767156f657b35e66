import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
import soundfile
from PySide6.QtWidgets import QApplication

from app.transfer.take_files import TAKE_FORMATS, suggested_name, write_take
from audio.tracks import TRACKS_FILE, Tracks, save
from models.corrections import Corrections
from models.errors import UserFacingError
from models.history import History, TakeRecord
from models.rescoring import rescored
from models.scorecard import Fix, Keep, Status
from models.user_data import UserData
from tests.models.making import make_scorecard, make_setup, make_words

_LONG = "This is a sentence of the kind that people say in a call, quite slowly. " * 120


@pytest.fixture
def data(tmp_path: Path) -> UserData:
    made = UserData(home=tmp_path / "home")
    audio = made.take_audio("take-1")
    audio.parent.mkdir(parents=True)
    with wave.open(str(audio), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(range(256)) * 125)
    return made


def record_of(data: UserData, words: str) -> TakeRecord:
    card = make_scorecard(
        words=make_words(words),
        fix=Fix("Say the number slowly.", 3.0, 4.0, "My number is 555-0142."),
        keep=Keep("You said who you are at once."),
        take="take-1",
    )
    with History(data.history) as history:
        history.save_take(make_setup(), card)
        return history.take("take-1")


@pytest.mark.parametrize(
    ("words", "pages"), [("Hello, Mr. Scott. This is Wendy Jones.", 1), ("", 1), (_LONG, 3)]
)
def test_the_pdf_is_one_page_and_only_a_very_long_transcript_goes_on_overleaf(
    qapp: QApplication, data: UserData, tmp_path: Path, words: str, pages: int
) -> None:
    target = tmp_path / "report.pdf"
    write_take(record_of(data, words), data, target)
    reader = pypdf.PdfReader(target)
    assert len(reader.pages) == pages
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert (round(width), round(height)) == (595, 842)
    found = " ".join(reader.pages[0].extract_text().split())
    for expected in ("Voicemail, 20 November 2026", "Ten-second intro", "74", "Say the number slowly."):
        assert expected in found
    whole = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert whole.count("that people say in a call") == words.count("that people say in a call")


def test_the_reports_of_a_corrected_take_leave_out_what_was_taken_out(
    qapp: QApplication, data: UserData, tmp_path: Path
) -> None:
    record = record_of(data, "Hello, Myra nonsense Scott.")
    corrections = Corrections().with_word(1, "Mr.").with_word(2, "")
    corrected = replace(record, corrections=corrections, scorecard=rescored(record, corrections))
    for ending in ("pdf", "html"):
        write_take(corrected, data, tmp_path / f"report.{ending}")
    page = pypdf.PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    for said in (" ".join(page.split()), (tmp_path / "report.html").read_text()):
        assert "Hello, Mr. Scott." in said
        assert "nonsense" not in said


@pytest.mark.parametrize(
    ("status", "words", "told"),
    [(Status.NO_SPEECH, "", "No speech was heard"), (Status.TOO_SHORT, "Hello.", "Too short to judge")],
)
def test_a_take_without_scores_becomes_a_report_that_says_so(  # noqa: PLR0917
    qapp: QApplication, data: UserData, tmp_path: Path, status: Status, words: str, told: str
) -> None:
    record = record_of(data, words)
    card = replace(record.scorecard, status=status, scores={}, fix=None, keep=None)
    for ending in ("pdf", "html"):
        write_take(replace(record, scorecard=card), data, tmp_path / f"report.{ending}")
    reader = pypdf.PdfReader(tmp_path / "report.pdf")
    assert len(reader.pages) == 1
    for said in (" ".join(reader.pages[0].extract_text().split()), (tmp_path / "report.html").read_text()):
        assert told in said


def test_the_reports_draw_the_pitch_that_was_kept(qapp: QApplication, data: UserData, tmp_path: Path) -> None:
    record = record_of(data, "Hello, Mr. Scott.")
    f0 = np.full(2000, np.nan, np.float32)
    f0[100:300], f0[400:500] = 200.0, 220.0
    tracks = Tracks(f0, np.full(2000, -30, np.float32), np.isfinite(f0))
    write_take(record, data, tmp_path / "without.html")
    save(tracks, data.take_folder("take-1") / TRACKS_FILE)
    write_take(record, data, tmp_path / "with.html")
    assert "<polyline" not in (tmp_path / "without.html").read_text()
    assert (tmp_path / "with.html").read_text().count("<polyline") == 2


def test_the_recording_is_the_same_in_wav_and_flac(data: UserData, tmp_path: Path) -> None:
    record = record_of(data, "Hello.")
    original, rate_hz = soundfile.read(data.take_audio("take-1"), dtype="int16")
    for ending in ("wav", "flac"):
        target = tmp_path / f"out.{ending}"
        write_take(record, data, target)
        copy, copy_rate_hz = soundfile.read(target, dtype="int16")
        assert copy_rate_hz == rate_hz
        assert (copy == original).all()


def test_every_format_of_the_menu_can_be_written(qapp: QApplication, data: UserData, tmp_path: Path) -> None:
    record = record_of(data, "Hello, Mr. Scott.")
    for form in TAKE_FORMATS:
        target = tmp_path / suggested_name(record, form.ending)
        write_take(record, data, target)
        assert target.stat().st_size > 0


def test_a_missing_recording_is_said_in_a_sentence(data: UserData, tmp_path: Path) -> None:
    record = record_of(data, "Hello.")
    data.take_audio("take-1").unlink()
    with pytest.raises(UserFacingError, match="not there"):
        write_take(record, data, tmp_path / "out.wav")


def test_a_folder_that_is_not_there_is_said_in_a_sentence(
    qapp: QApplication, data: UserData, tmp_path: Path
) -> None:
    record = record_of(data, "Hello.")
    for ending in ("pdf", "flac", "html"):
        with pytest.raises(UserFacingError):
            write_take(record, data, tmp_path / "nowhere" / f"out.{ending}")
