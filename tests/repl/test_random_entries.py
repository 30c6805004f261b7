"""Whatever is entered, sense or nonsense: no traceback of Python's, no escape byte, no hang, and no entry is lost."""

from __future__ import annotations

import random
import signal
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

import pytest

from luashell.repl.entry import read_entry
from luashell.repl.history import SECRET, History
from luashell.runtime.text import from_typed
from tests.commands import LUASHELL
from tests.repl.homes import home
from tests.repl.prompts import Prompt
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRIES: Final = {"quick": 500, "long": 10_000}
TYPED: Final = {"quick": 150, "long": 3000}
"""How many of them a real process is given."""

LONGEST: Final = 60
"""Seconds that one entry may take on a busy machine."""

# Nothing here waits, loops for ever, ends the process, touches files, or makes a string that grows with each entry.
WORDS: Final = (
    "a", "b", "c", "t", "s", "f", "x.y", "_1", "_2", "print", "strlen", "strsub", "format", "type", "tag", "newtag",
    "settag", "next", "getn", "tinsert", "sort", "foreach", "tonumber", "tostring", "error", "assert", "call", "rawget",
    "dostring", "globals", "udpsocket", "send", "getsockname", "clock", "date", "nil", "and", "or", "not", "if", "then",
    "else", "elseif", "end", "for", "in", "do", "local", "function", "return", "break", "=", "==", "~=", "<", ">", "+",
    "-", "*", "/", "^", "(", ")", "{", "}", "[", "]", ";", ":", ",", ".", "..", "...", "%", "0", "1", "2", "-1", "1.5",
    "0x1F", ".5", "''", "'x'", '"y\\n"', "'\\0\\27[2J\\255'", "[[long]]", "'unfinished", "-- comment", "é", "日本", "$",
    "@", "`", "#", "!", "",
)  # fmt: skip
STATEMENTS: Final = (
    "a = {}", "t = {1, 2; x = {y = 3}}", "t.t = t", "function f(a) return a.b end", "f(1)", "f()", "a.b.c = 1",
    "for i = 1, 3 do print(i) end", "for k, v in t do a = k end", "s = udpsocket() s:timeout(0)", "s:send('x')",
    "s:close()", "s:receive()", "error('x')", "error()", "error({})", "call(f, {}, 'x')", "dostring('a b')",
    "return 1, nil, {}",
    "settagmethod(tag(t), 'index', f)", "_ERRORMESSAGE = nil", "_ALERT = print", "tostring = nil", "_1 = 5", "1;",
    "connect('127.0.0.1', 1)", "strrep('x', 5000)", "globals()", "print('\\27[2J')", "function r() return r() + 1 end",
    "sort({3, 1, 2}, f)", "strfind('x', '[')", "gsub('abc', 'b', '%1')", "format('%d', {})", "tinsert(t, t)",
    "local x = nil x.y = 1", "%x", "(f or print)(1)", "{{{{{{{{1}}}}}}}}", "{[{}] = print, [0/0] = 1}",
)  # fmt: skip
COMMANDS: Final = (
    ":", ":why", ":why timeout", ":why 'x", ":full", ":full t", ":full a b", ":vars", ":vars t*", ":socks", ":nothing",
    ":help", ":help print", ":keys", ":time 1 + 1", ":time x.y.z", ":python f", ":python 1", ":set", ":set items 5",
    ":set items x", ":set depth 2", ":config", ":trace off", ":load /nonexistent", ":run /nonexistent", ":save /",
    ":lab list", ":set color never", "?", "??", "?print", "?s:receive", "??f", '?"socket"', "?nothing at all", "?é",
)  # fmt: skip


def entries(seed: int, count: int) -> list[str]:
    """Random entries that do no harm, each of them on one line, always the same ones."""
    return [*islice(filter(is_harmless, anything(random.Random(seed))), count)]


def anything(chance: random.Random) -> Iterator[str]:
    """Sense and nonsense without end."""
    while True:
        kind = chance.random()
        if kind < 0.45:
            yield " ".join(chance.choices(WORDS, k=chance.randint(1, 12))).strip() or "1"
        elif kind < 0.75:
            yield " ".join(chance.choices(STATEMENTS, k=chance.randint(1, 2)))
        elif kind < 0.9:
            yield chance.choice(COMMANDS)
        else:
            yield "".join(
                chr(chance.choice((*range(32, 127), 0xE9, 0x4E2D, 0x1F600))) for _ in range(chance.randint(1, 20))
            )


def is_harmless(entry: str) -> bool:
    """Is it whole, and no command but one of ours by its full name? Its letters may have become anything."""
    if entry.lstrip().startswith(":"):
        return entry in COMMANDS
    return not read_entry(from_typed(entry)).is_incomplete


@contextmanager
def time_limit(entry: str) -> Iterator[None]:
    """Have an entry that hangs fail by name, long before the whole run is ended for it."""

    def give_up(*_: object) -> None:
        raise AssertionError(f"{entry!r} does not end")

    previous = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


@pytest.fixture
def profile(request: pytest.FixtureRequest) -> str:
    """How much is to be tried: quick or long."""
    return str(request.config.getoption("profile"))


def test_no_entry_does_harm(profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prompt = Prompt()
    try:
        for number, entry in enumerate(entries(1, ENTRIES[profile])):
            with time_limit(entry):
                shown = prompt.answer(entry)
            assert "internal error" not in shown, (number, entry, shown)
            assert "Traceback (most recent" not in shown, (number, entry)
            assert shown.replace("\n", "").replace("\t", "").isprintable(), (number, entry, shown)
        prompt.answer("alive = 1 + 1")
        assert prompt.answer("alive") == "2\n"
    finally:
        prompt.session.close()


def test_no_entry_is_lost(profile: str, tmp_path: Path) -> None:
    """A real process with its own reader is typed at, and what it remembers is what was typed."""
    typed = [entry for entry in entries(2, TYPED[profile]) if "lua>" not in entry]
    with Terminal(LUASHELL, {**home(tmp_path), "TERM": "dumb", "LUASHELL_HISTORY_SIZE": "100000"}) as terminal:
        terminal.wait_for_bytes(b"lua>")
        for number, entry in enumerate(typed):
            terminal.press(f"{entry}\r")
            if number % 10 == 9:  # the line discipline holds some thousand bytes only
                terminal.press(f"write('so far ' .. {number})\r")
                terminal.wait_for_bytes(b"so far %d" % number)
        terminal.press("\x04")
        assert terminal.wait_for_end() == 0
    assert b"Traceback (most recent" not in terminal.raw
    assert b"internal error" not in terminal.raw
    kept = [entry for entry in typed if not entry.startswith(" ") and not SECRET.search(entry)]
    remembered = History(tmp_path / "luashell" / "history", 100_000).entries
    assert [entry for entry in kept if entry not in remembered] == []
