"""The law of expressions: compiled code gives the values, effects and errors of a walk over the tree (2.3-2.8, 4, 5.4).

The walker knows nothing of compiling: it does one step after the other as the specification tells them. What happens is
logged by functions and tag methods on both sides.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.runtime.numerals import number_to_string, string_to_number
from luashell.stdlib.loading import run_text
from luashell.stdlib.maths import power as power_library

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = "float | str | Tagged | Function | None"
Tree: TypeAlias = tuple[object, ...]


class Tagged:
    """A table whose tag has every tag method."""

    def __init__(self, name: str) -> None:
        self.name = name


class Function:
    """One of the functions of the program."""

    def __init__(self, name: str) -> None:
        self.name = name


class RaisedError(Exception):
    """A Lua error."""


power = power_library.open()["pow"]

VALUES: dict[str, Value] = {
    "nothing": None,
    "number": 7.0,
    "zero": 0.0,
    "digits": "12",
    "text": "abc",
    "t1": Tagged("t1"),
    "t2": Tagged("t2"),
    "none": Function("none"),
    "one": Function("one"),
    "two": Function("two"),
    "strlen": Function("strlen"),
}
RESULTS: dict[str, Value] = {
    "add": 100.0,
    "sub": "7",
    "mul": None,
    "div": VALUES["t2"],
    "pow": 3.0,
    "unm": "minus",
    "concat": "joined",
}
PROGRAM = """
    T = newtag()
    function shown(v)
        if type(v) == "table" then return rawget(v, "name") end
        if type(v) == "function" then return "function" end
        return tostring(v)
    end
    function write_down(what, values)
        write(what, "(")
        for i = 1, values.n do write(shown(values[i]), " ") end
        write(")")
    end
    function logged(what, ...) write_down(what, arg) end
    function logged_results(...) if arg.n > 0 then write_down("values", arg) end end
    t1 = settag({name = "t1"}, T)
    t2 = settag({name = "t2"}, T)
    local results = {add = 100, sub = "7", div = t2, pow = 3, unm = "minus", concat = "joined"}
    for i, event in {"add", "sub", "mul", "div", "pow", "unm", "concat"} do
        settagmethod(T, event, function (a, b, e) logged(e, a, b) return %results[%event], "surplus" end)
    end
    settagmethod(T, "lt", function (a, b) logged("lt", a, b) if type(a) == "table" then return 1 end end)
    settagmethod(T, "index", function (t, k) logged("index", t, k) if k ~= "none" then return k, "surplus" end end)
    settagmethod(T, "function", function (t, ...) logged("function", t, arg[1], arg.n) return arg[2], t end)
    function none(...) logged("none", arg.n) end
    function one(v, ...) logged("one", v, arg.n) return v end
    function two(...) logged("two", arg.n) return 5, "six" end
    _ERRORMESSAGE = function (message) write("error: ", message) end
    nothing, number, zero, digits, text = nil, 7, 0, "12", "abc"
"""


def number_of(value: Value) -> float | None:
    """The number that ``value`` is or stands for; reading numerals is not the subject here."""
    if isinstance(value, str):
        return string_to_number(value)
    return value if isinstance(value, float) else None


def text_of(value: Value) -> str | None:
    if isinstance(value, float):
        return number_to_string(value)
    return value if isinstance(value, str) else None


def shown(value: Value) -> str:
    if isinstance(value, Tagged):
        return value.name
    if isinstance(value, Function):
        return "function"
    return "nil" if value is None else str(text_of(value))


def type_of(value: Value) -> str:
    if value is None:
        return "nil"
    return {float: "number", str: "string", Tagged: "table", Function: "function"}[type(value)]


def truth(is_true: bool) -> Value:
    return 1.0 if is_true else None


ARITHMETIC: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "+": ("add", lambda x, y: x + y),
    "-": ("sub", lambda x, y: x - y),
    "*": ("mul", lambda x, y: x * y),
}


class Walker:
    """Evaluates trees, writing down what is called."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def note(self, what: str, *values: Value) -> None:
        self.log.append(f"{what}(" + "".join(f"{shown(value)} " for value in values) + ")")

    def value(self, tree: Tree) -> Value:
        found = self.values(tree)
        return found[0] if found else None

    def values(self, tree: Tree) -> list[Value]:
        """All values of a call, one of anything else."""
        kind, *parts = tree
        method: Callable[..., object] = getattr(self, f"eval_{kind}")
        found = method(*parts)
        return found if isinstance(found, list) else [found]  # type: ignore[list-item]

    def listed(self, trees: list[Tree]) -> list[Value]:
        """An expression list: the last one may give any number of values (2.4)."""
        found = [self.value(tree) for tree in trees[:-1]]
        return found + (self.values(trees[-1]) if trees else [])

    # ---- literals and variables

    def eval_literal(self, value: Value) -> Value:
        return value

    def eval_local(self, name: str) -> Value:
        return VALUES[name]

    eval_global = eval_local

    def origin(self, tree: Tree) -> str | None:
        kind = tree[0]
        if kind in ("local", "global"):
            return f"{kind} `{tree[1] if kind == 'global' else f'{tree[1]}_'}'"
        if kind == "index" and isinstance(tree[2], tuple) and tree[2][0] == "literal" and isinstance(tree[2][1], str):
            return f"field `{tree[2][1]}'"
        return None

    def refuse(self, operation: str, value: Value, tree: Tree) -> None:
        name = self.origin(tree)
        kind = type_of(value)
        raise RaisedError(f"attempt to {operation} " + (f"{name} (a {kind} value)" if name else f"a {kind} value"))

    # ---- operators

    def handler(self, event: str, left: Value, right: Value) -> Value:
        self.note(event, left, right)
        return RESULTS[event]

    def eval_arithmetic(self, operator: str, left_tree: Tree, right_tree: Tree) -> Value:
        left, right = self.value(left_tree), self.value(right_tree)
        event, compute = ARITHMETIC[operator]
        x, y = number_of(left), number_of(right)
        if x is not None and y is not None:
            return compute(x, y)
        left = left if x is None else x
        if operator == "-" and right_tree[0] == "literal" and isinstance(right, float) and right % 1.0 == 0.0:
            event, right = "add", -right
        if isinstance(left, Tagged) or isinstance(right, Tagged):
            return self.handler(event, left, right)
        self.refuse("perform arithmetic on", left if x is None else right, left_tree if x is None else right_tree)
        return None

    def eval_power(self, left_tree: Tree, right_tree: Tree) -> Value:
        left, right = self.value(left_tree), self.value(right_tree)
        for operand in (left, right):
            if isinstance(operand, Tagged):
                return self.handler("pow", left, right)
            if isinstance(operand, float):
                result = power(self.number(left, 1), self.number(right, 2))
                assert isinstance(result, float)
                return result
        raise RaisedError("undefined operation")

    def number(self, value: Value, position: int) -> float:
        """An argument of the library's ``pow``."""
        number = number_of(value)
        if number is None:
            raise RaisedError(f"bad argument #{position} to `pow' (number expected, got {type_of(value)})")
        return number

    def eval_minus(self, tree: Tree) -> Value:
        operand = self.value(tree)
        number = number_of(operand)
        if number is not None:
            return -number
        if isinstance(operand, Tagged):
            return self.handler("unm", operand, None)
        self.refuse("perform arithmetic on", operand, tree)
        return None

    def eval_concat(self, trees: list[Tree]) -> Value:
        operands = [self.value(tree) for tree in trees]
        right, right_tree = operands.pop(), trees[-1]
        for left, left_tree in zip(reversed(operands), reversed(trees[:-1]), strict=True):
            x, y = text_of(left), text_of(right)
            if x is not None and y is not None:
                right = x + y
            elif isinstance(left, Tagged) or isinstance(right, Tagged):
                right = self.handler("concat", left if x is None else x, right)
            else:
                self.refuse("concat", left if x is None else right, left_tree if x is None else right_tree)
            right_tree = ("temporary",)
        return right

    def less(self, left: Value, right: Value, shown_left: Value, shown_right: Value) -> bool:
        if isinstance(left, float) and isinstance(right, float):
            return left < right
        if isinstance(left, str) and isinstance(right, str):
            return left < right
        if isinstance(left, Tagged) or isinstance(right, Tagged):
            self.note("lt", left, right)
            return isinstance(left, Tagged)
        names = type_of(shown_left), type_of(shown_right)
        if names[0] == names[1]:
            raise RaisedError(f"attempt to compare two {names[0]} values")
        raise RaisedError(f"attempt to compare {names[0]} with {names[1]}")

    def eval_comparison(self, operator: str, left_tree: Tree, right_tree: Tree) -> Value:
        left, right = self.value(left_tree), self.value(right_tree)
        if operator in ("==", "~="):
            is_equal = left is right or (type(left) is type(right) and type(left) in (float, str) and left == right)
            return truth(is_equal == (operator == "=="))
        if operator in ("<", ">="):
            return truth(self.less(left, right, left, right) == (operator == "<"))
        return truth(self.less(right, left, left, right) == (operator == ">"))

    def eval_not(self, tree: Tree) -> Value:
        return truth(self.value(tree) is None)

    def eval_and(self, left: Tree, right: Tree) -> Value:
        value = self.value(left)
        return None if value is None else self.value(right)

    def eval_or(self, left: Tree, right: Tree) -> Value:
        value = self.value(left)
        return self.value(right) if value is None else value

    # ---- suffixes

    def eval_index(self, tree: Tree, key_tree: Tree) -> Value:
        base, key = self.value(tree), self.value(key_tree)
        if not isinstance(base, Tagged):
            self.refuse("index", base, tree)
        assert isinstance(base, Tagged)
        if key is None:
            raise RaisedError("table index is nil")
        if key == "name":
            return base.name
        self.note("index", base, key)
        return None if key == "none" else key

    def eval_call(self, tree: Tree, arguments: list[Tree]) -> list[Value]:
        called = self.value(tree)
        return self.called(called, self.listed(arguments), tree)

    def eval_method(self, tree: Tree, name: str, arguments: list[Tree]) -> list[Value]:
        method = ("index", ("temporary_of", tree), ("literal", name))
        base = self.value(tree)
        if not isinstance(base, Tagged):
            self.refuse("index", base, tree)
        assert isinstance(base, Tagged)
        self.note("index", base, name)
        return self.called(None if name == "none" else name, [base, *self.listed(arguments)], method)

    def called(self, function: Value, values: list[Value], tree: Tree) -> list[Value]:
        padded = [*values, None]
        if isinstance(function, Tagged):
            self.note("function", function, padded[0], float(len(values)))
            return [values[1] if len(values) > 1 else None, function]
        if not isinstance(function, Function):
            self.refuse("call", function, tree)
        assert isinstance(function, Function)
        if function.name == "none":
            self.note("none", float(len(values)))
            return []
        if function.name == "one":
            self.note("one", padded[0], float(max(len(values) - 1, 0)))
            return [padded[0]]
        if function.name == "two":
            self.note("two", float(len(values)))
            return [5.0, "six"]
        text = text_of(padded[0])
        if text is None:
            name = (self.origin(tree) or "``").partition("`")[2].removesuffix("'")
            got = type_of(values[0]) if values else "no value"
            raise RaisedError(f"bad argument #1 to `{name or 'strlen'}' (string expected, got {got})")
        return [float(len(text))]


def written(tree: Tree) -> str:
    """The tree as text; operands stand in parentheses, but for a suffix on a name or call."""
    kind, *parts = tree
    writer: Callable[..., str] = WRITERS[str(kind)]
    return writer(*parts)


def literal(value: Value) -> str:
    return "nil" if value is None else f'"{value}"' if isinstance(value, str) else f"{value:.16g}"


def nested(tree: Tree) -> str:
    return f"({written(tree)})"


def binary(operator: str, left: Tree, right: Tree) -> str:
    right_text = written(right) if right[0] == "literal" else nested(right)  # so that e - 1 is an addition
    return f"{nested(left)} {operator} {right_text}"


WRITERS: dict[str, Callable[..., str]] = {
    "literal": literal,
    "local": lambda name: f"{name}_",
    "global": lambda name: name,
    "arithmetic": binary,
    "power": lambda left, right: binary("^", left, right),
    "minus": lambda tree: f"- {nested(tree)}",
    "concat": lambda trees: " .. ".join(map(nested, trees)),
    "comparison": binary,
    "not": lambda tree: f"not {nested(tree)}",
    "and": lambda left, right: f"{nested(left)} and {nested(right)}",
    "or": lambda left, right: f"{nested(left)} or {nested(right)}",
    "index": lambda tree, key: f"{written(tree)}[{written(key)}]",
    "call": lambda tree, arguments: f"{written(tree)}({', '.join(map(written, arguments))})",
    "method": lambda tree, name, arguments: f"{written(tree)}:{name}({', '.join(map(written, arguments))})",
}

names = st.sampled_from(sorted(VALUES))
atoms = st.one_of(
    st.tuples(st.just("local"), names),
    st.tuples(st.just("global"), names),
    st.tuples(st.just("literal"), st.sampled_from([None, 1.0, 2.0, 0.5, "12", "x", "none"])),
)
prefixes = st.tuples(
    st.sampled_from(["local", "global"]), st.sampled_from(["t1", "one", "two", "none", "strlen", "text"])
)
tables = st.tuples(st.sampled_from(["local", "global"]), st.sampled_from(["t1", "t2", "t1", "number", "nothing"]))


def larger(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    arguments = st.lists(trees, max_size=3)
    calls = st.tuples(st.just("call"), prefixes, arguments)
    return st.one_of(
        st.tuples(st.just("arithmetic"), st.sampled_from("+-*"), trees, trees),
        st.tuples(st.just("comparison"), st.sampled_from(["<", ">", "<=", ">=", "==", "~="]), trees, trees),
        st.tuples(st.just("concat"), st.lists(trees, min_size=2, max_size=4)),
        st.tuples(st.sampled_from(["and", "or", "power"]), trees, trees),
        st.tuples(st.just("not"), trees),
        st.tuples(st.just("minus"), trees.filter(lambda tree: tree[0] != "literal")),
        st.tuples(st.just("index"), tables | calls, trees),
        calls,
        st.tuples(st.just("method"), tables, st.sampled_from(["x", "none"]), arguments),
    )


trees: st.SearchStrategy[Tree] = st.recursive(atoms, larger, max_leaves=12)

CONTEXTS = {
    "local": "local v = {} logged('values', v)",
    "global": "v = {} logged('values', v)",
    "field": "local v = {{}} v.x = {} logged('values', v.x)",
    "item": "local v = {{{0}; x = {0}}} logged('values', v[1], v.x)",
    "argument": "logged('values', {})",
    "first argument": "logged('values', {}, 1)",
    "operand": "logged('values', ({}) == 7)",
    "return": "return {}",
    "last of several": "return 1, 2, {}",
    "if": "if {} then logged('values', 1) else logged('values', nil) end",
    "elseif": "if nothing_ then elseif {} then logged('values', 1) else logged('values', nil) end",
    "while": "local v while {} do v = 1 break end logged('values', v)",
    "until": "local v repeat if v then break end v = 1 until {} if v then end",
    "not": "logged('values', not ({}))",
    "chain": "if number_ and ({}) and text_ then logged('values', 1) else logged('values', nil) end",
}


def expected(context: str, tree: Tree) -> str:
    """What the walker logs, with the error that ends it."""
    walker = Walker()
    try:
        if context == "item":
            walker.note("values", walker.value(tree), walker.value(tree))
        elif context == "argument":
            walker.note("values", *walker.values(tree))
        elif context == "return":
            values = walker.values(tree)
            if values:
                walker.note("values", *values)
        elif context == "last of several":
            walker.note("values", 1.0, 2.0, *walker.values(tree))
        elif context == "first argument":
            walker.note("values", walker.value(tree), 1.0)
        elif context == "operand":
            walker.note("values", truth(walker.value(tree) == 7.0))
        elif context in ("if", "elseif", "while", "chain"):
            walker.note("values", truth(walker.value(tree) is not None))
        elif context == "not":
            walker.note("values", truth(walker.value(tree) is None))
        elif context == "until":
            walker.value(tree)
        else:
            walker.note("values", walker.value(tree))
    except RaisedError as error:
        walker.log.append(f"error: {error}")
    return "".join(walker.log)


class Program:
    """A state in which the functions and values are defined."""

    def __init__(self) -> None:
        self._stdout = io.BytesIO()
        self._state = new_state(stdin=io.BytesIO(), stdout=self._stdout, stderr=io.BytesIO())
        run_text(self._state, PROGRAM, "=t")

    def run(self, statement: str) -> str:
        """What ``statement`` logs in a function whose locals hold the values."""
        self._stdout.seek(0)
        self._stdout.truncate()
        parameters = ", ".join(f"{name}_" for name in VALUES)
        values = f"{{{', '.join(VALUES)}; n = {len(VALUES)}}}"
        text = f"function body({parameters}) {statement}\nend logged_results(call(body, {values}))"
        run_text(self._state, text, "=t")
        return self._stdout.getvalue().decode()


program = Program()


@pytest.mark.parametrize("context", CONTEXTS)
@given(tree=trees)
def test_compiled_code_does_what_the_walker_does(context: str, tree: Tree) -> None:
    assert program.run(CONTEXTS[context].format(written(tree))) == expected(context, tree)
