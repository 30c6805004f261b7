"""Which blocks, brackets and calls are open at the cursor, and which locals are in sight: an outline, for any text.

The parser is exact, and gives up at the first mistake; this walk takes the tokens as they come.
"""

from __future__ import annotations

from luashell.syntax.tokens import NAME, NUMBER, STRING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luashell.repl.completion.reading import Reading

__all__ = ["CALLABLE_ENDS", "OPERAND_ENDS", "PARAMETERS_END", "Block", "Bracket", "Structure"]

OPERAND_ENDS: Final = frozenset((NAME, NUMBER, STRING, ")", "]", "}", "end", "nil"))
"""What an operand may end with: behind it stands an operator, or the next statement."""

CALLABLE_ENDS: Final = OPERAND_ENDS - {NUMBER, "end", "nil"}
"""What that which is called may end with."""

PARAMETERS_END: Final = "<parameters>"
"""The kind that the bracket behind parameters has in a structure: a statement follows."""

_OPENING: Final = {")": "(", "]": "[", "}": "{"}


class Block:
    """An open block: ``kind`` is the word that opened it, empty for the entry itself.

    ``awaiting`` is the word that its head still lacks, ``do`` or ``then``. ``locals`` are those declared so far: name
    and what it is.
    """

    __slots__ = ("awaiting", "kind", "locals")

    def __init__(self, kind: str, awaiting: str = "") -> None:
        self.kind = kind
        self.awaiting = awaiting
        self.locals: dict[str, str] = {}


class Bracket:
    """An open bracket: ``kind`` is how it is written, ``position`` that of its token, ``commas`` those right inside.

    ``is_call`` says that it holds the arguments of a call; what is called ends before ``position``.
    """

    __slots__ = ("commas", "is_call", "kind", "position")

    def __init__(self, kind: str, position: int, *, is_call: bool) -> None:
        self.kind = kind
        self.position = position
        self.is_call = is_call
        self.commas = 0


class Structure:
    """The structure of a text up to the cursor.

    ``open`` holds blocks and brackets, the innermost last. ``names_something`` says that a new name is being made up
    (a local, a parameter), ``names_function`` that it is the name of a function statement, and ``needs_in`` that the
    names of a ``for`` are complete. ``functions`` are those that the text defines, ``assigned`` the globals that it
    assigns, both as they are written; with the functions are their parameters.
    """

    def __init__(self, reading: Reading) -> None:
        walk = _Walk(reading)
        self.kinds = walk.kinds
        self.values = walk.values
        self.open = walk.open
        self.names_something = walk.names_something
        self.names_function = walk.names_function
        self.needs_in = walk.needs_in
        self.functions = walk.functions
        self.assigned = walk.assigned

    @property
    def before(self) -> str:
        """The kind of the last token; empty at the beginning."""
        return self.kinds[-1]

    @property
    def block(self) -> Block | None:
        """The block that a statement could stand in at this point; None inside brackets and heads of blocks."""
        innermost = self.open[-1]
        return innermost if isinstance(innermost, Block) and not innermost.awaiting else None

    @property
    def in_loop(self) -> bool:
        """Can ``break`` leave a loop?"""
        return any(block.kind in ("for", "while", "repeat") for block in self._blocks_of_function(0))

    @property
    def is_in_function(self) -> bool:
        """Is the body of a function being written?"""
        return any(isinstance(each, Block) and each.kind == "function" for each in self.open)

    def locals(self, functions_out: int = 0) -> dict[str, str]:
        """Locals in sight, with what they are; of the function that many functions further out."""
        found: dict[str, str] = {}
        for block in self._blocks_of_function(functions_out):
            if not block.awaiting:  # those of a loop begin behind its head
                found = block.locals | found
        return found

    def call(self) -> Bracket | None:
        """The innermost call whose arguments are being typed; the body of a function inside it is none of them."""
        for each in reversed(self.open):
            if isinstance(each, Block):
                return None
            if each.is_call:
                return each
        return None

    def _blocks_of_function(self, functions_out: int) -> list[Block]:
        """The open blocks of one function, the innermost first."""
        found: list[Block] = []
        for each in reversed(self.open):
            if isinstance(each, Block):
                if functions_out == 0:
                    found.append(each)
                if each.kind == "function":
                    functions_out -= 1
                    if functions_out < 0:
                        break
        return found


class _Walk:
    """The walk over the tokens; each step takes the position of a token and gives that of the next one to look at."""

    def __init__(self, reading: Reading) -> None:
        self.kinds = reading.kinds
        self.values = reading.values
        self.open: list[Block | Bracket] = [Block("")]
        self.names_something = False
        self.names_function = False
        self.needs_in = False
        self.functions: dict[str, list[str]] = {}
        self.assigned: set[str] = set()
        position = 1
        while position < len(self.kinds):
            step = _STEPS.get(self.kinds[position])
            position = step(self, position) if step else position + 1

    def open_block(self, position: int) -> int:
        self.open.append(Block(self.kinds[position]))
        return position + 1

    def open_if(self, position: int) -> int:
        self.open.append(Block("if", "then"))
        return position + 1

    def open_while(self, position: int) -> int:
        self.open.append(Block("while", "do"))
        return position + 1

    def open_for(self, position: int) -> int:
        names, position = self._new_names(position + 1)
        block = Block("for", "do")
        block.locals = dict.fromkeys(names, "local of the loop")
        self.open.append(block)
        if position == len(self.kinds):
            self.needs_in = len(names) == 2 and not self.names_something
        elif self.kinds[position] == NAME and self.values[position] == "in":
            self.kinds[position] = "in"  # no reserved word, but one here
        return position

    def open_function(self, position: int) -> int:
        begin = position = position + 1
        is_method = False
        while position < len(self.kinds) and self.kinds[position] in (NAME, ".", ":"):
            is_method = is_method or self.kinds[position] == ":"
            position += 1
        if position == len(self.kinds):
            self.names_function = position == begin
            return position
        block = Block("function")
        if is_method:
            block.locals["self"] = "parameter"
        self.open.append(block)
        if self.kinds[position] != "(":
            return position
        name = "".join(self.values[begin:position])
        if name.isidentifier():
            self.assigned.add(name)
        elif not name and self.kinds[begin - 2] == "=" and self._is_variable(begin - 3):  # name = function (
            name = self.values[begin - 3]
        return self._parameters(position + 1, block, name)

    def _parameters(self, position: int, block: Block, function: str) -> int:
        names, position = self._new_names(position)
        block.locals |= dict.fromkeys(names, "parameter")
        self.functions[function] = names
        if position < len(self.kinds) and self.kinds[position] == "...":
            block.locals["arg"] = "further arguments, a table"
            self.functions[function] = [*names, "..."]
            position += 1
        if position == len(self.kinds):
            self.names_something = True
        elif self.kinds[position] == ")":
            self.kinds[position] = PARAMETERS_END
            position += 1
        return position

    def assign(self, position: int) -> int:
        innermost = self.open[-1]
        is_statement = isinstance(innermost, Block) and not innermost.awaiting
        if is_statement and self._is_variable(position - 1) and self.kinds[position - 2] != "local":
            self.assigned.add(self.values[position - 1])
        return position + 1

    def _is_variable(self, position: int) -> bool:
        """Is the token at ``position``, before a ``=``, a variable and not part of something?"""
        return self.kinds[position] == NAME and self.kinds[position - 1] not in (".", ":", "%", ",")

    def declare(self, position: int) -> int:
        names, position = self._new_names(position + 1)
        for block in reversed(self.open):
            if isinstance(block, Block):
                block.locals |= dict.fromkeys(names, "local")
                break
        return position

    def _new_names(self, position: int) -> tuple[list[str], int]:
        """``Name { "," Name }``"""
        names: list[str] = []
        while position < len(self.kinds):
            if self.kinds[position] != NAME:
                return names, position
            names.append(self.values[position])
            position += 1
            if position == len(self.kinds) or self.kinds[position] != ",":
                return names, position
            position += 1
        self.names_something = True
        return names, position

    def do(self, position: int) -> int:
        return self._end_head(position, "do") or self.open_block(position)

    def then(self, position: int) -> int:
        return self._end_head(position, "then") or position + 1

    def _end_head(self, position: int, word: str) -> int:
        """The head of the innermost block ends, if it is this word that it lacks, else 0."""
        for each in reversed(self.open):
            if isinstance(each, Block):
                if each.awaiting != word:
                    return 0
                self._close_down_to(each)
                each.awaiting = ""
                return position + 1
        return 0

    def next_branch(self, position: int) -> int:
        """``else`` and ``elseif``"""
        for each in reversed(self.open):
            if isinstance(each, Block):
                if each.kind == "if":
                    self._close_down_to(each)
                    each.locals = {}
                    if self.kinds[position] == "else":
                        each.kind = "else"
                    else:
                        each.awaiting = "then"
                break
        return position + 1

    def end_block(self, position: int) -> int:
        for each in reversed(self.open[1:]):
            if isinstance(each, Block):
                self._close_down_to(each)
                del self.open[-1]
                break
        return position + 1

    def open_bracket(self, position: int) -> int:
        kind = self.kinds[position]
        is_call = kind != "[" and self.kinds[position - 1] in CALLABLE_ENDS
        self.open.append(Bracket(kind, position, is_call=is_call))
        return position + 1

    def close_bracket(self, position: int) -> int:
        innermost = self.open[-1]
        if isinstance(innermost, Bracket) and innermost.kind == _OPENING[self.kinds[position]]:
            del self.open[-1]
        return position + 1

    def comma(self, position: int) -> int:
        innermost = self.open[-1]
        if isinstance(innermost, Bracket):
            innermost.commas += 1
        return position + 1

    def _close_down_to(self, block: Block) -> None:
        """Forget brackets that were left open inside ``block``."""
        while self.open[-1] is not block:
            del self.open[-1]


_STEPS: Final[dict[str, Callable[[_Walk, int], int]]] = {
    "(": _Walk.open_bracket,
    ")": _Walk.close_bracket,
    ",": _Walk.comma,
    "=": _Walk.assign,
    "[": _Walk.open_bracket,
    "]": _Walk.close_bracket,
    "do": _Walk.do,
    "else": _Walk.next_branch,
    "elseif": _Walk.next_branch,
    "end": _Walk.end_block,
    "for": _Walk.open_for,
    "function": _Walk.open_function,
    "if": _Walk.open_if,
    "local": _Walk.declare,
    "repeat": _Walk.open_block,
    "then": _Walk.then,
    "until": _Walk.end_block,
    "while": _Walk.open_while,
    "{": _Walk.open_bracket,
    "}": _Walk.close_bracket,
}
