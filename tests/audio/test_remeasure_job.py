"""A saved take measured again."""

from pathlib import Path

import numpy as np

from audio import tracks
from audio.blocks import blocks_of
from audio.frame_meter import FrameMeter
from audio.measure import FrameFeatures, extract, measure
from audio.remeasure_job import RemeasureJob
from audio.worker_protocol import Event, Remeasure, Remeasured
from models.measures import MEASURES_VERSION
from tests.audio.phrases_said import take
from tests.audio.sounds import write_wav


def test_gives_the_measures_of_the_sound_for_the_words_that_were_heard(tmp_path: Path) -> None:
    said = take([0.6, "woman", 0.6, "man", 0.6], noise_dbfs=-50)
    sound = np.round(said.samples * 32767).astype(np.int16)
    audio = write_wav(tmp_path / "audio.wav", sound, 16_000)
    heard: list[Event] = []
    command = Remeasure("t", str(audio), said.transcript.words, (), tracks=str(tmp_path / tracks.TRACKS_FILE))

    job = RemeasureJob(FrameMeter(), command, heard.append)
    while job.has_work:
        job.step()

    samples = (sound / 32768).astype(np.float32)
    expected = measure(FrameFeatures.join([extract(b) for b in blocks_of(samples)]), said.transcript)
    assert heard == [Remeasured("t", expected.measures, MEASURES_VERSION)]
    kept = tracks.load(tmp_path / tracks.TRACKS_FILE)
    assert kept is not None
    np.testing.assert_array_equal(kept.speech, expected.tracks.speech)
