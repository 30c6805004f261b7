"""What later versions of Lua and LuaSocket call things, and how Lua 4.0 with LuaSocket 1.2 writes the same.

Whoever knows a later Lua types these first. Keys are as one would write them: a global, a field with the name of its
module, a method alone, or a sign; where a sign has several meanings, with what tells them apart.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["METHODS", "NOT_THERE", "WRITTEN_AS"]

_STRINGS: Final = {
    "string.byte": "strbyte(s, i)",
    "string.char": "strchar(code, ...)",
    "string.find": "strfind(s, pattern)",
    "string.format": "format(template, ...)",
    "string.gmatch": "gsub(s, pattern, f)",
    "string.gfind": "gsub(s, pattern, f)",
    "string.gsub": "gsub(s, pattern, replacement)",
    "string.len": "strlen(s)",
    "string.lower": "strlower(s)",
    "string.match": "strfind(s, pattern)",
    "string.rep": "strrep(s, n)",
    "string.sub": "strsub(s, i, j)",
    "string.upper": "strupper(s)",
}

_TABLES: Final = {
    "table.foreach": "foreach(t, f)",
    "table.foreachi": "foreachi(t, f)",
    "table.getn": "getn(t)",
    "table.insert": "tinsert(t, value)",
    "table.remove": "tremove(t, position)",
    "table.sort": "sort(t, f)",
    "ipairs": "for i = 1, getn(t) do ... end",
    "pairs": "for key, value in t do ... end",
    "rawequal": "a == b",
    "rawlen": "getn(t)",
    "setmetatable": "settag(t, tag)",
    "getmetatable": "tag(t)",
    "table.pack": "{f()}",
    "_G": "globals()",
    "_ENV": "globals()",
    "getfenv": "globals()",
    "setfenv": "globals(t)",
}

_MATHEMATICS: Final = {
    **{
        f"math.{name}": f"{name}(x)"
        for name in (
            "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "frexp", "log", "log10", "rad", "sin",
            "sqrt", "tan",
        )
    },
    "math.atan2": "atan2(y, x)",
    "math.fmod": "mod(x, y)",
    "math.ldexp": "ldexp(m, e)",
    "math.max": "max(x, ...)",
    "math.min": "min(x, ...)",
    "math.mod": "mod(x, y)",
    "math.pi": "PI",
    "math.pow": "x ^ y",
    "math.random": "random(l, u)",
    "math.randomseed": "randomseed(n)",
    "math.tointeger": "floor(x)",
}  # fmt: skip

_FILES: Final = {
    "io.close": "closefile(file)",
    "io.input": "readfrom(name)",
    "io.lines": "read()",
    "io.open": "openfile(name, mode)",
    "io.output": "writeto(name)",
    "io.popen": 'readfrom("|command")',
    "io.read": "read(format)",
    "io.stderr": "_STDERR",
    "io.stdin": "_STDIN",
    "io.stdout": "_STDOUT",
    "io.write": "write(value, ...)",
    "lines": "read(file)",
}

_SYSTEM: Final = {
    "os.clock": "clock()",
    "os.date": "date(format)",
    "os.execute": "execute(command)",
    "os.exit": "exit(code)",
    "os.getenv": "getenv(name)",
    "os.remove": "remove(name)",
    "os.rename": "rename(old, new)",
    "os.setlocale": "setlocale(name)",
    "os.time": 'date("%s")',
    "os.tmpname": "tmpname()",
}

_RUNNING: Final = {
    "debug.getinfo": "getinfo(function)",
    "debug.getlocal": "getlocal(level, number)",
    "debug.sethook": "setlinehook(hook)",
    "debug.setlocal": "setlocal(level, number, value)",
    "load": "dostring(text)",
    "loadfile": "dofile(filename)",
    "loadstring": "dostring(text)",
    "pcall": 'call(f, {arguments}, "x")',
    "require": "dofile(filename)",
    "table.unpack": "call(f, t)",
    "unpack": "call(f, t)",
    "xpcall": 'call(f, {arguments}, "x", handler)',
}

_SOCKETS: Final = {
    "ftp.get": "ftp_get(url)",
    "ftp.put": "ftp_put(url, data)",
    "getfamily": "getsockname(socket)",
    "http.request": "http_get(url)",
    "listen": "bind(address, port, backlog)",
    "mime.b64": "base64(s)",
    "setoption": "udpsocket(options)",
    "settimeout": "timeout(socket, seconds)",
    "smtp.message": "mail(mail)",
    "smtp.send": "mail(mail)",
    "socket.bind": "bind(address, port)",
    "socket.connect": "connect(address, port)",
    "socket.connect4": "connect(address, port)",
    "socket.dns.tohostname": "tohostname(address)",
    "socket.dns.toip": "toip(address)",
    "socket.ftp.get": "ftp_get(url)",
    "socket.ftp.put": "ftp_put(url, data)",
    "socket.gettime": "_time()",
    "socket.http.request": "http_get(url)",
    "socket.select": "select(readers, writers, seconds)",
    "socket.sleep": "_sleep(seconds)",
    "socket.smtp.send": "mail(mail)",
    "socket.tcp": "connect(address, port)",
    "socket.udp": "udpsocket()",
    "tcp": "connect(address, port)",
    "udp": "udpsocket()",
}

_SYNTAX: Final = {
    "!": "not a",
    "!=": "a ~= b",
    "#": "getn(t) or strlen(s)",
    "%": "mod(x, y)",
    "&&": "a and b",
    "**": "x ^ y",
    "*=": "x = x * y",
    "++": "x = x + 1",
    "+=": "x = x + y",
    "-=": "x = x - y",
    "...": "call(f, arg): further arguments are in the table arg",
    "..=": "s = s .. x",
    "/*": "comments as -- to the end of the line",
    "//": "floor(x / y)",
    "// comment": "comments as -- to the end of the line",
    "/=": "x = x / y",
    "0x": "numbers in decimal",
    "<>": "a ~= b",
    "?": "a and b or c",
    "None": "nil",
    "True": "1",
    "[=": "[[...]], whose inner brackets come in pairs",
    "def": "function name(...) ... end",
    "elif": "elseif",
    "elsif": "elseif",
    "false": "nil",
    "local function": "local name = function (...) ... end",
    "null": "nil",
    "true": "1",
    "{, =": "{1, 2; x = 3}: what has a name comes last, behind a semicolon",
    "||": "a or b",
}

WRITTEN_AS: Final[dict[str, str]] = {
    **_STRINGS, **_TABLES, **_MATHEMATICS, **_FILES, **_SYSTEM, **_RUNNING, **_SOCKETS, **_SYNTAX,
}  # fmt: skip
"""How Lua 4.0 writes what is written so later."""

METHODS: Final = frozenset(("getfamily", "listen", "setoption", "settimeout", "shutdown"))
"""Those that are methods of sockets: what is not a field of a table can be one of these, and no other."""

_NO_BITS: Final = "Lua 4.0 has no operations on bits"
_NO_GOTO: Final = "Lua 4.0 has no goto"
_NAME_FIRST: Final = "Lua 4.0 can index and call no expression in parentheses: give it a name first"

NOT_THERE: Final[dict[str, str]] = {
    "&": _NO_BITS,
    "):": _NAME_FIRST,
    ").": _NAME_FIRST,
    "){": "blocks of Lua have no braces: if x then ... end, while x do ... end",
    "--[[": "comments of Lua 4.0 end with their line: each line of one begins with --",
    "::": _NO_GOTO,
    "<<": _NO_BITS,
    ">>": _NO_BITS,
    "bit32": _NO_BITS,
    "continue": "Lua 4.0 has no continue",
    "coroutine": "Lua 4.0 has no coroutines",
    "debug.traceback": "Lua 4.0 makes a traceback only when it reports an error: see _ERRORMESSAGE",
    "goto": _NO_GOTO,
    "io": "Lua 4.0 has no modules: openfile, read and write are functions of their own",
    "ltn12": "this library knows no filters: receive and send take and give strings",
    "math": "Lua 4.0 has no modules: floor, sin and max are functions of their own",
    "module": "Lua 4.0 has no modules: dofile runs a file, and its globals stay",
    "newproxy": "Lua programs cannot make userdata",
    "os": "Lua 4.0 has no modules: clock, date and getenv are functions of their own",
    "package": "Lua 4.0 has no modules: dofile runs a file, and its globals stay",
    "socket": "this library has no module: connect, bind and udpsocket are functions of their own",
    "socket.protect": "errors come as results: x, error = connect(address, port)",
    "socket.try": "errors come as results: x, error = connect(address, port)",
    "shutdown": "a socket is closed in both directions at once: close(socket)",
    "string": "Lua 4.0 has no modules: strlen, strsub and gsub are functions of their own",
    "string.dump": "Lua 4.0 programs cannot dump functions",
    "string.reverse": "Lua 4.0 has no function that reverses a string",
    "table": "Lua 4.0 has no modules: tinsert, tremove and sort are functions of their own",
    "table.concat": "Lua 4.0 joins with .. only: s = s .. t[i] in a loop",
    "utf8": "Lua 4.0 strings are bytes",
    "|": _NO_BITS,
    "~": _NO_BITS,
}
"""What to say of things that Lua 4.0 does not have; of a module it holds for all fields that are not listed."""
