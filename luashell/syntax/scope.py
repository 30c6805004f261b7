"""What a name means at a point of the text (2.6, 2.9), and how much of a function's resources is in use (8).

The scope does not know tokens: what cannot be is a ScopeError, to which the parser adds the place.
"""

from __future__ import annotations

from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["FunctionScope", "ScopeError", "check_limit"]

MAX_LOCALS: Final = 200
MAX_PARAMETERS: Final = 100
MAX_UPVALUES: Final = 32
MAX_STACK: Final = 250


class ScopeError(Exception):
    """What the original refuses to compile, in its words; ``name`` is the variable it blames, None for the place."""

    def __init__(self, problem: str, name: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.name = name


def check_limit(count: int, limit: int, what: str) -> None:
    """Raise ScopeError when there are too many of ``what``."""
    if count > limit:
        raise ScopeError(f"too many {what} (limit={limit})")


class FunctionScope:
    """A function whose body is being parsed: its variables in sight, and the stack of the original's machine.

    ``stack_level`` counts the stack slots that the original's code would occupy at this point: the active locals, and
    the temporaries of unfinished statements and expressions. ``loop_depth`` counts the loops around this point.
    """

    __slots__ = ("_active", "_declared", "_upvalues", "_visible", "enclosing", "function", "loop_depth", "stack_level")

    def __init__(self, function: nodes.Function, enclosing: FunctionScope | None) -> None:
        self.function = function
        self.enclosing = enclosing
        self.loop_depth = 0
        self.stack_level = 0
        self._active: list[nodes.LocalVariable] = []
        self._declared: list[nodes.LocalVariable] = []  # not yet active
        self._visible: dict[str, list[nodes.LocalVariable]] = {}  # by name, the innermost last; no empty lists
        self._upvalues: dict[str, int] = {}

    # ---- locals

    @property
    def active_count(self) -> int:
        """The number of locals at this point, hidden ones included."""
        return len(self._active)

    def declare(self, name: str) -> nodes.LocalVariable:
        """A new local, not visible before ``activate``."""
        variables = self.function.locals
        variable = nodes.LocalVariable(name, len(variables))
        check_limit(len(self._active) + len(self._declared) + 1, MAX_LOCALS, "local variables")
        self._declared.append(variable)
        variables.append(variable)
        return variable

    def activate(self, line: int, column: int) -> None:
        """After the token at ``line`` and ``column`` the declared variables are visible."""
        for variable in self._declared:
            variable.start = (line, column)
            self._visible.setdefault(variable.name, []).append(variable)
        self._active += self._declared
        self._declared.clear()

    def leave_block(self, outer_count: int, line: int, column: int) -> None:
        """Forget the locals beyond the first ``outer_count``: their block ends with the token at that place."""
        for variable in reversed(self._active[outer_count:]):
            variable.end = (line, column)
            namesakes = self._visible[variable.name]
            namesakes.pop()
            if not namesakes:
                del self._visible[variable.name]
        self.stack_level -= len(self._active) - outer_count
        del self._active[outer_count:]

    def take_parameters(self, line: int, column: int, *, vararg: bool) -> None:
        """The variables declared so far are the parameters; with ``...`` a hidden local ``arg`` follows them."""
        self.activate(line, column)
        check_limit(len(self._active), MAX_PARAMETERS, "parameters")
        self.function.parameters = self.function.locals.copy()
        if vararg:
            self.function.vararg = self.declare("arg")
            self.activate(line, column)
        self.push(len(self._active))

    # ---- names

    def resolve(self, name: str) -> nodes.LocalVariable | None:
        """The local that ``name`` means, or None for the global. A local of an enclosing function is a ScopeError."""
        namesakes = self._visible.get(name)
        if namesakes:
            return namesakes[-1]
        scope = self.enclosing
        while scope is not None:
            if scope.has_local(name):
                raise ScopeError("cannot access a variable in outer scope", name)
            scope = scope.enclosing
        return None

    def has_local(self, name: str) -> bool:
        """Whether a local of this very function has this name."""
        return name in self._visible

    def upvalue(self, name: str, line: int, column: int) -> int:
        """The index of ``%name`` among the function's upvalues; a new one gets a node at ``line`` and ``column``."""
        captured = self._captured(name)
        index = self._upvalues.get(name)
        if index is not None:
            return index
        index = len(self._upvalues)
        check_limit(index + 1, MAX_UPVALUES, "upvalues")
        self._upvalues[name] = index
        self.function.upvalues.append(
            nodes.Global(line, column, name) if captured is None else nodes.Local(line, column, captured)
        )
        return index

    def _captured(self, name: str) -> nodes.LocalVariable | None:
        """The local of the immediately enclosing function that ``%name`` means, or None for the global."""
        if self.has_local(name):
            raise ScopeError("upvalue must be global or local to immediately outer scope", name)
        if self.enclosing is None:
            raise ScopeError("cannot access upvalue in main", name)
        try:
            return self.enclosing.resolve(name)
        except ScopeError as refused:
            raise ScopeError("upvalue must be global or local to immediately outer scope", name) from refused

    # ---- the stack

    def push(self, slots: int) -> None:
        """Occupy ``slots`` more slots (fewer when negative); beyond 250 it is a ScopeError."""
        self.stack_level += slots
        if self.stack_level > MAX_STACK:
            raise ScopeError("function or expression too complex")
