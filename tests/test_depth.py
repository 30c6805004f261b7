"""How deep calls go, and what happens one level further: an error that Lua can catch, in a process that lives on."""

import subprocess
from typing import Final

import pytest

from tests.commands import LUA4, LUASHELL

PLAIN_CALLS: Final = 7000
CALLS_THROUGH_THE_LIBRARY: Final = 190

NESTING: Final = {
    "sort": "sort({1, 2}, descend)",
    "gsub": 'gsub("a", "a", descend)',
    "gsub_with_captures": 'gsub("ab", "(a)(.-)b", descend)',
    "foreach": "foreach({1}, descend)",
    "foreachi": "foreachi({1}, descend)",
    "call": "call(descend, {})",
    "dostring": 'dostring("descend()")',
    "tostring_of_print": "tostring = descend print(1)",
    "gettable": 'settagmethod(tag(object), "gettable", descend) local x = object.field',
    "settable": 'settagmethod(tag(object), "settable", descend) object.field = 1',
    "index": 'settagmethod(tag(object), "index", descend) local x = object.field',
    "getglobal": 'settagmethod(tag(object), "getglobal", descend) local x = object',
    "setglobal": 'settagmethod(tag(object), "setglobal", descend) object = 1',
    "add": 'settagmethod(tag(object), "add", descend) local x = object + 1',
    "sub": 'settagmethod(tag(object), "sub", descend) local x = object - object',
    "mul": 'settagmethod(tag(object), "mul", descend) local x = 2 * object',
    "div": 'settagmethod(tag(object), "div", descend) local x = object / 2',
    "pow": 'settagmethod(tag(object), "pow", descend) local x = object ^ 2',
    "unm": 'settagmethod(tag(object), "unm", descend) local x = -object',
    "lt": 'settagmethod(tag(object), "lt", descend) local x = object < object',
    "lt_of_sort": 'settagmethod(tag(object), "lt", descend) sort({object, object})',
    "concat": 'settagmethod(tag(object), "concat", descend) local x = object .. "."',
    "function": 'settagmethod(tag(object), "function", descend) object()',
}
"""Ways for a function to be entered again through the library or a tag method."""


def run(program: str, command: tuple[str, ...] = LUASHELL) -> str:
    ended = subprocess.run([*command, "-e", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


@pytest.mark.parametrize("command", [LUASHELL, LUA4], ids=["luashell", "lua4"])
def test_plain_calls(command: tuple[str, ...]) -> None:
    program = f"function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end print(depth({PLAIN_CALLS}))"
    assert run(program, command) == f"{PLAIN_CALLS}\n"


@pytest.mark.parametrize("command", [LUASHELL, LUA4], ids=["luashell", "lua4"])
@pytest.mark.parametrize("parameters", ["", "a", "a, b, c", "..."])
def test_endless_plain_calls_are_an_error(parameters: str, command: tuple[str, ...]) -> None:
    program = f"""
        function endless({parameters}) endless(1, 2) end
        print(call(endless, {{}}, "x", print))
        print("alive")
    """
    assert run(program, command) == "stack overflow\nnil\nalive\n"


def nested(way: str, at_each_level: str) -> str:
    return f"""
        _ERRORMESSAGE = nil
        write_out = write
        object = settag({{}}, newtag())
        keep = object
        level = 0
        function descend()
          level = level + 1
          {at_each_level}
          {NESTING[way].replace("tag(object)", "tag(keep)")}
        end
    """


@pytest.mark.parametrize("way", NESTING)
def test_calls_through_the_library(way: str) -> None:
    reached = f'if level == {CALLS_THROUGH_THE_LIBRARY} then write_out("reached\\n") exit(0) end'
    assert run(nested(way, reached) + "descend()") == "reached\n"


@pytest.mark.parametrize("way", NESTING)
def test_endless_calls_through_the_library_are_an_error(way: str) -> None:
    program = nested(way, "") + 'local outcome = call(descend, {}, "x") write_out(outcome or "nil", " alive\\n")'
    assert run(program) == "nil alive\n"


def test_python_itself_is_left_alone() -> None:
    program = """
        import gc, sys
        before = sys.getrecursionlimit(), gc.get_threshold()
        import luashell
        luashell.Interpreter().run("x = 1")
        assert (sys.getrecursionlimit(), gc.get_threshold()) == before
    """
    lines = "\n".join(line.strip() for line in program.splitlines())
    subprocess.run([LUASHELL[0], "-c", lines], timeout=60, check=True)
