"""Whatever is entered at the prompt: an answer in whole lines, no Python traceback, no hang, nothing lost.

Entries are soups of words that belong together more or less. What ends the process, waits, or touches the world outside
is not among the words.
"""

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

import pytest

from luashell.interpreter import new_state
from luashell.repl.commands import REGISTRIES
from luashell.repl.history import History
from luashell.repl.session import Session
from luashell.repl.shell import Shell
from luashell.repl.styled import plain_text

SEED: Final = 1999

NAMES: Final = """
    x y z f t s _1 _2 arg print type strlen strsub strrep format getn tinsert sort foreach call tostring tonumber
    error dostring settag newtag settagmethod globals next gsub strfind bind udpsocket connect close timeout select
"""
RESERVED: Final = """
    nil and or not local if then else elseif end function return for in do break repeat until 1 while nil do
"""
LITERALS: Final = r"""
    0 1 2 3.5 1e300 -1 .5 0x10 'a' "b\n" 'é' '\0' [[long]] '%d' '*l' '127.0.0.1'
"""
SIGNS: Final = r"""
    + - * / ^ .. == ~= < <= > >= = ( ) ( ) { } [ ] , ; : . ... % \ ' " [[ ]] -- # ! $ @ ~ ` | &
"""
WORDS: Final = f"{NAMES}{RESERVED}{LITERALS}{SIGNS}".split()

WHOLE: Final = (
    "x = 1", "t = {1, 2, 3; x = 'y'}", "t.t = t", "f = function (a, b) return a, b end",
    "s = bind('127.0.0.1', 0)", "s", "t", "u = udpsocket()", "local a = 1", "print(x, t)",
    "error('oh')", "error({})", "error()", "f(f(f))", "strrep('x', 100000)", "globals()",
    "for i = 1, 3 do print(i) end", "x = = 1", "x = '\udcff'", "call(f, {1, 2}, 'x', error)",
    "settagmethod(tag(nil), 'getglobal', function () error('no') end)", "t = nil", "close(s)",
    "settagmethod(tag({}), 'index', error)", "settagmethod(tag({}), 'gc', error)",
    "_ERRORMESSAGE = nil", "_ALERT = 1", "_PROMPT = '\\27[31m'", "strfind('a', '[')",
)  # fmt: skip

ARGUMENTS: Final = (
    "",
    "x",
    "on",
    "off",
    "depth 5",
    "depth x",
    "1 + 1",
    "f",
    "print",
    "s",
    "t*",
    "list",
    "'",
    '"strlen"',
    "no such",
)

NOT_HERE: Final = {"quit", "lab", "tour", "load", "save", "run", "config"}
"""Commands that end the session, take time, or work on files: they have tests of their own."""


class Entries:
    """Random entries, the same ones for a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._commands = [
            command.name for registry in REGISTRIES for command in registry if command.name not in NOT_HERE
        ]

    def __iter__(self) -> Iterator[str]:
        while True:
            yield self._entry()

    def _entry(self) -> str:
        kind = self._random.random()
        if kind < 0.35:
            return self._random.choice(WHOLE)
        if kind < 0.75:
            blanks = (" ", " ", " ", "", "\n")
            return "".join(
                self._random.choice(WORDS) + self._random.choice(blanks) for _ in range(self._random.randint(1, 12))
            )
        if kind < 0.85:
            return f":{self._random.choice(self._commands)} {self._random.choice(ARGUMENTS)}"
        if kind < 0.92:
            return f"{self._random.choice(('?', '??'))}{self._random.choice((*WORDS, *ARGUMENTS))}"
        text = self._random.choice(WHOLE)
        place = self._random.randint(0, len(text))
        return text[:place] + chr(self._random.choice((0, 7, 27, 127, 233, 0xDCFF, 0x1F600))) + text[place:]


def test_random_entries(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    count = 10_000 if request.config.getoption("profile") == "long" else 500
    file = tmp_path / "history"
    output = io.BytesIO()
    state = new_state(stdin=io.BytesIO(), stdout=output, stderr=output)
    session = Session(state, history=History(file))
    shell = Shell(session)
    expected: list[str] = []
    for number, entry in enumerate(islice(Entries(SEED), count)):
        session.history.add(entry)
        if expected[-1:] != [entry] and entry.strip() and not entry.startswith(" "):
            expected.append(entry)
        needs_more = shell.needs_more(entry)
        answer = plain_text(shell.answer(entry))
        assert not answer or answer.endswith("\n"), (number, entry, needs_more)
        assert b"Traceback (most recent call last)" not in output.getvalue(), (number, entry)
        output.seek(0)
        output.truncate()
    assert len(History(file).entries) == len(session.history.entries)
    assert History(file).entries == [entry for entry in expected if entry in session.history.entries]
    session.close()
