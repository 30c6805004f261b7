"""The messages of the standard library's functions (6), and of arguments of any function (5.4, 6.1)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

_ASK: Final = "`?{name}' shows what it takes, and an example."
_IN_PATTERN: Final = (
    "In patterns % ( ) . [ ] * + - ? ^ $ have a meaning: to have the character itself, put % before it."
)
_BASE_OUT_OF_RANGE: Final = (
    "The base of a number is from 2 to 36.",
    "Leave it out for decimal numbers; hexadecimal is 16.",
)
_INVALID_RECEIVE_PATTERN: Final = (
    "This is no receive pattern.",
    (
        'The patterns are "*l" (a line), "*lu" (a line ended by LF alone), "*a" (all until the end), '
        "or a number of bytes."
    ),
    "Each pattern is an argument of its own.",
)
_INVALID_TIMEOUT_MODE: Final = (
    "There are two limits, each with a letter.",
    '"b" limits each single wait, "r" the whole call.',
)

EXPLANATIONS: Final = (
    # ---- one argument, by what is wrong with it
    (
        "bad argument #{n} to `{name}' (string expected in field `{field}', got {type})",
        "The table given to {name} must have a string in its field {field}; it is {type}.",
        "Look at the spelling of the field.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' ({expected} expected, got no value)",
        "The function {name} needs an argument at position {n} ({expected}), and got none.",
        "Count the arguments; a function that gives no result adds none.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' ({expected} expected, got nil)",
        "Argument {n} of {name} must be a {expected}, and is nil.",
        "The name that stands there may be misspelt, or not assigned yet.",
        "If a function gave it, the function may have failed: look at its second result.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' ({expected} expected, got {type})",
        "Argument {n} of {name} must be a {expected}, and is a {type}.",
        "Look at the order of the arguments. A method's socket counts as its first.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' (value expected)",
        "The function {name} needs an argument at position {n}; nil would do.",
        _ASK,
    ),
    ("bad argument #{n} to `{name}' (base out of range)", *_BASE_OUT_OF_RANGE),
    ("base out of range", *_BASE_OUT_OF_RANGE),
    (
        "bad argument #{n} to `{name}' (out of range)",
        "The position is not inside the string.",
        "Positions count from 1 to strlen(s); negative ones from the end.",
    ),
    ("bad argument #{n} to `{name}' (invalid value)", "A byte is a number from 0 to 255.", _ASK),
    (
        "bad argument #{n} to `{name}' (string or function expected)",
        "What replaces the matches is a string, or a function that is given them.",
        "In Lua 4.0 it cannot be a table: write a function that looks into the table.",
    ),
    (
        "bad argument #{n} to `{name}' (invalid file handle)",
        "The file was closed, or this is no file at all.",
        "openfile gives nil and a message when it fails: look at both.",
        "A file cannot be used after closefile.",
    ),
    (
        "bad argument #{n} to `{name}' (invalid format)",
        "The function {name} does not know this format.",
        'The formats are "*n" (number), "*l" (line), "*a" (all), "*w" (word), or a number of bytes.',
    ),
    (
        "bad argument #{n} to `{name}' (invalid mode)",
        "A file is moved from its beginning, from here, or from its end.",
        'The words for that are "set", "cur" and "end".',
    ),
    (
        "bad argument #{n} to `{name}' (invalid option)",
        "The function {name} does not know this option.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' (interval is empty)",
        "There is no number between the two limits.",
        "The lower limit comes first: random(1, 6). random(n) is from 1 to n, so n must be 1 or more.",
    ),
    (
        "bad argument #{n} to `{name}' (level out of range)",
        "So many functions are not active.",
        "Level 0 is the running function, 1 the one that called it; getinfo gives nil beyond the last.",
    ),
    (
        "bad argument #{n} to `{name}' (function or level expected)",
        "The function {name} is given a function, or the number of an active one.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' (function or nil expected)",
        "A tag method is a function; nil takes it away.",
        _ASK,
    ),
    ("bad argument #{n} to `{name}' (function expected)", "Argument {n} of {name} must be a function.", _ASK),
    # ---- sockets
    ("bad argument #{n} to `{name}' (invalid receive pattern)", *_INVALID_RECEIVE_PATTERN),
    ("invalid receive pattern", *_INVALID_RECEIVE_PATTERN),
    ("bad argument #{n} to `{name}' (invalid timeout mode)", *_INVALID_TIMEOUT_MODE),
    ("invalid timeout mode", *_INVALID_TIMEOUT_MODE),
    (
        "bad argument #{n} to `{name}' (expected table or nil)",
        "select is given two tables of sockets; nil stands for none.",
        "Put a single socket into a table of its own.",
    ),
    (
        "bad argument #{n} to `{name}' (client expected)",
        "This must be the TCP client that smtp_connect gave.",
        _ASK,
    ),
    (
        "bad argument #{n} to `{name}' (invalid limit `{limit}')",
        "There is no limit {limit}, or its value is no number from 0 on.",
        "protocol_limits() gives all limits by name.",
    ),
    (
        "bad argument #{n} to `{name}' (invalid options)",
        "The options of a UDP socket are a table.",
        "Leave them out, or write {SO_BROADCAST = 1}.",
    ),
    # ---- basic functions
    (
        "assertion failed!  {message}",
        "assert was given nil, so the program stopped itself here. It says: {message}",
        "Look at the condition: which part of it is nil?",
    ),
    (
        "function `{name}' is deprecated",
        "The function {name} was a function of Lua 3: Lua 4.0 only remembers its name.",
        "Go through a table with for k, v in t do; globals() is the table of globals.",
    ),
    (
        "deprecated option `p' in `call'",
        'The option "p" was for Lua 3.',
        'Use call(f, arguments, "x", handler) to catch an error.',
    ),
    (
        "`tostring' must return a string to `print'",
        "print asks the global tostring for the text of each value, and your tostring gave something else.",
        "Let it return a string in every case; tostring = nil does not bring the library's back, a new session does.",
    ),
    (
        "wrong number of arguments",
        "random takes no argument, one or two.",
        "random() is from 0 to 1, random(n) from 1 to n, random(a, b) from a to b.",
    ),
    # ---- tables and tags
    (
        "invalid key for `next'",
        "next was given a key that the table does not have: the key before it may have been removed.",
        "While going through a table, set fields to nil if you like, but add none.",
    ),
    (
        "invalid order function for sorting",
        "The function that compares contradicts itself: a before b, and b before a.",
        "It must say whether its first argument is less than its second: with <, not with <=.",
    ),
    (
        "tag {tag} was not created by `newtag'",
        "A table can only be given a tag of newtag.",
        "Write  mytag = newtag()  and then  settag(t, mytag).",
    ),
    (
        "{tag} is not a valid tag",
        "There is no tag {tag}.",
        "tag(value) gives the tag of a value, newtag() a new one.",
    ),
    (
        "event `{event}' is deprecated",
        "The event {event} was an event of Lua 3 that Lua 4.0 does not have.",
        "`?tag methods' lists the events.",
    ),
    (
        "`{event}' is not a valid event name",
        "There is no event {event}.",
        (
            "The events are index, gettable, settable, getglobal, setglobal, function, add, sub, mul, div, pow, unm, "
            "concat, lt and gc."
        ),
    ),
    (
        "cannot change `{event}' tag method for type `{type}'{rest}",
        "What {event} does for a {type} is fixed by the language.",
        "Give your own tables a tag of their own: settag(t, newtag()), and set the method for that tag.",
    ),
    (
        "deprecated use: cannot {verb} the `gc' tag method from Lua",
        "What happens when a table is collected is the host's business: Lua programs cannot say it.",
        "Free what you hold yourself, when you are done with it.",
    ),
    # ---- strings and patterns
    (
        "malformed pattern (ends with `%')",
        "The pattern ends with %, which says something about the character behind it.",
        "For the character % itself write %%.",
    ),
    ("malformed pattern (missing `]')", "A [ begins a set of characters, which ] ends.", _IN_PATTERN),
    ("unbalanced pattern", "%b needs two characters, which open and close: %b().", _IN_PATTERN),
    ("unfinished capture", "A ( in the pattern has no ).", _IN_PATTERN),
    ("invalid pattern capture", "A ) in the pattern has no (.", _IN_PATTERN),
    (
        "invalid capture index",
        "%1 to %9 stand for captures, the parts in parentheses; there is none with this number.",
        "In the text of gsub write %% for the character %.",
    ),
    (
        "too many captures",
        "A pattern can have 32 parts in parentheses.",
        _IN_PATTERN,
    ),
    (
        "invalid option in `format'",
        "format does not know what follows the %.",
        "The letters are c d E e f g G i o q s u X x; for the character % itself write %%.",
    ),
    (
        "invalid format (width or precision too long)",
        "The numbers behind % have two digits at most.",
        "Use strrep to fill with more blanks.",
    ),
    # ---- files and system
    (
        "cannot access a closed file",
        "The file that is read from or written to was closed.",
        "readfrom() and writeto() without a name go back to the keyboard and the screen.",
    ),
    (
        "read patterns are deprecated",
        "read with a pattern was for Lua 3.",
        'Read a line with read("*l") and look at it with strfind.',
    ),
    (
        "not enough memory to read a file",
        "So many bytes cannot be held.",
        "Read in pieces: read(8192).",
    ),
    (
        "global variable `{name}' is not a file handle",
        "read and write use the files that {name} holds, and something else was stored there.",
        "readfrom() and writeto() without a name set them right.",
    ),
    ("unable to generate a unique filename", "There are too many temporary files.", "Remove some."),
    (
        "invalid `date' format",
        "The format is too long, or has a letter that the system does not know.",
        'For instance: date("%Y-%m-%d %H:%M:%S").',
    ),
)
"""The more special messages come first."""
