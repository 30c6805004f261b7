"""Files (specification 6.5): opening, redirection, reading and writing, position, pipes, and how they end."""

import errno
import gc
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest

from luashell.errors import LuaError
from luashell.runtime.state import LuaState
from luashell.runtime.userdata import Userdata
from luashell.stdlib.files import Files, library
from luashell.stdlib.streams import CLOSED_TAG, OPEN_TAG, FileHandle, OpenFile
from tests.commands import LUASHELL

ALL_BYTES = "".join(map(chr, range(256)))
if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

NO_SUCH_FILE = (None, "No such file or directory", 2.0)


class Program:
    """The functions of the library, in a state of their own."""

    def __init__(self, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        self.stdin = stdin or io.BytesIO()
        self.stdout = stdout or io.BytesIO()
        self.stderr = io.BytesIO()
        self.state = LuaState(no_compiler, stdin=self.stdin, stdout=self.stdout, stderr=self.stderr)
        self.files = Files(self.state)
        for name, handle in self.files.handles().items():
            self.state.globals_set(name, handle)
        opened = library.open(self.files)
        self.openfile, self.closefile = opened["openfile"], opened["closefile"]
        self.readfrom, self.writeto, self.appendto = opened["readfrom"], opened["writeto"], opened["appendto"]
        self.read, self.write = opened["read"], opened["write"]
        self.seek, self.flush = opened["seek"], opened["flush"]

    def __getitem__(self, name: str) -> object:
        return self.state.globals_get(name)

    def __setitem__(self, name: str, value: object) -> None:
        self.state.globals_set(name, value)

    def printed(self) -> bytes:
        assert isinstance(self.stdout, io.BytesIO)
        return self.stdout.getvalue()


def no_compiler(*_: object) -> Callable[..., object]:
    raise AssertionError


@pytest.fixture
def program() -> Iterator[Program]:
    made = Program()
    yield made
    made.files.close_all()


@pytest.fixture
def name(tmp_path: Path) -> str:
    """The name of a file that does not exist yet, as a Lua string."""
    return os.fsencode(tmp_path / "file").decode("latin-1")


def is_ok(result: object) -> bool:
    return isinstance(result, Userdata) and result.tag == 0


def fill(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)


def complaint(function: Callable[..., object], *arguments: object) -> str:
    """The argument that the function complains of, and what it says; or another message as it is."""
    with pytest.raises(LuaError) as caught:
        function(*arguments)
    message = str(caught.value)
    if not message.startswith("bad argument"):
        return message
    return f"{message.split()[2]} {message.partition('(')[2].removesuffix(')')}"


# ---- opening and closing


def test_handles_are_userdata_of_tag_6_then_7(program: Program, name: str) -> None:
    handle = program.openfile(name, "w")
    assert isinstance(handle, FileHandle)
    assert handle.tag == OPEN_TAG == 6
    assert program["_OUTPUT"] is program["_STDOUT"]
    assert is_ok(program.closefile(handle))
    assert handle.tag == CLOSED_TAG == 7
    assert program.openfile(name + "/x", "r") == (None, "Not a directory", 20.0)
    assert program.openfile(name + "x", "r") == NO_SUCH_FILE


@pytest.mark.parametrize(
    ("mode", "before", "after"),
    [
        ("w", b"old", b"new"),
        ("wb", b"old", b"new"),
        ("w+", b"old", b"new"),
        ("a", b"old", b"oldnew"),
        ("ab+", b"old", b"oldnew"),
        ("r+", b"older", b"newer"),
        ("rb+", b"older", b"newer"),
        ("wx", None, b"new"),
        ("w\0nonsense", b"old", b"new"),
        ("w ignored", b"old", b"new"),
    ],
)
def test_modes_for_writing(program: Program, name: str, mode: str, before: bytes | None, after: bytes) -> None:
    if before is not None:
        fill(name, before)
    handle = program.openfile(name, mode)
    assert is_ok(program.write(handle, "new"))
    assert is_ok(program.closefile(handle))
    assert Path(name).read_bytes() == after


@pytest.mark.parametrize("mode", ["", "x", "+r", "br", "R"])
def test_modes_that_there_are_not(program: Program, name: str, mode: str) -> None:
    fill(name, b"")
    assert program.openfile(name, mode) == (None, "Invalid argument", 22.0)


def test_exclusive_mode_wants_a_new_file(program: Program, name: str) -> None:
    fill(name, b"old")
    assert program.openfile(name, "wx") == (None, "File exists", 17.0)


def test_names_end_at_nul_and_may_be_any_bytes(program: Program, name: str) -> None:
    odd = name + "\xff\x01 \xe9"
    program.closefile(program.openfile(odd + "\0ignored", "w"))
    assert Path(os.fsdecode(odd.encode("latin-1"))).exists()


def test_directory_opens_and_cannot_be_read(program: Program, tmp_path: Path) -> None:
    directory = str(tmp_path)
    handle = program.openfile(directory, "r")
    assert isinstance(handle, FileHandle)
    assert program.read(handle) == ()
    assert program.read(handle, "*a") == ""
    assert program.write(handle, "x") == errno.EBADF
    assert program.seek(handle) == 0.0
    assert is_ok(program.closefile(handle))
    assert program.openfile(directory, "w") == (None, "Is a directory", 21.0)


def test_arguments_of_opening(program: Program, name: str) -> None:
    assert complaint(program.openfile) == "#1 string expected, got no value"
    assert complaint(program.openfile, name) == "#2 string expected, got no value"
    assert complaint(program.openfile, name, None) == "#2 string expected, got nil"
    assert complaint(program.readfrom, None) == "#1 string expected, got nil"
    assert complaint(program.writeto, Userdata()) == "#1 string expected, got userdata"
    assert complaint(program.appendto) == "#1 string expected, got no value"
    assert complaint(program.appendto, program["_STDOUT"]) == "#1 string expected, got userdata"


def test_arguments_that_are_to_be_handles(program: Program) -> None:
    for function in (program.closefile, program.seek):
        assert complaint(function) == "#1 invalid file handle"
    for function in (program.closefile, program.seek, program.flush):
        assert complaint(function, None) == "#1 invalid file handle"
        assert complaint(function, "name") == "#1 invalid file handle"
        assert complaint(function, Userdata()) == "#1 invalid file handle"


def test_closed_files_are_refused_everywhere(program: Program, name: str) -> None:
    handle = program.openfile(name, "w")
    program.closefile(handle)
    for function in (program.closefile, program.seek, program.flush, program.read, program.write):
        assert complaint(function, handle) == "cannot access a closed file"
    assert complaint(program.readfrom, handle) == "cannot access a closed file"
    assert complaint(program.read, handle, "*l") == "cannot access a closed file"
    assert complaint(program.write, handle, "x", 1.0) == "cannot access a closed file"
    program["_INPUT"] = program["_OUTPUT"] = handle
    assert complaint(program.read) == "cannot access a closed file"
    assert complaint(program.read, "*l") == "cannot access a closed file"
    assert complaint(program.write, "x") == "cannot access a closed file"
    assert complaint(program.readfrom) == "cannot access a closed file"
    assert complaint(program.writeto) == "cannot access a closed file"


@pytest.mark.parametrize("value", [None, 3.0, "name", Userdata()])
def test_current_files_must_be_handles(program: Program, value: object) -> None:
    program["_INPUT"] = program["_OUTPUT"] = value
    for function in (program.read, program.readfrom):
        assert complaint(function) == "global variable `_INPUT' is not a file handle"
    for function in (program.write, program.writeto):
        assert complaint(function) == "global variable `_OUTPUT' is not a file handle"


def test_closing_a_standard_stream_does_nothing(program: Program) -> None:
    for variable in ("_STDIN", "_STDOUT", "_STDERR"):
        assert is_ok(program.closefile(program[variable]))
    program.write("still open")
    assert program.printed() == b"still open"


# ---- redirection


def test_readfrom_and_writeto_change_the_current_files(program: Program, name: str) -> None:
    written = program.writeto(name)
    assert program["_OUTPUT"] is written
    program.write("through ")
    program.write(program["_STDOUT"], "directly")
    assert program.writeto() is program["_STDOUT"] is program["_OUTPUT"]
    appended = program.appendto(name)
    assert program["_OUTPUT"] is appended
    program.write("_OUTPUT")
    program.writeto()

    read = program.readfrom(name)
    assert program["_INPUT"] is read
    assert program.read() == "through _OUTPUT"
    assert program.readfrom() is program["_STDIN"] is program["_INPUT"]
    assert isinstance(read, FileHandle)
    assert read.tag == CLOSED_TAG
    assert program.printed() == b"directly"


def test_redirection_that_fails_leaves_the_current_file(program: Program, name: str) -> None:
    assert program.readfrom(name) == NO_SUCH_FILE
    assert program["_INPUT"] is program["_STDIN"]
    for redirect in (program.writeto, program.appendto):
        assert redirect(name + "/x") == NO_SUCH_FILE
        assert program["_OUTPUT"] is program["_STDOUT"]


def test_another_redirection_keeps_the_file_before_open(program: Program, name: str) -> None:
    first = program.writeto(name)
    second = program.writeto(name + "2")
    assert is_ok(program.write(first, "one"))
    assert program.writeto(first) is first is program["_OUTPUT"]
    assert is_ok(program.closefile(second))
    assert program.readfrom(program["_STDIN"]) is program["_STDIN"]


# ---- reading


def test_read_gives_one_result_for_each_format(name: str) -> None:
    program = Program(io.BytesIO(b"line1\nword2  4.5 rest\nlast"))
    assert program.read() == "line1"
    assert program.read("*w", "*n") == ("word2", 4.5)
    assert program.read("*l", 2.0, "*a", "*a") == (" rest", "la", "st", "")
    assert program.read() == ()
    assert program.read("*l", "*a") == ()
    assert program.read("*a", "*l", "*a") == ""


def test_read_takes_a_handle_first(program: Program, name: str) -> None:
    fill(name, b"one\ntwo 3\n")
    handle = program.openfile(name, "r")
    assert program.read(handle) == "one"
    assert program.read(handle, "*w", "*number") == ("two", 3.0)
    assert program.read(handle, 0.0) == ""
    assert program.read(handle, "1", "0x1") == "\n"
    assert program.read(handle) == ()


def test_read_counts_bytes_as_c_does() -> None:
    program = Program(io.BytesIO(ALL_BYTES.encode("latin-1")))
    assert program.read(0.9) == ""
    assert program.read(-0.9) == ""
    assert program.read(" 100.9 ") == ALL_BYTES[:100]
    assert program.read(1e15) == ALL_BYTES[100:]
    assert program.read(1.0) == ()
    assert program.read(0.0) == ""
    for count in (-1.0, float("nan"), float("inf"), 1e300, "-5"):
        assert complaint(program.read, count) == "not enough memory to read a file"


def test_read_refuses_formats() -> None:
    program = Program(io.BytesIO(b"a\nb\n"))
    for pattern in ("x", "", "l", "{%s*}%d+", " "):
        assert complaint(program.read, pattern) == "read patterns are deprecated"
    for format in ("*", "*x", "*L", "**l"):
        assert complaint(program.read, format) == "#1 invalid format"
    assert complaint(program.read, program["_STDIN"], "*l", "*x") == "#3 invalid format"
    assert complaint(program.read, None) == "#1 string expected, got nil"
    assert complaint(program.read, Userdata()) == "#1 string expected, got userdata"
    assert program.read() == "b"


@pytest.mark.parametrize("first", [(), ("*l",), ("*w",), ("*n",), (1.0,)])
def test_lines_keep_every_byte(program: Program, name: str, first: tuple[object, ...]) -> None:
    line = ALL_BYTES.replace("\n", "") + "\0\r"
    fill(name, f"1\n{line}\n\n{line}".encode("latin-1"))
    program.readfrom(name)
    assert program.read(*first) in {"1", 1.0}
    if first in {("*w",), ("*n",), (1.0,)}:
        assert program.read() == ""
    assert [program.read(), program.read(), program.read(), program.read()] == [line, "", line, ()]


def test_reading_what_is_open_for_writing_only_finds_nothing(program: Program, name: str) -> None:
    for handle in (program.openfile(name, "w"), program["_STDOUT"], program["_STDERR"]):
        assert program.read(handle) == ()
        assert program.read(handle, "*n") == ()
        assert program.read(handle, 0.0, "*a", "*w") == ("", "")


# ---- writing


def test_write_joins_strings_and_numbers(program: Program) -> None:
    assert is_ok(program.write())
    assert is_ok(program.write("a", "b", 1.0, 2.5, "\n", 1 / 3, 1e20, -0.0, ALL_BYTES))
    assert program.printed() == b"ab12.5\n0.33333333333333331e+20-0" + bytes(range(256))
    assert program.write("") is not program.write("")


def test_write_writes_what_stands_before_a_wrong_argument(program: Program, name: str) -> None:
    assert complaint(program.write, "partly ", 1.0, None, "lost") == "#3 string expected, got nil"
    assert complaint(program.write, None) == "#1 string expected, got nil"
    assert complaint(program.write, Userdata(), "lost") == "#1 string expected, got userdata"
    assert program.printed() == b"partly 1"
    handle = program.openfile(name, "w")
    assert complaint(program.write, handle, "partly ", program.read) == "#3 string expected, got function"
    program.closefile(handle)
    assert Path(name).read_bytes() == b"partly "


def test_write_that_fails_gives_the_number_alone(program: Program, name: str) -> None:
    fill(name, b"")
    for handle in (program.openfile(name, "r"), program["_STDIN"]):
        assert program.write(handle, "x") == errno.EBADF
        assert program.write(handle, "x", 1.0) == errno.EBADF


def test_standard_error_is_not_buffered() -> None:
    class Buffered(io.BytesIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = len(self.getvalue())

    stderr = Buffered()
    state = LuaState(no_compiler, stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=stderr)
    files = Files(state)
    assert is_ok(files.write(files.handles()["_STDERR"], "x", 1.0))
    assert stderr.flushed == 2


def test_standard_output_may_take_a_part_at_a_time() -> None:
    class Narrow(io.RawIOBase):
        taken = b""

        def writable(self) -> bool:
            return True

        def write(self, data: "Buffer", /) -> int | None:
            if len(self.taken) == 8:
                return None
            self.taken += bytes(data)[:1]
            return 1

    narrow = Narrow()
    program = Program(stdout=cast("BinaryIO", narrow))
    assert is_ok(program.write("four\n"))
    assert program.write("five") == errno.EAGAIN
    assert narrow.taken == b"four\nfiv"


def test_full_device_is_reported_when_something_is_handed_to_it(program: Program) -> None:
    no_space = (None, "No space left on device", 28.0)
    handle = program.openfile("/dev/full", "w")
    assert is_ok(program.write(handle, "x"))
    assert program.flush(handle) == no_space
    assert program.flush() == no_space
    assert program.write(handle, "x" * 100_000) == errno.ENOSPC
    assert program.closefile(handle) == no_space
    assert complaint(program.flush, handle) == "cannot access a closed file"


@pytest.mark.parametrize("is_reachable", [True, False])
def test_file_that_is_not_closed_loses_nothing_in_silence(is_reachable: bool) -> None:
    program = Program()
    handle = program.openfile("/dev/full", "w")
    program.write(handle, "lost")
    if not is_reachable:
        del handle
        gc.collect()
    with pytest.raises(OSError, match="No space left on device") as caught:
        program.files.close_all()
    assert caught.value.filename == "a file"
    program.files.close_all()


@pytest.mark.parametrize("action", ["writing", "reading", "appending", "removing", "renaming", "opening"])
def test_what_an_ordinary_user_may_not_do(action: str, tmp_path: Path) -> None:
    """In a child that gives up root, if that is what it is."""
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "file").chmod(0)
    tmp_path.chmod(0o555)
    lua = {
        "writing": "print(writeto('file'))",
        "reading": "print(readfrom('file'))",
        "appending": "print(appendto('file'))",
        "removing": "print(remove('file'))",
        "renaming": "print(rename('file', 'other'))",
        "opening": "print(openfile('new', 'w'))",
    }[action]
    python = """if True:
        import os, sys
        from luashell.interpreter import new_state
        state = new_state()
        state.load("print()", "warm")()
        os.chdir(sys.argv[1])
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        state.load(sys.argv[2], "program")()
        state.close()
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-c", python, str(tmp_path), lua], capture_output=True, text=True, timeout=60, check=False
        )
    finally:
        tmp_path.chmod(0o755)
    assert (ended.stdout, ended.stderr) == ("\nnil\tPermission denied\t13\n", "")
    assert not (tmp_path / "new").exists()


def test_full_standard_output_is_reported() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        program = Program(stdout=cast("BinaryIO", full))
        assert program.write("x") == errno.ENOSPC
        assert program.write("x", 1.0) == errno.ENOSPC


def test_broken_standard_output_ends_the_program() -> None:
    source, target = os.pipe()
    os.close(source)
    with io.FileIO(target, "wb") as broken:
        program = Program(stdout=cast("BinaryIO", broken))
        for arguments in (("x",), ("x", 1.0), (program["_STDOUT"], "x")):
            with pytest.raises(BrokenPipeError):
                program.write(*arguments)


# ---- position


def test_seek_moves_and_tells(program: Program, name: str) -> None:
    fill(name, b"0123456789")
    handle = program.openfile(name, "r")
    assert program.seek(handle) == 0.0
    assert program.seek(handle, "end") == 10.0
    assert program.seek(handle, "set", 3.9) == 3.0
    assert program.read(handle, 2.0) == "34"
    assert program.seek(handle) == 5.0
    assert program.seek(handle, "cur", -4.0) == 1.0
    assert program.read(handle, 1.0) == "1"
    assert program.seek(handle, "end", "-2") == 8.0
    assert program.read(handle, "*a") == "89"
    assert program.seek(handle, "end", 5.0) == 15.0
    assert program.read(handle) == ()
    for far in (-1.0, -1e300, float("nan")):
        assert program.seek(handle, "set", far) == (None, "Invalid argument", 22.0)
    assert program.seek(handle, "cur", -1e300) == (None, "Invalid argument", 22.0)
    assert program.seek(handle) == 15.0


def test_seek_counts_lines_and_words_that_were_read(program: Program, name: str) -> None:
    fill(name, b"one two\n" * 1000)
    program.readfrom(name)
    for count in range(1, 1000):
        program.read()
        assert program.seek(program["_INPUT"]) == 8.0 * count
    program.seek(program["_INPUT"], "set")
    for count in range(1, 100):
        program.read("*w")
        program.read("*w")
        assert program.seek(program["_INPUT"]) == 8.0 * count - 1


def test_seek_checks_its_arguments(program: Program, name: str) -> None:
    handle = program.openfile(name, "w")
    assert complaint(program.seek, handle, "bad") == "#2 invalid mode"
    assert complaint(program.seek, handle, None) == "#2 string expected, got nil"
    assert complaint(program.seek, handle, "bad", None) == "#3 number expected, got nil"


def test_pipes_have_no_position(program: Program) -> None:
    pipe = program.readfrom("|printf 'one\\ntwo\\n'")
    assert program.read() == "one"
    assert program.seek(pipe) == (None, "Illegal seek", 29.0)
    assert program.read() == "two"
    program.readfrom()


def test_standard_streams_may_have_a_position(name: str) -> None:
    fill(name, b"0123456789")
    with Path(name).open("rb") as stdin, Path(name + "2").open("wb") as stdout:
        program = Program(stdin, stdout)
        assert program.read(3.0) == "012"
        assert program.seek(program["_STDIN"]) == 3.0
        program.write("12345")
        assert program.seek(program["_STDOUT"]) == 5.0


def test_one_handle_reads_and_writes(program: Program, name: str) -> None:
    handle = program.openfile(name, "w+")
    program.write(handle, "one\ntwo\nthree\n")
    assert program.read(handle) == ()
    assert program.seek(handle, "set") == 0.0
    assert program.read(handle) == "one"
    program.write(handle, "TWO")
    assert program.seek(handle) == 7.0
    assert program.read(handle, "*l", "*l") == ("", "three")
    program.write(handle, "four")
    assert program.seek(handle, "set", 0.0) == 0.0
    assert program.read(handle, "*a") == "one\nTWO\nthree\nfour"
    program.closefile(handle)


def test_appending_handle_reads_from_the_beginning_and_writes_at_the_end(program: Program, name: str) -> None:
    fill(name, b"one\ntwo\n")
    handle = program.openfile(name, "a+")
    assert program.read(handle) == "one"
    program.write(handle, "three\n")
    assert program.read(handle) == ()
    assert program.seek(handle, "set", 4.0) == 4.0
    assert program.read(handle, "*a") == "two\nthree\n"
    assert program.seek(program.openfile(name, "a")) == 14.0
    program.closefile(handle)


def test_fifo_keeps_what_was_read_ahead(program: Program, name: str) -> None:
    os.mkfifo(name)
    handle = program.openfile(name, "r+")
    program.write(handle, "one\ntwo\n")
    assert program.read(handle) == "one"
    program.write(handle, "three\n")
    assert program.read(handle, "*l", "*l") == ("two", "three")
    program.closefile(handle)


def test_reading_waits_for_what_was_written_before(program: Program) -> None:
    handle = program.openfile("/dev/full", "r+")
    assert program.read(handle, 2.0) == "\0\0"
    assert is_ok(program.write(handle, "x"))
    assert program.read(handle, 2.0) == ()
    assert program.closefile(handle) == (None, "No space left on device", 28.0)


# ---- pipes


def test_pipe_reads_what_a_command_writes(program: Program) -> None:
    handle = program.readfrom("|printf 'one\\000\\n'; printf 'two'; exit 3")
    assert isinstance(handle, FileHandle)
    assert program.read() == "one\0"
    assert program.read() == "two"
    assert program.read() == ()
    assert is_ok(program.closefile(handle))


def test_closing_a_pipe_waits_for_its_command(program: Program, name: str) -> None:
    program.writeto(f"|sort > {name}")
    program.write("b\n", "a\n")
    assert program.writeto() is program["_STDOUT"]
    assert Path(name).read_bytes() == b"a\nb\n"


def test_files_are_flushed_before_a_command_starts(program: Program, name: str) -> None:
    handle = program.openfile(name, "w")
    program.write(handle, "written")
    program.readfrom(f"|cat {name}")
    assert program.read() == "written"
    program.readfrom()


def test_command_that_writes_to_a_closed_pipe_ends(program: Program) -> None:
    program.readfrom("|yes")
    assert program.read() == "y"
    program.readfrom()


def test_writing_to_a_command_that_has_ended_fails(program: Program) -> None:
    for text, refused_at_once in (("x", False), ("x" * 1_000_000, True)):
        handle = program.writeto("|exit 1")
        assert isinstance(handle, OpenFile)
        assert handle._process is not None
        handle._process.wait()
        assert (program.write(text) == errno.EPIPE) == refused_at_once
        closed = program.closefile(handle)
        assert refused_at_once or closed == (None, "Broken pipe", 32.0)


# ---- how files end


def test_unreachable_files_in_cycles_lose_nothing(tmp_path: Path) -> None:
    program = Program()
    for number in range(9):
        circle = program.state.new_table()
        circle.raw_set("self", circle)
        name = os.fsencode(tmp_path / str(number)).decode("latin-1")
        circle.raw_set("file", program.openfile(name, "w" if number % 2 else "w+"))
        program.write(circle.raw_get("file"), "kept")
    del circle
    gc.collect()
    assert [(tmp_path / str(number)).read_bytes() for number in range(9)] == [b"kept"] * 9
    program.files.close_all()


def test_unreachable_files_are_closed(program: Program, name: str) -> None:
    program.writeto(name)
    program.write("kept")
    program.writeto(program["_STDOUT"])
    gc.collect()
    assert Path(name).read_bytes() == b"kept"


def test_flush_hands_over_one_file_or_all(program: Program, name: str) -> None:
    one, other = program.openfile(name, "w"), program.openfile(name + "2", "w")
    program.write(one, "one")
    program.write(other, "other")
    assert Path(name).read_bytes() == b""
    assert is_ok(program.flush(one))
    assert Path(name).read_bytes() == b"one"
    assert Path(name + "2").read_bytes() == b""
    assert is_ok(program.flush())
    assert Path(name + "2").read_bytes() == b"other"
    assert is_ok(program.flush(program["_STDIN"]))


def test_close_all_flushes_and_waits_for_no_command(program: Program, name: str) -> None:
    handle = program.openfile(name, "w")
    program.write(handle, "kept")
    program.files.close_all()
    assert Path(name).read_bytes() == b"kept"
    assert isinstance(handle, FileHandle)
    assert handle.tag == CLOSED_TAG


def test_streams_of_the_host_may_be_exchanged_and_closed(program: Program) -> None:
    program.state.stdin = io.BytesIO(b"other\n")
    program.state.stdout = io.BytesIO()
    assert program.read() == "other"
    program.write("x")
    assert program.state.stdout.getvalue() == b"x"
    program.state.stdout.close()
    program.state.stdin = io.BytesIO(b"")
    assert program.write("x") == errno.EBADF
    assert program.write("x", 1.0) == errno.EBADF
    assert program.flush() == (None, "Bad file descriptor", 9.0)
    program.state.stdout = io.BytesIO()


def test_others_find_on_standard_input_what_was_left() -> None:
    program = Program(io.BytesIO(b"one\ntwo\nthree\nfour\n"))
    assert program.read() == "one"
    assert program.state.stdin.readline() == b"two\n"
    assert program.read() == "three"
    assert program.state.stdin.read() == b"four\n"


# ---- interrupts and terminals


@contextmanager
def interrupted_soon() -> Iterator[None]:
    """Ctrl-C in a moment, most probably during a wait."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("formats", [(), ("*l",), ("*w",), ("*a",), (100.0,), ("*n",)])
def test_interrupt_while_reading_loses_nothing(formats: tuple[object, ...]) -> None:
    source, target = os.pipe()
    with io.BufferedReader(io.FileIO(source)) as stdin:
        program = Program(stdin)
        os.write(target, b"12")
        with pytest.raises(KeyboardInterrupt), interrupted_soon():
            program.read(*formats)
        os.write(target, b"34")
        os.close(target)
        assert program.read(*formats) in {"1234", 1234.0}


def on_terminal(lua: str, typed: bytes) -> bytes:
    """What a program shows on a terminal after its last line was typed."""
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen([*LUASHELL, "-e", lua], stdin=terminal, stdout=terminal, stderr=subprocess.PIPE)
    os.close(terminal)
    shown = b""
    try:
        while not shown.endswith(b"? "):
            shown += os.read(controller, 1000)
        os.write(controller, typed)
        while b"end" not in shown:
            shown += os.read(controller, 1000)
    finally:
        _, errors = process.communicate(timeout=60)
        os.close(controller)
    assert (process.returncode, errors) == (0, b"")
    return shown


def test_terminal_is_read_although_standard_output_is_full() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    with Path("/dev/full").open("wb") as full:
        program = Program(Terminal(b"line\n"), full)
        assert is_ok(program.write("prompt"))
        assert program.read() == "line"
        assert program.flush() == (None, "No space left on device", 28.0)
        full.raw.close()  # it could not be emptied


def test_prompt_is_seen_before_a_terminal_is_read() -> None:
    shown = on_terminal('write("name? ") local n = read() write("hello ", n, " end\\n")', b"you\n")
    assert shown.replace(b"\r\n", b"\n") == b"name? you\nhello you end\n"
