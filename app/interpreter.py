"""How Python is set up for a window that starts quickly and never stalls.

Three things of the interpreter hold up a window's thread although nothing happens in it: PySide6's hook on
`import`, the garbage collector, and the turns of other threads.
"""

import builtins
import gc
import sys

_TURN_S = 0.0005


def quicken() -> None:
    """For the start: to be called before the application's own modules are imported; then `settle`."""
    gc.disable()
    sys.setswitchinterval(_TURN_S)  # threads give way after half a millisecond instead of five
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
