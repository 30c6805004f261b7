"""How a Python function is offered to Lua.

A library is a table of functions, each with what the reference, completion and help say about it::

    library = Library("Strings")

    @library.function(
        "strlen(s)", "Length of a string in bytes.", results="number", example='strlen("lua")  --> 3'
    )
    def strlen(s: LuaValue = MISSING, *_: LuaValue) -> Returned:
        return float(len(need_string(s, 1)))

The Python function is what Lua calls, nothing wraps it: positional parameters only, MISSING as default where "no
value" differs from nil (nearly everywhere, 6.1), ``*_`` to ignore surplus arguments, one result bare and otherwise a
tuple (``()`` for none). Its errors are LuaErrors with the sentences of ``arguments.py``.

Functions that need the running state are methods: the class decorates them in the same way and an object of it, made
for each state, is what ``open`` binds them to.
"""

from __future__ import annotations

from types import FunctionType, MethodType

from luashell.runtime.frames import HostFunction, attach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from luashell.runtime.aliases import LuaFunction

    F = TypeVar("F", bound=Callable[..., object])

__all__ = ["Library"]


class Library:
    """The functions of one chapter of the manual, in order."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._functions: dict[str, tuple[HostFunction, FunctionType, bool]] = {}
        """Description, function, and whether it is a method."""

    def function(
        self, signature: str, meaning: str, *, results: str = "nothing", errors: tuple[str, ...] = (), example: str
    ) -> Callable[[F], F]:
        """Add the decorated function under the name that begins ``signature``.

        ``meaning`` is one line; ``results`` says what it returns, in the manual's terms (``number``, ``string | nil,
        error``, ``nothing``); ``errors`` are the error texts of its own, beyond the ``bad argument`` family.
        ``example`` is what somebody could type, indented as it likes: Lua with globals only, since locals end with
        their entry, where what is shown for an entry follows it behind ``-->``. Values stand as the prompt shows
        them, between commas; an ellipsis stands for what is not always the same. The suite runs it.
        """
        entry = HostFunction(signature, meaning, results, errors, example)

        def add(function: F) -> F:
            if not isinstance(function, FunctionType):
                raise TypeError(f"{entry.name}: a plain function or method is expected")
            attach(function, entry)
            is_method = "." in function.__qualname__.rpartition("<locals>.")[2]
            self._functions[entry.name] = (entry, function, is_method)
            return function

        return add

    def __iter__(self) -> Iterator[HostFunction]:
        """The descriptions, in order of definition."""
        return (entry for entry, _, _ in self._functions.values())

    def functions(self) -> dict[str, FunctionType]:
        """Name and function of each entry, as defined."""
        return {name: function for name, (_, function, _) in self._functions.items()}

    def open(self, owner: object = None) -> dict[str, LuaFunction]:
        """Name and function of each entry; what was defined in a class is bound to ``owner``."""
        return {
            name: MethodType(function, owner) if is_method else function
            for name, (_, function, is_method) in self._functions.items()
        }
