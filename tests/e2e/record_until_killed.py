"""A process that records a take until somebody kills it: `python -m tests.e2e.record_until_killed`.

Arguments: the take's folder, and a file that stands for the microphone (none: the real one). Prints the
monotonic time of the first block, then again and again the seconds that are recorded.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from audio.file_source import FileSource
from audio.microphone import Microphone
from audio.recorder import Recorder
from models.scenario import Scenario
from models.take import TakeSetup


def main() -> None:
    folder = Path(sys.argv[1])
    source = FileSource(Path(sys.argv[2])) if len(sys.argv) > 2 else Microphone()
    setup = TakeSetup(take_id=folder.name, started_at=datetime.now(UTC), scenario=Scenario.THANK_YOU)
    recorder = Recorder(source, folder, setup)
    recorder.start()
    if not recorder.first_block.wait(30):
        raise SystemExit(str(recorder.status.error))
    print(time.monotonic(), flush=True)
    while not recorder.finished.is_set():
        print(recorder.status.elapsed_s, flush=True)
        time.sleep(0.005)


if __name__ == "__main__":
    main()
