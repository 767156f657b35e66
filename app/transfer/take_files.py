"""One take to one file, in every format: what `models.export` writes, and PDF and sound besides."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserFacingError
from models.export import export_take
from models.export.report_timeline import PitchCurve
from models.history.records import TakeRecord
from models.user_data import UserData


@dataclass(frozen=True)
class TakeFormat:
    ending: str
    label: str
    filter: str
    """As file dialogs have it."""


TAKE_FORMATS: tuple[TakeFormat, ...] = (
    TakeFormat("pdf", "Report for a coach (PDF)…", "PDF (*.pdf)"),
    TakeFormat("html", "Report for a coach (HTML)…", "HTML (*.html)"),
    TakeFormat("wav", "Recording (WAV)…", "WAV (*.wav)"),
    TakeFormat("flac", "Recording (FLAC, half the size)…", "FLAC (*.flac)"),
    TakeFormat("srt", "Subtitles (SRT)…", "SubRip (*.srt)"),
    TakeFormat("vtt", "Subtitles (WebVTT)…", "WebVTT (*.vtt)"),
    TakeFormat("TextGrid", "Praat TextGrid…", "TextGrid (*.TextGrid)"),
    TakeFormat("json", "Scorecard (JSON)…", "JSON (*.json)"),
)


def suggested_name(record: TakeRecord, ending: str) -> str:
    """A file name that any system accepts."""
    summary = record.summary
    local = summary.started_at.astimezone()
    title = summary.title or summary.scenario.label
    safe = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return f"{' '.join(safe.split())[:60] or 'Take'} {local:%Y-%m-%d %H.%M}.{ending}"


def write_take(record: TakeRecord, data: UserData, target: Path) -> None:
    """Writes the format of the target's ending; off the GUI thread, please: sound can take seconds.

    Raises `UserFacingError`.
    """
    match target.suffix.lower():
        case ".pdf":
            from app.transfer.report_pdf import write_pdf
            from models.export.report import report

            write_pdf(report(record, _pitch(record, data)), target)
        case ".wav" | ".flac":
            _write_sound(data.take_audio(record.setup.take_id), target)
        case ".html":
            export_take(record, target, _pitch(record, data))
        case _:
            export_take(record, target)


def _pitch(record: TakeRecord, data: UserData) -> PitchCurve:
    from audio.pitch_curve import pitch_curve
    from audio.tracks import TRACKS_FILE, load

    return pitch_curve(load(data.take_folder(record.setup.take_id) / TRACKS_FILE))


def _write_sound(audio: Path, target: Path) -> None:
    if not audio.exists():
        raise UserFacingError("The recording of this take is not there.", "Its scorecard can be exported.")
    try:
        if target.suffix.lower() == ".wav":
            shutil.copyfile(audio, target)
        else:
            _write_flac(audio, target)
    except (OSError, RuntimeError) as error:
        raise UserFacingError(f"“{target}” cannot be written.", "Choose another folder.") from error


def _write_flac(audio: Path, target: Path) -> None:
    import soundfile

    with (
        soundfile.SoundFile(audio) as source,
        soundfile.SoundFile(
            target,
            "w",
            samplerate=source.samplerate,
            channels=source.channels,
            format="FLAC",
            subtype="PCM_16",
        ) as out,
    ):
        for block in source.blocks(blocksize=1 << 16, dtype="int16"):
            out.write(block)
