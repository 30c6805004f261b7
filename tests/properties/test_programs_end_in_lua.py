"""The law of programs: whatever is written, it ends in values or in a Lua error, never in an exception of Python's."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.stdlib.loading import run_text

FUNCTIONS = [
    "strlen", "strsub", "strbyte", "strchar", "floor", "mod", "rawget", "strfind", "gsub", "format", "strrep", "type",
    "tostring", "tonumber", "getn", "next", "tinsert", "tremove", "rawset", "sort", "foreach", "foreachi", "call",
    "error", "assert", "dostring", "settag", "tag", "newtag", "settagmethod", "gettagmethod", "copytagmethods",
    "getglobal", "setglobal", "globals", "collectgarbage", "getinfo", "getlocal", "min", "max", "frexp", "f", "o",
]  # fmt: skip
LITERALS = [
    "nil", "1", "2", "0", "-1", "0.5", "1e400", "(0/0)", "8", "'a'", "'10'", "''", "'add'", "'%d'", "'(.)'", "{}",
    "{1, 2}", "{x = 1}", "{n = 2; 5, 6}", "print", "a", "b", "arg", "x", "y", "o", "o.x", "f",
]  # fmt: skip
PROGRAM = """
    T = newtag()
    o = settag({1, 2; x = 5}, T)
    y = "text"
    local calls = {n = 0}
    for i, event in {"add", "concat", "lt", "index", "settable", "function", "unm", "getglobal", "setglobal"} do
        settagmethod(T, event, function (p, q, ...)
            %calls.n = %calls.n + 1
            if %calls.n < 50 then return q, p end
        end)
    end
    function f(...) return arg[1], call(type, arg) end
"""

operators = st.sampled_from(["+", "-", "*", "/", "^", "..", "<", ">", "<=", ">=", "==", "~=", "and", "or"])
atoms = st.sampled_from(LITERALS)
names = st.sampled_from(FUNCTIONS)


def joined(texts: st.SearchStrategy[str], separator: str, most: int) -> st.SearchStrategy[str]:
    return st.lists(texts, max_size=most).map(separator.join)


def larger(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, expressions, operators, expressions),
        st.builds("{}({})".format, names, joined(expressions, ", ", 3)),
        st.builds("{}({}, {})".format, names, st.sampled_from(["o", "b", "globals()"]), expressions),
        st.builds("not {}".format, expressions),
        st.builds("-{}".format, expressions.filter(lambda text: not text.startswith("-"))),
        st.builds("o[{}]".format, expressions),
        st.builds("b:m({})".format, expressions),
        st.builds(
            "{{{}; x = {}, [{}] = {}}}".format, joined(expressions, ", ", 2), expressions, expressions, expressions
        ),
        st.builds("function (a, b, ...) return {} end".format, expressions),
    )


expressions = st.recursive(atoms, larger, max_leaves=8)
targets = st.sampled_from(["a", "b", "x", "arg", "o.x", "b[1]", "a.n", "arg.n", "o[a]", "y", "f"])


def compound(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(
            "if {} then {} elseif {} then {} else {} end".format, expressions, blocks, expressions, blocks, blocks
        ),
        st.builds("for i = {}, 3 do {} if i > 5 then break end end".format, expressions, blocks),
        st.builds("for k, v in {} do {} end".format, expressions, blocks),
        st.builds("repeat {} until {} or 1".format, blocks, expressions),
        st.builds("while {} do {} break end".format, expressions, blocks),
        st.builds("do local a, b = {}, {} {} end".format, expressions, expressions, blocks),
        st.builds("call(function (a, b, ...) {} end, {{{}}}, 'x', nil)".format, blocks, expressions),
        st.builds("{} {}".format, blocks, blocks),
    )


simple = st.one_of(
    st.builds("{} = {}".format, targets, expressions),
    st.builds("{}, {} = {}, {}".format, targets, targets, expressions, expressions),
    st.builds("local a, b = {}".format, expressions),
    st.builds("{}({})".format, names, joined(expressions, ", ", 3)),
    st.builds("do return {} end".format, joined(expressions, ", ", 2)),
)
statements = st.recursive(simple, compound, max_leaves=8)


@given(st.lists(statements, min_size=1, max_size=3))
def test_a_program_ends_in_values_or_in_a_lua_error(bodies: list[str]) -> None:
    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
    calls = "\n".join(f"call(function (a, b, ...) {body} end, {{o, 'b', 3}}, 'x', nil)" for body in bodies)

    status, _ = run_text(state, PROGRAM + calls, "=t")

    assert status in {None, "run-time error"}
