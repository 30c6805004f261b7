"""The debug interface (specification 6.7), and debug() (6.6)."""

import io
import sys
from collections.abc import Iterator

import pytest

from luashell.interpreter import new_state
from luashell.stdlib.loading import run_text


def output(*texts: str) -> str:
    """What the chunks write, one after the other in the same state."""
    stdout = io.BytesIO()
    state = new_state(stdin=io.BytesIO(), stdout=stdout, stderr=io.BytesIO())
    for text in ('_ERRORMESSAGE = function (m) print("error: " .. m) end', *texts):
        run_text(state, text, "@test.lua")
    state.stdout.flush()
    return stdout.getvalue().decode("latin-1")


@pytest.fixture(autouse=True)
def _no_hook_left() -> Iterator[None]:
    """A call hook watches the whole thread, so the state of another test must not keep it."""
    yield
    sys.setprofile(None)


# ---- getinfo


def test_a_level_knows_its_function() -> None:
    text = """
        local function_of = function () return getinfo(2, "f").func end
        function plain () return function_of_caller() end
        function_of_caller = function_of
        print(plain() == plain)
        local made = {}
        for i = 1, 3 do made[i] = function () local r = %function_of() return r, %i end end
        for i = 1, 3 do local f, j = made[i]() print(f == made[i], j) end
        print(getinfo(0, "f").func == getinfo)
    """
    assert output(text) == "1\n1\t1\n1\t2\n1\t3\n1\n"


def test_levels_inside_an_error_handler_are_those_of_the_error() -> None:
    text = """
        function fails () local inner = 1 local x = nil + inner end
        call(fails, {}, "x", function (m)
          local i = getinfo(2)
          print(m, i.name, i.currentline, i.func == fails, getlocal(2, 1))
        end)
    """
    assert output(text) == "attempt to perform arithmetic on a nil value\tfails\t2\t1\tinner\t1\n"


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ('getinfo(1, "l").currentline', "1"),
        ('getinfo("1", "l").currentline', "1"),
        ('getinfo(1.9, "S").what', "main"),
        ("getinfo(-1)", "nil"),
        ("getinfo(50)", "nil"),
        ('next(getinfo(1, ""))', "nil"),
        ('getinfo(strlen, "u").nups', "0"),
        ("getinfo()", "error: bad argument #1 to `getinfo' (function or level expected)"),
        ("getinfo({})", "error: bad argument #1 to `getinfo' (function or level expected)"),
        ('getinfo(1, "fx")', "error: bad argument #2 to `getinfo' (invalid option)"),
        ("getinfo(1, {})", "error: bad argument #2 to `getinfo' (string expected, got table)"),
        ("getlocal()", "error: bad argument #1 to `getlocal' (number expected, got no value)"),
        ("getlocal(50)", "error: bad argument #1 to `getlocal' (level out of range)"),
        ("getlocal(-1, 1)", "error: bad argument #1 to `getlocal' (level out of range)"),
        ("getlocal(1)", "error: bad argument #2 to `getlocal' (number expected, got no value)"),
        ("getlocal(0, 1)", "nil"),
        ("getlocal(1, 0)", "nil"),
        ("getlocal(1, -1)", "nil"),
        ("setlocal(50)", "error: bad argument #1 to `setlocal' (level out of range)"),
        ("setlocal(1, 1)", "error: bad argument #3 to `setlocal' (value expected)"),
        ("setlocal(1, {}, 1)", "error: bad argument #2 to `setlocal' (number expected, got table)"),
        ("setcallhook(1)", "error: bad argument #1 to `setcallhook' (function expected)"),
        ('setlinehook("x")', "error: bad argument #1 to `setlinehook' (function expected)"),
        ("setcallhook()", "nil"),
        ("setlinehook(nil)", "nil"),
    ],
)
def test_arguments(call: str, printed: str) -> None:
    assert output(f"print({call})") == printed + "\n"


# ---- locals


def test_a_local_is_active_after_its_declaration_and_to_the_end_of_its_block() -> None:
    text = """
        function names () local all, i = "", 1
          while getlocal(2, i) do all = all .. getlocal(2, i) .. " " i = i + 1 end
          return all
        end
        function f (a) local b = names() local c = 1 print(b) do local d = 2 print(names()) end print(names())
          local b, e = names() print(b)
          repeat local g = 1 until not print(names())
        end
        f()
    """
    assert output(text) == "a \na b c d \na b c \na b c \na b c b e \n"


def test_loops_have_hidden_slots() -> None:
    text = """
        function all () local i = 1
          while getlocal(2, i) do
            local name, value = getlocal(2, i)
            if type(value) == "table" then value = "table" end
            write(name, "=", value, " ") i = i + 1
          end
        end
        for n = 5, 1, -2 do all() print(setlocal(1, 2, 9)) end
        for k, v in {"x"} do all() print(setlocal(1, 1, {})) end
    """
    assert output(text) == (
        "n=5 (limit)=1 (step)=-2 nil\nn=3 (limit)=1 (step)=-2 nil\nn=1 (limit)=1 (step)=-2 nil\n"
        "(table)=table k=1 v=x nil\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("local a = 1 print(setlocal(1, 1, 'new'), a)", "a\tnew\n"),
        ("local a = 1 setlocal(1, 1, nil) print(a)", "nil\n"),
        ("local f = function (p) setlocal(1, 1, 2) return p end print(f(1))", "2\n"),
        ("for i = 1, 9 do write(i, ' ') if i == 2 then setlocal(1, 1, 7) end end", "1 2 8 9 "),
        ("for i = 1, 3 do setlocal(1, 1, '9') end", "error: `for' index must be a number\n"),
        ("for k, v in {1, 2, 3, 4} do write(k, ' ') if k == 2 then setlocal(1, 2, 3) end end", "1 2 4 "),
        ("for k, v in {1, 2} do setlocal(1, 2, 'no key') end", "error: invalid key for `next'\n"),
        ("local t = {} setlocal(1, 1, 1) print(call(function (t) t.x = 1 end, {t}, 'x'))",
         "error: attempt to index local `t' (a number value)\nnil\n"),
        ("local a = 1 local s = a + 1 setlocal(1, 1, 'x') print(a .. s)", "x2\n"),
        ("function v (...) setlocal(1, 1, 5) return arg end print(v(1))", "5\n"),
    ],
)  # fmt: skip
def test_a_local_is_really_set(text: str, written: str) -> None:
    assert output(text) == written


def test_locals_of_deeply_nested_blocks_are_set() -> None:
    depth = 14
    text = f"local top = 1 {'do ' * depth} local deep = 2 setlocal(1, 1, 'T') setlocal(1, 2, 'D') print(top, deep) "
    assert output(text + "end " * depth) == "T\tD\n"


@pytest.mark.parametrize("value", ['"text"', "nil", "{}", "print"])
def test_code_compiled_before_anybody_asked_keeps_working(value: str) -> None:
    first = "function sums (n) local s = 0 for i = 1, n do s = s + i ask() end return s end"
    second = f"""
        function ask () local i = 1 while getlocal(2, i) do
          if getlocal(2, i) == "i" then setlocal(2, i, {value}) end i = i + 1 end
        end
        print(sums(3))
    """
    assert output(first, second) == "6\n"


# ---- hooks


def lines_of(function: str, call: str) -> str:
    """The lines that a line hook sees in ``function``, which begins on line 1."""
    text = function + "\nlocal seen = {n = 0}\n"
    text += "setlinehook(function (line) %seen.n = %seen.n + 1 %seen[%seen.n] = line end)\n"
    text += call + "\nsetlinehook()\nfor i = 1, seen.n do write(seen[i], ' ') end"
    return output(text).rstrip()


@pytest.mark.parametrize(
    ("function", "call", "lines"),
    [
        ("function f () x = 1 end", "f()", "1"),
        ("function f ()\n x = 1\nend", "f()", "2 3"),
        ("function f ()\n return 1\nend", "f()", "2"),
        ("function f ()\n local a\n local b, c = 1\nend", "f()", "2 3 4"),
        ("function f ()\n local t = {\n  1,\n  2;\n  a = 3,\n }\n t = {\n }\nend", "f()", "2 3 4 5 7 8 9"),
        ("function f (n)\n for i = 1, n do\n  x = i\n end\nend", "f(3)", "2 3 3 3 5"),
        ("function f (n)\n for i = 1, n do x = i end\nend", "f(3)", "2 2 2 3"),
        ("function f (n)\n for i = 1, n do end end", "f(3)", "2 2 2"),
        ("function f (n)\n for i = 1, n do\n  if i == 2 then\n   x = 1\n  end\n end end", "f(2)", "2 3 5 3 4 5 6"),
        ("function f (t)\n for k, v in t do\n  x = k\n end\nend", "f({1, 2})", "2 3 3 5"),
        ("function f (n)\n while n > 0 do\n  n = n - 1\n end\nend", "f(2)", "2 3 2 3 2 5"),
        ("function f (n)\n repeat\n  n = n - 1\n until n < 1\nend", "f(2)", "3 4 3 4 5"),
        ("function f ()\n while 1 do\n  break\n end\nend", "f()", "2 3 5"),
        ("function f (a)\n if a then\n  x = 1\n elseif nil then\n  x = 2\n else\n  x = 3\n end\nend", "f(1)", "2 3 9"),
        ("function f (a)\n if a then\n  x = 1\n elseif nil then\n  x = 2\n else\n  x = 3\n end\nend", "f()", "2 4 7 9"),
        ("function f (a)\n local b = a and\n  1 or\n  2\n return b\nend", "f(1)", "2 3 5"),
        ("function f (a)\n local b = a and\n  1 or\n  2\n return b\nend", "f()", "2 4 5"),
        ("function f ()\n strlen(\n  'x'\n )\nend", "f()", "2 3 4 5"),
        ("function f ()\n local g = function ()\n  return 1\n end\n g()\nend", "f()", "4 5 3 6"),
        ("function f (n)\n if n > 0 then\n  f(n - 1)\n end\nend", "f(1)", "2 3 2 5 5"),
    ],
)
def test_lines(function: str, call: str, lines: str) -> None:
    assert lines_of(function, call) == lines


def test_a_running_function_is_not_traced_and_one_entered_later_is() -> None:
    text = """
        seen = ""
        setlinehook(function (line) seen = seen .. line .. " " end)
        local x = 1
        dostring("local y = 1\\n\\nlocal z = 2")
        setlinehook()
        x = 2
        print(seen)
    """
    assert output(text) == "1 3 \n"


def test_a_line_hook_can_look_at_and_change_the_function() -> None:
    text = (
        "function f ()\n local a = 1\n local b = 2\n return a + b\nend\n"
        "setlinehook(function (line) write(line, getlocal(2, 1) or '-', getinfo(2, 'n').name, ' ')\n"
        "if line == 4 then setlocal(2, 1, 100) end end)\n"
        "x = f()\nsetlinehook()\nprint(x)"
    )
    assert output(text) == "2-f 3af 4af 102\n"


def test_functions_stay_the_same_when_they_become_traced() -> None:
    text = """
        local up = {}
        function f () return %up, getinfo(1, "nf") end
        before = f
        setlinehook(function () end)
        setlinehook(nil)
        local same, info = f()
        print(same == up, before == f, info.func == f, info.name)
    """
    assert output(text) == "1\t1\t1\tf\n"


def test_calls() -> None:
    text = """
        function leaf () end
        function tree () leaf() return strlen("x") end
        setcallhook(function (event) write(event, " ", getinfo(2, "n").name or "?", " ") end)
        tree()
        setcallhook()
    """
    assert output(text) == ("call tree call leaf return leaf call strlen return strlen return tree call setcallhook ")


def test_a_call_that_ends_with_an_error_does_not_return() -> None:
    text = """
        function fails () error() end
        setcallhook(function (event) write(event, " ", getinfo(2, "n").name or "?", " ") end)
        call(fails, {}, "x")
        setcallhook()
    """
    assert output(text) == "call call call fails call error return call call setcallhook "


def test_a_function_whose_call_is_reported_has_not_begun() -> None:
    text = """
        function f (a) return a end
        setcallhook(function (event)
          if getinfo(2, "n").name == "f" then write(event, getinfo(2, "l").currentline, getlocal(2, 1) or "-", " ") end
        end)
        f(1)
        setcallhook()
    """
    assert output(text) == "call-1- return2a "


def test_call_hooks_go_on_after_an_error_in_one() -> None:
    text = """
        calls, armed = 0, nil
        function f () end
        setcallhook(function (event)
          if getinfo(2, "n").name == "f" then
            calls = calls + 1
            if armed then armed = nil error("armed") end
          end
        end)
        call(function () armed = 1 f() print("not reached") end, {}, "x")
        f()
        setcallhook()
        print(calls)
    """
    assert output(text) == "error: armed\n3\n"


def test_a_hook_is_not_called_during_a_hook() -> None:
    text = """
        function quiet () local x = 1 end
        count = 0
        setcallhook(function () count = count + 1 quiet() quiet() end)
        setlinehook(function () count = count + 100 quiet() end)
        quiet()
        setlinehook()
        setcallhook()
        print(count)
    """
    assert output(text) == "107\n"


def test_hooks_give_the_one_before() -> None:
    text = """
        local a, b = function () end, function () end
        for i, set in {setlinehook, setcallhook} do
          print(set(a), set(b) == a, set() == b, set())
        end
    """
    assert output(text) == "nil\t1\t1\tnil\n" * 2


# ---- debug


def test_debug_runs_lines_until_cont() -> None:
    stdout, stderr = io.BytesIO(), io.BytesIO()
    typed = b'x = 1\nprint("in")\nerror("E")\ncont\ny = 2\n'
    state = new_state(stdin=io.BytesIO(typed), stdout=stdout, stderr=stderr)
    run_text(state, "debug() print(x, y) debug() print(y)", "@test.lua")
    state.stdout.flush()
    assert stdout.getvalue() == b"in\n1\tnil\n2\n"
    said = stderr.getvalue().decode()
    assert said.count("lua_debug> ") == 6
    assert '   2:  main of string "error("E")..." at line 1\n   3:  function `debug\' [C]\n' in said
