"""Opaque host values: Lua can hold, compare and pass them, nothing more."""

from __future__ import annotations

__all__ = ["Userdata"]


class Userdata:
    """A host value with a tag (3); subclasses add what the host keeps in it, which Lua can never reach."""

    __slots__ = ("tag",)

    def __init__(self, tag: int = 0) -> None:
        self.tag = tag
