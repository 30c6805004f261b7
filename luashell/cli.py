"""`luashell`: the command."""

from __future__ import annotations

from luashell.interpreter import new_state
from luashell.process import FAILURE, SUCCESS, arguments, run
from luashell.runtime.text import from_bytes, to_bytes
from luashell.stdlib.loading import run_text

__all__ = ["main"]


def _program() -> int:
    state = new_state()
    argv = arguments()
    if argv and argv[0] == "-e":
        return FAILURE if run_text(state, argv[1], argv[1])[0] else SUCCESS
    if not argv or argv[0] == "-":
        return FAILURE if run_text(state, from_bytes(state.stdin.read()), "@(stdin)")[0] else SUCCESS
    t = state.new_table()
    t.store_list(argv[1:])
    t.raw_set(0.0, argv[0])
    t.raw_set("n", float(len(argv) - 1))
    state.globals_set("arg", t)
    with open(to_bytes(argv[0]), "rb") as f:
        text = from_bytes(f.read())
    return FAILURE if run_text(state, text, "@" + argv[0])[0] else SUCCESS


def main() -> int:
    """Run the command; gives the exit status."""
    return run("luashell", _program)
