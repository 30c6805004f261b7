"""Finding the explanation of a message.

An explanation is a tuple: the message, what it means, and then one sentence for each thing that may help. A part of a
message that changes is written as a name in braces; the sentences may use the name.
"""

from __future__ import annotations

import re
from functools import cache

from luashell.repl.why import language, library, protocols, sockets, syntax, system
from luashell.runtime.calling import FILE_ERROR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["PART", "TABLES", "Explanation", "explain", "is_returned_message"]

TABLES: Final = {
    "syntax": syntax.EXPLANATIONS,
    "language": language.EXPLANATIONS,
    "library": library.EXPLANATIONS,
    "files": system.EXPLANATIONS,
    "sockets": sockets.EXPLANATIONS,
    "protocols": protocols.EXPLANATIONS,
}
"""All explanations, by subject. Of several messages that fit, the first is meant."""

_RETURNED: Final = (system.EXPLANATIONS, sockets.EXPLANATIONS, protocols.EXPLANATIONS)
"""Where the messages stand that functions return instead of raising them."""

_LONGEST_MESSAGE: Final = 2000
"""No message that has an explanation is longer; to match megabytes of other text would take seconds."""
_LONGEST_RETURNED: Final = 200
_ESCAPED_PART: Final = re.compile(r"\\\{(\w+)\\\}")
PART: Final = re.compile(r"\{(\w+)\}")
"""A part of a message that changes, where it is explained."""
_ORIGIN: Final = re.compile(r"(global|local|field|upvalue) `(.*)'\Z", re.DOTALL)


class Explanation:
    """What a message means: ``meaning``, and ``fixes``, what may help."""

    __slots__ = ("fixes", "meaning")

    def __init__(self, meaning: str, fixes: tuple[str, ...]) -> None:
        self.meaning = meaning
        self.fixes = fixes


def explain(message: str) -> Explanation | None:
    """The explanation of a message, text as it is typed; None when there is none."""
    first_line = message[: _LONGEST_MESSAGE + 1].partition(";\n")[0]
    if len(first_line) > _LONGEST_MESSAGE:
        return None
    for table in TABLES.values():
        for pattern, meaning, *fixes in table:
            match = _compiled(pattern).fullmatch(first_line)
            if match is not None:
                parts = {name: _plain(part) for name, part in match.groupdict().items()}
                return Explanation(_filled(meaning, parts), tuple(_filled(fix, parts) for fix in fixes))
    return None


def is_returned_message(text: str) -> bool:
    """Is it one of the messages that functions return, and do not raise?"""
    if text == FILE_ERROR:
        return True
    return len(text) < _LONGEST_RETURNED and any(
        _compiled(pattern).fullmatch(text) is not None for table in _RETURNED for pattern, *_ in table
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_ESCAPED_PART.sub(r"(?P<\1>.*?)", re.escape(pattern)), re.DOTALL)


def _filled(sentence: str, parts: dict[str, str]) -> str:
    """``sentence`` with the parts that it names; other braces are those of Lua."""
    return PART.sub(lambda match: parts.get(match[1], match[0]), sentence)


def _plain(part: str) -> str:
    """``global `x'`` in a sentence: ``the global x``."""
    origin = _ORIGIN.match(part)
    return f"the {origin[1]} {origin[2]}" if origin else part
