"""The programs of ``benchmarks``: both of each pair print the same. Nothing is timed here."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import LUASHELL

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"
PROGRAMS = sorted(path.stem for path in (BENCHMARKS / "programs").glob("*.lua"))
TINY = "6"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def printed(*command: str | Path) -> str:
    process = run(*command)
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout


def test_every_program_has_a_twin_and_is_described() -> None:
    twins = sorted(path.stem for path in (BENCHMARKS / "programs").glob("*.py"))
    readme = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    described = [line.split("|")[1].strip() for line in readme.splitlines() if line.startswith("| ")][1:]

    assert PROGRAMS
    assert twins == PROGRAMS
    assert described == PROGRAMS


@pytest.mark.parametrize("name", PROGRAMS)
def test_twins_print_the_same_checksum(name: str) -> None:
    path = BENCHMARKS / "programs" / name

    checksum = printed(*LUASHELL, f"{path}.lua", TINY)

    assert checksum
    assert checksum == printed(sys.executable, f"{path}.py", TINY)


def test_run_fails_when_checksums_differ() -> None:
    """The stand-in for Lua is a Python that prints its arguments (and nothing for the start-up, ``-e ''``)."""
    stand_in = f"{sys.executable} -c 'import sys; print(*sys.argv[1:]) if len(sys.argv) == 2 else None'"

    process = run(sys.executable, BENCHMARKS / "run", "-k", "queens", "--repeat", "1", "--lua", stand_in)

    assert process.returncode == 1
    assert "FAILED" in process.stdout


def test_run_refuses_unknown_programs() -> None:
    process = run(sys.executable, BENCHMARKS / "run", "-k", "no such program")

    assert process.returncode == 2
    assert "no such program; there are" in process.stderr


def test_startup_compares_both_interpreters() -> None:
    assert "times longer" in printed(sys.executable, BENCHMARKS / "startup", "--repeat", "1")


def test_lab_says_how_long_it_takes() -> None:
    process = run(sys.executable, BENCHMARKS / "lab", "--repeat", "1")

    assert "until all servers listen (limit 300)" in process.stdout


def test_socket_programs_print_the_same() -> None:
    """With an interpreter as the other Lua that is luashell once more."""
    shown = printed(sys.executable, BENCHMARKS / "net", "--size", "1", "--repeat", "1", shlex.join(LUASHELL))

    programs = {path.stem for path in (BENCHMARKS / "sockets").glob("*.lua")} - {"empty"}
    rows = [line.split()[:2] for line in shown.splitlines() if len(line.split()) == 6]
    assert {name for name, _ in rows} == programs
    assert len(rows) == 3 * len(programs)


def test_tracing_compares_the_event_log_with_none() -> None:
    process = run(sys.executable, BENCHMARKS / "tracing", "--repeat", "1")

    assert process.stderr == ""
    assert "nobody listening" in process.stdout


def test_prompt_measures_keys_and_lexers() -> None:
    process = run(sys.executable, BENCHMARKS / "prompt", "--repeat", "1")
    assert process.stderr == ""
    assert process.returncode in {0, 1}  # 1: a key took long, on a machine that does something else
    for row in ("lexing, ours", "judging", "a letter at the end", "Enter"):
        assert row in process.stdout


def test_protocols_compares_three_ways_to_transfer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSFER_SIZE", "1000")

    process = run(sys.executable, BENCHMARKS / "protocols", "--repeat", "1", "-k", "length", "-k", "mail")

    rows = [line.split() for line in process.stdout.splitlines() if len(line.split()) == 7]
    assert process.stderr == ""
    assert [row[:2] for row in rows] == [
        [name, contender]
        for name in ("http-length", "mail", "https-length")
        for contender in ("python", "core", "luashell")
    ]
