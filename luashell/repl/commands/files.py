"""Files: running them in the session or by themselves, and keeping what was entered."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from luashell.errors import LuaSyntaxError
from luashell.labtable import set_lab_table
from luashell.repl.completion.files import files_in
from luashell.repl.entry import RETURN
from luashell.repl.held_results import MOST_RESULTS
from luashell.repl.printing.literals import quoted
from luashell.repl.registry import CommandError, Commands
from luashell.repl.reporting.answers import run_chunk
from luashell.repl.session import Ran
from luashell.repl.styled import MUTED
from luashell.runtime.numerals import BLANKS
from luashell.runtime.text import from_bytes, from_typed, to_bytes, to_typed
from luashell.syntax.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands", "script_of"]

_RESULT: Final = re.compile(r"\b_(\d\d?)\b")
"""What may be a global that holds a result."""

commands = Commands("Files")


def path_completions(_session: Session, argument: str) -> Iterator[tuple[str, str]]:
    """Folders and Lua programs that the argument may go on to name."""
    folder, slash, beginning = argument.rpartition("/")
    place = from_typed(os.path.expanduser(folder + slash))  # noqa: PTH111  # pathlib's raises where nobody is at home
    for name, is_folder, meaning in files_in(place, hidden=beginning.startswith(".")):
        typed = to_typed(name)
        if typed.startswith(beginning) and (is_folder or typed.endswith(".lua")):
            yield f"{folder}{slash}{typed}{'/' * is_folder}", meaning


@commands.add(":load FILE", "runs a file in this session, as dofile does", path_completions)
def load(session: Session, argument: str) -> Styled:
    """Errors are reported as usual."""
    path = _path(argument, ":load FILE")
    name = from_typed(str(path))
    kind, _, shown_error = run_chunk(session, _text_of(path), f"@{name}")
    if kind is None:
        session.succeeded.append(Ran(f"dofile({from_typed(quoted(name))})"))
    return shown_error


@commands.add(":save FILE", "writes what ran without error in this session as a program", path_completions)
def save(session: Session, argument: str) -> Styled:
    """A file that exists already is not overwritten."""
    path = _path(argument, ":save FILE")
    if not session.succeeded:
        raise CommandError("nothing has been run yet")
    try:
        with path.open("xb") as file:
            file.write(to_bytes(script_of(session.succeeded)))
    except FileExistsError:
        raise CommandError(f"{path} exists already; choose another name") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot write {path}: {_reason(error)}") from None
    count = len(session.succeeded)
    return [(MUTED, f"{count} {'entry' if count == 1 else 'entries'} written to {path}\n")]


@commands.add(":run FILE [ARGUMENT ...]", "runs a program by itself, as luashell FILE does", path_completions)
def run(session: Session, argument: str) -> Styled:
    """The program has a state of its own, whose sockets and files are closed at its end; ``exit`` ends only it."""
    try:
        words = shlex.split(argument)
    except ValueError as error:
        raise CommandError(f"{error}".lower()) from None
    path = _path(words[0] if words else "", ":run FILE [ARGUMENT ...]")
    text = _text_of(path)
    state = session.new_state()
    if len(words) > 1:
        table = state.new_table()
        table.store_list([from_typed(word) for word in words], 0.0)
        table.raw_set("n", len(words) - 1.0)
        state.globals_set("arg", table)
    if session.lab is not None:
        set_lab_table(state, session.lab)
    try:
        return run_chunk(session, text, f"@{from_typed(str(path))}", state)[2]
    except SystemExit as ended:
        return [(MUTED, f"{path.name} ended with exit status {ended.code or 0}\n")]
    finally:
        state.close()


def script_of(entries: list[Ran]) -> str:
    """A program, a Lua string, that does what ``entries`` did.

    An entry that is an expression is only evaluated; its values are assigned to ``_1``, ``_2`` and so on if any entry
    uses those. Locals end with their entry, and so does a ``return``: an entry that has any is wrapped up.
    """
    used = [int(number) for entry in entries for number in _RESULT.findall(entry.text)]
    targets = ", ".join(f"_{number}" for number in range(1, min(max(used, default=0), MOST_RESULTS) + 1))
    return "".join(f"{_statement_of(entry.text, targets if entry.has_results else '')}\n" for entry in entries)


def _statement_of(entry: str, targets: str) -> str:
    """The entry as a statement, which assigns its values to ``targets``, if there are any."""
    if targets or not _is_chunk(entry):
        expression = entry.rstrip(f"{BLANKS};")
        end = "\n" if "--" in expression else " "  # which would hide it
        if _is_chunk(f"{RETURN}{expression}"):
            return f"{targets} = {expression}" if targets else f"do local _ = {expression}{end}end"
    if not _is_chunk(f"{entry}\nx = 1"):  # nothing may follow a return
        call = f"call(function ()\n{entry}\nend, {{}})"
        return f"{targets} = {call}" if targets else call
    return f"do\n{entry}\nend" if "local" in entry else entry


def _is_chunk(text: str) -> bool:
    try:
        parse(text, text)
    except LuaSyntaxError:
        return False
    return True


def _path(argument: str, usage: str) -> Path:
    if not argument:
        raise CommandError(f"which file? {usage}")
    try:
        return Path(argument).expanduser()
    except RuntimeError as error:
        raise CommandError(f"{error}".lower()) from None


def _text_of(path: Path) -> str:
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot read {path}: {_reason(error)}") from None


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
