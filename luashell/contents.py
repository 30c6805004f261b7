"""Which chapter of the library offers which globals.

A chapter is imported when a program first reads one of these names: most scripts need few of them, and each costs
start-up. A test holds the names against the chapters themselves.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

TABLES: Final = (
    "foreach", "foreachi", "getn", "next", "rawget", "rawgettable", "rawset", "rawsettable", "sort", "tinsert",
    "tremove",
)  # fmt: skip
TAGS: Final = ("copytagmethods", "gettagmethod", "newtag", "settag", "settagmethod", "tag")
STRINGS: Final = (
    "ascii", "format", "gsub", "strbyte", "strchar", "strfind", "strlen", "strlower", "strrep", "strsub", "strupper",
)  # fmt: skip
FILES: Final = (
    "_INPUT", "_OUTPUT", "_STDERR", "_STDIN", "_STDOUT", "appendto", "closefile", "flush", "openfile", "read",
    "readfrom", "seek", "write", "writeto",
)  # fmt: skip
SYSTEM: Final = ("clock", "date", "execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname")
SOCKETS: Final = (
    "accept", "bind", "close", "connect", "getpeername", "getsockname", "poll", "receive", "receivefrom", "select",
    "send", "sendto", "setpeername", "setsockname", "timeout", "tohostname", "toip", "udpsocket", "_sleep", "_time",
    "base64", "ftp_get", "ftp_put", "http_get", "http_post", "http_request", "mail", "protocol_limits", "smtp_close",
    "smtp_connect", "smtp_mail", "smtp_send",
)  # fmt: skip
SOCKETS_FOR_TESTS: Final = ("sleep", "time")
"""What only the original's debug build had (luasocket-1.2.md 1.1)."""

SUPPLIED_FILES: Final = frozenset(("base64.lua", "ftp.lua", "http.lua", "smtp.lua"))
"""Files that programs of the time load first, and whose functions are here without them (luasocket-1.2.md 1.2)."""

DEBUGGING: Final = ("debug", "getinfo", "getlocal", "setcallhook", "setlinehook", "setlocal")
