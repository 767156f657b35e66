"""Work on a thread of its own, with its result delivered on the GUI thread."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Thread(QObject):
    """One named thread that does one thing after the other, in the order asked.

    `ask` may be called from the GUI thread only. Results after `close` are dropped.
    """

    _delivered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._open = True
        self._delivered.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `work` on the thread, then `then(result)` or `failed(error)` on the GUI thread.

        Without `failed`, an error is logged.
        """
        if not self._open:
            return

        def finish(future: "Future[T]") -> None:
            if self._open:
                self._delivered.emit(lambda: self._deliver(future, then, failed))

        self._started().submit(work).add_done_callback(finish)

    def close(self) -> None:
        """Waits for what was asked before, and delivers no more."""
        self._open = False
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _started(self) -> "ThreadPoolExecutor":
        """The pool, made when first used: the window needs it only after its first picture."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        return self._pool

    def _run(self, delivery: Callable[[], None]) -> None:
        if self._open:
            delivery()

    @staticmethod
    def _deliver(
        future: "Future[T]",
        then: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        error: Any = future.exception()
        if error is None:
            if then is not None:
                then(future.result())
        elif failed is not None and isinstance(error, Exception):
            failed(error)
        else:
            _LOG.error("Work in the background failed.", exc_info=error)
