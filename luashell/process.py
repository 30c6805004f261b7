"""What the two commands do to the process that they own: limits while Lua runs, streams, and how a run ends.

Only commands use this; importing luashell, or making an Interpreter, changes nothing in the process.
"""

from __future__ import annotations

import gc
import os
import sys

from luashell.runtime.text import from_file_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

__all__ = [
    "BROKEN_PIPE",
    "FAILURE",
    "INTERNAL_ERROR",
    "INTERRUPTED",
    "SUCCESS",
    "USAGE",
    "arguments",
    "run",
]

SUCCESS: Final = 0
FAILURE: Final = 1
USAGE: Final = 2
INTERNAL_ERROR: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130  # as a shell reports SIGINT
BROKEN_PIPE: Final = 141  # as a shell reports SIGPIPE

_NESTED_CALLS: Final = 7800
_COLLECTOR_THRESHOLDS: Final = (20000, 10, 10)


def arguments() -> list[str]:
    """What stands after the command's name, as Lua strings of its bytes."""
    return [from_file_name(argument) for argument in sys.argv[1:]]


def run(command: str, program: Callable[[], int]) -> int:
    """Run ``program`` as the whole work of this process; gives the exit status.

    Standard output is flushed, and what cannot be written is reported as ``command``'s error. An interrupt, a closed
    pipe and an error inside luashell have a status of their own.
    """
    sys.setrecursionlimit(_NESTED_CALLS)
    gc.set_threshold(*_COLLECTOR_THRESHOLDS)
    gc.freeze()
    try:
        status = _ended(program)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return BROKEN_PIPE
    except OSError as error:
        _abandon_output()
        print(f"{command}: cannot write to standard output: {error.strerror}", file=sys.stderr)
        return FAILURE
    except Exception as error:
        _report_internal_error(command, error)
        status = INTERNAL_ERROR
    return status


def _ended(program: Callable[[], int]) -> int:
    try:
        return program()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else SUCCESS


def _abandon_output() -> None:
    """Python flushes standard output once more at its end, which would fail again: let it go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_internal_error(command: str, error: Exception) -> None:
    if os.environ.get("LUASHELL_TRACEBACK"):
        sys.excepthook(type(error), error, error.__traceback__)
    print(f"{command}: internal error: {type(error).__name__}: {error}", file=sys.stderr)
