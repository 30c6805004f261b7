"""Everything that help knows: all topics, by name and in full text."""

from __future__ import annotations

from functools import cache

from luashell.repl.help import chapters, events, explanations, formats, keywords, symbols, values
from luashell.repl.help.topics import COMMAND, METHOD, SUBJECT, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.repl.registry import Commands
    from luashell.runtime.frames import HostFunction

__all__ = ["Catalogue", "catalogue_for"]

WEIGHTS: Final = (8, 5, 3, 1)
"""How much it counts where a word stands: in the names, in the form, in the summary, elsewhere."""


class Catalogue:
    """All topics; what was asked for is looked up by name, or searched for."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = tuple(topics)
        self._by_name: dict[str, list[Topic]] = {}
        for topic in self.topics:
            for name in dict.fromkeys((topic.question, *topic.names)):
                self._by_name.setdefault(name, []).append(topic)
        self._by_small_name: dict[str, list[Topic]] = {}
        for name, named in self._by_name.items():
            self._by_small_name.setdefault(name.lower(), []).extend(named)
        self._by_record = {topic.record: topic for topic in self.topics if topic.record is not None}
        self._words: dict[Topic, tuple[str, ...]] = {}

    @property
    def names(self) -> list[str]:
        """Everything that ``named`` knows."""
        return [*self._by_name]

    def named(self, name: str) -> list[Topic]:
        """The topics with that name, those first that are found by no other; without regard to case if need be."""
        found = self._by_name.get(name) or dict.fromkeys(self._by_small_name.get(name.lower(), ()))
        return sorted(found, key=lambda topic: (topic.question != name, topic.kind == METHOD, topic.kind == SUBJECT))

    def methods_named(self, asked: str) -> list[Topic]:
        """The methods of all kinds of sockets with that name, of ``s:receive`` for a socket that is not known."""
        owner, colon, name = asked.rpartition(":")
        return [topic for topic in self.named(name) if topic.kind == METHOD] if owner and colon else []

    def about(self, record: HostFunction) -> Topic:
        """The topic of a function that the host offers."""
        return self._by_record.get(record) or chapters.topic_about(record, "")

    def search(self, words: str) -> list[Topic]:
        """The topics in which all ``words`` occur, the best first; those with most of the words if none has all."""
        phrase = _as_words(words)
        wanted = [*dict.fromkeys(phrase.split())]
        ranked = []
        for place, topic in enumerate(self.topics):
            scores = [self._score(topic, word) for word in wanted]
            if any(scores):
                total = sum(scores) + (self._score(topic, phrase) if len(wanted) > 1 else 0)
                ranked.append((-sum(map(bool, scores)), -total, place, topic))
        ranked.sort(key=lambda entry: entry[:3])
        return [entry[3] for entry in ranked if entry[0] == ranked[0][0]]

    def _score(self, topic: Topic, words: str) -> int:
        """How well ``words`` fit, at the beginning of words or as whole ones; where they stand counts, too."""
        score = 0
        for text, weight in zip(self._texts(topic), WEIGHTS, strict=True):
            if f" {words} " in text:
                score += 2 * weight
            elif f" {words}" in text:
                score += weight
        return score

    def _texts(self, topic: Topic) -> tuple[str, ...]:
        """The texts of a topic in which words are looked for, in the order of WEIGHTS."""
        if topic not in self._words:
            rest = " ".join((topic.text, topic.place, *(text for _, text in topic.facts), topic.example))
            texts = (" ".join(topic.names), topic.form, topic.summary, rest)
            self._words[topic] = tuple(f" {_as_words(text)} " for text in texts)
        return self._words[topic]


def _as_words(text: str) -> str:
    """``text`` in small letters, without the signs that stick to words."""
    return " ".join("".join(sign if sign.isalnum() or sign in "_%*'" else " " for sign in text.lower()).split())


@cache
def catalogue_for(commands: tuple[Commands, ...]) -> Catalogue:
    """All topics, with the commands of a prompt; gathered at the first question."""
    library = [*chapters.function_topics(), *chapters.method_topics()]
    return Catalogue(
        (
            *library,
            *keywords.TOPICS,
            *values.TOPICS,
            *symbols.TOPICS,
            *events.TOPICS,
            *formats.TOPICS,
            *command_topics(commands),
            *explanations.error_topics(),
            *chapters.subject_topics(library),
        )
    )


def command_topics(registries: Iterable[Commands]) -> list[Topic]:
    """A topic for each command; it answers with and without its colon."""
    return [
        Topic(
            (f":{command.name}", command.name), COMMAND, command.usage, _sentence(command.summary), place=registry.title
        )
        for registry in registries
        for command in registry
    ]


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."
