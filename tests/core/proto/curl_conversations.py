"""What FTP and mail servers do, as data: how they answer commands instead of agreeing, and what they are asked for."""

from dataclasses import dataclass, field
from typing import Final

__all__ = ["DELIVERIES", "TRANSFERS", "Delivery", "Transfer"]


@dataclass(frozen=True)
class Transfer:
    """A file that is downloaded from an FTP server, or ``stored`` there; what ``tests.servers.FileServer`` takes."""

    path: str = "/file"
    replies: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=lambda: {"file": b"hello"})
    stored: bytes | None = None
    greeting: str = "220 ready"
    advertised: str = "127,0,0,1"
    binary: bool = True


@dataclass(frozen=True)
class Delivery:
    """A mail that is handed to a server; what ``tests.servers.mail_server`` takes."""

    replies: dict[str, str] = field(default_factory=dict)
    recipients: tuple[str, ...] = ("b@y",)
    body: bytes = b"hello\r\n"
    greeting: str = "220 here ESMTP"


TEXT: Final = {"file": b"one\r\ntwo\nthree\r"}
NAMES: Final = {"": b"a\r\nb c\r\n"}

TRANSFERS: Final = {
    "a file": Transfer(),
    "an empty file": Transfer(files={}),
    "a file with every byte": Transfer(files={"file": bytes(range(256))}),
    "a file in a folder of a folder": Transfer("/a/b/file"),
    "a file in a folder with a slash in its name": Transfer("/a%2Fb/file"),
    "a file below the root": Transfer("//a/b/file"),
    "a file with a blank in its name": Transfer("/a%20b/c%20d", files={"c d": b"hello"}),
    "a text": Transfer(files=TEXT, binary=False),
    "a list of names": Transfer("/a/", files=NAMES, binary=False),
    "a list of names where users begin": Transfer("/", files=NAMES, binary=False),
    "no path": Transfer("", files=NAMES, binary=False),
    "a greeting of several lines": Transfer(greeting="220-welcome\r\n 421 not at all\r\n220 ready"),
    "a greeting that asks for patience": Transfer(greeting="120 in a minute\r\n220 ready"),
    "a greeting that refuses": Transfer(greeting="421 too many users"),
    "no password wanted": Transfer(replies={"USER": "230 in"}),
    "an account wanted": Transfer(replies={"PASS": "332 account?"}),
    "a user refused": Transfer(replies={"USER": "530 no"}),
    "a password refused": Transfer(replies={"PASS": "530 no"}),
    "a password that is superfluous": Transfer(replies={"PASS": "202 superfluous"}),
    "a folder that is not there": Transfer("/a/file", replies={"CWD": "550 no such folder"}),
    "a reply with another code inside": Transfer("/a/file", replies={"CWD": "250-one\r\n550 two\r\n250 three"}),
    "a reply of several lines": Transfer("/a/file", replies={"CWD": "250-one\r\n two\r\n250-three\r\n250 four"}),
    "a type refused": Transfer(replies={"TYPE": "504 no"}),
    "PASV refused": Transfer(replies={"PASV": "502 no"}),
    "PASV without an address": Transfer(replies={"PASV": "227 somewhere"}),
    "PASV with an address elsewhere": Transfer(advertised="10,1,2,3"),
    "a file that is not there": Transfer(replies={"RETR": "550 no such file"}),
    "a file that has to wait": Transfer(replies={"RETR": "450 busy"}),
    "a transfer that began already": Transfer(replies={"RETR": "125 go"}),
    "a transfer that ends with 250": Transfer(replies={"done": "250 done"}),
    "a transfer aborted": Transfer(replies={"done": "426 aborted"}),
    "a transfer that failed": Transfer(replies={"done": "451 disk"}),
    "a transfer that nobody confirms": Transfer(replies={"done": ""}),
    "closed instead of a reply": Transfer(replies={"TYPE": ""}),
    "a shutdown instead of a reply": Transfer(replies={"RETR": "421 shutting down"}),
    "QUIT refused": Transfer(replies={"QUIT": "500 what?"}),
    "QUIT without a reply": Transfer(replies={"QUIT": ""}),
    "an upload": Transfer(stored=b"new"),
    "an empty upload": Transfer(stored=b""),
    "an upload of a text": Transfer(stored=b"one\r\ntwo\nthree\r", binary=False),
    "an upload into a folder": Transfer("/a/file", stored=b"new"),
    "an upload into a folder that is not there": Transfer(
        "/a/file", replies={"CWD": "550 no such folder"}, stored=b"new"
    ),
    "an upload refused": Transfer(replies={"STOR": "553 no"}, stored=b"new"),
    "an upload that found no room": Transfer(replies={"done": "552 full"}, stored=b"new"),
}

DELIVERIES: Final = {
    "a mail": Delivery(),
    "a mail to two": Delivery(recipients=("b@y", "c@z")),
    "an empty mail": Delivery(body=b""),
    "a mail with dots": Delivery(body=b".\r\n..\r\n.x\r\nx.\r\n"),
    "a mail without an end of line": Delivery(body=b"hello"),
    "a mail beyond ASCII": Delivery(body=b"caf\xe9 \xff\r\n"),
    "a mail with lines that end with LF": Delivery(body=b"one\ntwo\n.\nthree\n"),
    "a greeting of several lines": Delivery(greeting="220-welcome\r\n220-to\r\n220 here"),
    "a greeting that refuses": Delivery(greeting="554 no"),
    "a greeting that is too busy": Delivery(greeting="421 later"),
    "EHLO refused": Delivery(replies={"EHLO": "500 what?"}),
    "EHLO and HELO refused": Delivery(replies={"EHLO": "500 what?", "HELO": "550 no"}),
    "replies without text": Delivery(replies={"EHLO": "250", "MAIL": "250", "RCPT": "250", "DATA": "354", ".": "250"}),
    "replies of several lines": Delivery(replies={"MAIL": "250-a\r\n250 b", "RCPT": "250-c\r\n250-d\r\n250 e"}),
    "a sender refused": Delivery(replies={"MAIL": "550 no"}),
    "a recipient refused": Delivery(replies={"RCPT": "550 no"}),
    "a recipient forwarded": Delivery(replies={"RCPT": "251 elsewhere"}),
    "the first of two recipients refused": Delivery(replies={"RCPT TO:<b@y>": "550 no"}, recipients=("b@y", "c@z")),
    "the second of two recipients refused": Delivery(replies={"RCPT TO:<c@z>": "550 no"}, recipients=("b@y", "c@z")),
    "DATA refused": Delivery(replies={"DATA": "554 no"}),
    "DATA accepted with 250": Delivery(replies={"DATA": "250 ok"}),
    "the mail refused": Delivery(replies={".": "554 spam"}),
    "the mail postponed": Delivery(replies={".": "452 full"}),
    "closed at the sender": Delivery(replies={"MAIL": ""}),
    "closed at the recipient": Delivery(replies={"RCPT": ""}),
    "closed at DATA": Delivery(replies={"DATA": ""}),
    "closed behind the mail": Delivery(replies={".": ""}),
    "a shutdown at the recipient": Delivery(replies={"RCPT": "421 shutting down"}),
    "QUIT refused": Delivery(replies={"QUIT": "500 what?"}),
    "QUIT without a reply": Delivery(replies={"QUIT": ""}),
}
