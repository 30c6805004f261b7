"""The command ``lua4``: the original's command line, messages and exit codes (section 7).

An interrupt is the Lua error ``interrupted!`` while Lua runs, and ends the process at all other times (7.2).
"""

from __future__ import annotations

import sys
from _signal import SIG_DFL, SIGINT, signal  # type: ignore[import-not-found]  # signal itself costs scripts its enums

from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.interpreter import new_state
from luashell.process import FAILURE, SUCCESS, allow_all_descriptors, arguments, complain, leave, run, settle, show
from luashell.running import Runner, argument_table
from luashell.runtime.numerals import BLANKS, number_to_string
from luashell.runtime.text import from_bytes, from_file_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import Final, NoReturn

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["main"]

BANNER: Final = "Lua 4.0  Copyright (C) 1994-2000 TeCGraf, PUC-Rio\n"
USAGE: Final = """\
usage: lua [options].  Available options are:
  -        run standard input as a file
  -c       close the state before exiting
  -e STAT  run the string STAT
  -f NAME  run the file NAME, with the remaining arguments in table `arg'
  -i       read and run lines, with a prompt
  -q       read and run lines, without a prompt
  -sNUM    set the stack size to NUM (must be the first option)
  -v       show version information
  a=b      set global `a' to the string `b'
  NAME     run the file NAME
"""
PROMPT: Final = "> "
LONGEST_LINE: Final = 8191  # bytes of a line for the interactive mode
LONGEST_QUOTE: Final = 99  # bytes of a statement in a message

library = Library("Stand-alone interpreter")


class CommandLine:
    """The whole command line, as the program sees it."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    @library.function(
        "getargs()",
        "The arguments of the command line; 0 is the program.",
        results="table",
        example='getargs()[0]  --> "..."',
    )
    def getargs(self, *_: LuaValue) -> Returned:
        """A new table each time (7.1)."""
        return argument_table(self._state, [from_file_name(sys.argv[0]), *arguments()])


class StopError(Exception):
    """No further argument is looked at; the command has failed."""


class Lua:
    """One run of the command: its arguments are taken from left to right."""

    def __init__(self, state: LuaState) -> None:
        self._state = state
        self._runner = Runner(state, "lua")

    def run(self, given: list[str]) -> None:
        """Do what the arguments ask for (7.1); raises StopError."""
        if not given and self._state.stdin.isatty():
            show(BANNER)
            self._interact(has_prompt=True)
        elif not given:
            self._interruptible(self._runner.standard_input)
        else:
            self._take_stack_size(given[0])
            rest = iter(given)
            for position, argument in enumerate(rest):
                self._take(argument, position, rest)

    def _take_stack_size(self, argument: str) -> None:
        """``-sNUM`` is checked and needs nothing else: the stack is as deep as any program of the time wanted it."""
        if argument.startswith("-s") and not _is_positive(argument[2:]):
            complain(f"lua: invalid stack size ('{argument[2:]}')\n")
            raise StopError

    def _take(self, argument: str, position: int, rest: Iterator[str]) -> None:
        option = argument[:2]
        if option == "-":
            self._interruptible(self._runner.standard_input)
        elif option in ("-i", "-q"):
            self._interact(has_prompt=option == "-i")
        elif option == "-v":
            show(BANNER)
        elif option == "-e":
            self._run_statement(_operand(rest))
        elif option == "-f":
            name = _operand(rest)
            self._runner.set_arguments([name, *rest])
            self._run_file(name)
        elif option == "-s" and position > 0:
            complain("lua: stack size (`-s') must be the first option\n")
            raise StopError
        elif option in ("-c", "-s"):
            pass  # -c: the state is closed at the end in any case; -s: checked before everything else
        elif option.startswith("-"):
            complain(USAGE)
            raise StopError
        elif "=" in argument:
            name, _, value = argument.partition("=")
            self._assign(name, value)
        else:
            self._run_file(argument)

    def _run_statement(self, statement: str) -> None:
        if not self._interruptible(lambda: self._runner.text(statement, statement)):
            complain(f"lua: error running argument `{statement[:LONGEST_QUOTE]}'\n")
            raise StopError

    def _run_file(self, name: str) -> None:
        if not self._interruptible(lambda: self._runner.file(name)):
            raise StopError

    def _assign(self, name: str, value: str) -> None:
        """``a=b``; a tag method for the event ``setglobal`` may act, and fail."""
        status, _ = self._state.calling.protected(self._state.globals.write, (name, value))
        if status is not None:
            raise StopError

    def _interruptible(self, work: Callable[[], bool]) -> bool:
        """Do ``work`` with an interrupt as its Lua error; a second one ends the process (7.2)."""
        signal(SIGINT, _raise_interrupted)
        try:
            return work()
        finally:
            signal(SIGINT, SIG_DFL)

    # ---- interactive mode (7.2)

    def _interact(self, *, has_prompt: bool) -> None:
        while True:
            if has_prompt:
                show(self._prompt())
            self._state.stdout.flush()
            line, is_last = self._read_line()
            self._run_line(line.partition("\0")[0])
            if is_last:
                break
        show("\n")

    def _prompt(self) -> str:
        _, found = self._state.calling.protected(self._state.globals.read, ("_PROMPT",))
        prompt = number_to_string(found) if isinstance(found, float) else found
        return prompt.partition("\0")[0] if isinstance(prompt, str) else PROMPT

    def _read_line(self) -> tuple[str, bool]:
        """The next line, with those that backslashes join to it; true with the last one, which may be empty."""
        line = ""
        while True:
            character = from_bytes(self._state.stdin.read(1))
            if not character:
                return line, True
            if character == "\n":
                if not line.endswith("\\"):
                    return line, False
                line = line[:-1] + "\n"
            elif len(line) == LONGEST_LINE:
                complain("lua: input line too long\n")
                return line, False
            else:
                line += character

    def _run_line(self, line: str) -> None:
        self._interruptible(lambda: self._runner.text(line, line))


def _operand(rest: Iterator[str]) -> str:
    operand = next(rest, None)
    if operand is None:
        complain(USAGE)
        raise StopError
    return operand


def _is_positive(numeral: str) -> bool:
    """Does C's ``atoi`` find a number above 0?"""
    digits = numeral.lstrip(BLANKS).removeprefix("+").lstrip("0")
    return digits[:1] in tuple("123456789")


def _raise_interrupted(_signal_number: int, _frame: FrameType | None) -> None:
    signal(SIGINT, SIG_DFL)
    raise LuaError("interrupted!")


def _program() -> int:
    state = new_state()
    state.before_sockets = allow_all_descriptors
    state.globals_set("getargs", library.open(CommandLine(state))["getargs"])
    settle()
    signal(SIGINT, SIG_DFL)
    try:
        Lua(state).run(arguments())
    except StopError:
        return FAILURE
    finally:
        state.close()
    return SUCCESS


def main() -> NoReturn:
    """Run the command as the whole work of this process."""
    leave(run("lua", _program))


if __name__ == "__main__":
    main()
