"""Lua 4.0 and LuaSocket 1.2 in pure Python; the public names of the package.

They are imported when they are first used, so that the commands do not wait for what they do not need.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.embedding import Function, Interpreter, Table
    from luashell.errors import LuaError, LuaSyntaxError

__all__ = ["Function", "Interpreter", "LuaError", "LuaSyntaxError", "Table", "__version__"]

__version__ = "0.1.0.dev0"

_HOMES = {
    "Function": "luashell.embedding",
    "Interpreter": "luashell.embedding",
    "LuaError": "luashell.errors",
    "LuaSyntaxError": "luashell.errors",
    "Table": "luashell.embedding",
}


def __getattr__(name: str) -> object:
    """A public name, imported from where it lives (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(globals().keys() | _HOMES.keys())
