"""The globals table, its exchange, and what sees it (specification 6.2)."""

from luashell.interpreter import new_state
from tests.chunks import output, run


def test_the_table_and_the_variables_are_the_same() -> None:
    text = """
        local t = globals()
        t.x = 1 y = 2 rawset(t, "z", 3) setglobal("w", 4)
        print(x, t.y, rawget(t, "z"), t["w"], w, getglobal("x"))
        t.x, y = nil, nil
        print(x, t.y, getglobal("y"), rawget(t, "x"))
        t[1], t[2], t.n = "a", "b", nil
        tinsert(t, "c")
        print(n, getn(t), t[3], tremove(t), n)
        function t.f() return "field" end
        print(f())
        local count = 0
        for k, v in t do if k == "w" or k == "f" or k == 1 then count = count + 1 end end
        foreach(t, function (k, v) if k == "x" or k == "y" then print("nil is no entry") end end)
        local k = next(t)
        while k do if k == "w" then count = count + 1 end k = next(t, k) end
        print(count, globals() == t, t.globals == globals)
    """
    assert output(text) == ("1\t2\t3\t4\t4\t1\nnil\tnil\tnil\tnil\n3\t3\tc\tc\t2\nfield\n4\t1\t1\n")


def test_exchanging_the_table_changes_what_running_code_sees() -> None:
    text = """
        local show, exchange, old = print, globals, globals()
        x = "old"
        function get() return x end
        function set(value) y = value end
        local get_, set_ = get, set
        local new = {x = "new", tostring = tostring}
        show(exchange(new) == old, exchange() == new)
        show(x, get, get_(), old.x, old.get == get_)
        set_("by a function") z = "by the chunk" new.w = "by the table" old.x = "still old"
        show(new.y, new.z, w, old.y, x)
        for turn = 1, 3 do
            show(x)
            if turn == 1 then exchange(old) else exchange(new) end
        end
        show(exchange(old) == new, x, get(), new.x, new.y, y)
        show(exchange(old) == old)
    """
    assert output(text) == (
        "1\t1\nnew\tnil\tnew\told\t1\nby a function\tby the chunk\tby the table\tnil\tnew\n"
        "new\nstill old\nnew\n1\tstill old\tstill old\tnew\tby a function\tnil\n1\n"
    )


def test_a_bare_table_makes_errors_silent() -> None:
    written, reported = run("local show = print globals({}) show = nil + 1")

    assert (written, reported) == ("", "")


def test_a_tagged_globals_table() -> None:
    text = """
        local t, T = globals(), newtag()
        settag(t, T)
        settagmethod(T, "index", function (t, k) return "no " .. k end)
        print(t.missing, missing, t[1], getglobal("missing"), tag(t) == T)
        settagmethod(T, "gettable", function (t, k) return "got " .. k end)
        print(t.x, t[1], rawget(t, "T"), print == rawget(t, "print"))
        settagmethod(T, "settable", function (t, k, v) rawset(t, k, tostring(v) .. "!") end)
        t.x = 1 y = 2 t.z = nil
        print(x, y, z)
        local old = globals({print = print, tostring = tostring, rawget = rawget, tag = tag, x = "new"})
        print(x, old.x, rawget(old, "x"), tag(old) == T)
    """
    assert output(text) == ("no missing\tnil\tno 1\tnil\t1\ngot x\tgot 1\tnil\t1\n1!\t2\tnil!\nnew\tgot x\t1!\t1\n")


def test_looking_at_globals_loads_nothing_and_calls_nothing() -> None:
    state = new_state()
    ahead = state.globals.names_ahead()
    assert "strlen" in ahead
    assert state.globals.peek("strlen") is None
    state.load("handled = settag({}, newtag()) settagmethod(tag(handled), 'getglobal', error)", "=test")()
    assert state.globals.peek("handled") is not None
    assert state.globals.peek("nosuch") is None
    assert "strlen" in state.globals.names_ahead()
    assert "settag" not in state.globals.names_ahead()
    state.load("strlen = 1", "=test")()
    assert "strlen" not in state.globals.names_ahead()
    assert state.globals.peek("strlen") == 1.0


def test_what_is_of_the_library() -> None:
    state = new_state()
    state.load("x = strlen own = 1 function print() end", "=test")()
    assert [state.globals.is_of_library(name) for name in ("strlen", "PI", "own", "print", "x", "nosuch")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
