"""How Python is set up for a window that starts quickly and never stalls.

Four things hold up a window's thread although nothing happens in it: PySide6's hook on `import`, the garbage
collector, the turns of other threads, and the threads of NumPy's algebra, which wait busily for work that the
window never has.
"""

import builtins
import gc
import os
import sys

_TURN_S = 0.0001
"""The window's thread gives way whenever it calls Qt, and then waits for such a turn to end: with 0.5 ms, a
hundred calls beside a thread that loads modules took 50 ms longer."""


def quicken() -> None:
    """For the start: to be called before the application's own modules are imported; then `settle`."""
    gc.disable()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sys.setswitchinterval(_TURN_S)
    _drop_import_hook()


def settle() -> None:
    """The start is over: the collector runs again, and leaves alone what will stay until the end.

    Looking through all modules would take it 30 to 50 ms each time, also now.
    """
    gc.freeze()
    gc.enable()


def _drop_import_hook() -> None:
    """PySide6 reads the source of every module that is imported, to see whether it may use `__feature__`.

    Nothing here does, and it makes an import half as slow again, with the interpreter's lock held.
    """
    import PySide6.QtCore  # noqa: F401 - sets the hook

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
