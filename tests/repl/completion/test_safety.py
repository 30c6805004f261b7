"""Completion looks and does not touch: nothing of a program runs, nothing changes, nothing is raised."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.completion.completing import complete
from luashell.repl.completion.signatures import signature_at
from luashell.repl.session import Session
from tests.repl.completion.sessions import session_with, texts

WATCHFUL = """
function alarm(...) error("completion ran a tag method") end
watched = newtag()
guarded = settag({field = {inner = 1}, method = function () end}, watched)
settagmethod(tag(nil), "getglobal", alarm)
events = {"gettable", "settable", "index", "getglobal", "setglobal", "add", "lt", "concat", "function"}
for i = 1, 9 do settagmethod(watched, events[i], alarm) end
settagmethod(0, "gettable", alarm)
settagmethod(tag(print), "gettable", alarm)
settagmethod(tag("x"), "gettable", alarm)
settagmethod(tag(1), "gettable", alarm)
settagmethod(tag({}), "index", alarm)
file = _INPUT
text, number = "x", 1
"""


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("guard", ["guarded"]),
        ("guarded.", ["field", "method"]),
        ("guarded.field.", ["inner"]),
        ("guarded.nosuch.", []),
        ("guarded:", ["method"]),
        ("guarded[", None),
        ("nosuch.field.", []),
        ("file.", []),
        ("text.", []),
        ("number.", []),
        ("print.", []),
        ("guarded(", None),
        ("guarded.method(", None),
        ("", None),
        ("getglobal('guard", ["guarded'"]),
        ("?guarded.", ["field", "method"]),
    ],
)
def test_no_tag_method_is_called(text: str, offered: list[str] | None) -> None:
    session = session_with(WATCHFUL)
    found = complete(session, text, len(text))
    assert all(isinstance(each.meaning, str) for each in found)
    signature_at(session, text, len(text))
    if offered is not None:
        assert [each.text for each in found] == offered
    session.state.close()


def contents_of(session: Session) -> tuple[object, ...]:
    """All that a completion could change: globals, what is loaded of the library, one table."""
    globals_ = session.state.globals
    account = globals_.peek("account")
    return {name: id(value) for name, value in globals_.namespace.items()}, globals_.names_ahead(), dict(account)  # type: ignore[call-overload]


def test_nothing_changes(session: Session) -> None:
    before = contents_of(session)
    for text in (
        "",
        "htt",
        "account.",
        "account:",
        "account.x.y.",
        "receive(s, '",
        "strfind(s, '%",
        "?",
        "?s",
        ":time x.",
    ):
        for each in complete(session, text, len(text)):
            assert isinstance(each.meaning, str)
        signature_at(session, text, len(text))
    assert contents_of(session) == before


def test_table_of_globals_in_a_global(session: Session) -> None:
    session.state.load("everything = globals()", "=test")()
    before = contents_of(session)
    assert texts(session, "everything.everything.accou") == ["account"]
    assert contents_of(session) == before


PIECES = [
    "account", "account.", "nested[2]", ".", ":", "..", "...", "(", ")", "{", "}", "[", "]", "[[", "]]", '"', "'", "\\",
    "%", "#", "$", "--", "\n", " ", ",", ";", "=", "1", "1.", ".5", "1e", "function", "f", "local", "for", "in", "do",
    "while", "repeat", "until", "if", "then", "else", "elseif", "end", "return", "break", "receive", "dofile", "?",
    "??", ":load", ":time", ":trace", "é", "\x00", "\x1b", "\udcff", "self", "strfind",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(0, 60))
def test_any_text_at_any_cursor(pieces: list[str], cursor: int) -> None:
    check(SESSION, "".join(pieces), cursor)


@given(st.text(), st.integers(-5, 60))
def test_any_characters_at_any_cursor(text: str, cursor: int) -> None:
    check(SESSION, text, cursor)


def test_any_two_pieces() -> None:
    for first, second in product(PIECES, PIECES):
        text = first + second
        complete(SESSION, text, len(text))
        signature_at(SESSION, text, len(text))


SESSION = session_with()


def check(session: Session, text: str, cursor: int) -> None:
    """Nothing is raised, nothing changes, and what is offered stands where the cursor is."""
    before = contents_of(session)
    for each in complete(session, text, cursor):
        assert 0 <= each.start <= len(text[:cursor])
        assert each.text
        assert "\n" not in each.meaning
    signature_at(session, text, cursor)
    assert contents_of(session) == before


def test_table_with_five_thousand_fields(session: Session) -> None:
    session.state.load("many = {} for i = 1, 5000 do many['field' .. i] = i end", "=test")()
    assert len(texts(session, "many.")) == 5000
    assert len(texts(session, "many.field123")) == 11
    assert len(texts(session, "many[")) > 5000
