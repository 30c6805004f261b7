"""Did you mean? Names spelt wrongly, and names of later versions."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.repl.advice.counterparts import WRITTEN_AS
from luashell.repl.advice.suggestions import advice, counterpart, suggest

GLOBALS = [name for name in new_state().globals.items() if isinstance(name, str)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pritn", "print"),  # exchanged
        ("prin", "print"),  # missing
        ("printt", "print"),  # too many
        ("prunt", "print"),  # wrong
        ("Print", "print"),  # case
        ("httpget", "http_get"),  # underscores
        ("udp_socket", "udpsocket"),
        ("recieve", "receive"),
        ("sleep", "_sleep"),
        ("insert", "tinsert"),  # a part
        ("len", "strlen"),
        ("strlength", "strlen"),
        ("sockname", "getsockname"),
    ],
)
def test_name_meant_comes_first(typed: str, meant: str) -> None:
    assert suggest(typed, GLOBALS)[0] == meant


@pytest.mark.parametrize("typed", ["", "_", "x", "zz", "qwertyuiop"])
def test_nothing_comes_to_mind(typed: str) -> None:
    assert suggest(typed, GLOBALS) == []
    assert advice(typed, GLOBALS) == ""


def test_same_name_is_not_suggested() -> None:
    assert suggest("host", ["host"]) == []


def test_three_at_most_in_an_order_that_does_not_change() -> None:
    known = ["rate", "date", "late", "fate", "mate"]
    assert suggest("gate", known) == suggest("gate", reversed(known)) == ["date", "fate", "late"]


def test_case_alone_beats_a_slip() -> None:
    assert suggest("Date", ["rate", "date", "data"])[0] == "date"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("string.len", "Lua 4.0 writes strlen(s)"),
        ("string.length", "Lua 4.0 writes strlen(s)"),
        ("table.insert", "Lua 4.0 writes tinsert(t, value)"),
        ("math.floor", "Lua 4.0 writes floor(x)"),
        ("io.write", "Lua 4.0 writes write(value, ...)"),
        ("pairs", "Lua 4.0 writes for key, value in t do ... end"),
        ("pcall", 'Lua 4.0 writes call(f, {arguments}, "x")'),
        ("settimeout", "Lua 4.0 writes timeout(socket, seconds)"),
        ("socket.connect", "Lua 4.0 writes connect(address, port)"),
        ("socket.dns.toip", "Lua 4.0 writes toip(address)"),
        ("!=", "Lua 4.0 writes a ~= b"),
        ("coroutine.wrap", "Lua 4.0 has no coroutines"),
        ("string.qqq", "Lua 4.0 has no modules: strlen, strsub and gsub are functions of their own"),
        ("prnit", "did you mean print?"),
        ("find", "did you mean bind or strfind?"),
        ("globls.print", "did you mean globals?"),
    ],
)
def test_advice(typed: str, sentence: str) -> None:
    assert advice(typed, GLOBALS) == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("settimeout", "Lua 4.0 writes timeout(socket, seconds)"),
        ("shutdown", "a socket is closed in both directions at once: close(socket)"),
        ("load", "did you mean loaded?"),  # not dostring
        ("lines", ""),
    ],
)
def test_advice_on_a_field(typed: str, sentence: str) -> None:
    assert advice(typed, ["loaded", "timeout", "close"], is_field=True) == sentence


@pytest.mark.parametrize("name", ["print", "strlen", "my.field", ""])
def test_own_names_have_no_counterpart(name: str) -> None:
    assert counterpart(name) is None


def test_counterparts_exist() -> None:
    called = {words.partition("(")[0] for words in WRITTEN_AS.values() if words.partition("(")[1]}
    assert {name for name in called if name.isidentifier()} <= {*GLOBALS}


def test_what_has_a_counterpart_does_not_exist() -> None:
    assert not {*WRITTEN_AS} & {*GLOBALS}


@given(st.text(), st.lists(st.text(alphabet=string.ascii_letters + "_.", max_size=12)))
def test_suggestions_are_known_names(typed: str, known: list[str]) -> None:
    suggested = suggest(typed, known)
    assert len(suggested) <= 3
    assert {*suggested} <= {*known} - {typed}
    assert advice(typed, known).isprintable()
