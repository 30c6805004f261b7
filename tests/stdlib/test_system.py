"""The system (specification 6.6): commands, names of files, environment, time and locale."""

import io
import locale
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from luashell.errors import LuaError
from luashell.runtime.state import LuaState
from luashell.runtime.userdata import Userdata
from luashell.stdlib.files import Files
from luashell.stdlib.system import System, library
from tests.commands import LUASHELL

NO_SUCH_FILE = (None, "No such file or directory", 2.0)


def no_compiler(*_: object) -> Callable[..., object]:
    raise AssertionError


files = Files(LuaState(no_compiler, stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO()))
opened = library.open(System(files))
execute, exit_, getenv = opened["execute"], opened["exit"], opened["getenv"]
remove, rename, tmpname = opened["remove"], opened["rename"], opened["tmpname"]
clock, date, setlocale = opened["clock"], opened["date"], opened["setlocale"]


def is_ok(result: object) -> bool:
    return isinstance(result, Userdata) and result.tag == 0


def complaint(function: Callable[..., object], *arguments: object) -> str:
    """The argument that the function complains of, and what it says."""
    with pytest.raises(LuaError, match=r"^bad argument #\d+ to `.*' \(.*\)$") as caught:
        function(*arguments)
    message = str(caught.value)
    return f"{message.split()[2]} {message.partition('(')[2].removesuffix(')')}"


@pytest.mark.parametrize("function", [execute, getenv, remove, rename, setlocale])
def test_a_string_is_needed(function: Callable[..., object]) -> None:
    assert complaint(function) == "#1 string expected, got no value"
    assert complaint(function, None) == "#1 string expected, got nil"


# ---- commands


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("exit 0", 0),
        ("exit 1", 256),
        ("exit 3", 768),
        ("exit 255", 65280),
        ("exit 3\0ignored", 768),
        ("kill -TERM $$", 15),
        ("no-such-command 2>/dev/null", 127 * 256),
    ],
)
def test_execute_gives_the_raw_status(command: str, status: int) -> None:
    result = execute(command)
    assert result == status
    assert isinstance(result, float)


def test_command_starts_with_the_usual_signals(tmp_path: Path) -> None:
    assert execute(f"(yes; echo $? > {tmp_path}/status) | head -n 1 > {tmp_path}/head") == 0
    assert (tmp_path / "head").read_text() == "y\n"
    assert (tmp_path / "status").read_text() == f"{128 + signal.SIGPIPE}\n"


def test_files_are_flushed_before_a_command_runs(tmp_path: Path) -> None:
    handle = files.openfile(str(tmp_path / "file"), "w")
    files.write(handle, "written")
    assert execute(f"grep -q written {tmp_path}/file") == 0
    files.closefile(handle)


def test_commands_run_in_any_thread() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(execute, "exit 3").result() == 768


def test_shell_that_cannot_be_started_has_no_status(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "posix_spawn", refuse)
    assert execute("exit 3") == -1


def test_platform_without_posix_spawn_has_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_spawn")
    assert execute("exit 3") == os.system("exit 3")


def test_interrupt_that_ends_the_command_ends_the_call_too() -> None:
    with pytest.raises(KeyboardInterrupt):
        execute(f"kill -INT {os.getpid()}; kill -INT $$")


def test_interrupt_that_the_command_survives_is_its_own() -> None:
    assert execute(f"trap '' INT; kill -INT {os.getpid()}; exit 3") == 768


def test_exit_ends_the_program_with_a_code() -> None:
    for arguments, code in ((), 0), ((3.9,), 3), (("-1",), -1):
        with pytest.raises(SystemExit) as ended:
            exit_(*arguments)
        assert ended.value.code == code
    assert complaint(exit_, None) == "#1 number expected, got nil"


def test_what_was_written_is_flushed_at_exit(tmp_path: Path) -> None:
    program = f'write("unfinished line") writeto("{tmp_path}/file") write("kept") call(exit, {{7}}, "x")'
    process = subprocess.run([*LUASHELL, "-e", program], capture_output=True, check=False, timeout=60)
    assert (process.stdout, process.stderr, process.returncode) == (b"unfinished line", b"", 7)
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_getenv_gives_the_bytes_of_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environb, b"LUASHELL_TEST", b"a=\xc3\xa9\xff")
    assert getenv("LUASHELL_TEST") == "a=\xc3\xa9\xff"
    assert getenv("LUASHELL_TEST\0ignored") == "a=\xc3\xa9\xff"
    monkeypatch.setenv("LUASHELL_TEST", "")
    assert getenv("LUASHELL_TEST") == ""
    monkeypatch.delenv("LUASHELL_TEST")
    for name in ("LUASHELL_TEST", "", "A=B", 1.0):
        assert getenv(name) is None


# ---- names of files


def test_remove_takes_files_links_and_empty_directories(tmp_path: Path) -> None:
    directory, file, link = tmp_path / "directory", tmp_path / "directory" / "file", tmp_path / "link"
    directory.mkdir()
    file.touch()
    link.symlink_to(directory)
    assert remove(str(directory)) == (None, "Directory not empty", 39.0)
    assert is_ok(remove(str(link)))
    assert is_ok(remove(str(file)))
    assert is_ok(remove(str(directory)))
    assert remove(str(directory)) == NO_SUCH_FILE
    assert remove("") == NO_SUCH_FILE
    assert [*tmp_path.iterdir()] == []


def test_rename_replaces(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    assert is_ok(rename(str(tmp_path / "a"), f"{tmp_path}/b\0ignored"))
    assert (tmp_path / "b").read_text() == "a"
    assert rename(str(tmp_path / "a"), str(tmp_path / "c")) == NO_SUCH_FILE
    assert complaint(rename, "a") == "#2 string expected, got no value"


def test_tmpname_names_nothing_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {tmpname() for _ in range(20)}
    assert len(names) == 20
    for name in names:
        assert isinstance(name, str)
        assert Path(name).parent.is_dir()
        assert not Path(name).exists()

    monkeypatch.setattr(os.path, "lexists", lambda _: True)
    with pytest.raises(LuaError, match=r"^unable to generate a unique filename$"):
        tmpname()


# ---- time and locale


def test_clock_counts_processor_seconds() -> None:
    before, at, after = time.process_time(), clock(), time.process_time()
    assert isinstance(at, float)
    assert before <= at <= after


def test_date_is_local_time_as_strftime_writes_it() -> None:
    assert date("%%|%n|%t|x") == "%|\n|\t|x"
    before, now, after = time.strftime("%c"), date(), time.strftime("%c")
    assert now in {before, after}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", str(date("%Y-%m-%d %H:%M:%S")))


def test_date_keeps_bytes() -> None:
    assert date("\xc3\xa9\xff\x80\x01%%") == "\xc3\xa9\xff\x80\x01%"
    assert date("a\0%Y") == "a"


@pytest.mark.parametrize("format", ["%", "a%", "%Q", "%E", "%&"])
def test_date_keeps_what_strftime_does_not_know(format: str) -> None:
    assert date(format) == format


@pytest.mark.parametrize("format", ["", "\0%Y", "x" * 256, "%1000d", "%Y" * 64])
def test_date_has_1_to_255_bytes(format: str) -> None:
    with pytest.raises(LuaError, match=r"^invalid `date' format$"):
        date(format)


def test_longest_date() -> None:
    assert date("x" * 255) == "x" * 255
    assert complaint(date, None) == "#1 string expected, got nil"


def test_date_is_in_the_encoding_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda _: "août\udcff")
    monkeypatch.setattr(locale, "getencoding", lambda: "utf-8")
    assert date("%B\xff") == "ao\xc3\xbbt\xff"


def test_format_that_the_platform_refuses_is_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> str:
        raise ValueError

    monkeypatch.setattr(time, "strftime", refuse)
    with pytest.raises(LuaError, match=r"^invalid `date' format$"):
        date("%Q")


@pytest.fixture
def restored_locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, before)


@pytest.mark.usefixtures("restored_locale")
def test_setlocale_names_the_new_locale() -> None:
    assert setlocale("C") == "C"
    for category in ("all", "collate", "ctype", "monetary", "numeric", "time"):
        assert setlocale("C", category) == "C"
    assert setlocale("POSIX\0ignored") in {"C", "POSIX"}
    assert isinstance(setlocale(""), str)
    for name in ("no-such-locale", "\xff", 1.0):
        assert setlocale(name) is None


def test_setlocale_checks_its_category() -> None:
    assert complaint(setlocale, "C", "bad") == "#2 invalid option"
    assert complaint(setlocale, None, "bad") == "#2 invalid option"
    assert complaint(setlocale, "C", None) == "#2 string expected, got nil"
