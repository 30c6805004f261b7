"""Colours: what each piece of Lua is to its reader, two palettes, painted answers, and what pygments is given."""

from luashell.repl.highlight.painting import painted

__all__ = ["painted"]
