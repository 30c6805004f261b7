"""Ten everyday moments at the prompt, as they look on a terminal of 80 columns; write their page again with

python -m tests.repl.moments
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.commands import LUASHELL
from tests.terminal import Terminal

if TYPE_CHECKING:
    from typing import Final

__all__ = ["INTRODUCTION", "MOMENTS", "PAGE", "Moment", "section"]

PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "moments.md"

ENTER: Final = "\r"
TAB: Final = "\t"
ATTEMPTS: Final = 10

INTRODUCTION: Final = """\
# Ten everyday moments

What one sees at the prompt, on a terminal of 80 columns. `python -m tests.repl.moments` types all this at a real
prompt, beside the lab, and writes this page; a test compares. Ports, seconds and rates are made alike, so that the
page is the same each time. What is not to be seen here are the colours, and the words in grey that Up or the right
arrow would take from the history.
"""


class Moment(NamedTuple):
    """A moment: its title, what it shows, and the steps, each the keys pressed and what is waited for then.

    An empty pattern waits for the next prompt. On a busy machine Ctrl-C can strike before a wait begins, and an answer
    can come in two parts: then the ``sign`` is not on the screen, and all is done again.
    """

    title: str
    meaning: str
    steps: tuple[tuple[str, str], ...]
    sign: str = ""


def entry(*lines: str) -> tuple[str, str]:
    """An entry of one or several lines: they are typed, and its answer is waited for."""
    return ENTER.join(lines) + ENTER, ""


MOMENTS: Final = (
    Moment(
        "The first values",
        "Expressions show their values, several are numbered, a semicolon keeps them quiet; tables look like Lua.",
        (
            entry("1 / 3"),
            entry("strfind('lua 4.0', '(%d)%.(%d)')"),
            entry("t = {10, 20, 30; name = 'lua', [0] = {}}"),
            entry("t"),
            entry("_1.name;"),
            entry("'a\\r\\n\\0' .. strrep('x', 10000000)"),
        ),
    ),
    Moment(
        "A function over several lines",
        "Lines are indented as they come, `end` steps back by itself, and Enter runs what is complete.",
        (
            entry("function countdown(n)", "while n > 0 do", "write(n, ' ')", "n = n - 1", "end", "print('go')", "end"),
            entry("countdown(5)"),
            entry("local n = 5"),
        ),
    ),
    Moment(
        "A conversation with a server",
        "What is sent and what comes back, and what the socket has to say of itself.",
        (
            entry("s = connect('echo.lab', 7)"),
            entry("s:send('hello\\nhalf a li')"),
            entry("s:receive()"),
            entry("s:timeout(0.2)"),
            entry("s:receive()"),
            entry("s"),
        ),
    ),
    Moment(
        "What could come next",
        "Tab proposes, each with its meaning; at the bottom stands the call that is being typed.",
        (
            entry("s = connect('web.lab', 80)"),
            ("s:rec" + TAB + '("*l", ' + TAB, r"asin [\s\S]*\ns:receive\(\[[\s\S]*"),
        ),
    ),
    Moment(
        "A name spelt wrongly",
        "The original's words, the place, and what was probably meant.",
        (
            entry("conect('echo.lab', 7)"),
            entry("string.len('lua')"),
            entry("for i = 1 to 10 do print(i) end"),
        ),
    ),
    Moment(
        "Why?",
        "What the error means, with the values that were there, and what may help.",
        (
            entry("s = connect('web.lab', 1)"),
            entry("s:send('GET /')"),
            entry(":why"),
        ),
    ),
    Moment(
        "Waiting in vain",
        "Ctrl-C tells where it waited and what has arrived; the socket goes on.",
        (
            entry("s = connect('echo.lab', 7)"),
            entry("s:send('no end of line')"),
            ("print('waiting') s:receive()" + ENTER, r"\nwaiting"),
            ("\x03", ""),
            entry("s:receive(14)"),
        ),
        "14 bytes are buffered",
    ),
    Moment(
        "A page of the Web, and the bytes that carried it",
        "`:trace` shows what goes over the wire.",
        (
            entry(":trace on"),
            entry("page, fields, status = http_get('http://web.lab/hello.txt')"),
            entry(":trace off"),
            entry("status, page"),
        ),
        r'"\.\.\. \S+ #1 waited to read: ready \([^)]*\) < \S+ #1 received 170 bytes "[^"]*"\.\.\. \S+ #1 closed',
    ),
    Moment(
        "How does one ...?",
        "`?` asks about a name, `??` shows the source of a function, words in quotes are searched for.",
        (
            entry("?strrep"),
            entry("function twice(x) return x * 2 end"),
            entry("??twice"),
            entry('?"length"'),
        ),
    ),
    Moment(
        "Where are my sockets, and where does the time go?",
        "`:socks` lists them, `:time` tells waiting from working.",
        (
            entry("server = bind('127.0.0.1', 0)"),
            entry("client = connect(server:getsockname())"),
            entry(":socks"),
            entry(":time strlen(http_get('http://web.lab/slow'))"),
        ),
    ),
)


def captured(moment: Moment) -> str:
    """What the screen shows at the end of ``moment``."""
    for _ in range(ATTEMPTS):
        with tempfile.TemporaryDirectory() as folder:
            screen = _typed(moment, dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), folder))
        if re.search(moment.sign, " ".join(screen.split())):
            return _made_alike(screen)
    raise AssertionError(f"no {moment.sign!r} on\n{screen}")


def _typed(moment: Moment, homes: dict[str, str]) -> str:
    with Terminal((*LUASHELL, "--lab"), {**homes, "NO_COLOR": "1"}, columns=80, lines=60) as terminal:
        terminal.wait_for("lua>")
        entries = 0
        for keys, pattern in moment.steps:
            terminal.press(keys)
            entries += not pattern
            terminal.wait_for(pattern or rf"(?ms)(^lua> .*){{{entries}}}^lua>")
        screen = terminal.screen
    return screen[screen.index("lua>") :]


def _made_alike(screen: str) -> str:
    """Replace what is different each time by something of the same kind."""
    screen = re.sub(r"(127\.0\.0\.1[: ]|port |, )\d{5}\b", r"\g<1>50000", screen)
    screen = re.sub(r"\b\d+(\.\d+)? (s|ms|us)\b", "0.1 s", screen)
    screen = re.sub(r"(?m)^([<>]| ) \d+\.\d{3} ", r"\1 0.100 ", screen)
    screen = re.sub(r"\w{3}, \d\d \w{3} 20\d\d?", "Sun, 01 Apr 2001", screen)
    return re.sub(r"\n{6,}", "\n\n ...\n\n", screen)


def section(number: int, moment: Moment) -> str:
    """The part of the page that shows ``moment``."""
    return f"\n## {number}. {moment.title}\n\n{moment.meaning}\n\n```text\n{captured(moment)}\n```\n"


if __name__ == "__main__":
    sections = [section(number, moment) for number, moment in enumerate(MOMENTS, 1)]
    PAGE.write_text(INTRODUCTION + "".join(sections), encoding="utf-8")
