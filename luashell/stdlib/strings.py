"""The string library (specification 6.3). Positions count bytes from 1, negative ones from the end.

Most arguments are what they should be, so the functions look at the class first and work at once; whatever else arrives
goes through ``binding/arguments.py``, which converts or complains. A default that is a number stands in the signature:
to leave it out is the same as to pass it, and an explicit nil is neither.
"""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, check, need_integer, need_long, need_string
from luashell.binding.library import Library
from luashell.runtime.values import FUNCTION_CLASSES, MISSING
from luashell.stdlib.formatting import formatted
from luashell.stdlib.patterns import compiled
from luashell.stdlib.substitution import TEMPLATES, Callback, substitute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.stdlib.substitution import Template

__all__ = ["FINDERS", "LARGEST_STRING", "library"]

library = Library("Strings")

LARGEST_STRING: Final = 1 << 30
"""Bytes that strrep will make; beyond, there is no memory, said before it is true of the whole machine."""

MOST_REMEMBERED: Final = 1024

_BYTE_OF_CODE: Final[dict[LuaValue, str]] = {float(code): chr(code) for code in range(256)}
_CODE_OF_BYTE: Final = {byte: code for code, byte in _BYTE_OF_CODE.items()}


@library.function("strlen(s)", "Length of a string in bytes.", results="number", example='strlen("lua")  --> 3')
def strlen(s: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """strlen(s) -> number (6.3)"""
    return float(len(s if isinstance(s, str) else need_string(s, 1)))


@library.function(
    "strsub(s, i [, j])",
    "The bytes from i to j; j is the end unless given.",
    results="string",
    example='strsub("hello", 2, 4), strsub("hello", -3)  --> "ell", "llo"',
)
def strsub(s: LuaValue = MISSING, i: LuaValue = MISSING, j: LuaValue = -1.0, *_: LuaValue) -> Returned:
    """strsub(s, i [, j]) -> string (6.3); positions outside are clipped"""
    text = s if isinstance(s, str) else need_string(s, 1)
    start = int(i) if isinstance(i, float) and -1e9 < i < 1e9 else need_long(i, 2)
    end = int(j) if isinstance(j, float) and -1e9 < j < 1e9 else need_long(j, 3)
    if start < 0:
        start += len(text) + 1
    if end < 0:
        end += len(text) + 1
    return text[start - 1 if start > 0 else 0 : max(0, end)]


@library.function(
    "strlower(s)",
    "The string with capital letters made small.",
    results="string",
    example='strlower("Lua 4")  --> "lua 4"',
)
def strlower(s: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """strlower(s) -> string (6.3); only ASCII has letters"""
    text = s if isinstance(s, str) else need_string(s, 1)
    return text.lower() if text.isascii() else text.encode("latin-1").lower().decode("latin-1")


@library.function(
    "strupper(s)",
    "The string with small letters made capital.",
    results="string",
    example='strupper("Lua 4")  --> "LUA 4"',
)
def strupper(s: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """strupper(s) -> string (6.3); only ASCII has letters"""
    text = s if isinstance(s, str) else need_string(s, 1)
    return text.upper() if text.isascii() else text.encode("latin-1").upper().decode("latin-1")


@library.function(
    "strrep(s, n)", "n copies of a string, joined.", results="string", example='strrep("ab", 3)  --> "ababab"'
)
def strrep(s: LuaValue = MISSING, n: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """strrep(s, n) -> string (6.3); MemoryError instead of more than LARGEST_STRING bytes"""
    text = need_string(s, 1)
    count = need_integer(n, 2)
    if len(text) * count > LARGEST_STRING:
        raise MemoryError
    return text * count


@library.function(
    "strbyte(s [, i])",
    "The code of byte i, of the first unless given.",
    results="number",
    example='strbyte("A")  --> 65',
)
def strbyte(s: LuaValue = MISSING, i: LuaValue = 1.0, *_: LuaValue) -> Returned:
    """strbyte(s [, i]) -> number (6.3)"""
    if isinstance(s, str) and isinstance(i, float) and 1.0 <= i <= len(s):
        return _CODE_OF_BYTE[s[int(i) - 1]]
    return _code_at(s, i)


@library.function("ascii(s [, i])", "Another name of strbyte.", results="number", example='ascii("A")  --> 65')
def ascii(s: LuaValue = MISSING, i: LuaValue = 1.0, *_: LuaValue) -> Returned:
    """ascii(s [, i]) -> number (6.3)"""
    return _code_at(s, i)


def _code_at(s: LuaValue, i: LuaValue) -> Returned:
    text = need_string(s, 1)
    position = need_long(i, 2)
    if position < 0:
        position += len(text) + 1
    check(0 < position <= len(text), 2, "out of range")
    return _CODE_OF_BYTE[text[position - 1]]


@library.function(
    "strchar(...)",
    "The string of the bytes with these codes.",
    results="string",
    example='strchar(76, 117, 97)  --> "Lua"',
)
def strchar(*codes: LuaValue) -> Returned:
    """strchar(...) -> string (6.3)"""
    try:
        return _BYTE_OF_CODE[codes[0]] if len(codes) == 1 else "".join([_BYTE_OF_CODE[code] for code in codes])
    except KeyError:  # a fraction or a string, or no code at all
        return "".join([_byte_of(code, position) for position, code in enumerate(codes, 1)])


def _byte_of(code: LuaValue, position: int) -> str:
    number = need_integer(code, position)
    check(0 <= number <= 255, position, "invalid value")
    return chr(number)


@library.function(
    "format(template, ...)",
    "The template with each %[flags][width][.precision]letter replaced by an argument.",
    results="string",
    errors=("invalid option in `format'", "invalid format (width or precision too long)"),
    example='format("%05.2f %s", 3.14159, "pi")  --> "03.14 pi"',
)
def format(*arguments: LuaValue) -> Returned:
    """format(template, ...) -> string (6.3.1)"""
    template = arguments[0] if arguments else MISSING
    return formatted(template if isinstance(template, str) else need_string(template, 1), arguments)


class _Finders(dict[str, "Callable[[str, int], Returned]"]):
    """For each pattern the function that does what strfind does, from an index on; generated code looks them up.

    It raises ValueError for an index beyond the subject: strfind itself knows what to say.
    """

    def __missing__(self, pattern: str) -> Callable[[str, int], Returned]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        finder = self[pattern] = _finder(pattern)
        return finder


def _finder(pattern: str) -> Callable[[str, int], Returned]:
    searched = compiled(pattern)
    literal, find = searched.literal, searched.find

    def find_literal(subject: str, start: int) -> Returned:
        if start > len(subject):
            raise ValueError
        found = subject.find(literal, start)  # type: ignore[arg-type]  # only used when there is one
        return None if found < 0 else (found + 1.0, float(found + size))

    def find_pattern(subject: str, start: int) -> Returned:
        if start and start > len(subject):
            raise ValueError
        found = find(subject, start)
        if found is None:
            return None
        before, end = found.span()
        return (before + 1.0, end + 0.0, *found.groups())

    if literal is None:
        return find_pattern
    size = len(literal)
    return find_literal


FINDERS: Final = _Finders()
"""``FINDERS[pattern](subject, index)`` gives what ``strfind(subject, pattern, index + 1)`` returns."""

_PATTERN_ERRORS: Final = (
    "malformed pattern (ends with `%')",
    "malformed pattern (missing `]')",
    "unfinished capture",
    "invalid pattern capture",
    "invalid capture index",
    "unbalanced pattern",
    "too many captures",
)


@library.function(
    "strfind(s, pattern [, init [, plain]])",
    "Look for a pattern; for the very text if a fourth argument is there, even nil.",
    results="start, end, captures ... | nil",
    errors=_PATTERN_ERRORS,
    example="""
        strfind("hello", "l+")  --> 3, 4
        strfind("port: 25", "(%a+): (%d+)")  --> 1, 8, "port", "25"
    """,
)
def strfind(
    s: LuaValue = MISSING, pattern: LuaValue = MISSING, init: LuaValue = 1.0, plain: LuaValue = MISSING, *_: LuaValue
) -> Returned:
    """strfind(s, pattern [, init [, plain]]) -> start, end, captures ... | nil (6.3.3)"""
    subject = s if isinstance(s, str) else need_string(s, 1)
    text = pattern if isinstance(pattern, str) else need_string(pattern, 2)
    start = int(init) - 1 if isinstance(init, float) and 1.0 <= init < 1e9 else need_long(init, 3) - 1
    if start < -1:
        start += len(subject) + 1
    check(0 <= start <= len(subject), 3, "out of range")
    literal = compiled(text).literal if plain is MISSING else text
    if literal is not None:
        start = subject.find(literal, start)
        return None if start < 0 else (float(start + 1), float(start + len(literal)))
    found = compiled(text).find(subject, start)
    if found is None:
        return None
    start, end = found.span()
    return (start + 1.0, end + 0.0, *found.groups())


@library.function(
    "gsub(s, pattern, replacement [, n])",
    "Replace matches, at most n, by a string with %1 to %9 or by what a function makes of the captures.",
    results="string, number",
    errors=_PATTERN_ERRORS,
    example="""
        gsub("hello world", "o", "0")  --> "hell0 w0rld", 2
        gsub("hello world", "(%w+)", "<%1>")  --> "<hello> <world>", 2
    """,
)
def gsub(
    s: LuaValue = MISSING,
    pattern: LuaValue = MISSING,
    replacement: LuaValue = MISSING,
    n: LuaValue = MISSING,
    *_: LuaValue,
) -> Returned:
    """gsub(s, pattern, replacement [, n]) -> string, number of matches (6.3.4)"""
    subject = s if isinstance(s, str) else need_string(s, 1)
    searched = compiled(pattern if isinstance(pattern, str) else need_string(pattern, 2))
    limit = 0 if n is MISSING else need_integer(n, 4)
    if replacement.__class__ in FUNCTION_CLASSES:
        replacer: Callback | Template = Callback(replacement)  # type: ignore[arg-type]  # narrowed by class
    elif isinstance(replacement, (str, float)):
        replacer = TEMPLATES[need_string(replacement, 3)]
    else:
        bad_argument(3, "string or function expected")
    if limit <= 0 and n is not MISSING:
        return subject, 0.0
    replaced, count = substitute(subject, searched, replacer, limit)
    return replaced, count + 0.0
