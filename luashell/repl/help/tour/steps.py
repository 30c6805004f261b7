"""What the tour says, and what it asks to type."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["STEPS", "Step", "Task"]


class Task:
    """Something to type: ``entry``. Whoever enters Lua that ``uses`` these names or words has done it, too.

    ``remark`` says afterwards what was to be seen.
    """

    __slots__ = ("entry", "remark", "uses")

    def __init__(self, entry: str, remark: str, uses: tuple[str, ...] = ()) -> None:
        self.entry = entry
        self.remark = remark
        self.uses = uses


class Step:
    """A step: ``text`` explains, ``tasks`` are done one after the other; ``servers`` of the lab run meanwhile."""

    __slots__ = ("servers", "tasks", "text", "title")

    def __init__(self, title: str, text: str, tasks: tuple[Task, ...], servers: tuple[str, ...] = ()) -> None:
        self.title = title
        self.text = text
        self.tasks = tasks
        self.servers = servers


STEPS: Final = (
    Step(
        "The prompt",
        "What you type here is Lua 4.0, and it runs when you press Enter. An expression shows its value. What begins"
        " with ? is a question, what begins with : a command; Tab completes, and the up arrow brings entries back."
        " Type what the tour asks for, or try something else: :tour next goes on at any time, :tour back and :tour 5"
        " lead to other steps, and :tour resumes where you left.",
        (
            Task("6 * 7", "The value of an expression is shown, and kept: _1 is the last one."),
            Task("?max", "A question is answered with what it does, what it gives, and an example to type."),
        ),
    ),
    Step(
        "Values and variables",
        "A value is nil, a number, a string, a table or a function. A variable needs no declaration: it is nil until it"
        " is assigned, and lives until you leave. Several values stand between commas.",
        (
            Task("x = 10", "Nothing is shown: this was a statement.", ("x",)),
            Task(
                'x / 4, "ten", nosuchname', "Three values. Numbers have fractions, and what was never assigned is nil."
            ),
            Task('print("x is", x)', "print writes values as a program does, without quotes.", ("print",)),
        ),
    ),
    Step(
        "Strings",
        "Strings are bytes, and functions work on them: strlen, strsub, strfind, gsub, format. In a pattern %d is a"
        " digit, %a a letter, and + means one or more.",
        (
            Task('strlen("hello")', "Five bytes.", ("strlen",)),
            Task('strfind("port: 25", "%d+")', "Where the digits begin, and where they end.", ("strfind",)),
            Task('gsub("a b c", " ", "-")', "The new string, and how often something was replaced.", ("gsub",)),
        ),
    ),
    Step(
        "Tables and functions",
        "A table is a list, a record, or both. A function may take several lines: as long as something is open, Enter"
        " begins the next one.",
        (
            Task('colours = {"red", "green"; best = "blue"}', "Two elements and a field.", ("colours",)),
            Task("colours[1], colours.best", "Elements by number from 1, fields by name.", ("colours",)),
            Task(
                "function twice(n)\n  return 2 * n\nend",
                "A function of your own; ?twice and ??twice know it.",
                ("function",),
            ),
            Task("twice(21)", "Called like any other.", ()),
        ),
    ),
    Step(
        "Talking to a server",
        "The lab has servers on this machine to practise with; echo.lab sends back what it receives. connect gives a"
        " socket, whose methods are called with a colon. Results tell how it went: nil means no error.",
        (
            Task('s = connect("echo.lab", 7)', "A connection. Ask ?s what it is and what it can do.", ("connect",)),
            Task(r's:send("hello\n")', "No error, and 6 bytes sent: \\n, the end of the line, is one.", ("send",)),
            Task("s:receive()", "One line, without its end, and no error.", ("receive",)),
            Task("s:close()", "Closed. :socks lists the sockets that are open.", ("close",)),
        ),
        ("echo",),
    ),
    Step(
        "Pages of the web",
        "http_get fetches a page: its text, its headers as a table, and the server's status. https:// works as well,"
        " with the certificate verified.",
        (
            Task('body, headers, status = http_get("http://web.lab/")', "Fetched.", ("http_get",)),
            Task("status", "What the server said."),
            Task('headers["content-type"]', "Names of headers are in small letters."),
        ),
        ("web",),
    ),
    Step(
        "Mail",
        "mail sends a message, given as a table. The server of the lab keeps it: http://web.lab/mail shows it. ftp_get"
        " and ftp_put move files, from and to ftp://files.lab.",
        (
            Task(
                'mail{from = "me@mail.lab", to = "you@mail.lab",\n'
                '  subject = "Hello", message = "It works.", mailserver = "mail.lab"}',
                "nil: no error. It was delivered.",
                ("mail",),
            ),
        ),
        ("web", "mail"),
    ),
    Step(
        "When nothing comes",
        "A network fails, and a program goes on: functions return nil and a message instead of stopping. timeout limits"
        " how long a socket waits, in seconds.",
        (
            Task('s = connect("echo.lab", 7)', "A connection, to which nothing will be sent.", ("connect",)),
            Task("s:timeout(0.2)", "From now on each wait ends after 0.2 seconds.", ("timeout",)),
            Task("s:receive()", "No bytes, and the reason: timeout.", ("receive",)),
            Task('?"timeout"', 'Error messages are explained, too: ?"..." searches all of the help.'),
        ),
        ("echo",),
    ),
)
