"""What can be asked about: a function, a word of the language, an error, a command. Pure data."""

from __future__ import annotations

from luashell.repl.help.examples import lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.frames import HostFunction

__all__ = [
    "COMMAND",
    "CONSTANT",
    "ERROR",
    "EVENT",
    "FORMAT",
    "FUNCTION",
    "KEYWORD",
    "METHOD",
    "OPERATOR",
    "SUBJECT",
    "VALUE",
    "Topic",
]

COMMAND: Final = "command"
CONSTANT: Final = "global"
ERROR: Final = "error"
EVENT: Final = "tag method event"
FORMAT: Final = "format"
FUNCTION: Final = "function"
KEYWORD: Final = "keyword"
METHOD: Final = "method"
OPERATOR: Final = "operator"
SUBJECT: Final = "subject"
VALUE: Final = "value"


class Topic:
    """One page of help.

    ``question`` asks for it, without the ``?``; it answers to all its ``names``. ``form`` shows how it is written, and
    opens the page; ``kind`` is one of the names above and ``place`` where it belongs, such as the chapter of a
    function. ``summary`` is one line, ``text`` whatever else there is to say. ``facts`` are pairs of a label and its
    text (what it gives, its errors); ``example`` is as Library.function describes it; ``members`` are topics that
    belong to this one, ``related`` questions that lead on. ``record`` is the function that it is about.
    """

    __slots__ = (
        "example", "facts", "form", "kind", "members", "names", "place", "question", "record", "related", "summary",
        "text",
    )  # fmt: skip

    def __init__(
        self,
        names: str | tuple[str, ...],
        kind: str,
        form: str,
        summary: str,
        text: str = "",
        *,
        question: str = "",
        place: str = "",
        facts: tuple[tuple[str, str], ...] = (),
        example: str = "",
        members: tuple[Topic, ...] = (),
        related: tuple[str, ...] = (),
        record: HostFunction | None = None,
    ) -> None:
        self.names = (names,) if isinstance(names, str) else names
        self.kind = kind
        self.form = form
        self.summary = summary
        self.text = text
        self.question = question or self.names[0]
        self.place = place
        self.facts = facts
        self.example = example
        self.members = members
        self.related = related
        self.record = record

    def __repr__(self) -> str:
        return f"<Topic ?{self.question}: {self.kind}>"

    @property
    def example_lines(self) -> list[str]:
        """The lines of the example, none if there is no example."""
        return lines_of(self.example) if self.example else []
