"""What was meant where a text is no Lua 4.0: signs and words of later versions of Lua, and of other languages."""

from __future__ import annotations

import re

from luashell.repl.advice.suggestions import counterpart
from luashell.repl.editing.blocks import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["syntax_advice"]

SIGNS: Final = frozenset("!#%&*+-./:<=>?[^{|~")
LONGEST_SIGN: Final = 3
LONGEST_PART: Final = 10_000
"""Bytes of a text before the place that are looked at."""

_WORD: Final = re.compile(r"[A-Za-z_]\w*")
_WORD_BEFORE: Final = re.compile(r"([A-Za-z_]\w*)\s+\Z")
_OPERAND_AND_PERCENT: Final = re.compile(r"[\w)\]}\"']\s*%\s*\Z")
_COMMENT_OF_SEVERAL_LINES: Final = re.compile(r"--\[\[(?:(?!\]\]).)*$", re.MULTILINE)
_STATEMENTS: Final = frozenset(("continue", "def", "elif", "elsif", "goto"))
"""Words of other languages that begin a statement; here they are names, and what follows them is wrong."""


def syntax_advice(text: str, position: int) -> str:
    """One sentence about ``position``, an offset into ``text``, where it is no Lua; empty if nothing comes to mind."""
    before = text[max(position - LONGEST_PART, 0) : position]
    for written in (*_commented(before), *_by_words(text, before, position), *_signs(text, before, position)):
        said = counterpart(written)
        if said is not None:
            return said
    return ""


def _commented(before: str) -> list[str]:
    """Is it, unlike the lines above it, no part of a comment any more?"""
    earlier_lines = before[: before.rfind("\n") + 1]
    return ["--[["] if _COMMENT_OF_SEVERAL_LINES.search(earlier_lines) else []


def _by_words(text: str, before: str, position: int) -> list[str]:
    """What the words here and before this place may have been meant for."""
    found: list[str] = []
    here = _WORD.match(text, position)
    word_before = _WORD_BEFORE.search(before)
    if word_before is not None:
        last = word_before[1]
        if here is not None:
            found.append(f"{last} {here[0]}")
        if last in _STATEMENTS:
            found.append(last)
    if here is not None and here[0][0] in "xX" and before.endswith("0"):
        found.append("0x")
    if _OPERAND_AND_PERCENT.search(before):
        found.append("%")
    return found


def _signs(text: str, before: str, position: int) -> list[str]:
    """The signs around the place, the longest first; some are told by what they stand behind."""
    found: list[str] = []
    line = before[before.rfind("\n") + 1 :]
    sign = text[position : position + 1]
    if sign == "/" and not line.strip(" \t/"):
        return ["// comment"]
    if sign and sign in ":.{" and line.rstrip(" \t").endswith(")"):
        found.append(f"){sign}")
    begin, end = position, position
    while begin > position - LONGEST_SIGN and text[begin - 1 : begin] in SIGNS:
        begin -= 1
    while end < position + LONGEST_SIGN and text[end : end + 1] in SIGNS:
        end += 1
    found += [
        text[start : start + length]
        for length in range(LONGEST_SIGN, 0, -1)
        for start in range(max(begin, position - length + 1), position + 1)
        if start + length <= end
    ]
    if sign == "=" and _is_in_braces(before):
        found.append("{, =")
    return found


def _is_in_braces(before: str) -> bool:
    unclosed = [group.opener for group in groups(before) if not group.is_closed]
    return unclosed[-1:] == ["{"]
