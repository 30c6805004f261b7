"""Help on the screen: pages and lists, wrapped at the width of the session."""

from __future__ import annotations

from luashell.repl.styled import HEADING, HINT, LUA, MUTED, PLAIN
from luashell.repl.wrapping import LEAST_WIDTH, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.repl.help.topics import Topic
    from luashell.repl.styled import Styled

__all__ = ["also", "explained", "listed", "page", "pages"]

INDENT: Final = "  "


def page(topic: Topic, width: int, *, form: str = "") -> Styled:
    """All about ``topic``, which may be written in another ``form`` here."""
    where = f"{topic.kind}, {topic.place}" if topic.place else topic.kind
    shown: Styled = [*_heading(form or topic.form, where, width), (PLAIN, wrapped(topic.summary, width))]
    if topic.text:
        shown.append((PLAIN, wrapped(topic.text, width)))
    for label, text in topic.facts:
        shown.append((PLAIN, wrapped(text, width, f"{label}: ", INDENT)))
    shown += [(LUA, f"{INDENT}{line}\n") for line in topic.example_lines]
    shown += listed(((member.form, member.summary) for member in topic.members), width)
    if topic.related:
        shown.append((MUTED, wrapped(f"see also {', '.join(f'?{name}' for name in topic.related)}", width)))
    return shown


def pages(topics: list[Topic], width: int) -> Styled:
    """The first topic in full, of the others how to ask for them."""
    first, *others = topics
    return [*page(first, width), *also(others, width)]


def also(topics: list[Topic], width: int) -> Styled:
    """How to ask for ``topics``, which have the same name as what was shown."""
    questions = ", ".join(f"?{topic.question} ({topic.kind})" for topic in topics)
    return [(MUTED, wrapped(f"also {questions}", width))] if questions else []


def _heading(form: str, where: str, width: int) -> Styled:
    """How it is written, and what it is: at the right end of the line if there is room."""
    room = width - len(form) - len(where)
    gap = " " * room if room >= 2 else f"\n{INDENT}"
    return [(HEADING, form), (MUTED, f"{gap}{where}\n")]


def listed(rows: Iterable[tuple[str, str]], width: int) -> Styled:
    """A line for each pair: how something is written, or asked for, and what it means; cut where it is too long.

    What is written takes half of a line at most.
    """
    cut_rows = [(_cut(form, width // 2 - len(INDENT)), summary) for form, summary in rows]
    column = max((len(form) for form, _ in cut_rows), default=0)
    shown: Styled = []
    for form, summary in cut_rows:
        room = max(width, LEAST_WIDTH) - column - 2 * len(INDENT)
        shown += [(HINT, f"{INDENT}{form:<{column}}"), (PLAIN, f"{INDENT}{_cut(summary, room)}\n")]
    return shown


def explained(rows: Iterable[tuple[str, str]], width: int) -> Styled:
    """The same as ``listed``, with all that is said."""
    rows = [*rows]
    column = max((len(form) for form, _ in rows), default=0)
    margin = " " * (column + 2 * len(INDENT))
    shown: Styled = []
    for form, meaning in rows:
        lines = wrapped(meaning, width, margin, margin)[len(margin) :]
        shown += [(HINT, f"{INDENT}{form:<{column}}{INDENT}"), (PLAIN, lines)]
    return shown


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(room - 3, 1)].rstrip()}..."
