"""The pages of the web server, each a function that answers a visit, found by its path."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final, TypeAlias

    from luashell.lab.mailbox import Message
    from luashell.lab.visit import Visit

    Answer: TypeAlias = Callable[[Visit], None]

__all__ = ["NOT_FOUND", "PAGES", "PASSWORD", "USER", "Page"]

USER: Final = "diego"
PASSWORD: Final = "nehab"  # noqa: S105  # the manual's own

_LONGEST_WAIT: Final = 10
_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_FIELDS: Final = 100
_PORTION: Final = bytes(range(256)) * 256


class Page:
    """What stands at a path, and what the index says of it; nothing for what others lead to."""

    __slots__ = ("answer", "summary")

    def __init__(self, answer: Answer, summary: str) -> None:
        self.answer = answer
        self.summary = summary


def _index(visit: Visit) -> None:
    links = "".join(
        f'<li><a href="{path}">{path}</a>: {escape(page.summary)}</li>\n'
        for path, page in PAGES.items()
        if page.summary
    )
    visit.answer(
        f"<html><head><title>The lab</title></head>\n<body><h1>The lab</h1>\n<ul>\n{links}</ul></body></html>\n",
        "text/html",
    )


def _hello(visit: Visit) -> None:
    visit.answer("Hello from the lab.\nThis page has two lines.\n")


def _manual(visit: Visit) -> None:
    visit.answer(
        "<html><head><title>LuaSocket</title></head>\n"
        "<body>The manual of LuaSocket comes with luashell: docs/reference/luasocket-1.2-manual.txt</body></html>\n",
        "text/html",
    )


def _request(visit: Visit) -> None:
    """The request as the server understood it."""
    fields = "".join(f"{name}: {value}\n" for name, value in visit.headers.items())
    visit.answer(f"{visit.requestline}\n{fields}\n" + visit.body.decode("latin-1"))


_FORM: Final = """\
<html><head><title>A form</title></head>
<body><form method="post" action="/form">
<input name="name"> <input name="message"> <input type="submit">
</form></body></html>
"""


def _form(visit: Visit) -> None:
    if visit.command in {"GET", "HEAD"}:
        visit.answer(_FORM, "text/html")
        return
    kind = visit.headers.get("Content-Type", "none").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        visit.answer(f"{visit.body_length} bytes of type {kind}\n")
        return
    try:
        text = visit.body.decode("latin-1")
        fields = parse_qsl(text, keep_blank_values=True, encoding="latin-1", max_num_fields=_MOST_FIELDS)
    except ValueError:
        visit.answer(f"more than {_MOST_FIELDS} fields\n", status=400)
        return
    visit.answer("".join(f"{name} = {value}\n" for name, value in fields))


def _private(visit: Visit) -> None:
    if visit.credentials() == f"{USER}:{PASSWORD}":
        visit.answer(f"Welcome, {USER}.\n")
    else:
        visit.answer(
            "This page is for diego, whose password is nehab.\n",
            status=401,
            reason="Authentication Required",
            headers=(("WWW-Authenticate", 'Basic realm="the lab"'),),
        )


def _moved(visit: Visit) -> None:
    visit.answer("It has moved to /hello.txt\n", status=302, reason="Found", headers=(("Location", "/hello.txt"),))


def _circle(visit: Visit) -> None:
    visit.answer("It is where you come from\n", status=302, reason="Found", headers=(("Location", "/circle"),))


def _slow(visit: Visit) -> None:
    seconds = visit.number("seconds", 1, _LONGEST_WAIT)
    visit.wait(seconds)
    visit.answer(f"That took {seconds} s.\n")


def _chunked(visit: Visit) -> None:
    def parts() -> Iterator[bytes]:
        for number in range(1, 6):
            yield b"part %d\n" % number
            visit.wait(0.05)

    visit.answer_in_chunks(parts())


def _bytes(visit: Visit) -> None:
    count = visit.number("count", 1000, _MOST_BYTES)

    def parts() -> Iterator[bytes]:
        for sent in range(0, count, len(_PORTION)):
            yield _PORTION[: count - sent]

    visit.answer_in_parts(parts(), count)


def _broken(visit: Visit) -> None:
    visit.close_connection = True
    visit.answer("This page ends in the mid", length=1000)


def _mail(visit: Visit) -> None:
    messages = visit.mailbox.messages()
    visit.answer("".join(map(_entry, messages)) or "no mail yet\n")


def _entry(message: Message) -> str:
    return f"/mail/{message.number}  from {message.sender} to {', '.join(message.recipients)}\n"


def _message(visit: Visit) -> None:
    """``/mail/3``, or ``/mail/last``: the envelope, and the message as it came."""
    name = visit.address.rpartition("/")[2]
    messages = visit.mailbox.messages()
    chosen = messages[-1:] if name == "last" else [message for message in messages if str(message.number) == name]
    if not chosen:
        _not_found(visit)
        return
    envelope = f"Sender: {chosen[0].sender}\nRecipients: {', '.join(chosen[0].recipients)}\n\n"
    visit.answer(envelope.encode("latin-1", "replace") + chosen[0].content)


def _not_found(visit: Visit) -> None:
    visit.answer("There is no such page; / lists what there is.\n", status=404, reason="Not Found")


NOT_FOUND: Final = Page(_not_found, "")

PAGES: Final[dict[str, Page]] = {
    "/": Page(_index, "this list"),
    "/hello.txt": Page(_hello, "two lines of text"),
    "/form": Page(_form, "a form; what is posted to it is shown, field by field"),
    "/request": Page(_request, "the request as it arrived: method, header fields, body"),
    "/mail": Page(_mail, "what the mail server has received"),
    "/mail/*": Page(_message, ""),
    "/~diego/luasocket/manual.html": Page(_manual, "where the manual was"),
    "/~diego/auth/index.html": Page(_private, "for user diego with password nehab only"),
    "/moved": Page(_moved, "leads to /hello.txt"),
    "/circle": Page(_circle, "leads to itself"),
    "/slow": Page(_slow, "answers after a second, or as many as /slow?seconds=N says, up to 10"),
    "/chunked": Page(_chunked, "comes in five parts, of no length known before"),
    "/bytes": Page(_bytes, "1000 bytes, or as many as /bytes?count=N says, up to 64 MiB"),
    "/broken": Page(_broken, "promises more bytes than come"),
}
"""By path; a star stands for any name in a folder."""
