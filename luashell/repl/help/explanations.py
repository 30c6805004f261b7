"""Error texts as topics: who says them, and what they mean."""

from __future__ import annotations

from luashell.repl.help.chapters import OWNERS, libraries, method_libraries
from luashell.repl.help.topics import ERROR, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["error_topics"]


def error_topics() -> Iterator[Topic]:
    """A topic for each error text that a function raises or returns."""
    for text, names in _named_by().items():
        said_by = (("raised by", ", ".join(names)),)
        yield Topic(text, ERROR, text, "An error.", question=f'"{text}"', facts=said_by)


def _named_by() -> dict[str, list[str]]:
    """Each text that the functions say of themselves, and who says it."""
    found: dict[str, list[str]] = {}
    for library in (*libraries(), *method_libraries()):
        owner = OWNERS.get(library.title)
        for entry in library:
            for text in entry.errors:
                found.setdefault(text, []).append(f"{owner}:{entry.name}" if owner else entry.name)
    return found
