"""Any recording as a take's WAV."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from audio.sound_file import decode_native, probe
from audio.sound_source import as_int16
from audio.wav_writer import WavWriter
from models.errors import UserFacingError


def copy_as_wav(
    source: Path,
    target: Path,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> float | None:
    """Write a recording of any format as 16-bit mono WAV at its own rate; returns its length in seconds.

    `progress` gets the share done, 0 to 1, as far as the file tells its length. When `cancelled` gets
    true, the target is removed and None returned. Raises `UserFacingError`; no target is left then.
    """
    duration_s = probe(source).duration_s
    writer: WavWriter | None = None
    done = False
    try:
        with closing(decode_native(source)) as pieces:
            for rate_hz, piece in pieces:
                if cancelled():
                    return None
                if writer is None:
                    writer = WavWriter(target, rate_hz)
                if rate_hz != writer.rate_hz:  # two recordings glued together: the first one counts
                    break
                writer.append(as_int16(piece))
                if duration_s:
                    progress(min(1.0, writer.duration_s / duration_s))
        assert writer is not None  # a file without sound has raised
        writer.close()
        done = True
        progress(1.0)
        return writer.duration_s
    except OSError as error:
        raise UserFacingError(
            f"{source.name} cannot be copied to {target.parent}.", "Check that the disk has space."
        ) from error
    finally:
        if writer is not None and not done:
            writer.discard()
