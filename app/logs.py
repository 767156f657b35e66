"""The log in the user's folder, and what happens to errors that nobody expected."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_LOG = logging.getLogger(__name__)
_SIZE_BYTES = 500_000


class _LogFile(logging.Handler):
    """Opens the file at the first record: what that takes is not needed for the first picture."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._inner: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._inner is None:
            self._inner = _open(self._path)
        self._inner.handle(record)

    def close(self) -> None:
        if self._inner is not None:
            self._inner.close()
        super().close()


def _open(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_SIZE_BYTES, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def start_log(folder: Path, name: str = "ringback.log") -> None:
    """A rotating log in `folder`. Where it cannot be written, warnings go to stderr instead."""
    root = logging.getLogger()
    root.addHandler(_LogFile(folder / name))
    root.setLevel(logging.INFO)


def catch_unexpected(tell: Callable[[], None]) -> None:
    """From now on an uncaught error, on any thread, is logged and `tell` is called; never a traceback."""

    def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _LOG.critical("Unexpected error", exc_info=(kind, error, trace))
        tell()

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            on_main(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = on_main
    threading.excepthook = on_thread
