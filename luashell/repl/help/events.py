"""The events that tag methods answer (reference 4)."""

from __future__ import annotations

from luashell.repl.help.topics import EVENT, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["TOPICS"]

_ARITHMETIC: Final = (("add", "+", 8), ("sub", "-", 4), ("mul", "*", 12), ("div", "/", 3))
"""Events, their operators, and what these make of 6 and 2."""


def _event(name: str, form: str, summary: str, text: str, example: str, *related: str) -> Topic:
    return Topic(
        (name, f"{name} event", f"event {name}"),
        EVENT,
        form,
        summary,
        text,
        question=f"event {name}",
        example=example,
        related=(*related, "settagmethod"),
    )


def _arithmetic(name: str, operator: str, shown: int) -> Topic:
    return _event(
        name,
        f'method(a, b, "{name}")',
        f"Computes a {operator} b when an operand is no number.",
        "The method is that of the left operand's tag, else of the right one's.",
        f"""
            money = newtag()
            settagmethod(money, "{name}", function (a, b) return a.amount {operator} b.amount end)
            six, two = settag({{amount = 6}}, money), settag({{amount = 2}}, money)
            six {operator} two  --> {shown}
        """,
        operator,
    )


TOPICS: Final = (
    Topic(
        ("tag methods", "tag method", "tagmethods", "events", "event", "metatables"),
        EVENT,
        "settagmethod(tag, event, function)",
        "Tag methods say what operations on values of a tag do, where Lua itself has no answer.",
        "Make a tag with newtag, give it to tables with settag, and set a function for each event: gettable, settable,"
        " index, function, getglobal, setglobal, add, sub, mul, div, pow, unm, lt, concat. Ask for any of them.",
        example="""
            list = newtag()
            settagmethod(list, "function", function (self, i) return self[i] end)
            colours = settag({"red", "green"}, list)
            colours(2)  --> "green"
        """,
        related=("newtag", "settag", "settagmethod", "event index"),
    ),
    _event(
        "index",
        "method(t, key)",
        "Gives a value for a key that a table does not have.",
        "Used for default values and for inheritance. To look without it: rawget.",
        """
            account = newtag()
            settagmethod(account, "index", function (t, key) return 0 end)
            settag({}, account).balance  --> 0
        """,
        "event gettable",
        "rawget",
    ),
    _event(
        "gettable",
        "method(value, key)",
        "Reads value[key]: every reading of a table with a tag of its own, and of values that are no tables.",
        "Ordinary tables cannot have it, index they can. Inside, rawget reads the table itself.",
        """
            shouting = newtag()
            function loudly(t, key) return strupper(rawget(t, key)) end
            settagmethod(shouting, "gettable", loudly)
            settag({name = "ada"}, shouting).name  --> "ADA"
        """,
        "event index",
        "event settable",
        "rawget",
    ),
    _event(
        "settable",
        "method(value, key, new)",
        "Stores value[key] = new: every assignment to a field of a table with a tag of its own.",
        "Ordinary tables cannot have it. Inside, rawset stores into the table itself.",
        """
            logged = newtag()
            function store(t, key, new) print(key, new) rawset(t, key, new) end
            settagmethod(logged, "settable", store)
            t = settag({}, logged)
            t.x = 5  --> x 5
        """,
        "event gettable",
        "rawset",
    ),
    _event(
        "function",
        "method(value, ...)",
        "Calls a value that is no function.",
        "",
        """
            double = newtag()
            settagmethod(double, "function", function (self, n) return 2 * n end)
            twice = settag({}, double)
            twice(21)  --> 42
        """,
        "call",
        "function",
    ),
    _event(
        "getglobal",
        "method(name, value)",
        "Reads a global; the tag of its current value decides.",
        "With the tag of nil it finds variables that were never assigned.",
        """
            function missing(name) return "no " .. name end
            settagmethod(tag(nil), "getglobal", missing)
            nosuchname  --> "no nosuchname"
            settagmethod(tag(nil), "getglobal", nil)
        """,
        "getglobal",
        "event setglobal",
    ),
    _event(
        "setglobal",
        "method(name, old, new)",
        "Assigns a global; the tag of its old value decides.",
        "Inside, rawset(globals(), name, new) assigns it.",
        """
            constant = newtag()
            function refuse(name) print(name .. " stays") end
            settagmethod(constant, "setglobal", refuse)
            limits = settag({}, constant)
            limits = 5  --> limits stays
        """,
        "setglobal",
        "event getglobal",
    ),
    *(_arithmetic(name, operator, shown) for name, operator, shown in _ARITHMETIC),
    _event(
        "pow",
        'method(a, b, "pow")',
        "Computes a ^ b, for numbers too.",
        "For numbers the library has set it.",
        """
            grid = newtag()
            settagmethod(grid, "pow", function (a, b) return "a power of a grid" end)
            g = settag({}, grid)
            g ^ g  --> "a power of a grid"
        """,
        "^",
    ),
    _event(
        "unm",
        'method(a, nil, "unm")',
        "Computes -a when a is no number.",
        "",
        """
            debt = newtag()
            settagmethod(debt, "unm", function (a) return -a.amount end)
            -settag({amount = 5}, debt)  --> -5
        """,
        "-",
    ),
    _event(
        "lt",
        'method(a, b, "lt")',
        "Compares a < b when they are neither two numbers nor two strings; >, <= and >= use it too.",
        "Anything but nil means yes. There is no event for ==.",
        """
            version = newtag()
            settagmethod(version, "lt", function (a, b) return a.major < b.major end)
            old, new = settag({major = 3}, version), settag({major = 4}, version)
            old < new, old >= new  --> 1, nil
        """,
        "<",
        "sort",
    ),
    _event(
        "concat",
        'method(a, b, "concat")',
        "Joins a .. b when one of them is neither string nor number.",
        "",
        """
            name = newtag()
            settagmethod(name, "concat", function (a, b) return "joined" end)
            settag({}, name) .. "!"  --> "joined"
        """,
        "..",
    ),
    _event(
        "gc",
        "method(value)",
        "Called when a userdata is collected; only the host can set it.",
        "settagmethod and gettagmethod refuse it.",
        """
            settagmethod(newtag(), "gc", print)  --> error: deprecated use...
        """,
        "collectgarbage",
    ),
)
