"""The parser's door, and the rules for statements and functions (2.1): tokens to the tree of ``nodes``.

Rules bear the names of the grammar. It follows the original's one-pass compiler step by step, so that of several things
wrong with a text it finds the same one first and quotes the same token.
"""

from __future__ import annotations

from luashell.errors import LuaSyntaxError
from luashell.syntax import nodes
from luashell.syntax.expressions import ExpressionParser, is_call
from luashell.syntax.lexer import tokenize
from luashell.syntax.scope import FunctionScope, ScopeError, check_limit
from luashell.syntax.tokens import END_OF_INPUT, NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luashell.syntax.nodes import Expression, Target

__all__ = ["parse"]

MAX_TARGETS: Final = 254
BLOCK_ENDS: Final = frozenset(("else", "elseif", "end", "until", END_OF_INPUT))
LAST_STATEMENTS: Final = frozenset(("break", "return"))


def parse(text: str, chunk_name: str) -> nodes.Function:
    """The main function of a chunk; ``text`` has one byte per character.

    Raises LuaSyntaxError. Nested blocks, functions and constructors use Python's stack: what is too deep for the
    recursion limit is a LuaSyntaxError too.
    """
    scope = FunctionScope(nodes.Function(0, 0, is_main=True), None)
    tokens = tokenize(text)
    parser = StatementParser(tokens, chunk_name, scope)
    try:
        parser.main_function()
    except ScopeError as refused:
        raise parser.refusal(refused.problem, refused.name) from None
    except RecursionError:
        raise parser.refusal("function or expression too complex", None) from None
    except LuaSyntaxError as error:
        if error.incomplete and tokens.missing:  # is the string that is not finished where a string may be?
            error.incomplete = _is_beginning(text + tokens.missing)
        raise
    return scope.function


def _is_beginning(text: str) -> bool:
    """Is ``text`` a chunk, or could more text make it one?"""
    try:
        parse(text, text)
    except LuaSyntaxError as error:
        return error.incomplete
    return True


class StatementParser(ExpressionParser):
    """The rules for statements, blocks and functions."""

    __slots__ = ()

    def main_function(self) -> None:
        """``chunk``, all of the text."""
        function = self.scope.function
        function.body = self.chunk()
        if self.kind != END_OF_INPUT:
            raise self.error("<eof> expected")
        function.last_line = function.body.line
        self.scope.leave_block(0, function.last_line, self.columns[self.position - 1])

    def function_body(self, line: int, *, is_method: bool) -> nodes.FunctionExpression:
        """``( [params] ) block end`` of a function that begins on ``line``; a method has a hidden ``self``."""
        enclosing = self.scope
        function = nodes.Function(line, self.columns[self.position], is_main=False)
        self.scope = scope = FunctionScope(function, enclosing)
        self.expect("(")
        if is_method:
            scope.declare("self")
        self.parameters()
        self.expect(")")
        function.body = self.chunk()
        self.expect_closing("end", "function", line)
        last_line, column = self.lines[self.position - 1], self.columns[self.position - 1]
        function.last_line = last_line
        scope.leave_block(0, last_line, column)
        self.scope = enclosing
        for upvalue in function.upvalues:
            upvalue.line, upvalue.column = last_line, column  # they are read when the function is made
        enclosing.push(len(function.upvalues))
        enclosing.push(1 - len(function.upvalues))
        return nodes.FunctionExpression(last_line, column, function)

    def parameters(self) -> None:
        """``params``"""
        vararg = False
        if self.kind != ")":
            while True:
                if self.kind == NAME:
                    self.scope.declare(self.expect_name())
                elif self.accept("..."):
                    vararg = True
                else:
                    raise self.error("<name> or `...' expected")
                if vararg or not self.accept(","):
                    break
        last = self.position - 1
        self.scope.take_parameters(self.lines[last], self.columns[last], vararg=vararg)

    # ---- blocks

    def chunk(self) -> nodes.Block:
        """``{ stat [";"] }`` up to the end of the block; its locals stay."""
        statements = []
        rules = _STATEMENTS
        while (kind := self.kind) not in BLOCK_ENDS:
            rule = rules.get(kind)
            if rule is None:
                raise self.error("<statement> expected")
            statements.append(rule(self))
            self.accept(";")
            if kind in LAST_STATEMENTS:
                break
        return nodes.Block(self.lines[self.position - 1], self.columns[self.position - 1], statements)

    def block(self) -> nodes.Block:
        """``block``, with its own locals."""
        outer_count = self.scope.active_count
        block = self.chunk()
        self.scope.leave_block(outer_count, block.line, block.column)
        return block

    def loop_body(self) -> nodes.Block:
        """``block`` that ``break`` can leave."""
        self.scope.loop_depth += 1
        block = self.block()
        self.scope.loop_depth -= 1
        return block

    def condition(self) -> Expression:
        """``exp`` that is only tested."""
        condition = self.single_value()
        self.scope.stack_level -= 1
        return condition

    # ---- control structures; a loop has the line of its head's last token, an `if' that of its first condition

    def do_statement(self) -> nodes.Do:
        """``do block end``"""
        opening_line = self.lines[self.position]
        self.advance()
        body = self.block()
        self.expect_closing("end", "do", opening_line)
        return nodes.Do(self.lines[self.position - 1], self.columns[self.position - 1], body)

    def while_statement(self) -> nodes.While:
        """``while exp do block end``"""
        opening_line = self.lines[self.position]
        self.advance()
        condition = self.condition()
        last = self.position - 1
        self.expect("do")
        body = self.loop_body()
        self.expect_closing("end", "while", opening_line)
        return nodes.While(self.lines[last], self.columns[last], condition, body)

    def repeat_statement(self) -> nodes.Repeat:
        """``repeat block until exp``"""
        opening_line = self.lines[self.position]
        self.advance()
        body = self.loop_body()
        self.expect_closing("until", "repeat", opening_line)
        condition = self.condition()
        last = self.position - 1
        return nodes.Repeat(self.lines[last], self.columns[last], body, condition)

    def if_statement(self) -> nodes.If:
        """``if exp then block { elseif exp then block } [ else block ] end``"""
        opening_line = self.lines[self.position]
        branches: list[tuple[Expression, nodes.Block]] = []
        last = 0
        while not branches or self.kind == "elseif":
            self.advance()
            condition = self.condition()
            last = last or self.position - 1
            self.expect("then")
            branches.append((condition, self.block()))
        otherwise = self.block() if self.accept("else") else None
        self.expect_closing("end", "if", opening_line)
        return nodes.If(self.lines[last], self.columns[last], branches, otherwise)

    def for_statement(self) -> nodes.NumericFor | nodes.TableFor:
        """``for Name "=" ...`` or ``for Name "," Name in ...``"""
        opening_line = self.lines[self.position]
        outer_count = self.scope.active_count
        self.advance()
        name = self.expect_name()
        loop: nodes.NumericFor | nodes.TableFor
        if self.kind == "=":
            loop = self.numeric_for(name)
        elif self.kind == ",":
            loop = self.table_for(name)
        else:
            raise self.error("`=' or `,' expected")
        self.scope.leave_block(outer_count, loop.body.line, loop.body.column)
        self.expect_closing("end", "for", opening_line)
        return loop

    def numeric_for(self, name: str) -> nodes.NumericFor:
        """``"=" exp "," exp ["," exp] do block``; limit and step stay on the stack as hidden locals."""
        scope = self.scope
        self.expect("=")
        start = self.single_value()
        self.expect(",")
        limit = self.single_value()
        step = None
        if self.accept(","):
            step = self.single_value()
        else:
            scope.push(1)
        variable = scope.declare(name)
        hidden = scope.declare("(limit)"), scope.declare("(step)")
        last = self.position - 1
        scope.activate(self.lines[last], self.columns[last])
        self.expect("do")
        body = self.loop_body()
        return nodes.NumericFor(self.lines[last], self.columns[last], variable, hidden, start, limit, step, body)

    def table_for(self, key_name: str) -> nodes.TableFor:
        """``"," Name in exp do block``; ``in`` is no reserved word. The table stays on the stack as a hidden local."""
        scope = self.scope
        self.expect(",")
        value_name = self.expect_name()
        if self.kind != NAME or self.values[self.position] != "in":
            raise self.error("`in' expected")
        self.advance()
        table = self.single_value()
        hidden = scope.declare("(table)")
        key = scope.declare(key_name)
        value = scope.declare(value_name)
        last = self.position - 1
        scope.activate(self.lines[last], self.columns[last])
        scope.push(2)
        self.expect("do")
        body = self.loop_body()
        return nodes.TableFor(self.lines[last], self.columns[last], hidden, key, value, table, body)

    # ---- simple statements

    def function_statement(self) -> nodes.Assign:
        """``function Name [("." | ":") Name] body``, an assignment."""
        line = self.lines[self.position]
        self.advance()
        target: Target = self.variable()
        is_method = self.kind == ":"
        if is_method or self.kind == ".":
            self.advance()
            self.to_stack(target)
            key = self.name_as_string()
            target = nodes.Index(key.line, key.column, target, key)
        value = self.function_body(line, is_method=is_method)
        return self._store([target], [value])

    def local_statement(self) -> nodes.LocalStatement:
        """``local Name { "," Name } ["=" explist]``"""
        self.advance()
        variables = [self.scope.declare(self.expect_name())]
        while self.accept(","):
            variables.append(self.scope.declare(self.expect_name()))
        values = self.expression_list() if self.accept("=") else []
        self._adjust(values, len(variables))
        last = self.position - 1
        self.scope.activate(self.lines[last], self.columns[last])
        return nodes.LocalStatement(self.lines[last], self.columns[last], variables, values)

    def expression_statement(self) -> nodes.CallStatement | nodes.Assign:
        """``call``, or ``varlist "=" explist``"""
        first = self.prefix()
        if isinstance(first, nodes.Call | nodes.MethodCall):
            return nodes.CallStatement(first.line, first.column, first)
        targets = [self._as_target(first)]
        check_limit(len(targets), MAX_TARGETS, "variables in a multiple assignment")
        while self.accept(","):
            targets.append(self._as_target(self.prefix()))
            check_limit(len(targets), MAX_TARGETS, "variables in a multiple assignment")
        self.expect("=")
        values = self.expression_list()
        self._adjust(values, len(targets))
        return self._store(targets, values)

    def return_statement(self) -> nodes.Return:
        """``return [explist]``"""
        self.advance()
        values = [] if self.kind in BLOCK_ENDS or self.kind == ";" else self.expression_list()
        self.scope.stack_level = self.scope.active_count
        return nodes.Return(self.lines[self.position - 1], self.columns[self.position - 1], values)

    def break_statement(self) -> nodes.Break:
        """``break``"""
        if not self.scope.loop_depth:
            raise self.error("no loop to break")
        self.advance()
        return nodes.Break(self.lines[self.position - 1], self.columns[self.position - 1])

    def _as_target(self, expression: Expression) -> Target:
        if isinstance(expression, nodes.Local | nodes.Global | nodes.Index):
            return expression
        raise self.error("syntax error")

    def _adjust(self, values: list[Expression], wanted: int) -> None:
        """Put as many values on the stack as there are variables: nils, the results of a last call, or fewer."""
        on_stack = len(values) - 1 if values and is_call(values[-1]) else len(values)
        self.scope.push(wanted - on_stack)

    def _store(self, targets: list[Target], values: list[Expression]) -> nodes.Assign:
        """The assignment, after which nothing is left on the stack."""
        for target in targets:
            if isinstance(target, nodes.Local):
                target.variable.assigned = True
        self.scope.stack_level = self.scope.active_count
        return nodes.Assign(self.lines[self.position - 1], self.columns[self.position - 1], targets, values)


_STATEMENTS: Final[dict[str, Callable[[StatementParser], nodes.Statement]]] = {
    "%": StatementParser.expression_statement,
    NAME: StatementParser.expression_statement,
    "break": StatementParser.break_statement,
    "do": StatementParser.do_statement,
    "for": StatementParser.for_statement,
    "function": StatementParser.function_statement,
    "if": StatementParser.if_statement,
    "local": StatementParser.local_statement,
    "repeat": StatementParser.repeat_statement,
    "return": StatementParser.return_statement,
    "while": StatementParser.while_statement,
}
