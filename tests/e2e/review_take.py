"""A take with its sound, made without the recogniser: the sample call, its words where they are said."""

import io
import wave
from importlib.resources import files

import numpy as np
import soundfile

from audio.tracks import TRACKS_FILE, Tracks, save
from models.history import History
from models.judging import judge_take
from models.measures import MEASURES_VERSION, Pause, PausePlace
from models.take import TakeSetup
from models.transcript import PartnerTurn, Transcript, Word
from models.user_data import UserData
from tests.models.making import make_measures, make_setup

TAKE_ID = "review-take"
TALK = (
    "Hello, Mr. Scott. This is Wendy Jones. I interviewed with you last Tuesday for the Marketing Manager "
    "job, and um I am calling to thank you for your time. My number is 555-0142. Goodbye."
)


def keep_take(data: UserData) -> TakeSetup:
    """One take of about 25 seconds, with a filler, a hesitation and a turn of the other side."""
    sound, rate_hz = soundfile.read(
        io.BytesIO((files("assets") / "sample_call" / "voicemail.flac").read_bytes()), dtype="int16"
    )
    duration_s = len(sound) / rate_hz
    tokens = TALK.split()
    step_s = (duration_s - 6.0) / len(tokens)
    starts = [0.6 + at * step_s + (3.0 if at >= 7 else 0.0) for at in range(len(tokens))]
    words = tuple(
        Word(token, start_s, start_s + 0.8 * step_s, filler=token == "um")
        for token, start_s in zip(tokens, starts, strict=True)
    )
    turn = PartnerTurn(starts[6] + step_s, starts[7] - 0.3, "Good morning, Wendy. What can I do for you?")
    um = tokens.index("um")
    pause = Pause(words[um].end_s, words[um + 1].start_s + 0.2, PausePlace.HESITATION)
    measures = make_measures(words=len(words), fillers=1, pauses=(pause,))
    setup = make_setup(TAKE_ID)
    card = judge_take(
        setup,
        Transcript(words, (turn,)),
        measures,
        duration_s=duration_s,
        measures_version=MEASURES_VERSION,
    )
    with History(data.history) as history:
        history.save_take(setup, card)
    folder = data.take_folder(TAKE_ID)
    folder.mkdir(parents=True)
    with wave.open(str(data.take_audio(TAKE_ID)), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(sound.tobytes())
    frames = round(duration_s * 100)
    f0 = (180 + 30 * np.sin(np.arange(frames) / 60)).astype(np.float32)
    level = np.full(frames, -22, np.float32)
    save(Tracks(f0, level, np.ones(frames, bool)), folder / TRACKS_FILE)
    return setup
