"""Every function that is offered to Lua: described in full, and called as Lua calls (docs/decisions/0002)."""

import inspect
import pkgutil
import re
import subprocess
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType, NoneType
from typing import Final

import pytest

from luashell import netlib, stdlib
from luashell.binding.library import Library
from luashell.runtime.frames import HostFunction, record_of
from luashell.runtime.values import Missing
from tests.commands import LUA4, LUASHELL

REFERENCE: Final = Path(__file__).parent.parent.parent / "docs" / "reference"
SIGNATURE: Final = re.compile(r"(?P<name>[A-Za-z_]\w*)\((?P<parameters>[^()]*)\)")
EXTRA_SOCKET_FUNCTIONS: Final = {"select", "_sleep", "_time", "protocol_limits"}  # defined in addition to LuaSocket 1.2


def chapters(room: ModuleType) -> list[ModuleType]:
    """The files of a room."""
    return [import_module(info.name) for info in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")]


LIBRARIES: Final = {
    f"{chapter.__name__}.{name}": library
    for chapter in (*chapters(stdlib), *chapters(netlib))
    for name, library in vars(chapter).items()
    if isinstance(library, Library)
}
FUNCTIONS: Final = [
    pytest.param(entry, function, id=f"{where}-{entry.name}")
    for where, library in LIBRARIES.items()
    for entry, function, _ in library._functions.values()
]


def test_there_are_functions() -> None:
    assert FUNCTIONS


@pytest.mark.parametrize("library", LIBRARIES.values(), ids=LIBRARIES.keys())
def test_library_has_a_title(library: Library) -> None:
    assert library.title


@pytest.mark.parametrize(("entry", "function"), FUNCTIONS)
def test_function_is_described(entry: HostFunction, function: FunctionType) -> None:
    signature = SIGNATURE.fullmatch(entry.signature)
    assert signature
    assert signature["name"] == entry.name
    assert entry.meaning
    assert "\n" not in entry.meaning
    assert entry.meaning.endswith(".")
    assert entry.results
    assert entry.example
    assert record_of(function.__code__) is entry


def documented_parameters(entry: HostFunction) -> list[tuple[str, bool]]:
    """Name of each parameter in the signature, and whether it is optional: inside brackets."""
    signature = SIGNATURE.fullmatch(entry.signature)
    assert signature
    found = []
    depth = 0
    for token in re.findall(r"\w+|\.\.\.|[\[\]]", signature["parameters"]):
        if token in "[]":
            depth += 1 if token == "[" else -1
        else:
            found.append((token, depth > 0))
    return found


@pytest.mark.parametrize(("entry", "function"), FUNCTIONS)
def test_function_takes_any_number_of_arguments(entry: HostFunction, function: FunctionType) -> None:
    parameters = [name for name in inspect.signature(function).parameters.values() if name.name != "self"]
    *named, last = parameters
    assert last.kind is inspect.Parameter.VAR_POSITIONAL
    assert {parameter.kind for parameter in named} <= {inspect.Parameter.POSITIONAL_OR_KEYWORD}

    documented = documented_parameters(entry)
    for parameter, (name, is_optional) in zip(named, documented, strict=last.name == "_"):
        allowed = {Missing, NoneType, float, str} if is_optional else {Missing}
        assert type(parameter.default) in allowed, name


def predefined_names() -> set[str]:
    """The complete list of the reference (6.8)."""
    text = (REFERENCE / "lua-4.0.md").read_text(encoding="utf-8")
    section = text.partition("### 6.8 ")[2].partition("`_VERSION`")[0]
    return {name for line in section.splitlines() if line.startswith("    ") for name in line.split()}


def socket_names() -> set[str]:
    """The functions of LuaSocket 1.2 (specification 1.1 and 1.2)."""
    text = (REFERENCE / "luasocket-1.2.md").read_text(encoding="utf-8")
    core, _, protocols = text.partition("### 1.1 ")[2].partition("### 1.3 ")[0].partition("### 1.2 ")
    rows = [line.split("|") for line in (core.partition("No other")[0] + protocols).splitlines() if line[:1] == "|"]
    cells = [cells[1] if len(cells) == 5 and "`" in cells[1] else cells[2] for cells in rows]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def globals_of(command: tuple[str, ...]) -> set[str]:
    """The names that a program finds defined."""
    ended = subprocess.run(
        [*command, "-e", "foreach(globals(), print)"], capture_output=True, text=True, timeout=60, check=True
    )
    return {line.partition("\t")[0] for line in ended.stdout.splitlines()}


def test_lists_of_the_reference_are_found() -> None:
    assert {"PI", "abs", "getargs", "writeto"} <= predefined_names()
    assert {"connect", "poll", "toip", "smtp_mail", "base64", "ftp_put"} <= socket_names()


@pytest.mark.parametrize("command", [LUA4, LUASHELL], ids=["lua4", "luashell"])
def test_predefined_globals_are_those_of_the_reference(command: tuple[str, ...]) -> None:
    own_of_lua4 = {"getargs"} if command is LUASHELL else set()

    found = globals_of(command)

    assert found >= predefined_names() - own_of_lua4
    assert found <= predefined_names() - own_of_lua4 | socket_names() | EXTRA_SOCKET_FUNCTIONS
