"""The messages of the language itself: operators, calls, loops, tables, limits (5.1, 5.3, 5.4)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

EXPLANATIONS: Final = (
    (
        "attempt to call {origin} (a nil value)",
        "{origin} is nil here, so there is nothing to call.",
        "Look at the spelling: names differ by case, and a name that was never assigned is nil.",
        "A function must be assigned before the line that calls it runs; a local one is seen only inside its block.",
        "If it should come from a file, load that file first with dofile.",
    ),
    (
        "attempt to call {origin} (a {type} value)",
        "{origin} is a {type}, and only functions can be called.",
        "Something may have been stored over the function: look for an assignment to that name.",
        "If an operator is missing before the parenthesis, such as .. or a comma, what follows counts as arguments.",
    ),
    (
        "attempt to call a {type} value",
        "What stands before the parenthesis gave a {type}, and only functions can be called.",
        "Give the value a name and look at it at the prompt before you call it.",
        "If a statement begins with a parenthesis, end the one before it with a semicolon.",
    ),
    (
        "attempt to index {origin} (a nil value)",
        "{origin} is nil here, so it has no fields and no methods.",
        "Look at the spelling, and whether the line that assigns it has run.",
        (
            "If a function gave it, the function may have failed: such functions give nil and a message. Take both, "
            "as in  s, message = connect(host, port),  and look at the message."
        ),
    ),
    (
        "attempt to index {origin} (a {type} value)",
        "{origin} is a {type}, and only tables have fields and methods.",
        "Strings and numbers have no methods in Lua 4.0: write strlen(s), not s:len().",
        "Look for an assignment that has put a {type} there.",
    ),
    (
        "attempt to index a {type} value",
        "What stands before the point, colon or bracket gave a {type}, and only tables have fields and methods.",
        "Take the expression apart: give each step a name and look at it.",
        "If a function gave it, it may have failed: it then gives nil, and a message as its second result.",
    ),
    (
        "attempt to perform arithmetic on {origin} (a nil value)",
        "{origin} is nil here, and nil is no number.",
        "Look at the spelling, and give the name a value before it is used, for instance 0 for a counter.",
        "tonumber and read give nil when there is no number: test for that first.",
    ),
    (
        "attempt to perform arithmetic on {origin} (a {type} value)",
        "{origin} is a {type} that does not stand for a number.",
        "A string counts as a number only if all of it is one: use tonumber to find out.",
        "To join strings, write .. instead of +.",
    ),
    (
        "attempt to perform arithmetic on a {type} value",
        "One side of the operator is a {type} that does not stand for a number.",
        "A string counts as a number only if all of it is one: use tonumber to find out.",
        "To join strings, write .. instead of +; for tables, an `add' tag method can say what + means.",
    ),
    (
        "attempt to concat {origin} (a nil value)",
        "{origin} is nil here, and only strings and numbers can be joined.",
        "Look at the spelling, and whether it has been assigned.",
        "To show a value that may be nil, write  .. tostring(value)  or give print several arguments.",
    ),
    (
        "attempt to concat {origin} (a {type} value)",
        "{origin} is a {type}, and only strings and numbers can be joined.",
        "Write tostring(value) to have its text; of a table, join the fields that you mean.",
    ),
    (
        "attempt to concat a {type} value",
        "One of the values that .. should join is a {type}; only strings and numbers can be joined.",
        "Write tostring(value) where a value may be something else.",
        "A function that failed gives nil: look at its results first.",
    ),
    (
        "attempt to compare two {type} values",
        "<, >, <= and >= know an order of numbers and of strings; two {type} values have none.",
        "Compare something of them that is a number or a string.",
        "For tables, an `lt' tag method can say which one is less; == and ~= work for all values.",
    ),
    (
        "attempt to compare {left} with {right}",
        "A {left} and a {right} have no order: both must be numbers, or both strings.",
        'Turn one into the other\'s type: tonumber("10"), or tostring(10).',
        'read() gives strings: read("*n") reads a number.',
    ),
    (
        "undefined operation",
        "The operator ^ has no meaning for these values: it is a tag method that only numbers have from the start.",
        "Look at both sides: each must be a number, or a string that stands for one.",
    ),
    (
        "`for' table must be a table",
        "`for key, value in t do' goes through a table, and what stands behind `in' is none.",
        "In Lua 4.0 a table stands there itself: for k, v in t do, not in pairs(t).",
        "Look whether the name behind `in' is spelt rightly and has been assigned.",
    ),
    (
        "`for' step must be a number",
        "The third value of the loop, its step, is no number.",
        "Leave it out for steps of 1, or make it a number with tonumber.",
    ),
    (
        "`for' limit must be a number",
        "The second value of the loop, where it ends, is no number.",
        "Use getn(t) for the length of a list; make strings numbers with tonumber.",
    ),
    (
        "`for' initial value must be a number",
        "The first value of the loop is no number.",
        "Make strings numbers with tonumber, and look whether a name there is nil.",
    ),
    (
        "`for' index must be a number",
        "The body of the loop has assigned its variable a value that is no number.",
        "Use another local for that: the variable of the loop counts.",
    ),
    (
        "stack overflow (too many arguments)",
        "call was asked to pass more arguments than the stack can hold; the field n of their table says how many.",
        "Look at the field n: is it the number of arguments?",
    ),
    (
        "stack overflow",
        "Functions called functions until there was no room for one more: mostly one that calls itself for ever.",
        "A function that calls itself needs a case in which it does not, and must come nearer to it each time.",
        "Tag methods that use what they handle call themselves: use rawgettable and rawsettable there.",
        "Deep but finite work can be done in a loop that keeps a list of what is still to do.",
    ),
    (
        "table index is nil",
        "The key in the brackets is nil, and nil can be no key.",
        "Look at the value of what stands in the brackets: a name there may be misspelt.",
    ),
    (
        "not enough memory",
        "The program asked for more memory than there is.",
        "Look for a string or a table that grows without end, such as one that a loop doubles.",
        "Read and send large data in pieces: read(8192), sock:receive(8192).",
    ),
    (
        "memory error",
        "The chunk that was run needed more memory than there is.",
        "Look for a string or a table that grows without end.",
    ),
    (
        "error in error {place}",
        "Reporting an error failed: _ERRORMESSAGE, or _ALERT, raised an error itself.",
        "Set them right: the library's own come back with a new session (:reset).",
    ),
    (
        "run-time error",
        "The chunk that was run ended with an error, which was reported when it happened.",
        "The report above says what and where.",
    ),
    (
        "file error",
        "The file could not be opened.",
        "Look at its name and folder: a relative name counts from where luashell was started.",
        "Look whether you may read it.",
    ),
)
"""The more special messages come first."""
