"""contents.py says which chapter offers which globals; the chapters decide."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from luashell import contents
from luashell.interpreter import new_state
from luashell.netlib.opening import open_libraries
from luashell.stdlib import debugging, files, strings, system, tablefuncs, tagfuncs


class Handle(NamedTuple):
    """A global that is no function."""

    name: str


@pytest.mark.parametrize(
    ("names", "library"),
    [
        (contents.TABLES, tablefuncs.library),
        (contents.TAGS, tagfuncs.library),
        (contents.STRINGS, strings.library),
        (contents.FILES, [*files.library, *map(Handle, ("_INPUT", "_OUTPUT", "_STDERR", "_STDIN", "_STDOUT"))]),
        (contents.SYSTEM, system.library),
        (contents.DEBUGGING, debugging.library),
    ],
    ids=["tables", "tags", "strings", "files", "system", "debugging"],
)
def test_names_are_those_of_the_chapter(names: tuple[str, ...], library: object) -> None:
    assert sorted(names) == sorted(entry.name for entry in library)  # type: ignore[attr-defined]


@pytest.mark.parametrize("version", ["1.2", "1.4", "1.2-debug"])
def test_names_are_those_of_luasocket(version: str) -> None:
    expected = {*contents.SOCKETS, *(contents.SOCKETS_FOR_TESTS if version == "1.2-debug" else ())}
    assert set(open_libraries(new_state(luasocket=version), version)) == expected


def answer(text: str) -> object:
    state = new_state()
    return state.load(text, "=test")()


def test_what_a_program_assigns_before_a_chapter_is_loaded_stays() -> None:
    assert answer("strlen = 7 local n = strsub('abc', 2) return strlen, n, type(strupper)") == (7.0, "bc", "function")


def test_a_name_set_to_nil_stays_nil() -> None:
    assert answer("strlen = nil local n = strsub('abc', 2) return strlen") is None


def test_traversal_of_the_globals_finds_every_chapter() -> None:
    found = answer("local found = {} for name, value in globals() do found[name] = type(value) end return found")
    assert found["connect"] == found["gsub"] == found["getinfo"] == "function"  # type: ignore[index]


def test_getglobal_and_rawget_load_what_they_name() -> None:
    assert answer("return type(getglobal('strlen')), type(rawget(globals(), 'connect'))") == ("function", "function")


def test_handlers_see_the_value_of_a_name_that_was_not_loaded() -> None:
    text = """
    local seen = {}
    settagmethod(tag(print), "setglobal", function (name, old, new) %seen[1] = type(old) end)
    strlen = 1
    return seen[1]
    """
    assert answer(text) == "function"


def test_a_nil_handler_does_not_hide_the_library() -> None:
    assert answer(
        'settagmethod(tag(nil), "getglobal", function (name) return "?" end) return strlen("abc"), nosuch'
    ) == (
        3.0,
        "?",
    )
