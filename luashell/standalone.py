"""`lua4`: the original command line (section 7)."""

from __future__ import annotations

import sys

from luashell.interpreter import new_state
from luashell.process import FAILURE, SUCCESS, arguments, run
from luashell.runtime.text import from_bytes, to_bytes
from luashell.stdlib.loading import run_text

__all__ = ["main"]


def _alert(state, text):
    state.stdout.flush()
    state.stderr.write(to_bytes(text))


def _file(state, name):
    try:
        with open(to_bytes(name), "rb") as f:
            text = from_bytes(f.read())
    except OSError as e:
        _alert(state, f"lua: cannot execute file {name}: {e.strerror}\n")
        return FAILURE
    return FAILURE if run_text(state, text, "@" + name)[0] else SUCCESS


def _program() -> int:
    state = new_state()
    argv = arguments()
    if not argv:
        argv = ["-"]
    i = 0
    while i < len(argv):
        a = argv[i]
        if a == "-":
            run_text(state, from_bytes(state.stdin.read()), "@(stdin)")
        elif a[:2] == "-e":
            i += 1
            if run_text(state, argv[i], argv[i])[0]:
                return FAILURE
        elif a[:2] == "-f":
            t = state.new_table()
            t.store_list(argv[i + 2 :])
            t.raw_set(0.0, argv[i + 1])
            t.raw_set("n", float(len(argv[i + 2 :])))
            state.globals_set("arg", t)
            return _file(state, argv[i + 1])
        elif a[:1] != "-" and "=" in a:
            n, _, v = a.partition("=")
            state.globals_set(n, v)
        elif a[:1] != "-":
            if _file(state, a):
                return FAILURE
        i += 1
    return SUCCESS


def main() -> int:
    """Run the command; gives the exit status."""
    return run("lua", _program)


if __name__ == "__main__":
    sys.exit(main())
