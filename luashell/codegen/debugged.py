"""Generators whose code serves the debug interface (6.7): slower, and only made when a program asks for it.

A line hook sees the lines of the instructions that the original's compiler would emit, so a traced function reports a
line wherever that has an instruction: at operands, calls, stores, and at the jumps that end the body of a loop or a
branch. Code generation visits operands in the order of the text, which is the order of those instructions.
"""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.dispatch import Generator
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import stmt
    from collections.abc import Callable

    from luashell.codegen.dispatch import Operand

__all__ = ["OpenGenerator", "TracedGenerator"]


class OpenGenerator(Generator):
    """Keeps every local in a variable, those that control loops too, and assumes nothing about them."""

    is_open = True


class TracedGenerator(OpenGenerator):
    """Reports lines to what ``Hooks.start_lines`` gave at the beginning.

    Reports are numbered by their place in the text: a number that does not grow is a backward jump. A report that
    would follow another of the same line in a straight piece of code is left out.
    """

    _place = 0  # of the last report
    _line = 0  # of the last report in this straight piece of code, 0 at its beginning
    _final: nodes.Expression | None = None  # last value of the statement being emitted
    _statement: nodes.Statement | None = None

    def reach(self, node: nodes.Node) -> None:
        """An instruction on the line of ``node``."""
        if node.line != self._line:
            self.emit(self._report(node.line, node.column))

    def _report(self, line: int, column: int) -> stmt:
        self._line = line
        self._place += 1
        return build.report(names.LINES, max(line, 1), column, self._place)

    def collect(self, produce: Callable[[], None]) -> list[stmt]:
        """A straight piece of code begins here, and another one after it."""
        self._line = 0
        collected = super().collect(produce)
        self._line = 0
        return collected

    def statement(self, node: nodes.Statement) -> None:
        """A statement; what it does at its end is on its last line."""
        outer = self._statement, self._final
        self._statement, self._final = node, None
        if isinstance(node, nodes.Assign | nodes.Return) and node.values:
            self._final = node.values[-1]
        elif isinstance(node, nodes.Break | nodes.Return):
            self.reach(node)
        super().statement(node)
        if lacks_values(node):
            self.reach(node)
        self._statement, self._final = outer

    def operand(self, node: nodes.Expression, *, raw: bool = False) -> Operand:
        """An operand: its last instruction is on its own line, a constructor's first on that of its brace."""
        if isinstance(node, nodes.Constructor):
            if node.first_line != self._line:
                self.emit(self._report(node.first_line, node.column))
        operand = super().operand(node, raw=raw)
        if has_own_instruction(node):
            self.reach(node)
        if node is self._final and self._statement is not None:
            self.reach(self._statement)
        return operand

    def block(self, block: nodes.Block) -> list[stmt]:
        """A block, with what the original does when its end is reached."""
        statements = super().block(block)
        if block is self.function.body:
            begin = build.helper(helpers.LINES, [], self.function)
            statements.insert(0, build.assign(build.target(names.LINES, self.function), begin, self.function))
            statements.append(self._report(self.function.last_line, block.column))
        elif self._jumps_at_end(block):
            statements.append(self._report(block.line, block.column))
        self._line = 0
        return statements

    def _jumps_at_end(self, block: nodes.Block) -> bool:
        """Does the original jump at the end of this part of the current statement?"""
        around = self._statement
        if isinstance(around, nodes.If):
            return block is not around.otherwise and (
                around.otherwise is not None or block is not around.branches[-1][1]
            )
        return isinstance(around, nodes.While | nodes.NumericFor | nodes.TableFor)


def has_own_instruction(node: nodes.Expression) -> bool:
    """Does the original emit an instruction after those of the operands?"""
    if isinstance(node, nodes.Constructor):
        return bool(node.fields)
    return not isinstance(node, nodes.And | nodes.Or)


def lacks_values(node: nodes.Statement) -> bool:
    """Does the statement declare more locals than it gives values, so that the original sets the rest to nil?"""
    if not isinstance(node, nodes.LocalStatement):
        return False
    values = node.values
    return len(values) < len(node.variables) and not (values and isinstance(values[-1], nodes.Call | nodes.MethodCall))
