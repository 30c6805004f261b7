"""Extra arguments, in Python's tuple or in the table ``arg``: a program cannot tell (specification 2.8, 5.3)."""

import pytest

from tests.chunks import message, output, report

READS = "arg.n, arg[1], arg[2], arg[3], arg[1.5], arg[0], arg[-1], arg['1'], arg[1e300], arg[0/0], arg.x, arg[f]"


@pytest.mark.parametrize("escape", ["", "x = arg", "arg = arg", "local f = function () return %arg end", "arg[9] = 1"])
def test_reading(escape: str) -> None:
    text = f"""
        function f(...) {escape} return {READS} end
        print(f(7, nil))
        print(f())
        function g(...) {escape} local all = "" for i = 0, arg.n + 1 do all = all .. tostring(arg[i]) end return all end
        print(g("a", nil, "b", nil))
    """
    rest = "\tnil" * 9
    assert output(text) == f"2\t7\tnil{rest}\n0\tnil\tnil{rest}\nnilanilbnilnil\n"


@pytest.mark.parametrize("escape", ["", "x = arg"])
def test_reading_at_nil(escape: str) -> None:
    assert message(f"function f(...) {escape} return arg[nil] end f(1)") == "table index is nil"
    assert message(f"function f(...) {escape} local k return arg[k] end f(1)") == "table index is nil"


def test_an_index_tag_method_of_all_tables_sees_absent_arguments() -> None:
    text = """
        settagmethod(4, "index", function (t, k) return "no " .. k .. " of " .. rawget(t, "n") end)
        function f(...) return arg.n, arg[1], arg[2], arg.x end
        print(f(1))
    """
    assert output(text) == "1\t1\tno 2 of 1\tno x of 1\n"


def test_more_arguments_than_most_calls_have() -> None:
    text = """
        function count(...) return arg.n, arg[1], arg[arg.n], arg[arg.n + 1] end
        function forward(...) return call(count, arg) end
        local list = {}
        for i = 1, 5000 do list[i] = i end
        print(call(count, list))
        print(call(forward, list))
    """
    assert output(text) == "5000\t1\t5000\tnil\n" * 2


def test_assigning_arg_deep_inside_blocks() -> None:
    deep = "do " * 12 + "arg = {n = 99} " + "end " * 12
    text = f"""
        function f(...) if arg.n == 3 then {deep} end return arg.n, arg[1] end
        print(f(1, 2)) print(f(1, 2, 3))
    """
    assert output(text) == "2\t1\n99\tnil\n"


def test_arg_may_be_a_parameter_or_a_new_local() -> None:
    text = """
        function f(arg, ...) return arg.n, arg[1] end
        print(f("a", "b"))
        function g(...) local arg = {n = "mine"} return arg.n, arg[1] end
        print(g("b"))
        function h(...) do local arg = 5 end return arg.n end
        print(h("b"))
        function i(...) function arg.f() return 1 end function arg:m() return self.n end return arg.f(), arg:m() end
        print(i("b", "c"))
        function j(...) arg[1], arg.n = arg.n, arg[1] return arg[1], arg.n end
        print(j("b", "c"))
        function k(...) for i, v in arg do if i == 1 then return v end end end
        print(k("b"))
        print(call(function (...) arg.n = 1 return call(function (...) return arg.n end, arg) end, {1, 2, 3}))
    """
    assert output(text) == "1\tb\nmine\tnil\n1\n1\t2\n2\tb\nb\n1\n"


# ---- call(f, arg)


def test_forwarding() -> None:
    text = """
        function f(...) return arg.n, arg[1], arg[2] end
        function v(...) return call(f, arg) end
        print(v("a", nil))
        function one(...) local x = call(f, arg) return x end
        print(one("a", "b", "c"))
        function spread(...) return "first", call(f, arg) end
        print(spread("a"))
        settagmethod(3, "function", function (s, ...) return s, arg.n end)
        function string(...) return call("text", arg) end
        print(string(1, 2))
        function twice(...) local x = arg[1] call(f, arg) return call(f, arg) end
        print(twice(5))
    """
    assert output(text) == "2\ta\tnil\n3\nfirst\t1\ta\tnil\ntext\t2\n1\t5\tnil\n"


def test_forwarding_through_another_call() -> None:
    text = """
        original = call
        function f(...) return arg.n end
        function v(...) return call(f, arg) end
        print(v(1, 2))
        function call(f, t) return "mine", type(t), t.n, t[1] end
        print(v(1, 2))
        call = original
        print(v(1, 2))
        call = nil
        print(original(v, {}, "x", function (m) print(m) end))
    """
    assert output(text) == "2\nmine\ttable\t2\t1\n2\nattempt to call global `call' (a nil value)\nnil\n"


def test_a_forwarded_call_is_a_level_of_the_stack() -> None:
    text = """function v(...)
        return call(error, arg)
    end
    v("boom")"""
    assert report(text) == (
        "error: boom\nstack traceback:\n"
        "   1:  function `error' [C]\n"
        "   2:  function `call' [C]\n"
        "   3:  function `v' at line 2 [t]\n"
        "   4:  main of t at line 4\n"
    )


def test_a_function_that_is_forwarded_to_is_named_by_the_global_that_holds_it() -> None:
    assert message("function v(...) return call(strlen, arg) end v({})") == (
        "bad argument #1 to `strlen' (string expected, got table)"
    )
    assert message("function v(...) return call(nil, arg) end v({})") == "attempt to call a nil value"
    assert message("function v(...) return call('f', arg) end v({})") == "attempt to call a string value"


def test_a_forwarded_call_can_be_asked_about() -> None:
    text = """
        function ask() return getinfo(2, "nf") end
        function v(...) return call(ask, arg) end
        local i = v()
        print(i.name, i.namewhat, i.func == call)
    """
    assert output(text) == "call\tglobal\t1\n"
