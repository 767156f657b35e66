"""One window for one home folder: a second start brings the first one's window to the front."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_ANSWER_MS = 2000
_RETRY_S = 0.1


class SingleInstance(QObject):
    """`claim` first. Who got it calls `listen` once there is time; who did not calls `call_first`."""

    called = Signal()
    """Another start asks for this window."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)  # only the end of its process ends it; recordings may be long
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """False when another process has a window for this folder. An unlockable folder counts as free."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Lets later starts reach this one."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def call_first(self, patience_s: float = 3.0) -> bool:
        """Asks the first one, which may just be starting, to show its window; False without an answer."""
        from PySide6.QtNetwork import QLocalSocket

        until_s = time.monotonic() + patience_s
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            reached = socket.waitForConnected(_ANSWER_MS)
            socket.close()
            if reached or time.monotonic() > until_s:
                return reached
            time.sleep(_RETRY_S)

    def release(self) -> None:
        """The window is gone; another one may begin."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @property
    def home(self) -> Path:
        return self._home

    @property
    def _name(self) -> str:
        import hashlib  # not for the first picture, which is there 2 ms sooner without

        return "ringback-" + hashlib.sha256(str(self._home).encode()).hexdigest()[:16]

    def _answer(self) -> None:
        if self._server is not None:
            self._server.nextPendingConnection().close()
            self.called.emit()


def show_first(instance: SingleInstance) -> int:
    """For a start that came second: shows the first one's window, or says why not; the exit status."""
    if instance.call_first():
        sys.stdout.write("Ringback is open already; its window is in front now.\n")
        return 0
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Information, "Ringback", "Ringback is running already.")
    box.setInformativeText(f"It uses {instance.home}, but does not answer. Close it, then start again.")
    box.exec()
    return 1
