"""Values on the screen: readable, bounded, harmless."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from luashell.interpreter import new_state
from luashell.repl.held_results import MOST_RESULTS
from luashell.repl.printing.describing import described
from luashell.repl.printing.layout import Bounds, brief, results
from luashell.repl.printing.literals import columns, cut_to, exact_number, quoted
from luashell.repl.printing.streaming import pieces_of
from luashell.repl.styled import MUTED, plain_text
from luashell.runtime.calling import spread
from luashell.runtime.text import from_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

WIDTH = 78


@pytest.fixture
def state() -> Iterator[LuaState]:
    made = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
    yield made
    made.close()


def values_of(state: LuaState, chunk: str) -> tuple[LuaValue, ...]:
    return spread(state.calling.call(state.load(from_typed(chunk), "=test")))


def shown(state: LuaState, chunk: str, width: int = WIDTH) -> str:
    """What is shown for the values that ``chunk`` returns."""
    return plain_text(results(values_of(state, chunk), Bounds(width), state.globals))


def whole(state: LuaState, chunk: str, width: int = WIDTH) -> str:
    """What `:full` shows for the value that ``chunk`` returns."""
    (value,) = values_of(state, chunk)
    return "".join(pieces_of(value, width, state.globals))


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        ("nil", "nil"),
        ("1", "1"),
        ("1/3", "0.3333333333333333"),
        ("0.1+0.2", "0.3"),
        ("1e300", "1e+300"),
        ("1/0", "inf"),
        ("-1/0", "-inf"),
        ("0/0", "-nan"),
        ("0/-1", "-0"),
        ('"text"', '"text"'),
        (r'"\"\\\n\t\r"', r'"\"\\\n\t\r"'),
        (r'"\27[2J\0"', r'"\027[2J\000"'),
        (r'"\0001"', r'"\0001"'),
        ('"é"', '"é"'),
        (r'"\255"', r'"\255"'),
        (r'"\194\155"', r'"\194\155"'),  # a control character behind an innocent lead byte
        ('"\u202e"', r'"\226\128\174"'),  # what turns the direction of writing
        ("{}", "{}"),
        ("{1, 2}", "{1, 2}"),
        ("{x = 1}", "{x = 1}"),
        ('{1, {2}; x = "y"}', '{1, {2}; x = "y"}'),
        ("{nil, 2}", "{[2] = 2}"),
        ('{["end"] = 1}', '{["end"] = 1}'),
        ('{["a b"] = 1}', '{["a b"] = 1}'),
        ('{["é"] = 1}', '{["é"] = 1}'),
        ("{[0] = 1, [2.5] = 2, [-1] = 3}", "{[-1] = 3, [0] = 1, [2.5] = 2}"),
        ('{b = 1, a = 2, [1.5] = 3, ["3"] = 4}', '{[1.5] = 3, ["3"] = 4, a = 2, b = 1}'),
        ("{1/0, -1/0, 0/0}", "{1/0, -1/0, 0/0}"),
        ("{0.1+0.2}", "{0.30000000000000004}"),
        ("{[{}] = 1}", "{[<table>] = 1}"),
    ],
)
def test_value_on_one_line(state: LuaState, expression: str, line: str) -> None:
    assert shown(state, f"return {expression}") == f"{line}\n"


def test_several_values_are_numbered(state: LuaState) -> None:
    assert shown(state, "return 1, nil, {}") == "1: 1\n2: nil\n3: {}\n"


def test_no_value_shows_nothing(state: LuaState) -> None:
    assert shown(state, "return") == ""


def test_many_values_are_bounded(state: LuaState) -> None:
    lines = shown(state, f"return {', '.join(['7'] * 100)}").splitlines()
    assert len(lines) == MOST_RESULTS + 1
    assert lines[-1] == f"-- {100 - MOST_RESULTS} more results"


@pytest.mark.parametrize(
    ("chunk", "line"),
    [
        ("return print", "function: print(...)"),
        ("return strfind", "function: strfind(s, pattern [, init [, plain]])"),
        ("function f(a, b) end return f", "function: f(a, b), defined in test line 1"),
        ("return function () end", "function: defined in test line 1"),
        ("local t = {f = function (x) end} return t.f", "function: defined in test line 1"),
        ("return _STDIN", "file handle: standard input"),
        ("return _STDERR", "file handle: standard error"),
        ('return openfile("/etc/hosts", "r")', 'file handle: "/etc/hosts", open for reading'),
        ('local f = openfile("/etc/hosts", "r") closefile(f) return f', 'file handle: "/etc/hosts", closed'),
        ("return udpsocket()", "udp socket unbound, open, 0 bytes in, 0 out, no timeout"),
        ("local u = udpsocket() u:close() return u", "udp socket, closed, 0 bytes in, 0 out"),
    ],
)
def test_what_has_no_literal_is_described(state: LuaState, chunk: str, line: str) -> None:
    assert shown(state, chunk) == f"{line}\n"


def test_what_has_no_literal_stands_in_angle_brackets_inside_a_table(state: LuaState) -> None:
    assert shown(state, "return {udpsocket(); f = print}") == (
        "{\n  <udp socket unbound, open, 0 bytes in, 0 out, no timeout>;\n  f = <function: print(...)>\n}\n"
    )


def test_sockets_tell_addresses_bytes_and_limits(state: LuaState) -> None:
    program = """
        server = bind("127.0.0.1", 0)
        local ip, port = server:getsockname()
        client = connect(ip, port)
        near = server:accept()
        client:timeout(5)
        client:timeout(1.5, "r")
        client:send("hello")
        near:send("first\\nsecond\\n")
        client:receive("*l")
        _, own = client:getsockname()
        return server, client, near, port, own
    """
    server, client, near, port, own = values_of(state, program)
    lines = [described(value, state.globals) for value in (server, client, near)]
    assert lines == [
        f"tcp server 127.0.0.1:{port:g}, open, no timeout",
        (
            f"tcp client 127.0.0.1:{own:g} -> 127.0.0.1:{port:g}, open, 13 bytes in, 5 out, 7 bytes buffered, "
            "timeout 5 s, whole-call timeout 1.5 s"
        ),
        f"tcp client 127.0.0.1:{port:g} -> 127.0.0.1:{own:g}, open, 0 bytes in, 13 out, no timeout",
    ]


# ---- tables that do not fit


def test_wide_table_has_one_entry_on_each_line(state: LuaState) -> None:
    assert shown(state, 'return {{1, 2}; first = strrep("x", 30), second = strrep("y", 30)}') == (
        f'{{\n  {{1, 2}};\n  first = "{"x" * 30}",\n  second = "{"y" * 30}"\n}}\n'
    )


def test_numbers_of_a_list_stand_side_by_side(state: LuaState) -> None:
    lines = shown(state, "local t = {} for i = 1, 1000 do t[i] = i end t.n = 1000 return t").splitlines()
    assert lines == [
        "{",
        "  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,",
        "  22, 23, 24, 25, 26, 27, 28, 29, 30;",
        "  n = 1000",
        "  -- 970 more",
        "}",
    ]


def test_table_that_holds_itself(state: LuaState) -> None:
    assert shown(state, "local t = {} t.t = t return t") == "{t = _1}  -- <cycle>\n"
    assert shown(state, "local t = {} t.t = t return 1, t") == "1: 1\n2: {t = _2}  -- <cycle>\n"


def test_table_that_appears_twice(state: LuaState) -> None:
    assert shown(state, 'local s = {1} return {a = s, b = {s}, ["c d"] = s}') == (
        '{\n  a = {1},\n  b = {_1.a},  -- <table _1.a>\n  ["c d"] = _1.a  -- <table _1.a>\n}\n'
    )


def test_deep_table_is_bounded(state: LuaState) -> None:
    assert shown(state, "return {{{{{{1}}}}}}") == "{{{{{...}}}}}\n"


def test_long_string_is_cut_in_the_middle(state: LuaState) -> None:
    (line,) = shown(state, 'return "<"..strrep("x", 10000).."\\n>"').splitlines()
    assert line.startswith('"<xxx')
    assert line.endswith('xxx\\n>"  -- 10003 bytes')
    assert '" ... "' in line
    assert len(line) <= 2000


def test_long_string_in_a_table_is_cut_to_the_width(state: LuaState) -> None:
    lines = shown(state, 'return {s = strrep("é\\r\\n", 1000)}').splitlines()
    assert len(lines) == 3
    assert lines[1].startswith('  s = "é\\r\\né')
    assert lines[1].endswith('\\r\\n"  -- 4000 bytes')
    assert max(map(columns, lines)) <= WIDTH
    assert "\\195" not in lines[1]  # no character was cut in two


def test_huge_values_are_shown_at_once(state: LuaState) -> None:
    program = """
        huge = strrep("x", 10 * 1024 * 1024)
        list, set = {}, {}
        for i = 1, 300000 do list[i] = i set["k"..i] = i end
    """
    values_of(state, program)
    clock = state.globals.raw_get("clock")
    for name in ("huge", "list", "set"):
        began = state.calling.call(clock)
        assert shown(state, f"return {name}")
        took = state.calling.call(clock) - began  # type: ignore[operator]  # numbers
        assert took < 0.2, f"{name} took {took} s"


@pytest.mark.parametrize("depth", [1, 3, 100])
def test_tables_as_deep_as_memory_goes(state: LuaState, depth: int) -> None:
    values_of(state, """
        deep, first, key = {}, {}, {}
        local last = first
        for i = 1, 100000 do
            deep, last.next = {deep}, {}
            last = last.next
            local outer = {}
            outer[key] = i
            key = outer
        end
        last.next = first
    """)  # fmt: skip
    for name in ("deep", "first", "key"):
        (value,) = values_of(state, f"return {name}")
        for lines in (results((value,), Bounds(WIDTH, depth), state.globals), [("", brief(value, 60, state.globals))]):
            assert plain_text(lines)


def test_order_is_not_promised_where_not_all_was_seen(state: LuaState) -> None:
    text = shown(state, "local t = {} for i = 1, 20000 do t['k'..i] = i end return t")
    assert "  -- 19970 more, in no particular order\n" in text


# ---- nothing of the program runs


def test_keys_stay_apart_on_a_narrow_screen(state: LuaState) -> None:
    (value,) = values_of(state, """return {["content-length"] = 1, ["content-type"] = 2, x = "a long value there"}""")
    lines = plain_text(results((value,), Bounds(40), state.globals)).splitlines()
    assert lines[1:3] == ['  ["content-length"] = 1,', '  ["content-type"] = 2,']


def test_tag_methods_are_not_called(state: LuaState) -> None:
    program = """
        local t, tag = {1; x = {2}}, newtag()
        settag(t, tag)
        settag(t.x, tag)
        for _, event in {"gettable", "settable", "index", "concat", "lt", "add"} do
            settagmethod(tag, event, function () error("called") end)
        end
        tostring = error
        return t
    """
    assert shown(state, program) == "{1; x = {2}}\n"
    assert whole(state, program) == "{1; x = {2}}\n"


def test_all_globals_can_be_shown(state: LuaState) -> None:
    text = shown(state, "return globals()")
    assert text.startswith("{\n  PI = 3.14")
    assert max(map(columns, text.splitlines())) <= WIDTH
    assert "  strfind = <function: strfind(s, pattern [, init [, plain]])>,\n" in whole(state, "return globals()")


# ---- whole values


@pytest.mark.parametrize(
    ("chunk", "text"),
    [
        ("return 1/3", "0.3333333333333333\n"),
        ("return nil", "nil\n"),
        ("return print", "function: print(...)\n"),
        ("return {{{{{{1}}}}}}", "{{{{{{1}}}}}}\n"),
        ("local t = {} t.t = t return t", "{t = _1}  -- <cycle>\n"),
        (
            "local t = {name = strrep('x', 80), list = {1, 2}} t.t = t return t",
            f'{{\n  list = {{1, 2}},\n  name = "{"x" * 80}",\n  t = _1  -- <cycle>\n}}\n',
        ),
        (
            "return {strrep('x', 80), {{strrep('y', 80)}; z = {}}; w = 1}",
            f'{{\n  "{"x" * 80}",\n  {{\n    {{\n      "{"y" * 80}"\n    }};\n    z = {{}}\n  }};\n  w = 1\n}}\n',
        ),
    ],
)
def test_whole_value(state: LuaState, chunk: str, text: str) -> None:
    assert whole(state, chunk) == text


def test_whole_list_is_not_bounded(state: LuaState) -> None:
    text = whole(state, "local t = {} for i = 1, 5000 do t[i] = i end return t")
    assert text == "{\n" + "".join(f"  {number},\n" for number in range(1, 5000)) + "  5000\n}\n"


def test_deepest_table_is_walked(state: LuaState) -> None:
    text = whole(state, "local t = {} for i = 1, 5000 do t = {t} end return t")
    assert text.count("{") == text.count("}") == 5001


def test_whole_string_comes_in_pieces(state: LuaState) -> None:
    (value,) = values_of(state, "return strrep('é', 200000)")
    pieces = list(pieces_of(value, WIDTH, state.globals))
    assert max(map(len, pieces)) <= 65536
    assert "".join(pieces) == '"' + "é" * 200000 + '"\n'


# ---- the small parts


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [("x" * 100, 10, '"xxxxxx...'), (1.5, 10, "1.5"), (None, 10, "nil"), ("ab", 10, '"ab"')],
)
def test_brief(state: LuaState, value: LuaValue, room: int, text: str) -> None:
    assert brief(value, room, state.globals) == text


def test_brief_of_a_table(state: LuaState) -> None:
    (small, large) = values_of(state, "local t = {} for i = 1, 50 do t[i] = i end return {1; x = 2}, t")
    assert brief(small, 40, state.globals) == "{1; x = 2}"
    assert brief(large, 40, state.globals) == "table of 50 entries"


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("é", 1), ("日本", 4), ("e\u0301", 1)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_cut_to_room() -> None:
    assert [cut_to("abcdef", room) for room in (6, 5, 3, 0)] == ["abcdef", "ab...", "...", ""]
    assert cut_to("日本語日本語", 8) == "日本..."


def test_exact_number_reads_back() -> None:
    assert [exact_number(number) for number in (1.0, 0.1, 1e100, 5e-324)] == [
        "1",
        "0.1",
        "1e+100",
        "4.940656458412465e-324",
    ]


def test_quoted_is_printable_whatever_the_bytes() -> None:
    assert quoted(bytes(range(256)).decode("latin-1")).isprintable()


def test_comments_are_muted(state: LuaState) -> None:
    styled = results(values_of(state, "local t = {} t.t = t return t"), Bounds(), state.globals)
    assert (MUTED, "  -- <cycle>\n") in styled
