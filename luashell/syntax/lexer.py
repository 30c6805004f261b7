"""The scanner (specification 1): text, one byte per character, to tokens.

It is written out by hand: importing ``re`` and compiling one pattern for all tokens costs a short script 7 ms, and
scans a long one at half the speed. Strings and comments are searched with ``str.find``, each search bounded by an
earlier one, so that the time stays linear in any text.
"""

from __future__ import annotations

from luashell.syntax.tokens import END_OF_INPUT, MALFORMED, NAME, NUMBER, RESERVED, STRING, Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, TypeAlias

    Reading: TypeAlias = tuple[str, str, int]  # kind, value and end of a token

__all__ = ["tokenize"]

BLANKS: Final = frozenset(" \t\r")
DIGITS: Final = frozenset("0123456789")
NAME_STARTS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
NAME_CHARACTERS: Final = NAME_STARTS | DIGITS
PLAIN_OPERATORS: Final = frozenset("+*/^%(){}];:,")  # no longer token begins with one of these
CONTROL_CHARACTERS: Final = frozenset(map(chr, [*range(32), 127]))
ESCAPES: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

_END: Final = "\0"  # stands behind the text, so that looking at the next character never fails
_PAST_THE_END: Final = "\xff"  # what the original stores for a backslash that is the last byte of the text
_KIND_OF_WORD: Final = {word: word for word in RESERVED}


class _RefusedError(Exception):
    """The scanner cannot go on: what is wrong with the token from ``start``, how it is quoted, how far was read.

    ``missing`` is what would finish a token that the end of the text cut off.
    """

    def __init__(self, problem: str, quotation: str, start: int, reached: int, *, missing: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.quotation = quotation
        self.start = start
        self.reached = reached
        self.missing = missing


def tokenize(text: str) -> Tokens:
    """All tokens of a chunk. Never raises: what cannot be scanned becomes a last token of kind MALFORMED."""
    tokens = Tokens(text)
    try:
        _scan(text, tokens)
    except _RefusedError as refused:
        tokens.kinds.append(MALFORMED)
        tokens.values.append(refused.quotation)
        tokens.starts.append(refused.start)
        tokens.lines.append(text.count("\n", 0, refused.reached) + 1)
        tokens.columns.append(refused.start - text.rfind("\n", 0, refused.start) - 1)
        tokens.problem = refused.problem
        tokens.missing = refused.missing
    return tokens


def _scan(text: str, tokens: Tokens) -> None:
    """Fill ``tokens``. Names and plain operators, which most tokens are, are read without a call."""
    add_kind, add_value, add_start = tokens.kinds.append, tokens.values.append, tokens.starts.append
    add_line, add_column = tokens.lines.append, tokens.columns.append
    source = text + _END
    line = 1
    line_start = 0  # offset of the first character of the line
    position = _end_of_line(source, 0) if text.startswith("#") else 0
    kind = ""
    while kind != END_OF_INPUT:
        character = source[position]
        if character in BLANKS:
            position += 1
            continue
        if character == "\n":
            position += 1
            line += 1
            line_start = position
            continue
        start = position
        if character in NAME_STARTS:
            position += 1
            while source[position] in NAME_CHARACTERS:
                position += 1
            value = source[start:position]
            kind = _KIND_OF_WORD.get(value, NAME)
        elif character in PLAIN_OPERATORS:
            position += 1
            kind = value = character
        elif character == "-" and source[start + 1] == "-":
            position = _end_of_line(source, start)
            continue
        else:
            kind, value, position = _READERS.get(character, _read_other)(source, start)
        add_kind(kind)
        add_value(value)
        add_start(start)
        if kind == STRING and (newlines := source.count("\n", start, position)):
            line += newlines
            line_start = source.rindex("\n", start, position) + 1
            start = position - (2 if character == "[" else 1)
        add_line(line)
        add_column(start - line_start)


def _end_of_line(source: str, position: int) -> int:
    """Offset of the next LF, or of the end."""
    end = source.find("\n", position)
    return end if end >= 0 else len(source) - 1


# ---- operators and stray characters


def _read_other(source: str, start: int) -> Reading:
    """The end of the text, or a character that no other reader knows: a token that no rule of the grammar accepts."""
    character = source[start]
    if character == _END and start == len(source) - 1:
        return END_OF_INPUT, "", start
    if character == "$":
        raise _RefusedError("unexpected `$' (pragmas are no longer supported)", "$", start, start)
    if character in CONTROL_CHARACTERS:
        raise _RefusedError("invalid control char", f"0x{ord(character):02X}", start, start)
    return character, character, start + 1


def _read_comparison(source: str, start: int) -> Reading:
    """``= < > ~``, each perhaps with a second ``=``."""
    end = start + 2 if source[start + 1] == "=" else start + 1
    operator = source[start:end]
    return operator, operator, end


def _read_dots(source: str, start: int) -> Reading:
    """``.``, ``..``, ``...`` or a numeral that begins with the point."""
    if source[start + 1] in DIGITS:
        return _read_number(source, start)
    operator = "..." if source.startswith("...", start) else ".." if source.startswith("..", start) else "."
    return operator, operator, start + len(operator)


# ---- numerals (1.4)


def _read_number(source: str, start: int) -> Reading:
    """A numeral. The original collects what might be one and converts it afterwards: ``.5.3`` is one bad numeral."""
    whole_end = _end_of_digits(source, start)
    end = whole_end
    if source[start] == ".":
        end = whole_end = _end_of_digits(source, start + 1)
    if source[end] == ".":
        end += 1
        if source[end] == ".":
            problem = "ambiguous syntax (decimal point x string concatenation)"
            raise _RefusedError(problem, source[start : end + 1], start, end + 1)
        end = _end_of_digits(source, end)
    malformed = source[start] == "." and end > whole_end  # a second decimal point
    if source[end] in "eE":
        exponent = end + 2 if source[end + 1] in "+-" else end + 1
        end = _end_of_digits(source, exponent)
        malformed = malformed or end == exponent
    if malformed:
        raise _RefusedError("malformed number", source[start:end], start, end)
    return NUMBER, source[start:end], end


def _end_of_digits(source: str, position: int) -> int:
    while source[position] in DIGITS:
        position += 1
    return position


# ---- strings (1.5, 1.6)


def _read_quoted(source: str, start: int) -> Reading:
    """A quoted string; one without escapes is found by one search."""
    end = source.find(source[start], start + 1)
    value = source[start + 1 : end]
    if end < 0 or "\\" in value or "\n" in value:
        return _read_escaped(source, start)
    return STRING, value, end + 1


def _read_escaped(source: str, start: int) -> Reading:
    """A quoted string, piece by piece from escape to escape."""
    quote = source[start]
    pieces: list[str] = []
    position = start + 1
    end = start
    while True:
        if end < position:
            end = source.find(quote, position)
            if end < 0:
                end = len(source) - 1
        escape = source.find("\\", position, end)
        piece_end = escape if escape >= 0 else end
        newline = source.find("\n", position, piece_end)
        if newline >= 0 or piece_end == len(source) - 1:
            piece_end = newline if newline >= 0 else piece_end
            quotation = quote + "".join(pieces) + source[position:piece_end]
            at_line_start = position == len(source) - 1 and source[position - 1] == "\n"  # behind an escaped LF
            raise _RefusedError(
                "unfinished string", quotation, start, piece_end, missing=quote if at_line_start else ""
            )
        pieces.append(source[position:piece_end])
        if escape < 0:
            return STRING, "".join(pieces), end + 1
        if escape == len(source) - 2:
            quotation = quote + "".join(pieces) + _PAST_THE_END
            raise _RefusedError("unfinished string", quotation, start, len(source) - 1, missing="\n" + quote)
        position = escape + 2
        escaped = source[escape + 1]
        if escaped in DIGITS:
            while position < escape + 4 and source[position] in DIGITS:
                position += 1
            code = int(source[escape + 1 : position])
            if code > 255:
                raise _RefusedError("escape sequence too large", quote + "".join(pieces), start, position)
            pieces.append(chr(code))
        else:
            pieces.append(ESCAPES.get(escaped, escaped))


def _read_bracket(source: str, start: int) -> Reading:
    """``[``, or a long string, inside which pairs of brackets nest."""
    if source[start + 1] != "[":
        return "[", "[", start + 1
    depth = 1
    position = start + 2
    closing = start
    while depth:
        if closing < position:
            closing = source.find("]]", position)
            if closing < 0:
                raise _RefusedError(
                    "unfinished long string", source[start:-1], start, len(source) - 1, missing="]]" * depth
                )
        opening = source.find("[[", position, closing)
        if opening >= 0:
            depth += 1
            position = opening + 2
        else:
            depth -= 1
            position = closing + 2
    return STRING, source[start + 2 : position - 2], position


_READERS: Final[dict[str, Callable[[str, int], Reading]]] = {
    ".": _read_dots,
    "[": _read_bracket,
    **dict.fromkeys("=<>~", _read_comparison),
    **dict.fromkeys("\"'", _read_quoted),
    **dict.fromkeys(DIGITS, _read_number),
}
