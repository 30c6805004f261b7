"""The reserved words of Lua 4.0 and what is written with them (reference 1.2, 2)."""

from __future__ import annotations

from luashell.repl.help.topics import KEYWORD, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["TOPICS"]

TOPICS: Final = (
    Topic(
        ("if", "then", "else", "elseif"),
        KEYWORD,
        "if condition then ... {elseif condition then ...} [else ...] end",
        "Runs the first block whose condition holds.",
        "Only nil is false: 0 and the empty string are true.",
        example="""
            age = 20
            if age < 18 then
              print("minor")
            elseif age < 65 then
              print("adult")
            else
              print("senior")
            end  --> adult
        """,
        related=("and", "not", "=="),
    ),
    Topic(
        "while",
        KEYWORD,
        "while condition do ... end",
        "Runs a block again and again as long as the condition holds.",
        example="""
            n = 1
            while n < 100 do n = n * 2 end
            n  --> 128
        """,
        related=("repeat", "for", "break"),
    ),
    Topic(
        ("repeat", "until"),
        KEYWORD,
        "repeat ... until condition",
        "Runs a block at least once, until the condition holds.",
        "Locals of the block are not visible in the condition.",
        example="""
            n = 0
            repeat n = n + 1 until n * n > 50
            n  --> 8
        """,
        related=("while", "for", "break"),
    ),
    Topic(
        ("for", "in"),
        KEYWORD,
        "for i = first, last [, step] do ... end     for key, value in t do ... end",
        "Counts, or walks through a table.",
        "The variables are local to the loop. The step is 1 unless given. Walking through a table takes two names and"
        " the table itself, in no particular order; foreachi goes through a list in order.",
        example=r"""
            for i = 1, 3 do write(i, " ") end  --> 1 2 3
            for i = 10, 1, -4 do write(i, " ") end  --> 10 6 2
            for key, value in {x = 5} do print(key, value) end  --> x 5
        """,
        related=("while", "foreach", "foreachi", "next", "break"),
    ),
    Topic(
        "break",
        KEYWORD,
        "break",
        "Leaves the innermost loop; the last statement of its block.",
        example="""
            for i = 1, 10 do
              if i * i > 20 then found = i break end
            end
            found  --> 5
        """,
        related=("while", "repeat", "for", "return"),
    ),
    Topic(
        ("do", "end"),
        KEYWORD,
        "do ... end",
        "A block: locals declared in it end with it.",
        "Every block ends with end: that of a function, if, while, for or do. repeat ends with until.",
        example="""
            do
              local x = 5
              print(x)
            end  --> 5
            x  --> nil
        """,
        related=("local", "function"),
    ),
    Topic(
        "local",
        KEYWORD,
        "local name {, name} [= value {, value}]",
        "Declares variables that are visible up to the end of their block.",
        "At the prompt every entry is a chunk of its own, so its locals end with it: leave local away for what later"
        " entries need. Inside a function, %name reads a local of the function around it.",
        example="""
            do local x, y = 1, 2 print(x + y) end  --> 3
        """,
        related=("do", "%", "global"),
    ),
    Topic(
        "function",
        KEYWORD,
        "function name(parameter, ...) ... end",
        "Makes a function, and gives it a name.",
        "function t.name() stores it in a table, function t:name() too and has self as first parameter. Without a name"
        " it is an expression. A parameter ... collects further arguments in the table arg, with their number in arg.n."
        " Locals of the function around it are read with %name.",
        example="""
            function area(width, height) return width * height end
            area(3, 4)  --> 12
            point = {x = 1}
            function point:move(distance) self.x = self.x + distance end
            point:move(5)
            point.x  --> 6
        """,
        related=("return", "...", "%", ":", "call"),
    ),
    Topic(
        "return",
        KEYWORD,
        "return [value {, value}]",
        "Leaves the function with any number of results; the last statement of its block.",
        "At the prompt an expression alone shows its values. To leave early in the middle of a block: do return end.",
        example="""
            function parts(n) return floor(n), n - floor(n) end
            parts(2.5)  --> 2, 0.5
        """,
        related=("function", "break"),
    ),
    Topic(
        "and",
        KEYWORD,
        "a and b",
        "The first operand if it is nil, otherwise the second, which is evaluated only then.",
        "and and or have the same precedence, from left to right.",
        example="""
            1 and 2, nil and 2  --> 2, nil
        """,
        related=("or", "not", "if"),
    ),
    Topic(
        "or",
        KEYWORD,
        "a or b",
        "The first operand unless it is nil, otherwise the second: handy for defaults.",
        "and and or have the same precedence, from left to right.",
        example="""
            name = nil
            name or "nobody"  --> "nobody"
        """,
        related=("and", "not", "if"),
    ),
    Topic(
        "not",
        KEYWORD,
        "not a",
        "1 if the operand is nil, otherwise nil.",
        example="not nil, not 0  --> 1, nil",
        related=("and", "or", "nil"),
    ),
    Topic(
        "nil",
        KEYWORD,
        "nil",
        "No value: what variables and fields hold that were never assigned; the only value that is false.",
        "There are no booleans: comparisons give 1 or nil. Assigning nil removes a field or a global.",
        example="""
            nosuchname  --> nil
            1 == 2, 1 < 2  --> nil, 1
        """,
        related=("not", "if", "type"),
    ),
)
