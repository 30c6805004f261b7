"""Names for the types of Lua values, for annotations; ``values.py`` says which Python object is which Lua value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    LuaValue: TypeAlias = object
    """A Lua value; never a tuple."""

    Returned: TypeAlias = object
    """What a Lua function hands back: one value bare, or a tuple of none or several."""

    LuaFunction: TypeAlias = Callable[..., Returned]
