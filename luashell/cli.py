"""The command ``luashell``: a script, statements or standard input are run; without any of them, the prompt.

The language is imported once it is certain that something is to be run, with the collector already set for it.
"""

from __future__ import annotations

from luashell.process import (
    FAILURE,
    SUCCESS,
    USAGE,
    allow_all_descriptors,
    arguments,
    complain,
    leave,
    run,
    settle,
    show,
    unwind_when_signalled,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final, NoReturn

    from luashell.lab import Lab
    from luashell.running import Runner
    from luashell.runtime.state import LuaState

__all__ = ["main"]

COMMAND: Final = "luashell"

HELP: Final = """\
usage: luashell [options] [SCRIPT [ARGUMENT ...]]

Runs a Lua 4.0 program. SCRIPT is a file, or - for standard input; its arguments, if
there are any, are in the table `arg': from 1 on, SCRIPT at 0, the highest index as n.
Without SCRIPT and options: a prompt on a terminal, otherwise standard input is run.

options:
  -e STATEMENT  run STATEMENT before SCRIPT; may be given several times
  -i            show the prompt after the rest has run
  -n, --no-init leave out the start-up file of the prompt
  --plain       a prompt of plain lines, without editor, colours or escape sequences
  --color WHEN  colours at the prompt: auto (the default), always or never
  --lab         meanwhile, run servers to practise with on this machine: web.lab, mail.lab,
                files.lab, echo.lab, daytime.lab, chargen.lab; the table `lab' has their ports
  --luasocket VERSION
                the LuaSocket that programs were written for: 1.2 (the default), 1.4
                or 1.2-debug
  --trace       show on standard error, line by line, what sockets do
  --            end of the options
  --help        show this text and exit
  --version     show the version and exit

exit status:
  0    success
  1    an error in the program, or it cannot be read
  2    wrong use of this command
  70   an error in luashell (with LUASHELL_TRACEBACK set, a Python traceback shows where)
  130  interrupted
  141  whatever read the output is gone
  n    after exit(n)
"""


class UsageError(Exception):
    """The command line makes no sense; the message says why."""


class Options:
    """What the command line asks for; ``script`` is empty when there is none."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.is_interactive = False
        self.luasocket = "1.2"
        self.has_lab = False
        self.traces = False
        self.has_init = True
        self.settings: dict[str, str] = {}
        self.shows_help = False
        self.shows_version = False
        self.script: list[str] = []

    @property
    def names_work(self) -> bool:
        """Is there anything to run, or a prompt to show?"""
        return bool(self.statements or self.script or self.is_interactive)


def read_options(given: list[str]) -> Options:
    """The command line, understood. Raises UsageError."""
    options = Options()
    rest = iter(given)
    for argument in rest:
        if argument == "-e":
            options.statements.append(_following(rest, "option `-e' needs a statement"))
        elif argument == "-i":
            options.is_interactive = True
        elif argument in ("-n", "--no-init"):
            options.has_init = False
        elif argument == "--plain":
            options.settings["plain"] = "on"
        elif argument == "--color":
            options.settings["color"] = _color(_following(rest, "option `--color' needs auto, always or never"))
        elif argument.startswith("--color="):
            options.settings["color"] = _color(argument.removeprefix("--color="))
        elif argument == "--luasocket":
            options.luasocket = _luasocket(_following(rest, "option `--luasocket' needs a version"))
        elif argument == "--lab":
            options.has_lab = True
        elif argument == "--trace":
            options.traces = True
        elif argument == "--help":
            options.shows_help = True
        elif argument == "--version":
            options.shows_version = True
        elif argument == "--":
            options.script = [*rest]
        elif argument.startswith("-") and argument != "-":
            raise UsageError(f"unknown option `{argument}'")
        else:
            options.script = [argument, *rest]
    return options


def _following(rest: Iterator[str], complaint: str) -> str:
    argument = next(rest, None)
    if argument is None:
        raise UsageError(complaint)
    return argument


def _color(when: str) -> str:
    if when not in ("auto", "always", "never"):
        raise UsageError(f"option `--color' cannot be `{when}': it is auto, always or never")
    return when


def _luasocket(name: str) -> str:
    from luashell.netlib.versions import version_named

    try:
        return version_named(name).name
    except ValueError as error:
        raise UsageError(str(error)) from error


def main() -> NoReturn:
    """Run the command as the whole work of this process."""
    leave(run(COMMAND, _program))


def _program() -> int:
    try:
        options = read_options(arguments())
    except UsageError as error:
        complain(f"{COMMAND}: {error}\nTry `{COMMAND} --help'.\n")
        return USAGE
    if options.shows_help:
        show(HELP)
        return SUCCESS
    if options.shows_version:
        show(_version())
        return SUCCESS
    from luashell.interpreter import new_state
    from luashell.running import Runner

    state = new_state(luasocket=options.luasocket)
    state.before_sockets = allow_all_descriptors
    if options.traces:
        from luashell.netlib.tracing import trace

        trace(complain)
    settle()
    work = _run_with_lab if options.has_lab else _run
    try:
        return work(state, Runner(state, COMMAND), options)
    finally:
        state.close()


def _version() -> str:
    from luashell import __version__

    return f"luashell {__version__} (Lua 4.0, LuaSocket 1.2)\n"


def _at_hand(lab: Lab | None) -> str:
    """A line that names the servers that run."""
    if lab is None:
        return ""
    names = (server.host_name for server in lab.servers.values() if server.is_running)
    return f"The lab: {' '.join(names)}\n"


def _run_with_lab(state: LuaState, runner: Runner, options: Options) -> int:
    """Run with the servers of the lab at hand. They leave nothing behind, however the run ends."""
    import signal

    from luashell.lab import Lab
    from luashell.labtable import set_lab_table

    unwind_when_signalled()
    lab = Lab()
    try:
        for problem in lab.start():
            complain(f"{problem}\n")
        lab.map_names()
        set_lab_table(state, lab)
        return _run(state, runner, options, lab)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C would stop the clearing up
        lab.close()


def _run(state: LuaState, runner: Runner, options: Options, lab: Lab | None = None) -> int:
    has_prompt = options.is_interactive or (not options.names_work and state.stdin.isatty())
    succeeded = _run_named(runner, options)
    if has_prompt:
        from luashell.repl.interaction import interact

        unwind_when_signalled()  # the terminal is left as it was
        interact(
            state,
            "" if options.names_work else _version() + _at_hand(lab),
            flags=options.settings,
            has_init=options.has_init,
            luasocket=options.luasocket,
            lab=lab,
        )
        return SUCCESS
    if not options.names_work:
        succeeded = runner.standard_input()
    return SUCCESS if succeeded else FAILURE


def _run_named(runner: Runner, options: Options) -> bool:
    """Run statements and script up to the first error; was there none?"""
    if len(options.script) > 1:  # a script asks `if arg then ...', as it always could (2.8, 6.8)
        runner.set_arguments(options.script)
    if not all(runner.text(statement, statement) for statement in options.statements):
        return False
    if not options.script:
        return True
    name = options.script[0]
    return runner.standard_input() if name == "-" else runner.file(name)
