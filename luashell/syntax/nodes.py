"""The tree: plain slotted classes, made by the parser, read by the code generator.

Every node carries ``line``, the line that the original would report for it (the line of the last token of the
construct, 5.6), and ``column``, a byte offset from 0. For a call the column is that of its last token, so that line
and column together name one call of the chunk; for an operator it is that of the operator when it stands on ``line``,
else of the last token.

Names are resolved: a use of a variable is a Local, an Upvalue or a Global. Chains are flat where a tree would be
deep: ``Concat`` holds all its operands, ``If`` all its branches, ``Arithmetic`` chains lean left (walk them with a
loop). Parentheses leave no trace: in Lua 4.0 they do not even cut a list of results.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = [
    "And", "Arithmetic", "Assign", "Block", "Break", "Call", "CallStatement", "Comparison", "Concat", "Constructor",
    "Do", "Expression", "Function", "FunctionExpression", "Global", "If", "Index", "Local", "LocalStatement",
    "LocalVariable", "MethodCall", "Negate", "Nil", "Node", "Not", "Number", "NumericFor", "Or", "Repeat", "Return",
    "Statement", "String", "TableFor", "Target", "Upvalue", "While",
]  # fmt: skip


class LocalVariable:
    """One declared local: every declaration is a variable of its own, also when names repeat.

    ``assigned`` tells that some statement after its declaration stores into it. ``index`` counts the locals of the
    function in order of declaration, from 0. ``start`` and ``end`` bound its scope (for the debug interface): line and
    column of the last tokens of its declaration and of its block. The control variables of loops are locals too, named
    ``(limit)``, ``(step)`` and ``(table)``, which no name of the text reaches.
    """

    __slots__ = ("assigned", "end", "index", "name", "start")

    def __init__(self, name: str, index: int) -> None:
        self.name = name
        self.index = index
        self.assigned = False
        self.start = self.end = (0, 0)


class Node:
    """What all nodes have."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


# ---- expressions


class Nil(Node):
    """``nil``"""

    __slots__ = ()


class Number(Node):
    """A numeral, or a negated one: the original folds ``-`` into it (``-0`` is 0)."""

    __slots__ = ("value",)

    def __init__(self, line: int, column: int, value: float) -> None:
        super().__init__(line, column)
        self.value = value


class String(Node):
    """A string literal, its value one byte per character."""

    __slots__ = ("value",)

    def __init__(self, line: int, column: int, value: str) -> None:
        super().__init__(line, column)
        self.value = value


class Local(Node):
    """A local variable of the same function."""

    __slots__ = ("variable",)

    def __init__(self, line: int, column: int, variable: LocalVariable) -> None:
        super().__init__(line, column)
        self.variable = variable


class Global(Node):
    """A global variable."""

    __slots__ = ("name",)

    def __init__(self, line: int, column: int, name: str) -> None:
        super().__init__(line, column)
        self.name = name


class Upvalue(Node):
    """``%name``: the value at ``index`` of the enclosing function's ``Function.upvalues``."""

    __slots__ = ("index", "name")

    def __init__(self, line: int, column: int, name: str, index: int) -> None:
        super().__init__(line, column)
        self.name = name
        self.index = index


class Index(Node):
    """``object[key]``; ``object.name`` has a String as key."""

    __slots__ = ("key", "object")

    def __init__(self, line: int, column: int, object: Expression, key: Expression) -> None:
        super().__init__(line, column)
        self.object = object
        self.key = key


class Call(Node):
    """``function(arguments)``; a last argument that is a call spreads."""

    __slots__ = ("arguments", "function")

    def __init__(self, line: int, column: int, function: Expression, arguments: list[Expression]) -> None:
        super().__init__(line, column)
        self.function = function
        self.arguments = arguments


class MethodCall(Node):
    """``object:name(arguments)``"""

    __slots__ = ("arguments", "name", "object")

    def __init__(self, line: int, column: int, object: Expression, name: str, arguments: list[Expression]) -> None:
        super().__init__(line, column)
        self.object = object
        self.name = name
        self.arguments = arguments


class Arithmetic(Node):
    """``left operator right`` with operator one of ``+ - * / ^``."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, line: int, column: int, operator: str, left: Expression, right: Expression) -> None:
        super().__init__(line, column)
        self.operator = operator
        self.left = left
        self.right = right


class Negate(Node):
    """Unary minus."""

    __slots__ = ("operand",)

    def __init__(self, line: int, column: int, operand: Expression) -> None:
        super().__init__(line, column)
        self.operand = operand


class Not(Node):
    """``not operand``"""

    __slots__ = ("operand",)

    def __init__(self, line: int, column: int, operand: Expression) -> None:
        super().__init__(line, column)
        self.operand = operand


class Comparison(Node):
    """``left operator right`` with operator one of ``< > <= >= == ~=``."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, line: int, column: int, operator: str, left: Expression, right: Expression) -> None:
        super().__init__(line, column)
        self.operator = operator
        self.left = left
        self.right = right


class And(Node):
    """``left and right``; chains lean left."""

    __slots__ = ("left", "right")

    def __init__(self, line: int, column: int, left: Expression, right: Expression) -> None:
        super().__init__(line, column)
        self.left = left
        self.right = right


class Or(Node):
    """``left or right``; chains lean left."""

    __slots__ = ("left", "right")

    def __init__(self, line: int, column: int, left: Expression, right: Expression) -> None:
        super().__init__(line, column)
        self.left = left
        self.right = right


class Concat(Node):
    """``a .. b .. c``: two operands or more, joined from the right."""

    __slots__ = ("operands",)

    def __init__(self, line: int, column: int, operands: list[Expression]) -> None:
        super().__init__(line, column)
        self.operands = operands


class Constructor(Node):
    """``{...}``: ``items`` get the keys 1, 2, ..., ``fields`` are pairs of key and value; ``items_first`` is the order.

    ``first_line`` is that of the opening brace.
    """

    __slots__ = ("fields", "first_line", "items", "items_first")

    def __init__(
        self,
        line: int,
        column: int,
        items: list[Expression],
        fields: list[tuple[Expression, Expression]],
        items_first: bool,
        first_line: int,
    ) -> None:
        super().__init__(line, column)
        self.first_line = first_line
        self.items = items
        self.fields = fields
        self.items_first = items_first


class FunctionExpression(Node):
    """``function (...) ... end``: a new function value each time it is evaluated."""

    __slots__ = ("function",)

    def __init__(self, line: int, column: int, function: Function) -> None:
        super().__init__(line, column)
        self.function = function


# ---- functions and blocks


class Function(Node):
    """A function body; also the main part of a chunk.

    ``line`` is where it is defined (0 for a main chunk), ``last_line`` where its ``end`` stands. ``parameters`` come
    first in ``locals``, which holds every local in order of declaration; ``vararg`` is the hidden local ``arg`` of a
    function with ``...``, else None. ``upvalues`` are Local, Upvalue or Global nodes of the *enclosing* function, read
    when the function value is made (2.9). A main chunk is a vararg-less function without parameters.
    """

    __slots__ = ("body", "is_main", "last_line", "locals", "parameters", "upvalues", "vararg")

    def __init__(self, line: int, column: int, is_main: bool) -> None:
        super().__init__(line, column)
        self.is_main = is_main
        self.parameters: list[LocalVariable] = []
        self.vararg: LocalVariable | None = None
        self.locals: list[LocalVariable] = []
        self.upvalues: list[Local | Upvalue | Global] = []
        self.body: Block
        self.last_line = line


class Block(Node):
    """Statements in order."""

    __slots__ = ("statements",)

    def __init__(self, line: int, column: int, statements: list[Statement]) -> None:
        super().__init__(line, column)
        self.statements = statements


# ---- statements


class LocalStatement(Node):
    """``local a, b = values``; the variables are visible from the next statement on."""

    __slots__ = ("values", "variables")

    def __init__(self, line: int, column: int, variables: list[LocalVariable], values: list[Expression]) -> None:
        super().__init__(line, column)
        self.variables = variables
        self.values = values


class Assign(Node):
    """``targets = values``; also ``function name() end``, which is an assignment."""

    __slots__ = ("targets", "values")

    def __init__(self, line: int, column: int, targets: list[Target], values: list[Expression]) -> None:
        super().__init__(line, column)
        self.targets = targets
        self.values = values


class CallStatement(Node):
    """A call for its effects."""

    __slots__ = ("call",)

    def __init__(self, line: int, column: int, call: Call | MethodCall) -> None:
        super().__init__(line, column)
        self.call = call


class Do(Node):
    """``do ... end``"""

    __slots__ = ("body",)

    def __init__(self, line: int, column: int, body: Block) -> None:
        super().__init__(line, column)
        self.body = body


class While(Node):
    """``while condition do body end``"""

    __slots__ = ("body", "condition")

    def __init__(self, line: int, column: int, condition: Expression, body: Block) -> None:
        super().__init__(line, column)
        self.condition = condition
        self.body = body


class Repeat(Node):
    """``repeat body until condition``; the condition does not see the body's locals."""

    __slots__ = ("body", "condition")

    def __init__(self, line: int, column: int, body: Block, condition: Expression) -> None:
        super().__init__(line, column)
        self.body = body
        self.condition = condition


class If(Node):
    """``if``/``elseif`` branches in order, and the ``else`` block or None."""

    __slots__ = ("branches", "otherwise")

    def __init__(
        self, line: int, column: int, branches: list[tuple[Expression, Block]], otherwise: Block | None
    ) -> None:
        super().__init__(line, column)
        self.branches = branches
        self.otherwise = otherwise


class NumericFor(Node):
    """``for variable = start, limit, step do body end``; without a step ``step`` is None.

    ``hidden`` are the locals ``(limit)`` and ``(step)``.
    """

    __slots__ = ("body", "hidden", "limit", "start", "step", "variable")

    def __init__(
        self,
        line: int,
        column: int,
        variable: LocalVariable,
        hidden: tuple[LocalVariable, LocalVariable],
        start: Expression,
        limit: Expression,
        step: Expression | None,
        body: Block,
    ) -> None:
        super().__init__(line, column)
        self.variable = variable
        self.hidden = hidden
        self.start = start
        self.limit = limit
        self.step = step
        self.body = body


class TableFor(Node):
    """``for key, value in table do body end``; ``hidden`` is the local ``(table)``."""

    __slots__ = ("body", "hidden", "key", "table", "value")

    def __init__(
        self,
        line: int,
        column: int,
        hidden: LocalVariable,
        key: LocalVariable,
        value: LocalVariable,
        table: Expression,
        body: Block,
    ) -> None:
        super().__init__(line, column)
        self.hidden = hidden
        self.key = key
        self.value = value
        self.table = table
        self.body = body


class Return(Node):
    """``return values``; a last value that is a call spreads."""

    __slots__ = ("values",)

    def __init__(self, line: int, column: int, values: list[Expression]) -> None:
        super().__init__(line, column)
        self.values = values


class Break(Node):
    """``break``"""

    __slots__ = ()


if TYPE_CHECKING:
    Expression: TypeAlias = (
        Nil
        | Number
        | String
        | Local
        | Global
        | Upvalue
        | Index
        | Call
        | MethodCall
        | Arithmetic
        | Negate
        | Not
        | Comparison
        | And
        | Or
        | Concat
        | Constructor
        | FunctionExpression
    )
    Target: TypeAlias = Local | Global | Index
    Statement: TypeAlias = (
        LocalStatement | Assign | CallStatement | Do | While | Repeat | If | NumericFor | TableFor | Return | Break
    )
