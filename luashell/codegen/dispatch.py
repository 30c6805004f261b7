"""The generator of one function: where its statements go, its temporaries, and the way to the emitters.

Emitters are functions found by the class of the node; each file lists its own in a table, ``chunks.py`` joins them.
"""

from __future__ import annotations

from _ast import Constant

from luashell.codegen import build, names
from luashell.runtime import helpers, wording
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt
    from collections.abc import Callable
    from typing import Final, TypeAlias, TypeVar

    from luashell.runtime.frames import Prototype

    ExpressionEmitter: TypeAlias = Callable[..., "Operand"]  # of generator, node, and whether it may be raw
    StatementEmitter: TypeAlias = Callable[..., None]  # of generator and node
    X = TypeVar("X", bound=ExpressionEmitter)
    S = TypeVar("S", bound=StatementEmitter)

__all__ = ["ANY", "NIL", "NUMBER", "RAW", "SOLID", "STRING", "Emitters", "Generator", "Operand", "Place"]

ANY: Final = "any"
NUMBER: Final = "number"
STRING: Final = "string"
NIL: Final = "nil"
SOLID: Final = "solid"  # a table or function: not nil, no number, no string
RAW: Final = "raw"  # what a call returned: a value, or a tuple of none or several

_DEEPEST_OPERAND: Final = 25  # operations inside each other in one Python expression
LARGEST_STEP: Final = 2.0**53
"""Sums of smaller numbers never become infinite: no program runs that long."""

_LARGEST_OPERAND: Final = 20  # nodes of a tree that is certainly not too deep


class Operand:
    """An expression as the operand of another: evaluating it, even twice, has no effect.

    ``native`` is the Python expression for the common case. If ``raises``, Python may refuse it, and ``slow`` then
    gives the exact result (evaluated at most once). ``is_atom``: a variable or constant, the same in both.
    ``effects``: the native form may run a tag method, so nothing that raises may follow it in one ``try``. ``origin``
    names where the value came from, for error messages.
    """

    __slots__ = ("depth", "effects", "is_atom", "is_constant", "kind", "native", "origin", "raises", "slow")

    def __init__(
        self,
        native: expr,
        slow: expr | None = None,
        *,
        kind: str = ANY,
        raises: bool = False,
        effects: bool = False,
        depth: int = 0,
        origin: str | None = None,
    ) -> None:
        self.native = native
        self.slow = native if slow is None else slow
        self.is_atom = depth == 0
        self.is_constant = isinstance(native, Constant)
        self.kind = kind
        self.raises = raises
        self.effects = effects
        self.depth = depth
        self.origin = origin


class Place:
    """A Python function that statements are put into: the function itself or an outlined part (``blocks.py``)."""

    def __init__(self) -> None:
        self.statements: list[stmt] = []
        self.loops = 0  # Python loops around the statement being emitted
        self.depth = 0  # Lua blocks around it
        self.stored: set[str] = set()  # names of Lua locals that it assigns


class Emitters:
    """Tables from node class to emitter."""

    def __init__(self) -> None:
        self.expressions: dict[type[nodes.Node], ExpressionEmitter] = {}
        self.statements: dict[type[nodes.Node], StatementEmitter] = {}

    def expression(self, node_class: type[nodes.Node]) -> Callable[[X], X]:
        """Register the decorated function for expressions of ``node_class``."""

        def register(emitter: X) -> X:
            self.expressions[node_class] = emitter
            return emitter

        return register

    def statement(self, node_class: type[nodes.Node]) -> Callable[[S], S]:
        """Register the decorated function for statements of ``node_class``."""

        def register(emitter: S) -> S:
            self.statements[node_class] = emitter
            return emitter

        return register

    def include(self, other: Emitters) -> None:
        """Take over the tables of another file."""
        self.expressions.update(other.expressions)
        self.statements.update(other.statements)


class Generator:
    """Makes the body of one Lua function.

    ``is_open``: every local, those of loops included, is a variable of its own that may be given any value at any call,
    and the code obeys (``debugged.py``).
    """

    is_open = False

    def __init__(
        self,
        function: nodes.Function,
        prototype: Prototype,
        emitters: Emitters,
        add_function: Callable[[nodes.Function], str],
        globals_read: set[str],
    ) -> None:
        self.function = function
        self.prototype = prototype
        self.add_function = add_function
        self.globals_read = globals_read
        self.local_names = names.LocalNames()
        self.place = Place()
        self.outlined: list[stmt] = []
        self.shared_names: set[str] = set()  # locals that outlined parts assign: they live in the function itself
        self._emitters = emitters
        self.bare_arguments = None if self.is_open else bare_arguments(function)
        """The local ``arg`` while its table is not needed: the extra arguments are then read from Python's tuple."""
        self._numbers: set[nodes.LocalVariable] = set()
        self._never_nan: set[nodes.LocalVariable] = set()
        self._temporaries = 0

    # ---- statements

    def emit(self, statement: stmt) -> None:
        """Add a statement."""
        self.place.statements.append(statement)

    def guarded(self, operand: Operand, make: Callable[[expr], stmt], at: nodes.Node) -> None:
        """Add the statement made of ``operand``'s native form, with the slow form where Python refuses that."""
        if operand.raises:
            self.emit(build.try_([make(operand.native)], helpers.REFUSED, [make(operand.slow)], at))
        else:
            self.emit(make(operand.native))

    def collect(self, produce: Callable[[], None]) -> list[stmt]:
        """The statements that ``produce`` emits."""
        outer, self.place.statements = self.place.statements, []
        produce()
        collected, self.place.statements = self.place.statements, outer
        return collected

    def statement(self, node: nodes.Statement) -> None:
        """Emit a statement; its temporaries are free again afterwards."""
        mark = self._temporaries
        self._emitters.statements[node.__class__](self, node)
        self._temporaries = mark

    def block(self, block: nodes.Block) -> list[stmt]:
        """The statements of a block."""

        def produce() -> None:
            for statement in block.statements:
                self.statement(statement)

        return self.collect(produce)

    # ---- names

    def temporary(self) -> str:
        """A fresh temporary, free again after the statement."""
        self._temporaries += 1
        return names.temporary(self._temporaries)

    def store_temporary(self, temporary: str, at: nodes.Node) -> expr:
        """A temporary as the target of an assignment that may stand in an outlined part."""
        self.place.stored.add(temporary)
        return build.target(temporary, at)

    def mark(self) -> int:
        """Remember which temporaries are in use, for ``release``."""
        return self._temporaries

    def release(self, mark: int) -> None:
        """Free the temporaries taken since ``mark``."""
        self._temporaries = mark

    def load_local(self, variable: nodes.LocalVariable, at: nodes.Node) -> expr:
        """A local, read."""
        return build.name(self.local_names.of(variable), at)

    def store_local(self, variable: nodes.LocalVariable, at: nodes.Node) -> expr:
        """A local, as the target of an assignment."""
        name = self.local_names.of(variable)
        self.place.stored.add(name)
        return build.target(name, at)

    def assume_number(self, variable: nodes.LocalVariable, *, is_never_nan: bool) -> None:
        """From now on ``variable`` is known to hold a number whenever it is read."""
        self._numbers.add(variable)
        if is_never_nan:
            self._never_nan.add(variable)

    def is_never_nan(self, node: nodes.Expression) -> bool:
        """Is ``node`` a number that cannot be NaN: a numeral, such a loop variable, or a sum of these?"""
        while isinstance(node, nodes.Arithmetic) and node.operator in ("+", "-"):
            if not self.is_never_nan(node.right):
                return False
            node = node.left
        if isinstance(node, nodes.Number):
            return -LARGEST_STEP < node.value < LARGEST_STEP
        return isinstance(node, nodes.Local) and node.variable in self._never_nan

    def is_number(self, variable: nodes.LocalVariable) -> bool:
        """Is ``variable`` known to hold a number?"""
        return variable in self._numbers

    def reach(self, node: nodes.Node) -> None:
        """Here the original's code has an instruction on the line of ``node``; see ``debugged.py`` for who cares."""

    # ---- expressions

    def operand(self, node: nodes.Expression, *, raw: bool = False) -> Operand:
        """``node`` as an operand; what must happen first is emitted.

        With ``raw`` it may be the raw result of a call.
        """
        operand = self._emitters.expressions[node.__class__](self, node, raw)
        if operand.depth > _DEEPEST_OPERAND:
            return self.settle(operand, node)
        return operand

    def atom(self, node: nodes.Expression, *, raw: bool = False) -> Operand:
        """``node`` as a variable or constant."""
        operand = self.operand(node, raw=raw)
        return operand if operand.is_atom else self.settle(operand, node)

    def settle(self, operand: Operand, at: nodes.Node) -> Operand:
        """Evaluate ``operand`` now, into a temporary."""
        temporary = self.temporary()
        self.guarded(operand, lambda value: build.assign(build.target(temporary, at), value, at), at)
        kind = operand.kind if operand.kind == RAW or not operand.raises else ANY
        return Operand(build.name(temporary, at), kind=kind, origin=operand.origin)

    def operands(
        self, first: nodes.Expression, second: nodes.Expression, *, raw: bool = False
    ) -> tuple[Operand, Operand]:
        """Two operands in their order: the first is settled if evaluating the second has effects."""
        left = self.operand(first, raw=raw)
        if not left.is_atom and (left.effects or has_effects(second)):
            left = self.settle(left, first)
        right = self.operand(second, raw=raw and left.kind != RAW)
        if right.effects:
            right = self.settle(right, second)
        return left, right

    def evaluate(self, node: nodes.Expression, make: Callable[[expr], stmt]) -> None:
        """Emit the statement made of the value of ``node``."""
        self.guarded(self.operand(node), make, node)


def bare_arguments(function: nodes.Function) -> nodes.LocalVariable | None:
    """The local ``arg`` of a function that can do without its table, else None."""
    if function.vararg is None:
        return None
    from luashell.codegen.analysis.varargs import only_reads_arg  # most scripts have no such function

    return function.vararg if only_reads_arg(function) else None


def has_effects(node: nodes.Expression) -> bool:
    """May evaluating ``node`` as an operand emit statements? If so, what comes before it has to be settled first.

    Calls, indexing and global variables do, conditions when they are settled themselves, and large expressions, parts
    of which are settled.
    """
    waiting: list[nodes.Node] = [node]
    for _ in range(_LARGEST_OPERAND):
        if not waiting:
            return False
        node_ = waiting.pop()
        if isinstance(node_, nodes.Arithmetic) and node_.operator != "^":
            waiting += (node_.left, node_.right)
        elif isinstance(node_, nodes.Negate):
            waiting.append(node_.operand)
        elif isinstance(node_, nodes.Concat):
            waiting += node_.operands
        elif not isinstance(node_, nodes.Local | nodes.Upvalue | nodes.Number | nodes.String | nodes.Nil):
            return True
    return bool(waiting)


def origin_of(node: nodes.Expression) -> str | None:
    """Where the value of ``node`` comes from, in the words of an error message (5.4)."""
    named = name_of(node)
    return None if named is None else wording.origin(*named)


def name_of(node: nodes.Expression) -> tuple[str, str] | None:
    """Kind ("global", "local", "field") and name of what ``node`` reads, if it has one."""
    if isinstance(node, nodes.Global):
        return "global", node.name
    if isinstance(node, nodes.Local):
        return "local", node.variable.name
    if isinstance(node, nodes.Index) and isinstance(node.key, nodes.String):
        return "field", node.key.value
    return None
