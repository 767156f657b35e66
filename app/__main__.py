"""`ringback` and `python -m app`: the window without arguments, else the command line."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and return the exit status: 0 done, 1 a user-facing error, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given:
        from app.cli import run

        return run(given)
    from app.interpreter import quicken

    quicken()
    from app.bootstrap import run_window

    return run_window()


if __name__ == "__main__":
    sys.exit(main())
