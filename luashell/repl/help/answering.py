"""A question at the prompt: ``?name``, ``??name`` for the source, ``?"words"`` for a search in all of help.

Answering runs nothing of the program: no function, no tag method.
"""

from __future__ import annotations

from luashell.repl.help.layout import listed, page, pages
from luashell.repl.help.topics import ERROR
from luashell.repl.help.variables import of_session, source
from luashell.repl.registry import CommandError
from luashell.repl.styled import HEADING, HINT, MUTED, PLAIN
from luashell.repl.wrapping import wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.help.catalogue import Catalogue
    from luashell.repl.help.topics import Topic
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["help_on", "overview"]

MOST_FOUND: Final = 15
"""Topics that a search lists."""

MOST_ELSEWHERE: Final = 6
"""The same, below a page: both together fit a screen."""

QUOTES: Final = "\"'"

HOW_TO_ASK: Final = (
    ("?send", "explains a function; ?:trace a command, ?for a word, ?.. a sign, ?udp a subject"),
    ("?s:receive", "explains a method of your socket s; ?f a function of yours"),
    ("??name", "shows the source of a function of yours"),
    ('?"no answer"', "searches for words; also explains error messages"),
    (":tour", "teaches by doing, in eight short steps"),
)


def help_on(session: Session, question: str) -> Styled:
    """What is known about ``question``. Raises CommandError when that is nothing."""
    asked = question.strip()
    if not asked:
        return overview(session)
    if asked.startswith("?"):
        return source(session, asked[1:].strip(), catalogue_of(session))
    catalogue = catalogue_of(session)
    words = asked[1:].removesuffix(asked[0]).strip()
    if asked[0] in QUOTES and words:
        return _search(session, catalogue, words)
    name = _called_in(asked)
    return of_session(session, catalogue, name) or _by_name(session, catalogue, name)


def overview(session: Session) -> Styled:
    """All commands by subject, and, where it stays in sight on every screen, how to ask."""
    shown: Styled = []
    for registry in session.commands:
        shown.append((HEADING, f"{registry.title}\n"))
        shown += listed(((command.usage, command.summary) for command in registry), session.width)
    return [*shown, (HEADING, "How to ask\n"), *listed(HOW_TO_ASK, session.width)]


def catalogue_of(session: Session) -> Catalogue:
    """All that can be asked about in this session, besides its own variables."""
    from luashell.repl.help.catalogue import catalogue_for

    return catalogue_for(session.commands)


def _called_in(asked: str) -> str:
    """``strlen`` of ``strlen("x")``: what was meant is the function."""
    name, bracket, _ = asked.partition("(")
    is_path = name.replace(".", "").replace(":", "").replace("_", "").isalnum()
    return name if bracket and is_path else asked


def _by_name(session: Session, catalogue: Catalogue, asked: str) -> Styled:
    """The page of a topic with that name; else what is like it."""
    found = catalogue.named(asked) or catalogue.methods_named(asked)
    if found:
        return pages(found, session.width)
    from luashell.repl.advice.suggestions import advice, counterpart

    known = {*catalogue.names, *map(str, session.state.globals.items_so_far())}
    said = advice(asked, known)
    hint: Styled = [(HINT, wrapped(said, session.width))] if said else []
    if counterpart(asked) is not None:
        meant = _first_named(catalogue, said.partition("writes ")[2])
        return [*hint, *(page(meant, session.width) if meant else [])]
    hits = catalogue.search(asked) if len(asked) > 1 else []  # a letter begins half of all words
    if hits:
        return [*hint, (PLAIN, f"Nothing is called {asked}; what comes closest:\n"), *_listed_hits(hits, session.width)]
    raise CommandError(f"nothing is known about {asked}{f'; {said}' if said else ''}")


def _first_named(catalogue: Catalogue, written: str) -> Topic | None:
    """The topic of the first word or sign that ``written`` uses, for ``a ~= b`` that of ``~=``."""
    words = "".join(sign if sign.isalnum() or sign in "_~=^." else " " for sign in written).split()
    for word in (written, *words):
        if not (len(word) == 1 and word.isalnum()):
            for topic in catalogue.named(word)[:1]:
                return topic
    return None


def _search(session: Session, catalogue: Catalogue, words: str) -> Styled:
    """The page of what is called exactly so, and a list of where else the words occur."""
    exact = catalogue.named(words)
    if not exact:
        from luashell.repl.help.explanations import topic_of_message

        message = topic_of_message(words)
        exact = [] if message is None else [message]
    exact.sort(key=lambda topic: topic.kind != ERROR)
    hits = [topic for topic in catalogue.search(words) if topic not in exact]
    if exact:
        also: Styled = [(HEADING, "Elsewhere\n"), *_listed_hits(hits, session.width, MOST_ELSEWHERE)] if hits else []
        return [*pages(exact, session.width), *also]
    if not hits:
        raise CommandError(f'nothing about "{words}" is in the help')
    return _listed_hits(hits, session.width)


def _listed_hits(hits: list[Topic], width: int, most: int = MOST_FOUND) -> Styled:
    shown = listed(((f"?{topic.question}", topic.summary) for topic in hits[:most]), width)
    left_out = len(hits) - most
    return [*shown, (MUTED, f"  ... and {left_out} more\n")] if left_out > 0 else shown
