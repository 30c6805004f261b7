"""The messages of texts that are no Lua (5.5); of each, the first line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

_SEE_BEFORE: Final = "Look just before the marked place: what is missing there shows only here."

EXPLANATIONS: Final = (
    (
        "<eof> expected",
        "The text could have ended here, but something follows that belongs to nothing.",
        "There may be one `end' too many, or the block it should close was closed before.",
        "`return' must be the last statement of its block.",
    ),
    (
        "<name> or `...' expected",
        "The list of parameters holds something that is no name.",
        "Parameters are names between commas; only the last one may be `...'.",
    ),
    (
        "<name> or `[' expected",
        "A field of a constructor begins with a name, or with a key in brackets.",
        'Keys that are no names are written ["like this"] = value.',
        "In Lua 4.0 a list and named fields are apart, with a semicolon between them: {1, 2; x = 3}.",
    ),
    (
        "<name> expected",
        "A name must stand here.",
        "The words of the language (and, end, for, local, nil, not, or ...) can be no names.",
        "Behind a point stands a name, behind a colon the name of a method; for other keys use brackets: t[1].",
    ),
    (
        "<statement> expected",
        "No statement begins like this.",
        "Statements are assignments, calls, and what begins with a word such as if, while or local.",
        "To see the value of an expression, enter it alone.",
    ),
    (
        "<expression> expected",
        "A value must stand here: a name, a number, a string, a constructor, a function or a call.",
        (
            "Look for an operator or a comma too many, or for one of another language: Lua writes ~= for unequal, "
            "not for !, and has no ++ and +=."
        ),
    ),
    (
        "function arguments expected",
        "Behind a method's name its arguments must follow.",
        'Write s:receive() with parentheses, or a string or table alone: s:send"text".',
        "To take a method without calling it, write a point: s.receive.",
    ),
    (
        "invalid constructor syntax",
        "The braces hold a list and named fields in an order that Lua 4.0 does not know.",
        "Write the list first, then a semicolon, then the named fields: {1, 2; x = 3}.",
    ),
    (
        "`{closing}' expected (to close `{opening}' at line {line})",
        "The `{opening}' of line {line} is still open here, and what follows cannot be inside it.",
        "Put `{closing}' where it should end, or look for a block in between that is not closed.",
    ),
    (
        "`=' or `,' expected",
        "Behind the variable of a `for' comes `= first, last', or `, value in table'.",
        "Lua 4.0 goes through a table by two names: for key, value in t do.",
    ),
    (
        "`=' expected",
        "An assignment was begun and has no `='.",
        "An expression alone is no statement: assign it, or call something.",
        "To see the value of an expression, enter it alone.",
    ),
    ("`in' expected", "Behind the two names of a `for' comes `in', and then a table.", "Write for k, v in t do."),
    (
        "`then' expected",
        "The condition of an `if' ends with `then'.",
        "In a condition, equal is written ==: a single = assigns.",
    ),
    ("`do' expected", "The head of a `while' or `for' ends with `do'.", _SEE_BEFORE),
    ("`)' expected", "An opening parenthesis is not closed here.", "Look for a missing comma or operator before it."),
    (
        "`{token}' expected",
        "`{token}' must stand here.",
        _SEE_BEFORE,
        "Count the blocks: each if, while, for, function and do has an `end', each repeat an `until'.",
    ),
    (
        "no loop to break",
        "`break' leaves a loop, and there is none around it in this function.",
        "To leave a function, write return.",
    ),
    (
        "unfinished string",
        "A string has no closing quote on its line.",
        'A backslash before the quote makes it part of the string: end with \\\\" if the backslash is meant.',
        "Strings of several lines stand in [[ and ]].",
    ),
    (
        "unfinished long string",
        "A long string has no closing ]].",
        "Brackets inside it count: each [[ in the text needs a ]] of its own.",
    ),
    (
        "escape sequence too large",
        "A backslash and digits name a byte, from \\0 to \\255.",
        "If a digit should follow the byte, write three digits: \\0653 is A and then 3.",
        "For a backslash itself write \\\\, for instance in names of files.",
    ),
    (
        "malformed number",
        "This begins like a number and is none.",
        "A number has one decimal point, and digits behind its e: 1.5e3.",
        "A name cannot begin with a digit.",
    ),
    (
        "ambiguous syntax (decimal point x string concatenation)",
        "1..2 could be a number with a decimal point or two numbers that are joined.",
        "Put blanks around the two points: 1 .. 2.",
    ),
    (
        "unexpected `$' (pragmas are no longer supported)",
        "Lines that began with $ were for Lua 3: there are none in Lua 4.0.",
        "Take the $ away.",
    ),
    (
        "invalid control char",
        "There is a byte here that no text has.",
        "It may have come with text that was copied: delete it and type it again.",
        "In a string, write such a byte as an escape: \\27.",
    ),
    (
        "function or expression too complex",
        "This is nested deeper than can be compiled.",
        "Split it: give parts of it names of their own.",
    ),
    (
        "cannot access a variable in outer scope",
        "A function sees its own locals and the globals; a local of the function around it is not seen.",
        "Write %name for the value that it has when the inner function is made: it cannot be assigned.",
        "If both should share it, make it a global, or a field of a table that both know.",
    ),
    (
        "upvalue must be global or local to immediately outer scope",
        "%name takes the value of a local of the function right around this one, or of a global; this name is neither.",
        "To hand a value through two functions, write local name = %name in the middle one.",
    ),
    (
        "cannot access upvalue in main",
        "%name is for functions inside functions: here, outside of all of them, there is nothing around.",
        "Take the % away.",
    ),
    (
        "too many {things} (limit={limit})",
        "There can be {limit} {things} in one place, and here there are more.",
        "Put them into a table, or split the function.",
    ),
    (
        "syntax error",
        "A statement was begun and cannot end like this: Lua wants an assignment or a call.",
        "To see the value of an expression, enter it alone.",
        "Look for a missing = or for missing parentheses of a call.",
    ),
)
"""The more special messages come first."""
