"""Synthetic sound and files for the tests of recording and decoding."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray


def tone(duration_s: float, rate_hz: int, f_hz: float = 220.0, amplitude: float = 0.3) -> NDArray[np.float32]:
    """A sine that swells, so that its places can be told apart; float32, mono."""
    t = np.arange(round(duration_s * rate_hz)) / rate_hz
    swell = 0.5 + 0.5 * t / max(duration_s, 1e-9)
    return (amplitude * swell * np.sin(2 * np.pi * f_hz * t)).astype(np.float32)


def noise_int16(frames: int, seed: int = 0) -> NDArray[np.int16]:
    return np.random.default_rng(seed).integers(-20000, 20000, frames).astype("<i2")


def write_wav(path: Path, samples: NDArray[np.int16], rate_hz: int) -> Path:
    """Samples of shape (frames,) or (frames, channels)."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if samples.ndim == 1 else samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def encode(path: Path, samples: NDArray[np.float32], rate_hz: int, codec: str, channels: int = 1) -> Path:
    """Encode mono sound (the same in every channel) into the container that the name's end tells."""
    if codec == "vorbis":  # FFmpeg's own encoder is experimental
        soundfile.write(path, np.tile(samples[:, None], (1, channels)), rate_hz, format="OGG")
        return path
    layout = {1: "mono", 2: "stereo"}[channels]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz, layout=layout)
        resampler = av.AudioResampler(
            format=stream.format,
            layout=layout,
            rate=rate_hz,
            frame_size=stream.codec_context.frame_size or 1024,
        )
        planar = np.ascontiguousarray(np.tile(samples, (channels, 1)))
        frame = av.AudioFrame.from_ndarray(planar, format="fltp", layout=layout)
        frame.sample_rate = rate_hz
        frame.pts = 0
        frame.time_base = Fraction(1, rate_hz)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path
