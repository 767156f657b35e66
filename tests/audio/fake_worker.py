"""Stands for the analysis process: answers every finished job, and misbehaves once if asked to.

Usage: fake_worker.py {well | dies | hangs | dies_always | never_ready} FOLDER. FOLDER keeps what was
received, one file for each run of the process, so that a test can see what was said to whom.
"""

import json
import os
import sys
import time
from pathlib import Path

CARD = {
    "scenario": "voicemail",
    "verdict": None,
    "status": "no_speech",
    "duration_s": 1.0,
    "words": [],
    "measures": {
        "words": 0,
        "speech_s": 0.0,
        "pauses": [],
        "voiced_s": 0.0,
        "clipped_share": 0.0,
        **dict.fromkeys(
            (
                "fillers",
                "speaking_rate_wpm",
                "articulation_rate_sps",
                "f0_median_hz",
                "f0_sd_semitones",
                "f0_range_semitones",
                "pvq",
                "final_rises",
                "level_dbfs",
                "noise_dbfs",
                "snr_db",
            )
        ),
    },
    "checks": [],
}


WORD = ["Hello.", 0.1, 0.6, 0.9, False]


def say(kind: str, **fields: object) -> None:
    print(json.dumps({"kind": kind, **fields}), flush=True)


def main() -> None:
    manner, folder = sys.argv[1], Path(sys.argv[2])
    run = len(list(folder.iterdir()))
    log = (folder / f"{run}.jsonl").open("w")
    print("a library prints something", file=sys.stderr)
    if manner == "dies_always":
        sys.exit(3)
    say("Alive", steps=0)
    if manner == "never_ready" and run == 0:
        time.sleep(60)
    say("Ready", seconds=0.0)
    for line in sys.stdin:
        log.write(line)
        log.flush()
        command = json.loads(line)
        if command["kind"] == "Follow" and run == 0:
            say("Committed", job=command["job"], segment={"start": 0, "end": 16000, "words": [WORD]})
        if command["kind"] == "HangUp" and run == 0:
            if manner == "dies":
                os._exit(9)
            if manner == "hangs":
                time.sleep(60)
        if command["kind"] in ("HangUp", "Analyse"):
            say("Done", job=command["job"], scorecard=CARD, analysis_s=0.1)
        if command["kind"] == "Cancel":
            say("Done", job=command["job"], scorecard=CARD, analysis_s=0.1)
            say("Progress", job="after the cancel", done_s=1.0)


if __name__ == "__main__":
    main()
