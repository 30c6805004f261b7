"""The command ``luashell``: options, arguments, messages, streams and exit statuses."""

import os
import signal
import subprocess
from pathlib import Path
from typing import Final

import pytest

import luashell
from tests.commands import LUASHELL

Ended = subprocess.CompletedProcess[bytes]

INTERRUPTIBLE: Final = 'write("ready\\n") flush() while 1 do end'


def run(*arguments: str | bytes, stdin: bytes = b"", **environment: str) -> Ended:
    return subprocess.run(
        [*LUASHELL, *arguments],
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def outcome(ended: Ended) -> tuple[int, bytes, bytes]:
    return ended.returncode, ended.stdout, ended.stderr


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.lua"


# ---- options


def test_options_statements_run_in_order() -> None:
    assert outcome(run("-e", "x = 1", "-e", "print(x)")) == (0, b"1\n", b"")


def test_options_statement_is_its_own_chunk_name() -> None:
    ended = run("-e", "error('oh')")
    assert ended.returncode == 1
    assert b"main of string \"error('oh')\" at line 1" in ended.stderr


def test_options_statements_come_before_the_script(script: Path) -> None:
    script.write_text("print(x, arg[1])")
    assert outcome(run("-e", "x = 'set'", str(script), "-e")) == (0, b"set\t-e\n", b"")


@pytest.mark.parametrize(("version", "printed"), [("1.2", b"nil\n"), ("1.4", b"nil\n"), ("1.2-debug", b"number\n")])
def test_options_version_of_luasocket(version: str, printed: bytes) -> None:
    ended = run("--luasocket", version, "-e", "if time then print(type(time())) else print(nil) end")
    assert outcome(ended) == (0, printed, b"")


def test_options_version_of_luasocket_must_exist() -> None:
    assert outcome(run("--luasocket", "1.3")) == (
        2, b"", b"luashell: LuaSocket 1.3 is not one of 1.2, 1.2-debug, 1.4\nTry `luashell --help'.\n"
    )  # fmt: skip
    assert run("--luasocket").stderr == b"luashell: option `--luasocket' needs a version\nTry `luashell --help'.\n"


def test_options_nothing_runs_after_an_error(script: Path) -> None:
    script.write_text("print('script')")
    ended = run("-e", "error()", "-e", "print('next')", str(script))
    assert outcome(ended) == (1, b"", b"")


def test_options_statement_does_not_read_standard_input() -> None:
    assert outcome(run("-e", "print(read())", stdin=b"print('program')")) == (0, b"print('program')\n", b"")


def test_options_double_dash_ends_options(tmp_path: Path) -> None:
    (tmp_path / "-e").write_text("print(arg[0], arg[1])")
    ended = subprocess.run([*LUASHELL, "--", "-e", "x"], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert outcome(ended) == (0, b"-e\tx\n", b"")


@pytest.mark.parametrize("arguments", [["-e"], ["-x"], ["--nonsense"], ["-e", "x = 1", "-q"]])
def test_options_wrong_use(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith(b"luashell: ")
    assert b"--help" in ended.stderr


def test_options_version() -> None:
    assert outcome(run("--version")) == (0, f"luashell {luashell.__version__} (Lua 4.0, LuaSocket 1.2)\n".encode(), b"")


def test_options_help_names_every_option() -> None:
    ended = run("--help")
    assert (ended.returncode, ended.stderr) == (0, b"")
    for option in (b"-e", b"-i", b"--", b"--help", b"--version", b"SCRIPT"):
        assert option in ended.stdout


# ---- arguments


def test_arguments_table_arg(script: Path) -> None:
    script.write_text("for i = 0, arg.n + 1 do print(i, arg[i]) end")
    name = os.fsencode(script)
    ended = run(str(script), "a", "", "-e", "a=b")
    assert outcome(ended) == (0, b"0\t%s\n1\ta\n2\t\n3\t-e\n4\ta=b\n5\tnil\n" % name, b"")


def test_arguments_enter_as_bytes(script: Path) -> None:
    script.write_text("print(strlen(arg[1]), arg[2], getenv('WORD'))")
    ended = run(str(script), "é", b"\xff\xfe", WORD="ü")
    assert outcome(ended) == (0, b"2\t" + b"\xff\xfe\t" + "ü\n".encode(), b"")


def test_arguments_name_of_the_script_may_be_no_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.lua"
    with open(name, "wb") as file:  # noqa: PTH123  # a name of bytes
        file.write(b"print(arg[0])")
    assert outcome(run(name, "x")) == (0, name + b"\n", b"")


def test_arguments_unset_when_there_are_none(script: Path) -> None:
    script.write_text("print(arg)")
    assert outcome(run(str(script))) == (0, b"nil\n", b"")
    assert outcome(run("-e", "print(arg)")) == (0, b"nil\n", b"")


# ---- standard input


def test_standard_input_is_the_program_without_arguments() -> None:
    assert outcome(run(stdin=b"print('hello', arg)\n")) == (0, b"hello\tnil\n", b"")


def test_standard_input_is_the_program_as_dash() -> None:
    assert outcome(run("-", "one", stdin=b"print(arg[0], arg[1], arg.n)")) == (0, b"-\tone\t1\n", b"")


@pytest.mark.parametrize("given", [[], ["-"]])
def test_standard_input_error_gives_exit_status_1(given: list[str]) -> None:
    ended = run(*given, stdin=b"print(1)\nerror('oh')")
    assert (ended.returncode, ended.stdout) == (1, b"1\n")
    assert b"main of file `(stdin)' at line 2" in ended.stderr


def test_standard_input_closed_is_empty() -> None:
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *LUASHELL, "-e", "print(read())"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert outcome(ended) == (0, b"\n", b"")


# ---- what does not run


def test_what_does_not_run_missing_script() -> None:
    message = b"luashell: cannot execute file no/such.lua: No such file or directory\n"
    assert outcome(run("no/such.lua")) == (1, b"", message)


def test_what_does_not_run_directory(tmp_path: Path) -> None:
    message = b"luashell: cannot execute file %s: Is a directory\n" % os.fsencode(tmp_path)
    assert outcome(run(str(tmp_path))) == (1, b"", message)


def test_what_does_not_run_nul_byte(script: Path) -> None:
    script.write_bytes(b"print(1)\0print(2)")
    ended = run(str(script))
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.startswith(b"error: invalid control char;\n")


def test_what_does_not_run_bytes_that_are_no_utf8(script: Path) -> None:
    script.write_bytes(b"x\xff = 1")
    ended = run(str(script))
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"last token read: `\xff' at line 1" in ended.stderr


def test_what_does_not_run_error_in_the_handler_of_errors() -> None:
    ended = run("-e", "_ERRORMESSAGE = function(m) error(m) end error('oh')")
    assert outcome(ended) == (1, b"", b"luashell: error in error message\n")


# ---- exit status


@pytest.mark.parametrize(("call", "status"), [("exit()", 0), ("exit(7)", 7), ("call(exit, {9}, 'x')", 9)])
def test_exit_status_of_exit(call: str, status: int) -> None:
    assert outcome(run("-e", f"write('flushed') {call}")) == (status, b"flushed", b"")


def test_exit_status_of_an_interrupt() -> None:
    with subprocess.Popen([*LUASHELL, "-e", INTERRUPTIBLE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=60)
    assert (running.returncode, output, errors) == (130, b"", b"")


def test_exit_status_of_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "import luashell.cli as c, luashell.interpreter as i, sys; i.new_state = None; sys.exit(c.main())"
    python = [LUASHELL[0], "-c", broken, "-e", ""]
    monkeypatch.delenv("LUASHELL_TRACEBACK", raising=False)
    ended = subprocess.run(python, capture_output=True, timeout=60, check=False)
    assert outcome(ended) == (70, b"", b"luashell: internal error: TypeError: 'NoneType' object is not callable\n")

    monkeypatch.setenv("LUASHELL_TRACEBACK", "1")
    ended = subprocess.run(python, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 70
    assert ended.stderr.startswith(b"Traceback")


# ---- standard output


def test_standard_output_is_in_order_with_standard_error() -> None:
    program = "print(1) error('two')"
    ended = subprocess.run(
        [*LUASHELL, "-e", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False
    )
    assert ended.stdout.startswith(b"1\nerror: two\n")


@pytest.mark.parametrize("statement", ["print(1)", "write('x\\n')"])
def test_standard_output_gone_ends_the_program_quietly(statement: str) -> None:
    with subprocess.Popen(
        [*LUASHELL, "-e", f"while 1 do {statement} end"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read()
        running.wait(timeout=60)
    assert (running.returncode, errors) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("program", ["print(1)", "for i = 1, 9999 do print(i) end", "print(1) exit(0)"])
def test_standard_output_full_is_reported(program: str) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device
        ended = subprocess.run([*LUASHELL, "-e", program], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr == b"luashell: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("end", ["", "exit(0)", "f = nil collectgarbage()"])
def test_standard_output_is_not_the_only_file_whose_loss_is_reported(end: str) -> None:
    ended = run("-e", f"f = openfile('/dev/full', 'w') write(f, 'lost') print(1) {end}")
    assert (ended.returncode, ended.stdout) == (1, b"1\n")
    assert ended.stderr == b"luashell: cannot write to a file: No space left on device\n"


def test_standard_output_closed_takes_everything() -> None:
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *LUASHELL, "-e", "print(1)"]
    assert outcome(subprocess.run(closed, capture_output=True, timeout=60, check=False)) == (0, b"", b"")


def test_standard_output_files_are_closed_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "out"
    run("-e", f"writeto('{file}') write('kept') t = {{}} t.t = t exit(3)")
    assert file.read_bytes() == b"kept"


# ---- prompt from a pipe


def test_prompt_from_a_pipe_entries_are_run_after_the_rest() -> None:
    ended = run("-e", "x = 20", "-i", stdin=b"x + 1\nprint(x)\n")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout == b"lua> 21\nlua> 20\nlua> \n"


def test_prompt_from_a_pipe_no_byte_of_escape_sequences() -> None:
    assert b"\x1b" not in run("-i", stdin=b"x = {1}\nx\nfor i = 1, 2 do\nend\n").stdout


def test_prompt_from_a_pipe_errors_do_not_end_it() -> None:
    ended = run("-i", stdin=b"error('oh')\n1 + 1\n")
    assert ended.returncode == 0
    assert ended.stderr.startswith(b"error: oh\n")
    assert ended.stdout == b"lua> lua> 2\nlua> \n"
