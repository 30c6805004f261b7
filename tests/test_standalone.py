"""The command ``lua4``: what the golden programs ``tests/lua/cli-*`` cannot show, above all its interactive mode."""

import signal
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.commands import LUA4
from tests.terminal import Terminal

BANNER: Final = "Lua 4.0  Copyright (C) 1994-2000 TeCGraf, PUC-Rio\n"
ENTER: Final = "\r"
CTRL_C: Final = "\x03"
CTRL_D: Final = "\x04"
ENDLESS: Final = 'write("running ") flush() while 1 do end'


def run(*arguments: str, stdin: bytes = b"", folder: Path | None = None) -> tuple[int, bytes, bytes]:
    ended = subprocess.run([*LUA4, *arguments], input=stdin, capture_output=True, timeout=60, check=False, cwd=folder)
    return ended.returncode, ended.stdout, ended.stderr


# ---- options (7.1)


def test_version_goes_on() -> None:
    assert run("-v", "-e", "print(1)") == (0, BANNER.encode() + b"1\n", b"")


def test_only_the_second_byte_of_an_option_counts() -> None:
    assert run("-vfoo", "-close", "-exyz", "print(1)") == (0, BANNER.encode() + b"1\n", b"")


@pytest.mark.parametrize("arguments", [["-z"], ["-e"], ["-f"], ["--help"]])
def test_usage(arguments: list[str]) -> None:
    status, output, errors = run(*arguments)
    assert (status, output) == (1, b"")
    first, *options = errors.decode().splitlines()
    assert first == "usage: lua [options].  Available options are:"
    assert [line.split()[0] for line in options] == ["-", "-c", "-e", "-f", "-i", "-q", "-sNUM", "-v", "a=b", "NAME"]


@pytest.mark.parametrize("size", ["", "0", "-5", "x", " +0"])
def test_stack_size_must_be_positive(size: str) -> None:
    assert run(f"-s{size}", "-e", "print(1)") == (1, b"", f"lua: invalid stack size ('{size}')\n".encode())


@pytest.mark.parametrize("size", ["1", " +20x", "99999999999999999999"])
def test_stack_size_is_taken(size: str) -> None:
    assert run(f"-s{size}", "-e", "print(1)") == (0, b"1\n", b"")


def test_getargs_has_the_whole_command_line_each_time() -> None:
    program = "x = getargs() y = getargs() print(x ~= y, x.n, x[1], x[3], type(x[0]))"
    assert run("-e", program, "a=b") == (0, b"1\t3\t-e\ta=b\tstring\n", b"")


def test_assignment_calls_a_tag_method() -> None:
    program = "x = settag({}, newtag()) settagmethod(tag(x), 'setglobal', function (n, old, new) print(n, new) end)"
    assert run("-e", program, "x=a=b") == (0, b"x\ta=b\n", b"")


def test_assignment_whose_tag_method_fails_ends_it() -> None:
    program = "x = settag({}, newtag()) settagmethod(tag(x), 'setglobal', function () error('no') end)"
    status, output, errors = run("-e", program, "x=1", "-e", "print('next')")
    assert (status, output) == (1, b"")
    assert errors.startswith(b"error: no\n")


def test_empty_name_is_a_file() -> None:
    assert run("") == (1, b"", b"lua: cannot execute file : No such file or directory\n")


def test_long_statement_is_cut_in_the_message() -> None:
    statement = f"error() --{'x' * 200}"
    assert run("-e", statement) == (1, b"", f"lua: error running argument `{statement[:99]}'\n".encode())


def test_error_in_the_handler_of_errors() -> None:
    handler = "_ERRORMESSAGE = function (m) error(m) end"
    assert run("-e", handler, "-", stdin=b"error('x')") == (0, b"", b"lua: error in error message\n")


# ---- interactive mode on a pipe (7.2)


def test_lines_are_joined_by_backslashes() -> None:
    assert run("-q", stdin=b"x = 1 +\\\n2\nprint(x)\n") == (0, b"3\n\n", b"")


def test_chunk_name_of_a_line_is_its_text() -> None:
    status, output, errors = run("-q", stdin=b"a\\\nb = = 1")
    assert (status, output) == (0, b"\n")
    assert errors == b"error: `=' expected;\n  last token read: `b' at line 2 in string \"a...\"\n"


def test_values_are_not_shown() -> None:
    assert run("-q", stdin=b"return 1\n") == (0, b"\n", b"")


@pytest.mark.parametrize(("prompt", "shown"), [("_PROMPT = 12", b"12"), ("_PROMPT = {}", b"> "), ("x = 1", b"> ")])
def test_prompt(prompt: str, shown: bytes) -> None:
    assert run("-e", prompt, "-i", stdin=b"") == (0, shown + b"\n", b"")


def test_line_too_long_is_run_in_pieces() -> None:
    line = b"--" + b"x" * 8189 + b"?print('rest')\n"  # the byte for which there is no room is lost
    assert run("-q", stdin=line) == (0, b"rest\n\n", b"lua: input line too long\n")


def test_line_that_just_fits() -> None:
    line = b"print(1) --" + b"x" * 8180
    assert run("-q", stdin=line + b"\nprint(2)\n") == (0, b"1\n2\n\n", b"")


def test_program_reads_what_follows_its_line() -> None:
    assert run("-q", stdin=b"x = read()\nline\nprint(x)\n") == (0, b"line\n\n", b"")


# ---- on a terminal


def test_terminal_gets_banner_and_prompt() -> None:
    with Terminal(LUA4) as terminal:
        terminal.wait_for(">")
        assert terminal.screen == f"{BANNER}>"
        terminal.press("x = 1" + ENTER)
        terminal.wait_for(r"x = 1\n>")
        terminal.press("print(x)" + ENTER)
        terminal.wait_for(r"\n1\n>")
        terminal.press(CTRL_D)
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw


def test_interrupt_is_an_error_of_the_line() -> None:
    with Terminal(LUA4) as terminal:
        terminal.wait_for(">")
        terminal.press(ENDLESS + ENTER)
        terminal.wait_for("\nrunning")
        terminal.press(CTRL_C)
        level_of_write = r"(   1:  function `\w+' \[C\]\n)?"  # the loop may not have begun yet
        terminal.wait_for(
            rf"error: interrupted!\nstack traceback:\n{level_of_write}   \d:  main of string [^\n]* at line 1\n>"
        )
        terminal.press("print('alive')" + ENTER)
        terminal.wait_for(r"\nalive\n>")


def test_interrupt_at_the_prompt_ends_the_process() -> None:
    with Terminal(LUA4) as terminal:
        terminal.wait_for(">")
        terminal.press(CTRL_C)
        assert terminal.wait_for_end() == -signal.SIGINT


def interrupted(program: str) -> tuple[int, bytes, bytes]:
    """Run ``program`` and interrupt it as soon as it has written a line."""
    with subprocess.Popen([*LUA4, "-e", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=60)
    return running.returncode, output, errors


def test_interrupt_is_an_error_of_a_statement() -> None:
    program = "print('ready') flush() while 1 do end"
    status, output, errors = interrupted(program)
    assert (status, output) == (1, b"")
    assert errors.startswith(b"error: interrupted!\nstack traceback:\n")
    assert errors.endswith(f"lua: error running argument `{program}'\n".encode())


def test_interrupt_is_caught_by_call() -> None:
    program = "function f() print('ready') flush() while 1 do end end call(f, {}, 'x', print) print('alive')"
    assert interrupted(program) == (0, b"interrupted!\nalive\n", b"")


def test_interrupt_while_reading() -> None:
    program = "function f() print('ready') flush() read() end call(f, {}, 'x', print) print('alive')"
    with Terminal([*LUA4, "-e", program]) as terminal:
        terminal.wait_for("ready")
        terminal.interrupt("interrupted!\nalive")
        assert terminal.wait_for_end() == 0
