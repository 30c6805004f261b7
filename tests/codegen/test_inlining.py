"""Library functions that need no call: a program cannot tell, whatever the arguments and whenever one is redefined."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.stdlib.loading import run_text
from tests.chunks import output

NAMES = ["strlen", "strsub", "strbyte", "strchar", "floor", "mod", "abs", "sqrt", "rawget", "strfind"]
ARGUMENTS = [
    "nil", "0", "-0", "1", "2", "3", "-1", "-2", "2.9", "0.5", "-0.5", "65", "255", "256", "1e300", "-1e300", "1 / 0",
    "0 / 0", "''", "'abc'", "'hello'", "'b'", "'10'", "' 2 '", "'0x10'", "12345", "'%a'", "'(l)(o)'", "list",
    "-1 / 0", "'\\0\\255'", "print", "minus_zero", "none()", "two()", "(two())", "'a' .. 'b'",
    "2 * 3", "'3' + 1", "- '2'", "a", "b", "a .. b",
]  # fmt: skip
PROGRAM = """
    list = {"first"; x = "field", [0] = "zero"}
    minus_zero = 0 * -1
    function none() end
    function two() return "two", 2 end
    function show(...)
        write(arg.n, ":")
        for i = 1, arg.n do
            local v = arg[i]
            if v == 0 then v = 1 / v end
            write(" ", type(v), " ", tostring(v))
        end
        write(";")
    end
    function _ERRORMESSAGE(message) write(message) end
"""
FORMS = [
    "show({})",
    "show({}, 1)",
    "local x, y = {} show(x, y)",
    "show(1 .. ({}))",
    "if {} then write('yes') end",
    "{}",
]


class Program:
    """A state in which statements are run one after the other."""

    def __init__(self) -> None:
        self._stdout = io.BytesIO()
        self._state = new_state(stdin=io.BytesIO(), stdout=self._stdout, stderr=io.BytesIO())
        run_text(self._state, PROGRAM, "=t")

    def run(self, statement: str) -> str:
        """What ``statement`` writes in a function with two parameters."""
        self._stdout.seek(0)
        self._stdout.truncate()
        run_text(self._state, f"local body = function (a, b) {statement} end body('abc', 2)", "=t")
        return self._stdout.getvalue().decode("latin-1")


program = Program()


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(st.sampled_from(ARGUMENTS), max_size=4), st.sampled_from(FORMS))
def test_an_inlined_function_does_what_the_called_one_does(name: str, arguments: list[str], form: str) -> None:
    statement = form.format(f"{name}({', '.join(arguments)})")

    assert program.run(statement) == program.run(f"local {name} = {name} {statement}")


@pytest.mark.parametrize("name", NAMES)
@given(st.sampled_from(ARGUMENTS), st.sampled_from(ARGUMENTS))
def test_two_arguments(name: str, first: str, second: str) -> None:
    statement = f"show({name}({first}, {second}))"

    assert program.run(statement) == program.run(f"local {name} = {name} {statement}")


@pytest.mark.parametrize("name", NAMES)
def test_a_function_is_obeyed_from_the_moment_it_is_redefined(name: str) -> None:
    arguments = {"rawget": "{'v'}, 1", "strfind": "'abc', 'b'", "strchar": "65, 66"}.get(name, "'44', '2'")
    text = f"""
        local original = {name}
        function run(a, b, c)
            for turn = 1, 4 do
                local x, y = {name}(a, b)
                local z = {name}(a, b) .. ""
                if {name}(a, b) then write(tostring(x), tostring(y), z, " ") end
                if turn == 1 then {name} = function (...) return "mine" .. arg.n, "surplus" end end
                if turn == 2 then {name} = settag({{}}, T) end
                if turn == 3 then {name} = %original end
            end
        end
        T = newtag()
        settagmethod(T, "function", function (f, ...) return "object" .. arg.n end)
        run({arguments})
    """
    words = output(text).split()

    assert words[0] == words[3] != words[1]
    assert words[1:3] == ["mine2surplusmine2", "object2nilobject2"]


def test_a_function_may_be_missing_for_a_while() -> None:
    text = """
        settagmethod(tag(nil), "getglobal", function (name) write("asked for ", name, " ") return floor end)
        local original = strlen
        strlen = nil
        print(strlen(2.5), strlen("3.5"))
        strlen = original
        print(strlen("x"))
    """
    assert output(text) == "asked for strlen asked for strlen 2\t3\n1\n"
