"""A microphone and a speaker on a machine that has none, for tests through the real sound path.

A private PulseAudio server in a temporary folder; PortAudio reaches it through ALSA's pulse plug-in as
the system's default. Needs Debian's pulseaudio, pulseaudio-utils, libasound2-plugins, libportaudio2.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec")
MIC_RATE_HZ = 48_000
_MIC_SINK = "into_microphone"
_MIC = "test_microphone"
_SPEAKER = "test_speaker"


class VirtualMic:
    """The server with its devices. `environment` makes any process use it."""

    def __init__(self, folder: Path) -> None:
        socket = folder / "native"
        self.environment = {"XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
        self._log = folder / "log"
        self._mic_modules: list[str] = []
        self._children: list[subprocess.Popen[bytes]] = []
        self._server = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                "--high-priority=no", "--realtime=no", f"--log-target=file:{self._log}",
                "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            ],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_up()
        self._load("module-null-sink", f"sink_name={_SPEAKER}", "rate=48000", "channels=2")
        self._pactl("set-default-sink", _SPEAKER)
        self.restore()

    def say(self, wav: Path) -> subprocess.Popen[bytes]:
        """Play a file into the microphone at its natural speed; returns at once."""
        return self._start(["paplay", "--latency-msec=500", f"--device={_MIC_SINK}", str(wav)])

    def lose(self) -> None:
        """Take the microphone away; the server moves its recorders to another, silent source."""
        for module in reversed(self._mic_modules):
            self._pactl("unload-module", module)
        self._mic_modules = []

    def restore(self) -> None:
        """Plug the microphone in (again)."""
        self._mic_modules = [
            self._load("module-null-sink", f"sink_name={_MIC_SINK}", f"rate={MIC_RATE_HZ}", "channels=1"),
            self._load("module-remap-source", f"master={_MIC_SINK}.monitor", f"source_name={_MIC}"),
        ]
        self._pactl("set-default-source", _MIC)

    def hear_speaker(self, duration_s: float) -> "SpeakerRecording":
        """Record what programs play, for that long; the recording runs when this returns."""
        command = ["parec", f"--device={_SPEAKER}.monitor", "--format=s16le", "--rate=48000", "--channels=1"]
        process = subprocess.Popen(
            [*command, "--latency-msec=20"], env={**os.environ, **self.environment}, stdout=subprocess.PIPE
        )
        self._children.append(process)
        return SpeakerRecording(process, duration_s)

    def also_record(self, wav: Path) -> subprocess.Popen[bytes]:
        """Let another program record the microphone, too, until it is terminated."""
        return self._start(
            ["parec", f"--device={_MIC}", "--format=s16le", "--rate=44100", "--channels=1",
             "--latency-msec=500", "--file-format=wav", str(wav)]
        )  # fmt: skip

    def die(self) -> None:
        """The sound server goes away at once."""
        self._server.kill()
        self._server.wait()

    def stop(self) -> None:
        for child in self._children:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        self._server.terminate()
        self._server.wait()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL)
        self._children.append(process)
        return process

    def _load(self, *words: str) -> str:
        return self._pactl("load-module", *words)

    def _pactl(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words],
            env={**os.environ, **self.environment},
            capture_output=True, text=True, check=True, timeout=20,
        )  # fmt: skip
        return done.stdout.strip()

    def _wait_until_up(self) -> None:
        until_s = time.monotonic() + 20.0
        while time.monotonic() < until_s:
            try:
                self._pactl("info")
            except subprocess.CalledProcessError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        log = self._log.read_text(encoding="utf-8") if self._log.exists() else "(no log)"
        raise RuntimeError(f"the private sound server did not start: {log}")


class SpeakerRecording:
    """What the virtual speaker plays, as it comes."""

    def __init__(self, process: subprocess.Popen[bytes], duration_s: float) -> None:
        assert process.stdout is not None
        self._stream = process.stdout
        self._bytes = 2 * round(duration_s * 48_000)
        self._stream.read(960)

    def samples(self) -> NDArray[np.int16]:
        """Wait for the whole duration; mono at 48 kHz."""
        data = self._stream.read(self._bytes)
        return np.frombuffer(data, dtype="<i2")


@pytest.fixture
def virtual_mic(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualMic]:
    """The virtual microphone as this process's default; skips, saying so, where it can't run."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"NO VIRTUAL MICROPHONE, recording is not tested: install {', '.join(missing)}")
    from audio.devices import portaudio

    # Sockets have short names only, so not below pytest's own deep folders.
    with tempfile.TemporaryDirectory(prefix="ringback-mic-") as folder:
        mic = VirtualMic(Path(folder))
        for name, value in mic.environment.items():
            monkeypatch.setenv(name, value)
        portaudio().refresh()
        try:
            yield mic
        finally:
            mic.stop()
            monkeypatch.undo()
            portaudio().refresh()
