"""The law of the libraries: whatever a function is given, it ends in Lua values or in a Lua error, never a Python one.

Every example is a program of 200 calls in a state of its own; ``--profile=long`` makes 200,000 calls. Left out are the
functions that end the process or start others (``exit``, ``execute``, names that begin with ``|``), names of files
outside of an empty directory, and counts from a million to 2^31, with which loops are legal but endless.
"""

from __future__ import annotations

import errno
import io
import locale
import os
import re
import struct
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from luashell.errors import LuaError
from luashell.interpreter import new_state
from luashell.runtime.calling import spread
from luashell.runtime.frames import HostFunction, record_of
from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import is_function
from luasocket_core.net.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from luasocket_core.net.network import Endpoint, HostEntry

CALLS: Final = 200
PARTS: Final = 5  # tests, each of which has to end before it counts as hanging
EXAMPLES: Final = settings().max_examples // 25
LEFT_OUT: Final = {"exit", "execute"}
MOST_ARGUMENTS: Final = 5
NUMBERS: Final = (
    *(0.0, -0.0, 1.0, 2.0, 3.0, 0.5, -1.0, 256.0, 1e5, 1e15, 1e300, 2.0**31, 2.0**63, -(2.0**31)),
    *(float("inf"), float("-inf"), float("nan")),
)

PROGRAM: Final = """
function identity (...) return call(%first, arg) end
function first (x) return x end
function nothing () end
function several (a, b) return b, a, 1, nil end
function fail (x) error(x) end
function deep (x) return deep(x) + 1 end
function less (a, b) return a < b end
list = {3, "2", {}, nil, 5}
counted = {"a", "b"; n = 3.5}
tagged = settag({10, 20, 30; x = "y"}, newtag())
faulty = settag({}, newtag())
settagmethod(tag(tagged), "index", function (t, k) return k end)
settagmethod(tag(tagged), "lt", function (a, b) return 1 end)
settagmethod(tag(tagged), "concat", function (a, b) return "joined" end)
for _, event in {"index", "gettable", "settable", "function", "lt", "add", "concat"} do
  settagmethod(tag(faulty), event, function (...) error("handler") end)
end
reading, writing, both, closed = openfile("in", "r"), openfile("out", "w"), openfile("in", "r+"), openfile("in", "r")
closefile(closed)
usual, event = tag(tagged), "index"
"""
OBJECTS: Final = (
    *("identity", "first", "nothing", "several", "fail", "deep", "less"),
    *("list", "counted", "tagged", "faulty", "usual", "event", "reading", "writing", "both", "closed"),
    *("_STDIN", "_STDOUT", "_STDERR", "type", "tostring", "rawget", "strlen", "getinfo", "error"),
)
MEANT: Final = {
    "t": ("list", "counted", "tagged", "faulty"),
    "arguments": ("list", "counted"),
    "f": ("identity", "first", "nothing", "several", "fail", "less", "type", "rawget"),
    "handler": ("first", "nothing", "fail"),
    "file": ("reading", "writing", "both", "closed", "_STDOUT", "_STDIN"),
    "tag": ("usual",),
    "event": ("event",),
}
WORDS: Final = (
    *(
        "",
        "n",
        "x",
        "in",
        "out",
        "new",
        ".",
        "..",
        "\xff\0",
        "no such file",
        "return 1",
        "return {}, nil",
        "x =",
        "cont",
    ),
    *("index", "gettable", "settable", "getglobal", "setglobal", "function", "lt", "concat", "gc", "add", "pow"),
    *("r", "w", "a", "r+", "w+b", "*l", "*n", "*w", "*a", "*x", "set", "cur", "end", "all", "ctype", "C", "flnSu", "x"),
    *(
        "%d",
        "%5.2f",
        "%q",
        "%s",
        "%99.99e",
        "%1$s",
        "%c%x",
        "%Y-%m",
        "%E",
        "%",
        "(a)",
        "(",
        "%b()",
        "[^%s]*",
        "a-b",
        "^",
    ),
    *(
        "0x10",
        "1e400",
        " 12 ",
        "nan",
        "-",
        "10",
        "print",
        "_INPUT",
        "_OUTPUT",
        "_ERRORMESSAGE",
        "127.0.0.1",
        "*",
        "^",
        "cont",
    ),
)


class Nowhere(Network):
    """A network without names or endpoints, on which time does not pass."""

    def open_stream(self) -> Endpoint:
        raise OSError(errno.ENETDOWN, os.strerror(errno.ENETDOWN))

    def open_datagram(self) -> Endpoint:
        raise OSError(errno.ENETDOWN, os.strerror(errno.ENETDOWN))

    def wait(self, endpoint: Endpoint, operation: str, seconds: float | None) -> bool:
        return False

    def wait_for_any(
        self, readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
    ) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
        return (), ()

    def host_by_name(self, name: str) -> HostEntry:
        raise OSError(errno.ENETDOWN, os.strerror(errno.ENETDOWN))

    def host_by_address(self, address: str) -> HostEntry:
        raise OSError(errno.ENETDOWN, os.strerror(errno.ENETDOWN))

    def clock(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        pass


class Program:
    """A state with all libraries, the file ``in`` in the working directory, and what the arguments refer to."""

    def __init__(self) -> None:
        Path("in").write_bytes(b"1 2.5 0x1p3\nline\r\n\n\xff\0\n" * 20)
        self.state = new_state(
            stdin=io.BytesIO(b"12 words\nand lines\n0x1f cont\n"),
            stdout=io.BytesIO(),
            stderr=io.BytesIO(),
            luasocket="1.2-debug",
            network=Nowhere(),
        )
        self.functions = {str(name): value for name, value in self.state.globals.items().items() if is_function(value)}
        self.state.load(PROGRAM, "PROGRAM")()
        self.callers = [self.caller(count) for count in range(MOST_ARGUMENTS + 1)]
        self.objects = {name: self.state.globals_get(name) for name in OBJECTS}

    def caller(self, count: int) -> object:
        """A Lua function, with locals and lines, that calls its first argument with ``count`` others."""
        parameters = [f"a{number}" for number in range(count)]
        text = f"local x, t = 1, {{}}\nlocal y = x return f({', '.join(parameters)})"
        return self.state.load(f"return function ({', '.join(['f', *parameters])}) {text} end", "caller")()

    def call(self, name: str, arguments: list[object], *, from_lua: bool) -> tuple[object, ...]:
        """What ``name`` returns, called from a Lua function with locals and a line, or from nowhere."""
        values = [argument.value(self) if isinstance(argument, Argument) else argument for argument in arguments]
        function = self.functions[name]
        if from_lua:
            return spread(self.callers[len(values)](function, *values))  # type: ignore[operator]  # a function
        return spread(function(*values))  # type: ignore[operator]  # as above

    def close(self) -> None:
        """End it, with no hook left in this process."""
        sys.setprofile(None)  # not by setcallhook, whose call the hook would see
        self.state.close()


def library_functions() -> dict[str, list[str]]:
    """All functions of all libraries, with the names of their parameters."""
    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO(), luasocket="1.2-debug")
    found: dict[str, list[str]] = {}
    for name, value in state.globals.items().items():
        if is_function(value) and name not in LEFT_OUT:
            record = record_of(value.__code__)  # type: ignore[attr-defined]  # is_function
            assert isinstance(record, HostFunction)
            found[str(name)] = re.findall(r"\w+", record.signature)[1:]
    state.close()
    return found


FUNCTIONS: Final = library_functions()


class Argument:
    """What is made anew for each program; ``text`` is what a failure shows of it."""

    def __init__(self, text: str, value: Callable[[Program], object]) -> None:
        self.text = text
        self.value = value

    def __repr__(self) -> str:
        return self.text


def object_named(name: str) -> Argument:
    return Argument(name, lambda program: program.objects[name])


def table_of(entries: Mapping[float | str, object]) -> Argument:
    def make(program: Program) -> LuaTable:
        table = program.state.new_table()
        for key, value in entries.items():
            table.raw_set(key, value)
        return table

    return Argument(repr(entries), make)


@pytest.fixture(autouse=True, scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in a directory in which anything may happen; leave the locale as it was."""
    before = locale.setlocale(locale.LC_ALL)
    path = tmp_path_factory.mktemp("outer") / "inner"
    path.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(path)
        yield
    locale.setlocale(locale.LC_ALL, before)


class Dice:
    """Arguments by chance. A generator of our own: a strategy takes ten times as long as all the calls."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def call(self) -> tuple[str, bool, list[object]]:
        """The name of a function, whether it is called from Lua, and its arguments."""
        name = self._random.choice([*FUNCTIONS])
        arguments = [
            self._plausible(parameter) if self._random.random() < 0.7 else self._argument()
            for parameter in FUNCTIONS[name]
        ]
        arguments += [self._argument() for _ in range(self._random.choice((0, 0, 0, 1, 2)))]
        count = self._random.randint(0, MOST_ARGUMENTS) if self._random.random() < 0.3 else MOST_ARGUMENTS
        return name, self._random.random() < 0.5, arguments[:count]

    def _plausible(self, parameter: str) -> object:
        """A value of the kind that functions mean by this parameter, most often."""
        return object_named(self._random.choice(MEANT[parameter])) if parameter in MEANT else self._plain()

    def _argument(self) -> object:
        choice = self._random.random()
        if choice < 0.6:
            return self._plain()
        if choice < 0.85:
            return object_named(self._random.choice(OBJECTS))
        if choice < 0.97:
            return table_of({self._key(): self._plain() for _ in range(self._random.randrange(6))})
        return Argument("userdata", lambda program: Userdata())

    def _plain(self) -> float | str | None:
        return None if self._random.random() < 0.06 else self._key()

    def _key(self) -> float | str:
        choice = self._random.random()
        if choice < 0.2:
            return self._random.choice(NUMBERS)
        if choice < 0.35:
            return float(self._random.randint(-3, 40))
        if choice < 0.5:
            (number,) = struct.unpack("d", self._random.randbytes(8))
            return 0.1 if 1e6 <= number < 2.0**31 else number
        if choice < 0.85:
            return self._random.choice(WORDS)
        length = self._random.randrange(10)
        return self._random.randbytes(length).decode("latin-1").replace("|", "%").replace("/", "(")


def is_lua_value(value: object) -> bool:
    if isinstance(value, str):
        return max(value, default="") <= "\xff"
    return value is None or value.__class__ is float or is_function(value) or isinstance(value, (LuaTable, Userdata))


@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 2**64 - 1))
def test_any_call_ends_in_values_or_a_lua_error(part: int, seed: int) -> None:
    dice = Dice(seed * PARTS + part)
    program = Program()
    try:
        for _ in range(CALLS):
            name, from_lua, arguments = dice.call()
            note(f"{name}{arguments}{' from Lua' if from_lua else ''}")
            try:
                returned = program.call(name, arguments, from_lua=from_lua)
            except (LuaError, RecursionError, MemoryError):  # what protected calls make Lua errors of
                continue
            assert all(map(is_lua_value, returned)), name
    finally:
        program.close()


def test_functions_of_all_libraries_are_called() -> None:
    assert {"date", "debug", "getlocal", "gsub", "read", "remove", "select", "sort", "tag", "toip", "write"} <= {
        *library_functions()
    }
