"""The command line: what there is, and how errors end it."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler

from app import __version__
from app.commands.output import complain, sentence
from models.errors import UserFacingError
from models.scenario import Scenario, Verdict
from models.user_data import user_data

_log = logging.getLogger(__name__)

_INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


def run(arguments: Sequence[str]) -> int:
    """Parse and run; returns the exit status. Wrong usage raises SystemExit(2), as argparse does."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    _start_log()
    try:
        command = importlib.import_module(f"app.commands.{options.command}")
        status: int = command.run(options)
        sys.stdout.flush()
    except UserFacingError as error:
        complain(sentence(error))
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; Python's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # noqa: BLE001 - a bug of ours is logged, and said in one sentence
        _log.exception("%s failed", options.command)
        complain(f"Something went wrong on our side; it is described in {user_data().logs}.")
        return 1
    return status


def make_parser() -> argparse.ArgumentParser:
    """All commands and options."""
    parser = argparse.ArgumentParser(
        prog="ringback",
        description="Rehearse the phone call after the interview. Without arguments: the window.",
    )
    parser.add_argument("--version", action="version", version=f"ringback {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    score = commands.add_parser("score", help="score recorded files (wav, flac, mp3, m4a, ogg)")
    score.add_argument("audio", nargs="+", metavar="AUDIO")
    _add_call_options(score)

    check = commands.add_parser("check", help="which points a text makes; the text comes on standard input")
    _add_call_options(check)
    check.add_argument("--lines", action="store_true", help="judge each line on its own")

    rehearse = commands.add_parser("rehearse", help="the whole live path, a file standing for the microphone")
    rehearse.add_argument("--source", required=True, metavar="AUDIO")
    _add_call_options(rehearse)

    history = commands.add_parser("history", help="list the takes")
    history.add_argument("--json", action="store_true", help="one JSON object")

    export = commands.add_parser("export", help="write a take to a file")
    export.add_argument("take", metavar="TAKE", help="its id, as `ringback history` shows it")
    export.add_argument(
        "--to", required=True, metavar="FILE", help="FILE.{json,csv,srt,vtt,TextGrid,html,pdf,wav,flac}"
    )

    doctor = commands.add_parser("doctor", help="check that everything works here")
    doctor.add_argument("--json", action="store_true", help="one JSON object")
    return parser


def _add_call_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scenario",
        choices=[scenario.value for scenario in Scenario],
        default=Scenario.VOICEMAIL.value,
        help="the kind of call (default: voicemail)",
    )
    parser.add_argument("--verdict", choices=[verdict.value for verdict in Verdict], help="what they answer")
    parser.add_argument("--call", metavar="CALL.json", help="the call card")
    parser.add_argument("--json", action="store_true", help="JSON, one object a line")


def _start_log() -> None:
    """Warnings and worse go to the user's log file, which is made when there is one."""
    handler: logging.Handler
    try:
        folder = user_data().logs
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "command-line.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
