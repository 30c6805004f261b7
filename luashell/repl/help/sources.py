"""The source of a function that is written in Lua: its text, and where it stands."""

from __future__ import annotations

from luashell.repl.entry import RETURN
from luashell.repl.printing.describing import source_name
from luashell.syntax.lexer import tokenize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.frames import Prototype
    from luashell.syntax.tokens import Tokens

__all__ = ["Source", "source_of"]


class Source:
    """Whole ``lines`` of a chunk, from line ``first`` on, with the comment right above; ``head`` is the parameter list.

    ``place`` says in which file or entry.
    """

    __slots__ = ("first", "head", "lines", "place")

    def __init__(self, place: str, first: int, lines: list[str], head: str) -> None:
        self.place = place
        self.first = first
        self.lines = lines
        self.head = head

    @property
    def where(self) -> str:
        """``file.lua, lines 3 to 7``."""
        last = self.first + len(self.lines) - 1
        return f"{self.place}, {f'line {last}' if last == self.first else f'lines {self.first} to {last}'}"

    @property
    def comment(self) -> str:
        """What the comment above the function says, in one line."""
        said = []
        for line in self.lines:
            if not line.lstrip().startswith("--"):
                break
            said.append(line.strip().lstrip("-").strip())
        return " ".join(said)


def source_of(prototype: Prototype) -> Source:
    """The source of a function; of a main chunk, all of it."""
    chunk = prototype.chunk
    text = chunk.text.removeprefix(RETURN) if chunk.text == RETURN + chunk.source else chunk.text
    lines = text.split("\n")
    if prototype.is_main:
        return Source(source_name(chunk.source), 1, lines, "")
    tokens = tokenize(chunk.text)
    begin = _function_token(tokens, prototype)
    first, last = tokens.lines[begin], tokens.lines[_end_token(tokens, begin)]
    while first > 1 and lines[first - 2].lstrip().startswith("--"):
        first -= 1
    head = chunk.text[tokens.starts[begin] : tokens.starts[tokens.kinds.index(")", begin)] + 1]
    return Source(source_name(chunk.source), first, lines[first - 1 : last], " ".join(head.split()))


def _function_token(tokens: Tokens, prototype: Prototype) -> int:
    """Where the function begins: where its parameter list stands tells it from others on the same line."""
    for place, kind in enumerate(tokens.kinds):
        if kind == "function":
            bracket = tokens.kinds.index("(", place)
            is_there = tokens.lines[place] <= prototype.line_defined <= tokens.lines[bracket]
            if is_there and tokens.columns[bracket] == prototype.column_defined:
                return place
    raise AssertionError("a function that was compiled has a beginning")


def _end_token(tokens: Tokens, begin: int) -> int:
    """Where the block that begins at a ``function`` ends."""
    depth = 0
    for place in range(begin, len(tokens.kinds)):
        kind = tokens.kinds[place]
        if kind in ("function", "if", "do", "repeat"):
            depth += 1
        elif kind in ("end", "until"):
            depth -= 1
            if not depth:
                return place
    raise AssertionError("a function that was compiled has an end")
