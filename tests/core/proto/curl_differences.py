"""What our client does otherwise than curl, under the headings of ``docs/curl.md``, which say why."""

from collections import Counter
from typing import Any, Final

from tests.core.proto.curl_behaviours import Outcome

__all__ = ["DIFFERENCES", "HEADINGS", "expected", "row"]

STAYED: Final = {"requests": ("here: GET /start/page HTTP/1.1; cookie: c=1",)}
POSTED: Final = {"requests": ("here: POST /start/page HTTP/1.1; content-length: 4; cookie: c=1",)}
LOGIN: Final = ("USER user", "PASS secret")
ENVELOPE: Final = ("MAIL FROM:<a@x>", "RCPT TO:<b@y>")
REFUSED: Final = {"success": False, "body": b""}
READ: Final = {"success": True, "body": b"hello"}
ENDED_WELL: Final = {"success": True}
CUT_OFF: Final = {"success": False}
AS_IT_IS: Final = {"success": True, "body": b"old"}

HEADINGS: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "A length has to be one number": {
        "length twice, 5 before 3": REFUSED,
        "length twice, 3 before 5": REFUSED,
        "length as a list of unequal numbers": REFUSED,
        "length with a plus": REFUSED,
        "length in base 16": CUT_OFF,
        "length with a fraction": REFUSED,
        "length with a unit": REFUSED,
        "length beyond 64 bits": REFUSED,
    },
    "What surrounds the chunks": {
        "chunks, trailer without colon": ENDED_WELL,
        "chunks, trailer cut off": ENDED_WELL,
        "chunks, without the empty line": ENDED_WELL,
        "chunks, size behind a blank": READ,
        "chunks, size before a letter": REFUSED,
        "chunks and a wrong length": READ,
    },
    "Transfer codings": {
        "transfer coding identity": {"body": b"hello"},
    },
    "Status lines": {
        "HTTP/1.2": {**READ, "status": "200 OK"},
        "HTTP/3.0": {**READ, "status": "200 OK"},
        "status behind a tab": {**READ, "status": "200 OK"},
        "http/1.1 in small letters": {**REFUSED, "status": None},
        "101 that nobody asked for": {"body": b""},
    },
    "Fields": {
        "field folded, the length": READ,
        "field with a blank before the colon": {"body": b"hello"},
        "field with a CR inside": REFUSED,
    },
    "A head has to be complete": {
        "status and nothing else": CUT_OFF,
        "fields closed behind a line": CUT_OFF,
        "fields closed inside a line": CUT_OFF,
    },
    "Limits": {
        "field of 70,000 bytes": REFUSED,
        "fields, 100 and the length": REFUSED,
    },
    "Credentials": {
        "user without a password": {"requests": ("here: GET /start/page HTTP/1.1",)},
        "redirection to another server, with credentials of its own": {
            "requests": (
                "here: GET /start/page HTTP/1.1; authorization: Basic dTpw; cookie: c=1",
                "there: GET /b HTTP/1.1; authorization: Basic djpx",
            )
        },
    },
    "Which redirections are followed": {
        "redirection 300 with a location": {**STAYED, "status": "300 Multiple Choices", "body": b"old"},
        "redirection 305 with a location": {**STAYED, "status": "305 Use Proxy", "body": b"old"},
        "redirection 307": {**STAYED, "status": "307 Temporary Redirect", "body": b"old"},
        "redirection 308": {**STAYED, "status": "308 Permanent Redirect", "body": b"old"},
        "redirection POST, 301": {**POSTED, "status": "301 Moved Permanently", "body": b"old"},
        "redirection POST, 302": {**POSTED, "status": "302 Found", "body": b"old"},
        "redirection POST, 307": {**POSTED, "status": "307 Temporary Redirect", "body": b"old"},
    },
    "A redirection that is not followed is the answer": {
        "redirection to ftp": AS_IT_IS,
        "redirection to file": AS_IT_IS,
        "redirection to an unknown scheme": AS_IT_IS,
        "redirection to a mail address": AS_IT_IS,
        "redirection to no host": AS_IT_IS,
        "redirection to a port that there cannot be": AS_IT_IS,
        "redirection to a host with a blank": AS_IT_IS,
        "redirection again and again": AS_IT_IS,
        "redirection six times": AS_IT_IS,
    },
    "Where a location leads": {
        "redirection to dots inside a path": {
            "requests": (*STAYED["requests"], "here: GET /a/b HTTP/1.1; cookie: c=1"),
        },
        "redirection to a path in Latin-1": {
            "requests": (*STAYED["requests"], "here: GET /caf%E9 HTTP/1.1; cookie: c=1"),
        },
        "redirection to a path with brackets": {
            "requests": (*STAYED["requests"], "here: GET /a[1]%7B2%7D|3 HTTP/1.1; cookie: c=1"),
        },
        "redirection to a backslash": {
            "requests": (*STAYED["requests"], "here: GET /start/%5Cb HTTP/1.1; cookie: c=1"),
        },
    },
    "The body of a redirection is not read": {
        "redirection with broken chunks": {
            "success": True,
            "status": "200 OK",
            "body": b"new",
            "requests": ("here: GET /start/page HTTP/1.1", "here: GET /b HTTP/1.1"),
        },
    },
    "A failure before there is an answer": {
        "100 and nothing else": {"status": None},
        "redirection to a server that says nothing": {"status": None},
        "redirection to https where nobody speaks TLS": {"status": None},
    },
    "FTP: folders": {
        "ftp: a file in a folder with a slash in its name": {"requests": (*LOGIN, "CWD a/b", "RETR file")},
        "ftp: a file below the root": {"requests": (*LOGIN, "CWD /a", "CWD b", "RETR file")},
    },
    "FTP: every byte as it is": {
        "ftp: a text": {"body": b"one\r\ntwo\nthree\r"},
        "ftp: a list of names": {"body": b"a\r\nb c\r\n"},
        "ftp: a list of names where users begin": {"body": b"a\r\nb c\r\n"},
        "ftp: no path": {"body": b"a\r\nb c\r\n"},
        "ftp: an upload of a text": {"requests": (*LOGIN, "STOR file", r"file = b'one\r\ntwo\nthree\r'")},
    },
    "FTP: replies": {
        "ftp: a greeting that asks for patience": {**READ, "requests": (*LOGIN, "RETR file")},
        "ftp: a reply with another code inside": {**READ, "requests": (*LOGIN, "CWD a", "RETR file")},
    },
    "FTP: who connects to whom": {
        "ftp: PASV refused": {**READ, "requests": (*LOGIN, "RETR file")},
    },
    "FTP: a file is whole, or there is none": {
        "ftp: a transfer aborted": {"body": b""},
        "ftp: a transfer that failed": {"body": b""},
        "ftp: a transfer that nobody confirms": {"body": b""},
    },
    "Mail: lines and bytes": {
        "smtp: a mail with lines that end with LF": {
            "requests": (*ENVELOPE, "DATA", r"'one\r\ntwo\r\n..\r\nthree\r\n.\r\n'", "QUIT"),
        },
        "smtp: a mail beyond ASCII": {
            "requests": (
                *("MAIL FROM:<a@x> BODY=8BITMIME", "RCPT TO:<b@y>", "DATA"),
                r"'caf\xe9 \xff\r\n.\r\n'",
                "QUIT",
            ),
        },
    },
    "Mail: a refusal ends it": {
        "smtp: a sender refused": {"requests": ENVELOPE[:1]},
        "smtp: a recipient refused": {"requests": ENVELOPE},
        "smtp: the first of two recipients refused": {"requests": ENVELOPE},
        "smtp: the second of two recipients refused": {"requests": (*ENVELOPE, "RCPT TO:<c@z>")},
        "smtp: a shutdown at the recipient": {"requests": ENVELOPE},
        "smtp: DATA refused": {"requests": (*ENVELOPE, "DATA")},
        "smtp: DATA accepted with 250": {"requests": (*ENVELOPE, "DATA")},
        "smtp: the mail refused": {"requests": (*ENVELOPE, "DATA", r"'hello\r\n.\r\n'")},
        "smtp: the mail postponed": {"requests": (*ENVELOPE, "DATA", r"'hello\r\n.\r\n'")},
    },
}

DIFFERENCES: Final = {name: changes for section in HEADINGS.values() for name, changes in section.items()}


def expected(name: str, recorded: Outcome) -> Outcome:
    """What our client is to make of a behaviour, of which curl made what is ``recorded``."""
    return recorded._replace(**DIFFERENCES.get(name, {}))


def row(name: str, recorded: Outcome) -> str:
    """The row of a difference in the tables of ``docs/curl.md``."""
    ours = expected(name, recorded)
    return f"| {name} | {told(recorded, ours)} | {told(ours, recorded)} |"


def told(outcome: Outcome, other: Outcome) -> str:
    """In what an outcome differs from another one."""
    words = []
    if outcome.success != other.success:
        words.append("succeeds" if outcome.success else "fails")
    if outcome.status != other.status:
        words.append(f"`{outcome.status}`" if outcome.status else "no status")
    if outcome.body != other.body:
        words.append(f"`{ascii(outcome.body.decode('latin-1'))[1:-1]}`" if outcome.body else "no body")
    if own := [f"`{text}`" for text in (Counter(outcome.requests) - Counter(other.requests)).elements()]:
        words.append(f"sends {', '.join(own)}")
    return ", ".join(words or ["sends nothing more"]).replace("|", "\\|")
