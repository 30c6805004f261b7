"""Tags and tag methods (4.4)."""

from __future__ import annotations

from luashell.binding.arguments import check, need_any, need_integer, need_string, need_table
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.tables import LuaTable
from luashell.runtime.tags import EVENTS
from luashell.runtime.values import MISSING, is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["TagFunctions", "library"]

library = Library("Tags")


class TagFunctions:
    """The tag functions of a state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._tags = state.tags

    @library.function("newtag()", "A fresh tag.", results="number", example="newtag() == newtag()  --> nil")
    def newtag(self, *_: LuaValue) -> Returned:
        """newtag() (4.4)"""
        return float(self._tags.new_tag())

    @library.function("tag(v)", "The tag of a value.", results="number", example='tag("a") == tag("b")  --> 1')
    def tag(self, v: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """tag(v) (4.4)"""
        return float(v.tag if isinstance(v, LuaTable) else self._tags.tag_of(need_any(v, 1)))

    @library.function(
        "settag(t, tag)",
        "Gives a table a tag made by newtag.",
        results="t",
        errors=("tag TAG was not created by `newtag'",),
        example="""
            point = newtag()
            tag(settag({x = 1}, point)) == point  --> 1
        """,
    )
    def settag(self, t: LuaValue = MISSING, tag: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """settag(t, tag) (4.4)"""
        if tag.__class__ is float and isinstance(t, LuaTable) and self._tags.retag(t, tag):
            return t
        table = need_table(t, 1)
        self._tags.set_tag(table, need_integer(table if tag is MISSING else tag, 2))  # sic: absent, it is "got table"
        self._state.globals.tag_changed()
        return table

    @library.function(
        "settagmethod(tag, event, f)",
        "Sets the tag method of an event, or removes it with nil.",
        results="the previous one | nil",
        errors=("cannot change `EVENT' tag method for type `TYPE'", "TAG is not a valid tag"),
        example="""
            point = newtag()
            settagmethod(point, "index", function (t, field) return 0 end)
            settag({x = 1}, point).y  --> 0
        """,
    )
    def settagmethod(
        self, tag: LuaValue = MISSING, event: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """settagmethod(tag, event, f) (4.4)"""
        number, name = need_integer(tag, 1), need_string(event, 2)
        check(f is None or is_function(f), 3, "function or nil expected")
        if name == "gc":
            raise LuaError("deprecated use: cannot set the `gc' tag method from Lua")
        self._tags.check_event(name)
        self._tags.check_tag(number)
        return self._tags.set_handler(number, name, f)  # type: ignore[arg-type]  # checked

    @library.function(
        "gettagmethod(tag, event)",
        "The tag method of an event.",
        results="function | nil",
        example='gettagmethod(newtag(), "index")  --> nil',
    )
    def gettagmethod(self, tag: LuaValue = MISSING, event: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """gettagmethod(tag, event) (4.4)"""
        number, name = need_integer(tag, 1), need_string(event, 2)
        if name == "gc":
            raise LuaError("deprecated use: cannot get the `gc' tag method from Lua")
        self._tags.check_event(name)
        self._tags.check_tag(number)
        return self._tags.handler(number, name)

    @library.function(
        "copytagmethods(to, from)",
        "Copies all tag methods that are allowed.",
        results="to",
        example="""
            zero = newtag()
            settagmethod(zero, "index", function (t, field) return 0 end)
            point = copytagmethods(newtag(), zero)
            settag({}, point).x  --> 0
        """,
    )
    def copytagmethods(self, to: LuaValue = MISSING, source: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """copytagmethods(to, from) (4.4)"""
        target, origin = need_integer(to, 1), need_integer(source, 2)
        self._tags.check_tag(target)
        self._tags.check_tag(origin)
        for event in EVENTS:
            if self._tags.is_allowed(target, event):
                self._tags.set_handler(target, event, self._tags.handler(origin, event))
        return float(target)
