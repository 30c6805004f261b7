"""Processes and the processor time they take: what the scripts beside this file share."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SOCKET_PROGRAMS: Final = ROOT / "benchmarks" / "sockets"
UNCOMPILED: Final = "PYTHONDONTWRITEBYTECODE"  # luashell would be compiled again at each start, as it never is in use
ENVIRONMENT: Final = {name: value for name, value in os.environ.items() if name != UNCOMPILED}


class ProgramError(Exception):
    """A program ended with an exit status other than 0."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of a program."""

    seconds: float
    """Processor time of the process, user and system together: unlike the wall clock it leaves out other processes."""
    wall: float
    """Seconds on the clock."""
    output: str


def measure(command: Sequence[str], environment: Mapping[str, str] = ENVIRONMENT) -> Measurement:
    """Run ``command`` in the root of the repository; raises ProgramError when it fails."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise ProgramError(f"exit status {process.returncode}: {shlex.join(command)}")
    return Measurement(usage.ru_utime + usage.ru_stime, wall, output)


def side_by_side(lua: Sequence[str], python: Sequence[str], repeat: int) -> tuple[list[Measurement], list[Measurement]]:
    """Run both commands ``repeat`` times, one after the other in turn: a slow spell of the machine meets both."""
    pairs = [(measure(lua), measure(python)) for _ in range(repeat)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def startup_commands(lua: Sequence[str], python: str) -> tuple[list[str], list[str]]:
    """The two commands that only start and end their interpreter."""
    return [*lua, "-e", ""], [python, "-c", "pass"]


@contextmanager
def ports() -> Iterator[dict[str, str]]:
    """The port of the peer for each program, while the peer runs."""
    command = [sys.executable, str(SOCKET_PROGRAMS / "peer.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        assert peer.stdin is not None
        assert peer.stdout is not None
        with peer.stdin:
            lines = iter(peer.stdout.readline, "\n")
            yield dict(line.split() for line in lines)


def add_interpreters(parser: argparse.ArgumentParser, repeat: int) -> None:
    """Add the options that both scripts have: ``--lua``, ``--python`` and ``--repeat``."""
    parser.add_argument(
        "--repeat", type=positive, default=repeat, metavar="N", help="runs of each (default: %(default)s)"
    )
    parser.add_argument(
        "--python", default=sys.executable, metavar="PATH", help="the Python to compare with (default: the running one)"
    )
    parser.add_argument(
        "--lua",
        type=shlex.split,
        metavar="COMMAND",
        help='the Lua to measure (default: "luashell" installed beside that Python, else "PYTHON -m luashell")',
    )


def positive(text: str) -> int:
    """The whole number in ``text``; raises ValueError, which argparse reports, when it is below 1."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def luashell_of(python: str) -> list[str]:
    """The command that runs luashell on the interpreter ``python``."""
    installed = Path(shutil.which(python) or python).parent / "luashell"
    return [str(installed)] if installed.is_file() else [python, "-m", "luashell"]
