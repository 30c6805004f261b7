"""The library reference, ``docs/library.md``, as the libraries describe themselves; write it again with

python -m tests.library_reference
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

import luashell
from luashell import netlib, stdlib
from luashell.binding.library import Library
from luashell.repl.help.examples import lines_of

PAGE: Final = Path(__file__).parent.parent / "docs" / "library.md"
FIRST: Final = (
    "base",
    "loading",
    "tablefuncs",
    "tagfuncs",
    "strings",
    "maths",
    "files",
    "system",
    "debugging",
    "tcp",
    "udp",
)
"""The chapters that come first, in this order."""


def libraries() -> list[Library]:
    """All libraries: those of each module, then those of the methods of its classes."""
    names = [
        f"{room.__name__}.{module.name}" for room in (stdlib, netlib) for module in pkgutil.iter_modules(room.__path__)
    ]
    places = {name: place for place, name in enumerate(FIRST)}
    names.sort(key=lambda name: places.get(name.rpartition(".")[2], len(FIRST)))
    modules = [importlib.import_module(name) for name in (*names, f"{luashell.__name__}.standalone")]
    return [*dict.fromkeys(library for module in modules for library in _libraries_of(module))]


def _libraries_of(module: ModuleType) -> Iterator[Library]:
    values = [*vars(module).values()]
    yield from (value for value in values if isinstance(value, Library))
    for value in values:
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield from (member for member in vars(value).values() if isinstance(member, Library))


OPENING: Final = """\
# Library reference

Every function, chapter by chapter; this page is made from the descriptions that the functions carry
(`python -m tests.library_reference`), and the suite fails when it is not theirs. What exactly they do stands in the
[reference of Lua 4.0](reference/lua-4.0.md), section 6, and in that of [LuaSocket 1.2](reference/luasocket-1.2.md).

In a signature, what stands in brackets may be left out; an explicit nil is not the same as nothing. `|` separates
results of which one kind comes. A wrong argument is the error ``bad argument #N to `NAME' (...)``; other errors of a
function are listed below its chapter, and an example of each: what is typed at the prompt, and behind `-->` what is
then shown, where `...` stands for what is not always the same. The suite runs them; names in `.lab` are those of the
lab.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(chapter(library) for library in libraries())])


def chapter(library: Library) -> str:
    """One library: a table of its functions, what errors they raise, and examples."""
    rows = [f"| `{entry.signature}` | {_cell(entry.meaning)} | {_cell(entry.results)} |" for entry in library]
    heading = [f"## {library.title}", "", "| Function | What it does | Results |", "|---|---|---|"]
    errors = [*_errors(library)]
    shown_errors = ["", "Errors:", "", *errors] if errors else []
    return "\n".join([*heading, *rows, *shown_errors, "", "Examples:", "", "```lua", *_examples(library), "```", ""])


def _errors(library: Library) -> Iterator[str]:
    for entry in library:
        if entry.errors:
            yield f"- `{entry.name}`: {', '.join(f'``{error}``' for error in entry.errors)}"


def _examples(library: Library) -> Iterator[str]:
    """The lines of all examples, those of several lines with space around them."""
    before: list[str] = []
    for entry in library:
        lines = lines_of(entry.example)
        if before and max(len(before), len(lines)) > 1:
            yield ""
        yield from lines
        before = lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
