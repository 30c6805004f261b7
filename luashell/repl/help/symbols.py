"""The operators and signs of Lua 4.0 (reference 1.3, 2.3)."""

from __future__ import annotations

from luashell.repl.help.topics import OPERATOR, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["TOPICS"]

_PRECEDENCE: Final = "precedence"

TOPICS: Final = (
    Topic(
        (_PRECEDENCE, "operators", "operator", "priority"),
        OPERATOR,
        "^   not -   * /   + -   ..   < > <= >= == ~=   and or",
        "Operators from those that bind tightest to those that bind least.",
        "^ and .. group from the right, all others from the left. and and or bind alike: a or b and c is (a or b) and"
        " c.",
        example="""
            2 + 3 * 4 ^ 2  --> 50
            -2 ^ 2  --> -4
        """,
    ),
    Topic(
        ("+", "addition"),
        OPERATOR,
        "a + b",
        "Sum; a string that is a numeral counts as a number.",
        example='1 + 2, "10" + 5  --> 3, 15',
        related=("tonumber", "add", _PRECEDENCE),
    ),
    Topic(
        ("-", "minus", "subtraction", "negation"),
        OPERATOR,
        "a - b     -a",
        "Difference; the opposite.",
        example="5 - 7, -(2 + 1)  --> -2, -3",
        related=("sub", "unm", _PRECEDENCE),
    ),
    Topic(
        ("*", "multiplication"), OPERATOR, "a * b", "Product.", example="6 * 7  --> 42", related=("mul", _PRECEDENCE)
    ),
    Topic(
        ("/", "division"),
        OPERATOR,
        "a / b",
        "Quotient, never rounded; division by zero gives inf or nan.",
        "The remainder is mod(a, b), the whole part floor(a / b).",
        example="7 / 2, floor(7 / 2), mod(7, 2)  --> 3.5, 3, 1",
        related=("mod", "floor", "div", _PRECEDENCE),
    ),
    Topic(
        ("^", "power", "exponent"),
        OPERATOR,
        "a ^ b",
        "Power; groups from the right.",
        example="2 ^ 10, 2 ^ 0.5 == sqrt(2)  --> 1024, 1",
        related=("pow", "sqrt", _PRECEDENCE),
    ),
    Topic(
        ("..", "concatenation"),
        OPERATOR,
        "a .. b",
        "Joins strings; numbers become strings.",
        "Put a blank behind a numeral: 1 ..2. Everything else needs tostring.",
        example='"port " .. 80  --> "port 80"',
        related=("tostring", "format", "concat", _PRECEDENCE),
    ),
    Topic(
        ("==", "equality", "equal"),
        OPERATOR,
        "a == b",
        "1 if both are the same value, otherwise nil.",
        'Values of different types are never equal: 1 is not "1". Tables, functions and sockets are equal only to'
        " themselves.",
        example='1 == 1, 1 == "1", {} == {}  --> 1, nil, nil',
        related=("~=", "=", "nil"),
    ),
    Topic(
        ("~=", "inequality", "unequal"),
        OPERATOR,
        "a ~= b",
        "1 if they are not the same value, otherwise nil.",
        example='1 ~= 2, "a" ~= "a"  --> 1, nil',
        related=("==", "not"),
    ),
    Topic(
        ("<", ">", "<=", ">=", "comparison", "less", "greater"),
        OPERATOR,
        "a < b   a > b   a <= b   a >= b",
        "Compares two numbers, or two strings by their order in the dictionary; 1 or nil.",
        "A number and a string are not comparable: use tonumber.",
        example='1 < 2, "abc" >= "abd"  --> 1, nil',
        related=("==", "lt", "tonumber"),
    ),
    Topic(
        ("=", "assignment"),
        OPERATOR,
        "name {, name} = value {, value}",
        "Assigns values to variables and fields.",
        "All values are computed before the first is assigned. A call that stands last gives all its results; what is"
        " missing is nil, what is too much is dropped.",
        example="""
            x, y = 1, 2
            x, y = y, x
            x, y  --> 2, 1
          """,
        related=("==", "local", "global"),
    ),
    Topic(
        ("%", "upvalue", "upvalues", "closure", "closures"),
        OPERATOR,
        "%name",
        "Inside a function: the value that a local of the function around it had when the function was made.",
        "Functions do not share variables with the function around them: they keep frozen copies, and %name cannot be"
        " assigned. To share something that changes, freeze a table. Only the function directly around counts; the"
        " remainder of a division is mod(a, b).",
        example="""
            function counter()
              local state = {n = 0}
              return function () %state.n = %state.n + 1 return %state.n end
            end
            next_number = counter()
            next_number(), next_number()  --> 1, 2
          """,
        related=("local", "function", "mod"),
    ),
    Topic(
        ("{", "}", "{}", "constructor", "table constructor"),
        OPERATOR,
        "{value, ...; name = value, [key] = value, ...}",
        "Makes a table: a list, named fields, or both with a semicolon between them.",
        "There is no field n unless one is given. A call gives only one value here.",
        example="""
            t = {10, 20; name = "x", ["a b"] = 5}
            t[2], t.name, t["a b"]  --> 20, "x", 5
          """,
        related=("table", ".", "[", "getn"),
    ),
    Topic(
        (".", "field", "fields"),
        OPERATOR,
        "t.name",
        'The field of a table whose key is that name: t["name"].',
        example="""
            point = {x = 5}
            point.x, point["x"], point.nosuch  --> 5, 5, nil
          """,
        related=("[", ":", "{}", "index"),
    ),
    Topic(
        ("[", "]", "[]", "indexing"),
        OPERATOR,
        "t[key]",
        "The value at a key of any kind but nil.",
        'Lists begin at 1. The keys 1 and "1" are different.',
        example="""
            list = {"a", "b"}
            list[3] = "c"
            list[1], list[3], getn(list)  --> "a", "c", 3
          """,
        related=(".", "{}", "getn", "gettable"),
    ),
    Topic(
        (":", "self", "methods", "colon"),
        OPERATOR,
        "object:method(...)     function object:method(...) ... end",
        "Calls a function that is a field of object, with object as its first argument, self.",
        example="""
            account = {balance = 0}
            function account:deposit(sum) self.balance = self.balance + sum end
            account:deposit(10)
            account.balance  --> 10
          """,
        related=("function", ".", "sockets"),
    ),
    Topic(
        ("...", "varargs", "vararg", "arg"),
        OPERATOR,
        "function name(...) ... end",
        "Collects further arguments in the local table arg, their number in arg.n.",
        "To hand them on: call(f, arg). In scripts the global arg holds the arguments of the command line.",
        example="""
            function count(...) return arg.n, arg[1] end
            count("a", nil, "c")  --> 3, "a"
          """,
        related=("function", "call"),
    ),
    Topic(
        ("(", ")", "()", "calls", "arguments"),
        OPERATOR,
        'f(...)     f"string"     f{table}',
        "Calls a function; around a single string or table constructor the parentheses may be left out.",
        "Missing arguments are nil, surplus ones are dropped. A call that stands last in a list gives all its results,"
        " elsewhere one. An expression in parentheses cannot be called or indexed: give it a name first.",
        example="""
            strlen"lua", getn{1, 2}  --> 3, 2
          """,
        related=("function", "call", ":"),
    ),
    Topic(
        ("--", "comment", "comments", "#!"),
        OPERATOR,
        "-- to the end of the line",
        "A comment; a first line that begins with # is one, too.",
        example="1 + 1 -- two  --> 2",
    ),
    Topic(
        ('"', "'", "quotes", "escapes", "\\"),
        OPERATOR,
        "\"...\"     '...'",
        r"A string: \n is a line end, \r a carriage return, \t a tab, \" a quote, \065 the byte 65.",
        r"Bytes are written with up to three decimal digits; there is no \x.",
        example=r"""
            strlen("a\n"), "\065"  --> 2, "A"
          """,
        related=("[[", "string", "strchar"),
    ),
    Topic(
        ("[[", "]]", "long string", "long strings"),
        OPERATOR,
        "[[...]]",
        "A string over several lines, without escapes; brackets inside may nest.",
        example=r"""
            strlen([[a\n]])  --> 3
          """,
        related=('"', "string"),
    ),
    Topic(
        (",", "comma", "list of expressions"),
        OPERATOR,
        "a, b, ...",
        "Separates values, variables, arguments and the elements of a table.",
        "At the prompt, values between commas are shown one below the other.",
        example='1 + 1, strlen("lua")  --> 2, 3',
        related=("=", "()", "{}"),
    ),
    Topic(
        (";", "semicolon"),
        OPERATOR,
        "statement;",
        "May end a statement, and separates the two parts of a table constructor; two in a row are an error.",
        "Behind an entry at the prompt it keeps its values from being shown.",
        example="x = 1; y = 2;",
        related=("{}",),
    ),
)
