"""Lua inside a Python program: values there and back, functions of either side, errors."""

import io
import math
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import luashell
from luashell import Function, Interpreter, LuaError, LuaSyntaxError, Table


@pytest.fixture
def lua() -> Interpreter:
    return Interpreter()


# ---- from Lua to Python


@pytest.mark.parametrize(
    ("program", "results"),
    [
        ("", None),
        ("return nil", None),
        ("return 1", 1.0),
        ("return 1 == 1", 1.0),
        ("return 1 == 2", None),
        (r"return 'a\0\255'", b"a\0\xff"),
        ("return 1, nil, 'x'", (1.0, None, b"x")),
        ("return nil, nil", (None, None)),
    ],
)
def test_results(lua: Interpreter, program: str, results: object) -> None:
    returned = lua.run(program)
    assert returned == results
    assert type(returned) is type(results)


def test_table_is_a_mapping(lua: Interpreter) -> None:
    table = lua.run("return {10, 20; x = 'y'}")
    assert isinstance(table, Table)
    assert table[1] == 10.0
    assert table["x"] == table[b"x"] == b"y"
    assert table["absent"] is None
    assert table.get("absent", "default") == "default"
    assert (1 in table, 3 in table) == (True, False)
    assert len(table) == 3
    assert set(table) == set(table.keys()) == {1.0, 2.0, b"x"}
    assert dict(table.items()) == {1.0: 10.0, 2.0: 20.0, b"x": b"y"}
    assert sorted(map(str, table.values())) == ["10.0", "20.0", "b'y'"]


def test_table_can_be_changed(lua: Interpreter) -> None:
    table = lua.run("t = {1; x = 2} return t")
    assert isinstance(table, Table)
    table["new"] = "value"
    table[1] = None
    del table["x"]
    assert lua.run("return t[1], t.x, t.new") == (None, None, b"value")


def test_access_honours_tag_methods_and_a_look_at_all_keys_does_not(lua: Interpreter) -> None:
    table = lua.run("""
        t = settag({1}, newtag())
        settagmethod(tag(t), "index", function (t, k) return "made for " .. k end)
        settagmethod(tag(t), "settable", function (t, k, v) rawset(t, k, v * 2) end)
        return t
    """)
    assert isinstance(table, Table)
    assert table["x"] == b"made for x"
    table["y"] = 4
    assert dict(table.items()) == {1.0: 1.0, b"y": 8.0}


def test_nil_is_no_key(lua: Interpreter) -> None:
    with pytest.raises(LuaError, match=r"^table index is nil$"):
        lua.globals[None] = 1
    with pytest.raises(LuaError, match=r"^table index is nil$"):
        lua.globals[None]


def test_function_can_be_called(lua: Interpreter) -> None:
    function = lua.run("return function (a, b) return b, a end")
    assert isinstance(function, Function)
    assert function(1, "x") == (b"x", 1.0)
    assert function() == (None, None)


def test_wrappers_keep_identity(lua: Interpreter) -> None:
    results = lua.run("t = {} return t, t, {}")
    assert isinstance(results, tuple)
    first, again, other = results
    assert first == again == lua.globals["t"]
    assert hash(first) == hash(again)
    assert first != other
    assert len({first, again, other}) == 2
    assert lua.globals["print"] == lua.globals["print"] != lua.globals["write"]
    assert lua.globals["_STDIN"] == lua.globals["_INPUT"] != lua.globals["_STDOUT"]
    assert lua.globals == lua.run("return globals()")


def test_wrapper_passed_back_is_the_same_value(lua: Interpreter) -> None:
    for value in ("{}", "print", "_STDIN", "function () end"):
        lua.globals["back"] = lua.run(f"x = {value} return x")
        assert lua.run("return x == back") == 1.0


def test_wrapper_of_another_interpreter_is_refused(lua: Interpreter) -> None:
    for name in ("print", "_STDIN"):
        with pytest.raises(ValueError, match="another Interpreter"):
            lua.globals["x"] = Interpreter().globals[name]
    with pytest.raises(ValueError, match="another Interpreter"):
        lua.run("return function (x) end")([Interpreter().globals])  # type: ignore[operator]  # a function


# ---- from Python to Lua


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (None, b"nil nil"),
        (True, b"number 1"),
        (False, b"nil nil"),
        (3, b"number 3"),
        (0.5, b"number 0.5"),
        (b"\xff", b"string \xff"),
        ("é", "string é".encode()),
        (2**1023, b"number 8.98846567431158e+307"),
    ],
)
def test_values(lua: Interpreter, value: object, seen: bytes) -> None:
    lua.globals["x"] = value
    assert lua.run("return type(x) .. ' ' .. tostring(x)") == seen


def test_subclasses_of_numbers_become_numbers(lua: Interpreter) -> None:
    lua.globals["x"] = type("Seconds", (float,), {})(2.5)
    assert type(lua.globals["x"]) is float
    lua.globals["x"] = math.nan
    assert lua.run("return x == x") is None


def test_containers_become_new_tables(lua: Interpreter) -> None:
    lua.globals["x"] = {"list": [1, None, [3]], 4: {"y": True}}
    assert lua.run("return x.list[1], x.list[2], x.list[3][1], x[4].y") == (1.0, None, 3.0, 1.0)


def test_containers_may_contain_themselves(lua: Interpreter) -> None:
    inner: list[object] = []
    inner.append(inner)
    lua.globals["x"] = [inner, inner]
    assert lua.run("return x[1] == x[2], x[1] == x[1][1]") == (1.0, 1.0)


def test_containers_may_be_deep(lua: Interpreter) -> None:
    deep: list[object] = []
    for _ in range(10 * sys.getrecursionlimit()):
        deep = [deep]
    lua.globals["x"] = deep
    assert lua.run("n = 0 while x do x = x[1] n = n + 1 end return n") == 10.0 * sys.getrecursionlimit() + 1


@pytest.mark.parametrize("value", [(1, 2), {1}, object(), 1j, bytearray(b"x"), [object()], {"x": ()}])
def test_other_values_are_refused(lua: Interpreter, value: object) -> None:
    with pytest.raises(TypeError, match="Lua has no value for"):
        lua.globals["x"] = value
    assert lua.globals["x"] is None


@pytest.mark.parametrize("value", [2**1024, -(10**400), {None: 1}, {False: 1}, "\ud800"])
def test_values_that_do_not_fit_are_refused(lua: Interpreter, value: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        lua.globals["x"] = value


# ---- Python functions in Lua


@pytest.mark.parametrize(
    ("function", "results"),
    [
        (lambda *values: len(values), 3.0),
        (lambda *values: values, (1.0, None, b"x")),
        (lambda *_: None, None),
        (lambda *_: (), None),
        (lambda *_: [7], 7.0),
    ],
)
def test_registered_function(lua: Interpreter, function: Callable[..., object], results: object) -> None:
    lua.register("f", function)
    assert (
        lua.run("local r = f(1, nil, 'x') if type(r) == 'table' then return r[1] end return f(1, nil, 'x')") == results
    )


def test_function_that_returns_nothing_returns_no_value(lua: Interpreter) -> None:
    lua.register("nothing", lambda: ())
    lua.register("nil_", lambda: None)
    assert lua.run("return getn({nothing()}), getn({nil_(), 1})") == (0.0, 2.0)


def test_only_functions_can_be_registered(lua: Interpreter) -> None:
    with pytest.raises(TypeError, match="str is not callable"):
        lua.register("x", "text")  # type: ignore[arg-type]  # the point of it


def test_callback_of_a_library_function(lua: Interpreter) -> None:
    lua.register("descending", lambda a, b: a > b)
    assert lua.run("local t = {1, 3, 2} sort(t, descending) return t[1], t[2], t[3]") == (3.0, 2.0, 1.0)


def failing() -> None:
    raise KeyError("naïve")


def test_exception_of_a_function_is_an_error_in_lua(lua: Interpreter) -> None:
    lua.register("failing", failing)
    program = "return call(failing, {}, 'x', function (m) message = m end), message"
    assert lua.run(program) == (None, "KeyError: 'naïve'".encode())


def test_exception_of_a_function_is_the_cause(lua: Interpreter) -> None:
    lua.register("failing", failing)
    with pytest.raises(LuaError, match=r"^KeyError: 'naïve'$") as caught:
        lua.run("local x = 1\nfailing()", name="@lesson.lua")
    error = caught.value
    assert isinstance(error.__cause__, KeyError)
    assert (error.chunk, error.line) == ("@lesson.lua", 2)
    assert error.traceback == (
        "stack traceback:\n   1:  function `failing' [C]\n   2:  main of file `lesson.lua' at line 2\n"
    )


def test_exit_and_interrupt_pass_through(lua: Interpreter) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    lua.register("interrupt", interrupt)
    with pytest.raises(KeyboardInterrupt):
        lua.run("call(interrupt, {}, 'x')")
    with pytest.raises(SystemExit) as caught:
        lua.run("call(exit, {3}, 'x')")
    assert caught.value.code == 3


def test_lua_error_passes_through_python_and_back(lua: Interpreter) -> None:
    lua.register("again", lambda: lua.run("error('é')"))
    assert lua.run("return call(again, {}, 'x', function (m) message = m end), message") == (None, "é".encode())
    with pytest.raises(LuaError, match=r"^é$") as caught:
        lua.run("again()", name="=outer")
    assert [line[6:] for line in caught.value.traceback.splitlines()[1:]] == [
        " function `error' [C]",
        " main of string \"error('é')\" at line 1",
        " function `again' [C]",
        " main of outer at line 1",
    ]


# ---- errors


def test_error_tells_what_and_where(lua: Interpreter) -> None:
    with pytest.raises(LuaError) as caught:
        lua.run("function f()\n  local x = nil + 1\nend\nf()", name="@sum.lua")
    error = caught.value
    assert error.message == str(error) == "attempt to perform arithmetic on a nil value"
    assert (error.chunk, error.line) == ("@sum.lua", 2)
    assert error.traceback == (
        "stack traceback:\n   1:  function `f' at line 2 [file `sum.lua']\n   2:  main of file `sum.lua' at line 4\n"
    )


def test_error_without_message(lua: Interpreter) -> None:
    with pytest.raises(LuaError) as caught:
        lua.run("error()")
    assert caught.value.message is None


def test_chunk_that_does_not_compile(lua: Interpreter) -> None:
    with pytest.raises(LuaSyntaxError) as caught:
        lua.run("x = 1\nx = = 2", name="@wrong.lua")
    error = caught.value
    assert error.message == "<expression> expected;\n  last token read: `=' at line 2 in file `wrong.lua'"
    assert (error.chunk, error.line, error.incomplete) == ("@wrong.lua", 2, False)


def test_error_message_function_is_not_called() -> None:
    errors = io.BytesIO()
    lua = Interpreter(stderr=errors)
    with pytest.raises(LuaError):
        lua.run("_ERRORMESSAGE = function () called = 1 end error('x')")
    assert lua.globals["called"] is None
    with pytest.raises(LuaSyntaxError):
        lua.run("= 1")
    assert errors.getvalue() == b""


def test_endless_recursion_is_an_error(lua: Interpreter) -> None:
    with pytest.raises(LuaError, match=r"^stack overflow$"):
        lua.run("function f() f() end f()")
    assert lua.run("return 1") == 1.0


def test_error_of_a_function_called_from_python(lua: Interpreter) -> None:
    fail = lua.run("return function () error('oh') end", name="=made")
    with pytest.raises(LuaError, match=r"^oh$") as caught:
        fail()  # type: ignore[operator]  # a function
    assert (caught.value.chunk, caught.value.line) == ("=made", 1)


# ---- the interpreter


def test_text_may_be_bytes(lua: Interpreter) -> None:
    assert lua.run(b"return '\xff'") == b"\xff"


def test_file(lua: Interpreter, tmp_path: Path) -> None:
    file = tmp_path / "é.lua"
    file.write_text("#!/usr/bin/env luashell\nreturn getinfo(1).currentline, getinfo(1).source")
    assert lua.run_file(file) == lua.run_file(str(file)) == (2.0, f"@{file}".encode())
    with pytest.raises(FileNotFoundError):
        lua.run_file(tmp_path / "absent.lua")


def test_streams() -> None:
    output, errors = io.BytesIO(), io.BytesIO()
    with Interpreter(stdin=io.BytesIO(b"line\n"), stdout=output, stderr=errors) as lua:
        lua.run("print(read()) write(_STDERR, 'e')")
    assert (output.getvalue(), errors.getvalue()) == (b"line\n", b"e")


def test_end_closes_files(tmp_path: Path) -> None:
    file = tmp_path / "out"
    with Interpreter() as lua:
        lua.run(f"kept = openfile('{file}', 'w') write(kept, 'text')")
        assert file.read_bytes() == b""
    assert file.read_bytes() == b"text"


def test_interpreters_share_nothing() -> None:
    one, other = Interpreter(), Interpreter()
    one.run("x = 1 settagmethod(tag({}), 'concat', function () return 'one' end)")
    assert other.globals["x"] is None
    with pytest.raises(LuaError, match="attempt to concat a table value"):
        other.run("return {} .. 1")


@pytest.mark.parametrize("version", ["1.2", "1.4", "1.2-debug"])
def test_versions_of_luasocket(version: str) -> None:
    assert Interpreter(luasocket=version).run("return type(connect)") == b"function"


def test_unknown_version_of_luasocket() -> None:
    with pytest.raises(ValueError, match="3"):
        Interpreter(luasocket="3.0")


def test_public_names() -> None:
    assert set(luashell.__all__) <= set(dir(luashell))
    assert all(hasattr(luashell, name) for name in luashell.__all__)
    assert not hasattr(luashell, "absent")
