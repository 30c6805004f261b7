"""Going through the tour: where one is, what was done of a step, and where one goes on in the next session."""

from __future__ import annotations

from luashell.repl.entry import LUA, read_entry
from luashell.repl.folders import state_folder
from luashell.repl.help.tour.steps import STEPS
from luashell.repl.registry import CommandError
from luashell.repl.styled import HEADING, HINT, MUTED, PLAIN
from luashell.repl.styled import LUA as LUA_TEXT
from luashell.repl.wrapping import wrapped
from luashell.runtime.text import from_typed
from luashell.syntax.lexer import tokenize
from luashell.syntax.tokens import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from luashell.repl.help.tour.steps import Step, Task
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["go"]


def go(session: Session, where: str) -> Styled:
    """Go on with the tour: ``next``, ``back``, ``start``, ``stop``, the number of a step, or empty: where it was left.

    Raises CommandError for anything else.
    """
    tour = next((observer for observer in session.observers if isinstance(observer, _Tour)), None)
    if where == "stop":
        if tour is not None:
            session.observers.remove(tour)
        return [(MUTED, "the tour waits; :tour goes on\n")]
    if tour is None:
        tour = _Tour(session, _saved_step())
        session.observers.append(tour)
    if where.isdecimal() and 1 <= int(where) <= len(STEPS):
        return tour.enter(int(where))
    moves = {"": tour.number, "next": tour.number + 1, "back": max(tour.number - 1, 1), "start": 1}
    if where not in moves:
        raise CommandError(f"next, back, start, stop, or a step from 1 to {len(STEPS)}?")
    return tour.enter(moves[where])


class _Tour:
    """The tour of a session, at step ``number`` from 1; it observes what is entered."""

    def __init__(self, session: Session, number: int) -> None:
        self._session = session
        self.number = number
        self._done = 0
        """How many tasks of the step are done."""

    @property
    def _step(self) -> Step:
        return STEPS[self.number - 1]

    def enter(self, number: int) -> Styled:
        """Begin the step with that number; behind the last one the tour is over."""
        self._done = 0
        if number > len(STEPS):
            return self._end()
        self.number = number
        _save_step(number)
        step = self._step
        return [
            (HEADING, f"Step {number} of {len(STEPS)}: {step.title}\n"),
            (PLAIN, wrapped(step.text, self._session.width)),
            *self._start_servers(step),
            *_asked(step.tasks[0]),
        ]

    def __call__(self, typed: str) -> Styled:
        """What to say about an entry: praise, if it does the task, and the next one."""
        tasks = self._step.tasks
        if self._done >= len(tasks) or not self._does(typed, tasks[self._done]):
            return []
        remark = tasks[self._done].remark
        self._done += 1
        said: Styled = [(HINT, wrapped(remark, self._session.width))]
        if self._done < len(tasks):
            return [*said, *_asked(tasks[self._done])]
        ahead = f"goes on: {STEPS[self.number].title}" if self.number < len(STEPS) else "ends the tour"
        return [*said, (MUTED, f"Step {self.number} is done. :tour next {ahead}\n")]

    def _does(self, typed: str, task: Task) -> bool:
        """Is ``typed`` what the task asks for, or something like it that ran without error?"""
        entry = read_entry(from_typed(typed))
        if entry.kind != read_entry(task.entry).kind:
            return False
        if entry.kind != LUA:
            return True
        has_run = [ran.text for ran in self._session.succeeded[-1:]] == [entry.text]
        tokens = tokenize(entry.text)
        names = {value for kind, value in zip(tokens.kinds, tokens.values, strict=True) if kind == NAME}
        return has_run and {*task.uses} <= {*tokens.kinds, *names}

    def _start_servers(self, step: Step) -> Styled:
        """Have the servers of a step run; gives what prevented it."""
        lab = next(command for registry in self._session.commands for command in registry if command.name == "lab")
        if not step.servers:
            return []
        shown = lab.function(self._session, f"start {' '.join(step.servers)}")
        problems = [piece for piece in shown if piece[0] == HINT]
        return [*problems, (HINT, ":tour next goes on without it\n")] if problems else []

    def _end(self) -> Styled:
        self._session.observers.remove(self)
        _save_step(1)
        return [
            (HEADING, "That was the tour.\n"),
            (PLAIN, wrapped("Where to go on: :help lists the commands and how to ask, :keys the keys, ?tcp, ?udp, ?http"
                            " and ?files what there is. :lab start has all servers run, :trace on shows the bytes.",
                            self._session.width)),
        ]  # fmt: skip


def _asked(task: Task) -> Styled:
    lines = "".join(f"  {line}\n" for line in task.entry.split("\n"))
    return [(PLAIN, "Type:\n"), (LUA_TEXT, lines)]


def _file() -> Path:
    return state_folder() / "tour"


def _saved_step() -> int:
    """Where the tour was left, the first step if that is not known."""
    try:
        saved = _file().read_text(encoding="ascii").strip()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: nobody's home
        return 1
    return int(saved) if saved.isdecimal() and 1 <= int(saved) <= len(STEPS) else 1


def _save_step(number: int) -> None:
    """Keep where one is for later sessions; a folder that cannot be written is no obstacle."""
    try:
        file = _file()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(f"{number}\n", encoding="ascii")
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        pass
