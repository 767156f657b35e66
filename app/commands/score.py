"""`ringback score`: recorded files to scorecards."""

import argparse
import gc
import os
import sys
from pathlib import Path

from app.commands.call_options import setup_from
from app.commands.output import complain, print_json, print_text, sentence
from app.commands.terminal_scorecard import scorecard_text
from app.interpreter import settle
from audio.worker_environment import thread_limits
from models.codec import to_json
from models.errors import UserFacingError
from models.settings import load_settings
from models.user_data import user_data


def run(options: argparse.Namespace) -> int:
    """Score each file in order; a failing one does not stop the others."""
    for name, value in thread_limits().items():
        os.environ.setdefault(name, value)  # read when numpy is first imported
    setup = setup_from(options)
    status = 0
    settings = load_settings(user_data().settings)
    target_length_s = settings.target_length_s.get(setup.scenario)
    gc.disable()  # loading makes a million objects that stay; looking through them takes 0.3 s
    from audio.score_file import FileScorer

    with FileScorer(model=settings.model) as scorer:
        for name in options.audio:
            try:
                scorecard = scorer.score(Path(name), setup, target_length_s=target_length_s)
            except UserFacingError as error:
                status = 1
                complain(sentence(error))
                if options.json and len(options.audio) > 1:
                    print_json({"error": sentence(error)})
                continue
            finally:
                settle()
            if options.json:
                print_json(to_json(scorecard))
            else:
                heading = name if len(options.audio) > 1 else ""
                print_text(scorecard_text(scorecard, heading=heading, stream=sys.stdout))
    return status
