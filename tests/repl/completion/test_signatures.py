"""The signature of the call being typed, and which of its arguments the cursor is in."""

import pytest

from luashell.repl.completion.signatures import signature_at
from luashell.repl.session import Session
from tests.repl.completion.sessions import signature


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("strlen(", "strlen(<s>)"),
        ("x = strlen(", "strlen(<s>)"),
        ("strsub(s, ", "strsub(s, <i> [, j])"),
        ("strsub(s, 1, ", "strsub(s, i [, <j>])"),
        ("strsub(s, 1, 2, ", "strsub(s, i [, j])"),  # one too many
        ("strsub(s|, 1", "strsub(<s>, i [, j])"),
        ("print(1, 2, ", "print(<...>)"),
        ("format('%d', 1, 2, ", "format(template, <...>)"),
        ("tinsert(t, ", "tinsert(t [, <position>], <value>)"),
        ("tinsert(t, 1, ", "tinsert(t [, position], <value>)"),
        ("write(", "write([<file>,] <value>, ...)"),
        ("write(x, ", "write([file,] <value>, <...>)"),
        ("random(", "random([<l>,] [<u>])"),
        ("call(f, {1, 2}, ", "call(f, arguments [, <options> [, handler]])"),
        ("call(f, {1, ", "call(f, <arguments> [, options [, handler]])"),
        ("strlen(strsub(x, ", "strsub(x, <i> [, j])".replace("x", "s")),
        ("strlen(strsub(x, 1), ", "strlen(s)"),
        ("strsub(\n  s,\n  ", "strsub(s, <i> [, j])"),
        ("strsub(s, (1 + ", "strsub(s, <i> [, j])"),
        ("strsub(s, t[", "strsub(s, <i> [, j])"),
        ('strsub("text, ', "strsub(<s>, i [, j])"),
        ("strlen 'tex", "strlen(<s>)"),
        ("mail{to = ", "mail(<mail>)"),
        ("connect(", "connect(<address>, port)"),
        ("add(1, ", "add(first, <second>)"),
        ("noted(1, 2, ", "noted(<...>)"),
        ("account.deposit(", "account.deposit(<self>, amount, ...)"),
        ("account:deposit(", "account:deposit(<amount>, ...)"),
        ("account:deposit(1, ", "account:deposit(amount, <...>)"),
        ("nested[2].c.deep:deposit(", "nested[2].c.deep:deposit(<amount>, ...)"),
        ("function f(client) client:receive(", "client:receive([<pattern>, ...])"),
        ("client:timeout(5, ", "client:timeout(seconds [, <mode>])"),
        (":load ", ":load FILE"),
        ("function power(x, n) return x * power(x, ", "power(x, <n>)"),
        ("function add(only) end add(", "add(<only>)"),  # what it will be
        ("function t.make(x, ...) end t.make(1, ", "t.make(x, <...>)"),
        ("function t:grow(by) end t:grow(", "t:grow(<by>)"),
        ("local half = function (x) return x / 2 end; half(", "half(<x>)"),
        ("strlen(s)", ""),
        ("strlen", ""),
        ("foreach(t, function (k, v) ", ""),  # in the body, other things matter
        ("foreach(t, function (k, v) print(", "print(<...>)"),
        ("function add(", ""),
        ("nosuch(", ""),
        ("local print; print(", ""),
        ("f()(", ""),
        ("(1 + ", ""),
        ("{ ", ""),
        (":quit ", ""),
        ("?strlen(", ""),
    ],
)
def test_signature(session: Session, text: str, shown: str) -> None:
    assert signature(session, text) == shown


def test_signature_of_a_method_of_a_socket(session: Session) -> None:
    session.state.load('server = bind("127.0.0.1", 0)', "=test")()
    assert signature(session, "server:timeout(") == "server:timeout(<seconds> [, mode])"
    assert signature(session, "server.timeout(") == "server.timeout(<socket>, seconds [, mode])"
    assert signature(session, "server.timeout(server, ") == "server.timeout(socket, <seconds> [, mode])"


def test_signature_comes_with_a_meaning(session: Session) -> None:
    found = signature_at(session, "strlen(", 7)
    assert found is not None
    assert found.meaning == "Length of a string in bytes."
    found = signature_at(session, "add(", 4)
    assert found is not None
    assert found.meaning == "function (first, second), bank.lua line 5"
