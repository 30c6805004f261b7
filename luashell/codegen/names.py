"""How Lua's names become Python identifiers, in one place.

=====================  =======================  =========================================================
global ``print``       ``print``                see runtime/globals.py for the few that Python reserves
local ``x``            ``x·``, then ``x·2``     every declaration of a function is a variable of its own
upvalue ``%x``         ``%x·1``                 parameter of the factory, numbered by index
temporary              ``τ1``
a function's factory   ``λ3``                   numbered within the chunk
=====================  =======================  =========================================================

No Lua name contains ``·``, ``%`` or a Greek letter, so none of these can meet.
"""

from __future__ import annotations

from luashell.runtime.globals import HIDDEN, namespace_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.syntax.nodes import LocalVariable

__all__ = ["CHUNK", "LINES", "SURPLUS", "LocalNames", "factory", "namespace_key", "outlined", "temporary", "upvalue"]

SURPLUS: Final = "ρ"  # noqa: RUF001  # Greek on purpose: no Lua name has it
"""The Python parameter that takes surplus arguments, and what ``...`` stands for."""

LINES: Final = "σ"  # noqa: RUF001  # as above
"""The Python local of a traced function that its lines are reported to."""

CHUNK: Final = HIDDEN + "chunk"
MAIN: Final = HIDDEN + "0"


class LocalNames:
    """The Python names of one function's locals.

    The first ``x`` of a function is ``x·``, the next ``x·2``.
    """

    def __init__(self) -> None:
        self._names: dict[LocalVariable, str] = {}
        self._uses: dict[str, int] = {}

    def of(self, variable: LocalVariable) -> str:
        """The Python name of ``variable``."""
        name = self._names.get(variable)
        if name is None:
            uses = self._uses[variable.name] = self._uses.get(variable.name, 0) + 1
            name = self._names[variable] = f"{variable.name}·{uses if uses > 1 else ''}"
        return name


def temporary(number: int) -> str:
    """The name of a temporary."""
    return f"τ{number}"


def upvalue(name: str, index: int) -> str:
    """The name of the frozen value ``%name``."""
    return f"%{name}·{index}"


def factory(number: int) -> str:
    """The name of the factory that makes the values of a chunk's function ``number``."""
    return f"{HIDDEN}{number}"


def outlined(number: int) -> str:
    """The name of an outlined part of a function."""
    return f"β{number}"
