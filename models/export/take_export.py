"""One take to one file; the file's ending names the format."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from models.codec import to_json
from models.errors import UserFacingError
from models.export.cues import Cue, cues
from models.export.history_csv import to_csv
from models.export.report_timeline import PitchCurve
from models.export.subtitles import to_srt, to_vtt
from models.export.textgrid import to_textgrid
from models.history.records import TakeRecord
from models.transcript import Transcript


def _cues(record: TakeRecord) -> tuple[Cue, ...]:
    card = record.scorecard
    return cues(
        Transcript(card.words, card.partner_turns),
        record.setup.call.caller,
        record.setup.call.interviewer_spoken,
    )


def _html(record: TakeRecord, pitch: PitchCurve) -> str:
    # The report finds delivery marks, whose phrase data is not read for the other formats.
    from models.export.report import report
    from models.export.report_html import to_html

    return to_html(report(record, pitch))


FORMATS: Mapping[str, Callable[[TakeRecord, PitchCurve], str]] = {
    "json": lambda record, _: json.dumps(to_json(record.scorecard), ensure_ascii=False, indent=1) + "\n",
    "csv": lambda record, _: to_csv([record.summary]),
    "srt": lambda record, _: to_srt(_cues(record)),
    "vtt": lambda record, _: to_vtt(_cues(record)),
    "textgrid": lambda record, _: to_textgrid(record.scorecard),
    "html": _html,
}


def export_take(record: TakeRecord, target: Path, pitch: PitchCurve = ()) -> None:
    """Writes the take to `target`, in the format of its ending (case does not matter).

    `pitch` is drawn in the report; the scorecard does not have it.
    Raises `UserFacingError` for an unknown ending or a file that cannot be written.
    """
    ending = target.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise UserFacingError(
            f"“{target.name}” has no ending that Ringback can write.",
            "End it with .json, .csv, .srt, .vtt, .TextGrid, .html, .pdf, .wav or .flac.",
        )
    text = FORMATS[ending](record, pitch)
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UserFacingError(
            f"“{target}” cannot be written: {error.strerror or error}.", "Choose another folder."
        ) from error
