"""The small languages inside strings: of format, of patterns, of read and receive (reference 6.3, 6.5; LuaSocket 3)."""

from __future__ import annotations

from luashell.repl.help.topics import FORMAT, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["TOPICS"]

_DIRECTIVE: Final = "in format"
_CLASS: Final = "in patterns"


def _directive(names: tuple[str, ...], summary: str, example: str, *related: str) -> Topic:
    return Topic(
        names,
        FORMAT,
        "  ".join(names),
        summary,
        "Between % and the letter: flags (- + # 0 and blank), width, and a precision behind a point.",
        question=f"format {names[0]}",
        place=_DIRECTIVE,
        example=example,
        related=("format", *related),
    )


def _class(letter: str, what: str, example: str) -> Topic:
    return Topic(
        (f"%{letter}", f"%{letter.upper()}"),
        FORMAT,
        f"%{letter}     %{letter.upper()}",
        f"Matches {what}; the capital letter matches everything else.",
        question=f"pattern %{letter}",
        place=_CLASS,
        example=example,
        related=("patterns", "strfind", "gsub"),
    )


def _item(names: tuple[str, ...], form: str, summary: str, example: str) -> Topic:
    return Topic(
        names,
        FORMAT,
        form,
        summary,
        question=names[0],
        place=_CLASS,
        example=example,
        related=("patterns", "strfind", "gsub"),
    )


TOPICS: Final = (
    Topic(
        ("patterns", "pattern", "regex", "regular expressions"),
        FORMAT,
        "strfind(s, pattern)     gsub(s, pattern, replacement)",
        "Patterns describe what to look for in a string.",
        ". is any byte; %a letters, %d digits, %l small and %u capital letters, %s blanks, %p punctuation, %w"
        " letters and digits, %x hexadecimal digits, %c control bytes, %z NUL, each with a capital letter for"
        " everything else; [a-z_] one of a set, [^a-z] none of it; % before a sign takes it literally. Behind one"
        " of these: * any number, + at least one, - as few as possible, ? one or none. (...) captures, %1 is what"
        " a capture was, %b() is balanced; ^ at the beginning and $ at the end tie the pattern to the ends of the"
        " string.",
        place="strings",
        example=r"""
            strfind("key = value", "^(%w+)%s*=%s*(%w+)$")  --> 1, 11, "key", "value"
        """,
        related=("strfind", "gsub", "pattern %a", "%b"),
    ),
    _class("a", "letters", 'strfind("12ab", "%a+")  --> 3, 4'),
    _class("c", "control bytes, such as line ends", r'strfind("ab\n", "%c")  --> 3, 3'),
    _class("d", "digits", 'strfind("port 80", "%d+")  --> 6, 7'),
    _class("l", "small letters", 'strfind("ABc", "%l")  --> 3, 3'),
    _class("p", "punctuation", 'strfind("a, b", "%p")  --> 2, 2'),
    _class("s", "blanks, tabs and line ends", 'gsub("a b  c", "%s+", "-")  --> "a-b-c", 2'),
    _class("u", "capital letters", 'strfind("abC", "%u")  --> 3, 3'),
    _class("w", "letters and digits", 'gsub("a1, b2", "%w", "x")  --> "xx, xx", 4'),
    _class("x", "hexadecimal digits", 'strfind("0xff", "%x+$")  --> 3, 4'),
    _class("z", "the byte NUL", r'strfind("a\0b", "%z")  --> 2, 2'),
    _item(
        ("%b", "%bxy", "balanced"),
        "%bxy",
        "Matches from x to the y that belongs to it.",
        'strfind("f(a(b)c)d", "%b()")  --> 2, 8',
    ),
    _item(
        ("%1", "%2", "%3", "%4", "%5", "%6", "%7", "%8", "%9", "captures", "capture", "()"),
        "(...)     %1 ... %9",
        "Captures a part of what matches; %1 stands for the first capture, in a replacement too.",
        'gsub("hello world", "(%w+) (%w+)", "%2 %1")  --> "world hello", 1',
    ),
    _item(
        ("[set]", "[^set]", "set", "sets"),
        "[a-z_]     [^a-z_]",
        "Matches one byte that is in the set, or with ^ one that is not.",
        'strfind("x = 5", "[0-9=]")  --> 3, 3',
    ),
    _item(
        ("repetition", "greedy"),
        "x*     x+     x-     x?",
        "Any number, at least one, as few as possible, one or none of the byte or class before it.",
        'strfind("<a><b>", "<.->")  --> 1, 3',
    ),
    _item(
        ("anchor", "anchors", "$"),
        "^...     ...$",
        "Ties the pattern to the beginning or the end of the string.",
        'strfind("hello", "lo$"), strfind("hello", "^lo")  --> 4, nil',
    ),
    _directive(
        ("%d", "%i"), "A number as an integer.", 'format("%d|%5d|%05d", 42, 42, 42)  --> "42|   42|00042"', "%f"
    ),
    _directive(
        ("%f", "%e", "%g", "%E", "%G"),
        "A number with digits behind the point, with an exponent, or the shorter.",
        'format("%.2f %.1e %g", 3.14159, 12345, 0.5)  --> "3.14 1.2e+04 0.5"',
        "%d",
    ),
    _directive(
        ("%s",),
        "A string; width and precision pad and cut it.",
        'format("%5s|%-5s|%.2s", "abc", "abc", "abc")  --> "  abc|abc  |ab"',
        "%q",
    ),
    _directive(
        ("%q",),
        "A string in quotes, as Lua reads it.",
        r"""format("%q", 'say "hi"')  --> "\"say \\\"hi\\\"\"" """.strip(),
        "%s",
    ),
    _directive(
        ("%x", "%X", "%o", "%u"),
        "A number in hexadecimal or octal digits, or without sign.",
        'format("%x %X %o", 255, 255, 8)  --> "ff FF 10"',
        "tonumber",
    ),
    _directive(("%c",), "The byte with that code.", 'format("%c%c", 72, 105)  --> "Hi"', "strchar"),
    _directive(("%%",), "A percent sign.", 'format("100%%")  --> "100%"'),
    Topic(
        ("*l", "*lu", "*a", "*w", "*n", "receive patterns", "receive pattern", "read formats", "read format"),
        FORMAT,
        'receive(socket, "*l" | "*lu" | "*a" | number)     read([file,] "*l" | "*n" | "*w" | "*a" | number)',
        "How much to receive or read.",
        '"*l" is a line without its end (receive drops CR LF or LF), the default. "*a" is everything up to the end: of'
        ' a connection, when the peer closes it. A number is that many bytes. read also knows "*n", a number, and "*w",'
        ' a word; receive also "*lu", a line that keeps a CR before its LF.',
        place="receive and read",
        example=r"""
            socket = connect("echo.lab", 7)
            send(socket, "first\r\n12345")
            receive(socket, "*l", 5)  --> "first", "12345", nil
            close(socket)
        """,
        related=("receive", "read", "timeout"),
    ),
    Topic(
        ("*r", "*s", "poll operations"),
        FORMAT,
        'poll(socket, "*r" | "*s")',
        "What poll asks: is there something to receive or accept, is there room to send?",
        place="poll",
        example=r"""
            server = bind("127.0.0.1", 0)
            poll(server, "*r")  --> nil
            close(server)
        """,
        related=("poll", "select"),
    ),
    Topic(
        ("modes", "mode", "file modes"),
        FORMAT,
        'openfile(name, "r" | "w" | "a" [.. "+"] [.. "b"])',
        "How a file is opened: to read, to write anew, to write at its end; with + for both.",
        place="openfile",
        example="""
            openfile("no-such-file", "r")  --> nil, "No such file or directory", 2
        """,
        related=("openfile", "readfrom", "writeto", "appendto"),
    ),
)
