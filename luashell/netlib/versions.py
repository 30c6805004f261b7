"""Which LuaSocket a program was written for (specification 1.1, 13.3, appendix A)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["VERSIONS", "Version", "version_named"]

_PATTERNS: Final = ("*l", "*lu", "*a")


class Version:
    """Where versions differ in what they make of the same call.

    ``patterns`` are the words that a client's receive takes; ``closes_twice`` says that a second ``s:close()`` does
    nothing, ``takes_options`` that ``udpsocket`` heeds its argument, and ``reports_elapsed`` that sending and receiving
    over TCP give the seconds they took and that ``sleep`` and ``time`` exist.
    """

    __slots__ = ("closes_twice", "name", "patterns", "reports_elapsed", "takes_options")

    def __init__(
        self,
        name: str,
        *,
        patterns: tuple[str, ...] = _PATTERNS,
        closes_twice: bool = False,
        takes_options: bool = False,
        reports_elapsed: bool = False,
    ) -> None:
        self.name = name
        self.patterns = frozenset(patterns)
        self.closes_twice = closes_twice
        self.takes_options = takes_options
        self.reports_elapsed = reports_elapsed


VERSIONS: Final = (
    Version("1.2"),
    Version("1.2-debug", reports_elapsed=True),
    Version("1.4", patterns=(*_PATTERNS, "*w"), closes_twice=True, takes_options=True),
)


def version_named(name: str) -> Version:
    """The version with that name. Raises ValueError for another one."""
    for version in VERSIONS:
        if version.name == name:
            return version
    raise ValueError(f"LuaSocket {name} is not one of {', '.join(version.name for version in VERSIONS)}")
