"""What the two commands do to the process that they own: limits while Lua runs, streams, and how a run ends.

Only commands use this: importing luashell, or making an Interpreter, changes nothing in the process.
"""

from __future__ import annotations

import gc
import os
import sys

from luashell.runtime.text import from_file_name, from_typed, to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, NoReturn

__all__ = [
    "BROKEN_PIPE",
    "FAILURE",
    "INTERNAL_ERROR",
    "INTERRUPTED",
    "SUCCESS",
    "USAGE",
    "allow_all_descriptors",
    "arguments",
    "complain",
    "leave",
    "reason",
    "run",
    "settle",
    "show",
    "unwind_when_signalled",
]

SUCCESS: Final = 0
FAILURE: Final = 1
USAGE: Final = 2
INTERNAL_ERROR: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130  # as a shell reports SIGINT
BROKEN_PIPE: Final = 141  # as a shell reports SIGPIPE

NESTED_CALLS: Final = 7800
"""Python's recursion limit while Lua runs (docs/decisions/0010-depth.md): plain Lua calls use one each."""

COLLECTOR_THRESHOLDS: Final = (20000, 10, 10)
"""Lua programs make many tables that live on; Python's own first threshold, 700, has them looked at too often."""


def arguments() -> list[str]:
    """What stands after the command's name, as Lua strings of its bytes."""
    return [from_file_name(argument) for argument in sys.argv[1:]]


def show(text: str) -> None:
    """Write a Lua string to standard output."""
    sys.stdout.buffer.write(to_bytes(text))


def complain(text: str) -> None:
    """Write a Lua string to standard error, after what standard output still holds.

    When standard error does not take it nobody is left to be told.
    """
    try:  # noqa: SIM105  # contextlib is not for scripts to wait for
        sys.stdout.flush()
    except OSError:  # the end of the run reports it
        pass
    try:
        sys.stderr.buffer.write(to_bytes(text))
        sys.stderr.buffer.flush()
    except OSError:
        pass


def reason(error: OSError) -> str:
    """What the system says about an error, as a Lua string."""
    return from_typed(error.strerror or str(error))


def run(command: str, program: Callable[[], int]) -> int:
    """Run ``program`` as the whole work of this process; gives the exit status.

    Standard output is flushed, and a failure to do so is reported in the name of ``command``. An interrupt, a closed
    pipe and an error inside luashell have a status of their own.
    """
    _open_missing_streams()
    sys.setrecursionlimit(NESTED_CALLS)
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    try:
        status = _ended(program)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return BROKEN_PIPE
    except OSError as error:
        complain(f"{command}: cannot write to {error.filename or 'standard output'}: {reason(error)}\n")
        _abandon_output()
        return FAILURE
    except Exception as error:  # noqa: BLE001  # a defect of ours, whatever it is, has an exit status
        if os.environ.get("LUASHELL_TRACEBACK"):
            sys.excepthook(type(error), error, error.__traceback__)
        complain(f"{command}: internal error: {from_typed(f'{type(error).__name__}: {error}')}\n")
        return INTERNAL_ERROR
    return status


def leave(status: int) -> NoReturn:
    """End the process at once; everything is closed and flushed by now.

    Python would take its modules apart first, which takes longer than many a script. Where the prompt has run, its
    libraries may still have something to do.
    """
    if "prompt_toolkit" in sys.modules:
        sys.exit(status)
    os._exit(status)


def settle() -> None:
    """All that exists by now lives until the end: the collector need never look at it."""
    gc.freeze()


def _ended(program: Callable[[], int]) -> int:
    try:
        return program()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else SUCCESS


def _open_missing_streams() -> None:
    """Python has None for a standard stream that was closed when it started: it becomes empty, or takes everything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123  # for as long as the process lives


def allow_all_descriptors() -> None:
    """A server may need many: raise the soft limit to the hard one, where there are such limits.

    Commands have this done before a program's first use of sockets (LuaState.before_sockets).
    """
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ImportError, OSError, ValueError):
        pass  # what the system does not grant is not needed by most programs


def unwind_when_signalled() -> None:
    """Have SIGTERM, and SIGHUP where there is one, end the process in order, so that nothing is left behind."""
    import signal

    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is signal.SIG_DFL:  # and not ignored, as by nohup
            signal.signal(number, _end_as_signalled)


def _end_as_signalled(number: int, _frame: object) -> NoReturn:
    """Unwind, with the status that a shell gives to a process that a signal has ended."""
    raise SystemExit(128 + number)


def _abandon_output() -> None:
    """Python flushes standard output once more at its end, which would fail again: let it go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
