"""The limits of HTTP, SMTP and FTP for one state, and how a program changes them."""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, need_string, need_table
from luashell.binding.library import Library
from luashell.runtime.numerals import string_to_number
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState
    from luasocket_core.proto.limits import ProtocolLimits

__all__ = ["Limits", "library"]

library = Library("Limits of the protocols")


class Limits:
    """The limits for one state; ``current`` is what the protocols go by."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._current: ProtocolLimits | None = None

    @property
    def current(self) -> ProtocolLimits:
        """The limits as they are now, the defaults before the first change."""
        if self._current is None:
            from luasocket_core.proto.limits import ProtocolLimits

            self._current = ProtocolLimits()
        return self._current

    @library.function(
        "protocol_limits([limits])",
        "Sets limits of HTTP, SMTP and FTP by name: wait, mail_wait, connect, rate, line, reply, headers, "
        "header_block, body, redirects.",
        results="table",
        example="""
            before = protocol_limits{wait = 5}
            protocol_limits(before).wait  --> 5
        """,
    )
    def protocol_limits(self, limits: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Nothing is changed unless all of it is right; the table returned restores what was."""
        previous = self.current.by_name()
        if limits is not MISSING and limits is not None:
            table = need_table(limits, 1)
            changes = {need_string(name, 1): _number(table.raw_get(name)) for name in table.raw_keys()}
            for name, value in changes.items():
                if name not in previous or not 0 <= value < float("inf"):
                    bad_argument(1, f"invalid limit `{name}'")
            self._current = self.current.changed(changes)
        returned = self._state.new_table()
        for name, value in previous.items():
            returned.raw_set(name, value)
        return returned


def _number(value: LuaValue) -> float:
    """The number, or a negative one for what is none."""
    number = string_to_number(value) if isinstance(value, str) else value
    return number if isinstance(number, float) else -1.0
