"""Sounds of a room that are no speech, made from noise, tones and decay; each a pure function of a seed."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, sosfilt

RATE = 16_000
_Sound = NDArray[np.float64]
_Dice = np.random.Generator


def _band(sound: _Sound, low_hz: float, high_hz: float) -> _Sound:
    return sosfilt(butter(2, [low_hz, high_hz], "bandpass", fs=RATE, output="sos"), sound)


def _formant(sound: _Sound, centre_hz: float, width_hz: float) -> _Sound:
    radius = np.exp(-np.pi * width_hz / RATE)
    return lfilter([1 - radius], [1, -2 * radius * np.cos(2 * np.pi * centre_hz / RATE), radius**2], sound)


def _burst(dice: _Dice, seconds: float, attack_s: float, decay_s: float) -> _Sound:
    time_s = np.arange(int(seconds * RATE)) / RATE
    envelope = np.minimum(1, time_s / attack_s) * np.exp(-np.maximum(0, time_s - attack_s) / decay_s)
    return dice.standard_normal(len(time_s)) * envelope


def cough(dice: _Dice) -> _Sound:
    size = dice.uniform(0.8, 1.25)
    air = _burst(dice, dice.uniform(0.25, 0.5), 0.03, dice.uniform(0.08, 0.16))
    sound = _formant(air, 550 * size, 150) + 0.7 * _formant(air, 1400 * size, 250)
    return sound / np.abs(sound).max()


def sneeze(dice: _Dice) -> _Sound:
    breath = _band(dice.standard_normal(RATE // 4), 500, 3000) * np.linspace(0, 1, RATE // 4) ** 2 * 0.3
    out = _burst(dice, 0.35, 0.02, 0.12)
    sound = _formant(out, 900, 200) + _formant(out, 1800, 300) + 0.3 * _band(out, 3000, 7000)
    return np.concatenate([breath, sound / np.abs(sound).max()])


def click(dice: _Dice) -> _Sound:
    sound = _formant(_burst(dice, 0.04, 0.0005, 0.005), dice.uniform(800, 5000), 400)
    return sound / np.abs(sound).max()


def knock(dice: _Dice) -> _Sound:
    sound = _formant(_burst(dice, 0.15, 0.001, 0.01), dice.uniform(120, 400), 40)
    return sound / np.abs(sound).max()


def dog(dice: _Dice) -> _Sound:
    n = int(0.25 * RATE)
    pitch_hz = dice.uniform(350, 700) * (1 + 0.4 * np.sin(np.linspace(0, np.pi, n)))
    voice = np.sign(np.sin(2 * np.pi * np.cumsum(pitch_hz) / RATE)) * np.hanning(n)
    return _formant(voice, 900, 200) + 0.6 * _formant(voice, 1800, 300)


def chord(dice: _Dice) -> _Sound:
    time_s = np.arange(RATE // 2) / RATE
    root_hz = 220 * 2 ** (dice.integers(0, 12) / 12)
    return sum(
        np.sin(2 * np.pi * root_hz * ratio * k * time_s) / k**1.5 * np.exp(-time_s * k)
        for ratio in (1, 1.25, 1.5)
        for k in (1, 2, 3, 4)
    )


_EVENTS: Mapping[str, tuple[Callable[[_Dice], _Sound], int]] = {
    "coughs": (cough, 3),
    "sneezes": (sneeze, 2),
    "clicks": (click, 10),
    "keyboard": (click, 50),
    "knocks": (knock, 6),
    "dog": (dog, 5),
    "music": (chord, 10),
}


def sounds(seed: int, seconds: float = 6.0) -> dict[str, NDArray[np.float32]]:
    """Recordings without a word, by name, peak 1 (silence: 0)."""
    dice = np.random.default_rng(seed)
    n = int(seconds * RATE)
    time_s = np.arange(n) / RATE
    white = dice.standard_normal(n)
    made = {
        "silence": np.zeros(n),
        "white noise": white,
        "rumble": np.cumsum(white) - np.linspace(0, np.cumsum(white)[-1], n),
        "hum": np.sin(2 * np.pi * 50 * time_s) + np.sin(2 * np.pi * 150 * time_s) / 3 + 0.01 * white,
        "fan": _band(white, 80, 900) * (1 + 0.2 * np.sin(2 * np.pi * 6 * time_s)),
        "water": _band(white, 400, 6000) * (1 + np.abs(_band(dice.standard_normal(n), 1, 8)) * 5),
        "ringing": (np.sin(2 * np.pi * 440 * time_s) + np.sin(2 * np.pi * 480 * time_s)) * (time_s % 3 < 1.5),
        "siren": np.sin(2 * np.pi * np.cumsum(200 + (time_s % 2) * 1250) / RATE),
    }
    for name, (event, count) in _EVENTS.items():
        sound = 1e-4 * white
        for start in dice.integers(0, n - RATE, count):
            one = event(dice)
            sound[start : start + len(one)] += one * dice.uniform(0.4, 1)
        made[name] = sound
    return {name: (s / max(float(np.abs(s).max()), 1e-9)).astype(np.float32) for name, s in made.items()}
