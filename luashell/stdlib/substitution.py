"""What ``gsub`` does (specification 6.3.4): two ways to walk over the matches, two kinds of replacement.

Where the pattern can split the subject, all matches are found before anything is replaced; else they are taken one by
one. The difference cannot be noticed: a pattern that raises does so at its first match, before any call.
"""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.numerals import number_to_string
from luashell.runtime.values import first
from luashell.stdlib.patterns import INVALID_CAPTURE_INDEX
from luashell.stdlib.remembering import Remembered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaFunction, Returned
    from luashell.stdlib.patterns import Found, Pattern

__all__ = ["TEMPLATES", "Callback", "Template", "substitute"]

_DIGITS: Final = frozenset("0123456789")
_NO_RESULT: Final = ((), None)


class Template:
    """A replacement string: texts, and numbers of captures; ``levels`` holds these numbers."""

    __slots__ = ("_pieces", "levels")

    def __init__(self, text: str) -> None:
        self._pieces = _pieces(text)
        self.levels = frozenset([piece for piece in self._pieces if isinstance(piece, int)])

    def text(self, found: Found) -> str:
        """What replaces one match, which has captures of all ``levels``."""
        return "".join([piece if isinstance(piece, str) else found.group(piece) for piece in self._pieces])

    def join(self, parts: list[str], stride: int) -> str:
        """What Pattern.split has parted, with all the matches replaced; a match stands for ``stride`` parts."""
        texts = parts[::stride]
        if len(self._pieces) == 1 and isinstance(self._pieces[0], str):
            return self._pieces[0].join(texts)
        count = len(texts) - 1
        columns = [[piece] * count if isinstance(piece, str) else parts[piece::stride] for piece in self._pieces]
        return _weave(texts, columns)


class Callback:
    """A replacement function; it gets the captures, and no argument where there are none."""

    __slots__ = ("_function",)
    levels: frozenset[int] = frozenset()

    def __init__(self, function: LuaFunction) -> None:
        self._function = function

    def text(self, found: Found) -> str:
        """What replaces one match; LuaError when a capture of it has no end."""
        return _inserted(self._function(*found.groups()))

    def join(self, parts: list[str], stride: int) -> str:
        """As Template.join; the results take the place of the captures."""
        function = self._function
        if stride == 1:
            results = [function() for _ in parts[1:]]
            return _weave(parts, [_texts(results)])
        if stride == 2:
            results = [function(capture) for capture in parts[1::2]]
        else:
            captures = zip(*[parts[level::stride] for level in range(1, stride)], strict=True)
            results = [function(*matched) for matched in captures]
            for level in range(2, stride):
                parts[level::stride] = [""] * len(results)
        parts[1::stride] = _texts(results)
        return "".join(parts)


def substitute(subject: str, pattern: Pattern, replacement: Template | Callback, limit: int) -> tuple[str, int]:
    """``subject`` with at most ``limit`` matches replaced (0: all of them), and how many there were.

    LuaError at the first match when ``replacement`` has a capture that ``pattern`` has not.
    """
    if pattern.split is None or not replacement.levels <= pattern.levels:
        return _match_by_match(subject, pattern, replacement, limit or len(subject) + 1)
    parts = pattern.split(subject, limit)
    if len(parts) == 1:
        return subject, 0
    stride = pattern.capture_count + 1
    return replacement.join(parts, stride), (len(parts) - 1) // stride


def _weave(texts: list[str], columns: list[list[str]]) -> str:
    """One string of a text, the first of each column, the next text, the second of each column ... the last text."""
    width = len(columns) + 1
    woven = [""] * ((len(texts) - 1) * width + 1)
    woven[::width] = texts
    for place, column in enumerate(columns, 1):
        woven[place::width] = column
    return "".join(woven)


def _match_by_match(subject: str, pattern: Pattern, replacement: Template | Callback, limit: int) -> tuple[str, int]:
    """The walk of the original: behind a match, or one byte further when it was empty."""
    texts: list[str] = []
    count = position = 0
    while count < limit and position <= len(subject):
        found = pattern.find(subject, position)
        if found is None:
            break
        count += 1
        if not replacement.levels <= pattern.levels:
            raise LuaError(INVALID_CAPTURE_INDEX)
        start, end = found.span()
        texts += (subject[position:start], replacement.text(found))
        position = end
        if start == end:
            texts.append(subject[end : end + 1])
            position += 1
        if pattern.anchored:
            break
    texts.append(subject[position:])
    return "".join(texts), count


def _pieces(text: str) -> list[str | int]:
    """``%`` and a digit is the number of a capture, ``%`` and another byte that byte; a last ``%`` is C's final NUL."""
    pieces: list[str | int] = []
    index = 0
    while (percent := text.find("%", index)) >= 0:
        following = text[percent + 1 : percent + 2] or "\0"
        pieces += (text[index:percent], int(following) if following in _DIGITS else following)
        index = percent + 2
    pieces.append(text[index:])
    return [piece for piece in pieces if piece != ""] or [""]


TEMPLATES: Final = Remembered(Template)
"""``TEMPLATES[text]`` is the Template for a text."""


def _texts(results: list[Returned]) -> list[str]:
    """What stands in for each match; most often that is a string, or nothing."""
    return [text if text.__class__ is str else "" if text in _NO_RESULT else _inserted(text) for text in results]


def _inserted(result: Returned) -> str:
    """What stands in for a match: a string, or a number as its text; anything else vanishes."""
    value = first(result) if result.__class__ is tuple else result
    if value.__class__ is str:
        return value
    return number_to_string(value) if value.__class__ is float else ""
