"""Error messages as topics: what they mean stands in ``luashell.repl.why``, who says them with the functions."""

from __future__ import annotations

from luashell.repl.help.chapters import OWNERS, libraries, method_libraries
from luashell.repl.help.topics import ERROR, Topic
from luashell.repl.why.explaining import PART, TABLES, Explanation, explain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

__all__ = ["error_topics", "topic_of_message"]

UNEXPLAINED: Final = "The words are those of the function, or of the server that it talked to."


def error_topics() -> Iterator[Topic]:
    """A topic for each message that can be explained, and for each that a function says of itself."""
    speakers = _speakers()
    for place, table in TABLES.items():
        for message, meaning, *fixes in table:
            text = _shown(message)
            yield _topic(text, _shown(meaning), [_shown(fix) for fix in fixes], place, speakers.pop(text, []))
    for text, names in speakers.items():
        explanation = explain(text) or Explanation(UNEXPLAINED, ())
        yield _topic(text, explanation.meaning, [*explanation.fixes], "library", names)


def topic_of_message(message: str) -> Topic | None:
    """The topic of a message as it was reported, with the names and values in it; None if it cannot be explained."""
    explanation = explain(message)
    return None if explanation is None else _topic(message, explanation.meaning, [*explanation.fixes], "", [])


def _topic(text: str, meaning: str, fixes: list[str], place: str, names: list[str]) -> Topic:
    facts = (("from", ", ".join(names)),) if names else ()
    return Topic(text, ERROR, text, meaning, " ".join(fixes), question=f'"{text}"', place=place, facts=facts)


def _shown(text: str) -> str:
    """``text`` with the parts that change in capitals."""
    return PART.sub(lambda part: part[1].upper(), text)


def _speakers() -> dict[str, list[str]]:
    """Each text that functions say of themselves as an error, and who says it."""
    found: dict[str, list[str]] = {}
    for chapter in (*libraries(), *method_libraries()):
        owner = OWNERS.get(chapter.title)
        for entry in chapter:
            for text in entry.errors:
                found.setdefault(text, []).append(f"{owner}:{entry.name}" if owner else entry.name)
    return found
