"""The types of Lua 4.0, and the globals that are no functions (reference 3, 6.8)."""

from __future__ import annotations

from luashell.repl.help.topics import CONSTANT, VALUE, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["TOPICS"]

_STREAM: Final = "A file handle, as openfile gives them."

TOPICS: Final = (
    Topic(
        ("number", "numbers", "numeral", "numerals"),
        VALUE,
        "42     3.14     1e-3",
        "Numbers are floating-point of double precision, 16 digits; there are no integers besides.",
        'A string that is a numeral can be used as a number in arithmetic, also hexadecimal: "0xff" + 0.',
        example='0.1 + 0.2, "0xff" + 0, 1 / 0  --> 0.3, 255, inf',
        related=("tonumber", "floor", "format", "math"),
    ),
    Topic(
        ("string", "str"),
        VALUE,
        "\"hello\"     'hello'     [[hello]]",
        "Strings are sequences of bytes, of any length and with any byte, NUL too.",
        "They never change: functions give new ones. There are no methods: strlen(s), not s:len(). A character beyond"
        " ASCII typed at the prompt is its bytes in UTF-8.",
        example='strlen("h\u00e9")  --> 3',
        related=("strings", '"', "[[", "..", "patterns"),
    ),
    Topic(
        "table",
        VALUE,
        '{}     {1, 2, 3}     {name = "x"}',
        "Tables are lists, records and dictionaries in one: values by keys of any kind but nil.",
        "A table is passed around by reference: two names may stand for the same one.",
        example="""
            t = {}
            t.name, t[1] = "first", 10
            t["name"], getn(t)  --> "first", 1
          """,
        related=("tables", "{}", "for", "getn", "next"),
    ),
    Topic(
        ("userdata", "handle", "handles"),
        VALUE,
        "userdata",
        "A value that the host made: a file handle, or the success of write and its kin.",
        example='type(_STDOUT)  --> "userdata"',
        related=("openfile", "type"),
    ),
    Topic(
        ("boolean", "booleans"),
        VALUE,
        "nil     1",
        "There are no booleans: nil is false, everything else true, and comparisons give 1 or nil.",
        example="2 > 1, 2 < 1  --> 1, nil",
        related=("nil", "if", "not"),
    ),
    Topic(
        ("global", "variable", "variables"),
        VALUE,
        "name = value",
        "A variable that was not declared local is global: it is there for all entries and functions.",
        "One that was never assigned is nil. :vars lists those of the session.",
        example="""
            answer = 42
            globals()["answer"]  --> 42
          """,
        related=("local", "globals", "getglobal", "="),
    ),
    Topic(
        ("chunk", "chunks"),
        VALUE,
        "chunk",
        "A piece of program that runs as a whole: an entry, a file, a string.",
        "Locals end with their chunk, globals stay.",
        example="""
            dostring("x = 5")
            x  --> 5
          """,
        related=("dofile", "dostring", "local"),
    ),
    Topic(
        "PI",
        CONSTANT,
        "PI",
        "The number pi; the angles of sin and its kin are in degrees.",
        example='format("%.5f", PI), sin(90)  --> "3.14159", 1',
        related=("rad", "deg", "sin"),
    ),
    Topic("_VERSION", CONSTANT, "_VERSION", "The version of the language.", example='_VERSION  --> "Lua 4.0"'),
    Topic(
        "_INPUT",
        CONSTANT,
        "_INPUT",
        "Where read reads from; readfrom changes it.",
        _STREAM,
        example="_INPUT == _STDIN  --> 1",
        related=("read", "readfrom", "_STDIN"),
    ),
    Topic(
        "_OUTPUT",
        CONSTANT,
        "_OUTPUT",
        "Where write writes to; writeto changes it, and print does not heed it.",
        _STREAM,
        example="_OUTPUT == _STDOUT  --> 1",
        related=("write", "writeto", "_STDOUT"),
    ),
    Topic(
        "_STDIN",
        CONSTANT,
        "_STDIN",
        "Standard input.",
        _STREAM,
        example='type(_STDIN)  --> "userdata"',
        related=("_INPUT", "read"),
    ),
    Topic(
        "_STDOUT",
        CONSTANT,
        "_STDOUT",
        "Standard output.",
        _STREAM,
        example=r'write(_STDOUT, "hello\n")  --> hello',
        related=("_OUTPUT", "write"),
    ),
    Topic(
        "_STDERR",
        CONSTANT,
        "_STDERR",
        "Standard error.",
        _STREAM,
        example=r'write(_STDERR, "careful\n")  --> careful',
        related=("_ALERT", "write"),
    ),
    Topic(
        ("_1", "_2", "_3", "last value", "last values"),
        CONSTANT,
        "_1     _2     _3 ...",
        "At the prompt: the first value of the last entry that had values, the second, and so on.",
        example="""
            6 * 7
            _1 + 1  --> 43
        """,
        related=("=", ";"),
    ),
    Topic(
        "_PROMPT",
        CONSTANT,
        "_PROMPT",
        "A string that the prompt asks with, instead of its own.",
        example='_PROMPT = "> "',
        related=("global",),
    ),
    Topic(
        "lab",
        CONSTANT,
        "lab",
        "While the lab runs: a table of its servers, each with its host and its port.",
        "The servers are reached under their names, too: echo.lab, web.lab, mail.lab, files.lab.",
        example="lab and lab.echo.port  --> ...",
        related=(":lab", "connect"),
    ),
)
