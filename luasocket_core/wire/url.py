"""URLs, and the addresses of servers that look like them (specification 8; RFC 1738).

    [scheme://][user[:password]@]host[:port][/path]

User and password are percent-decoded, the path is as it was given. The authority ends at the first ``/``, ``?`` or
``#``, so that no query can pose as a user in front of another host.
"""

from __future__ import annotations

import re

from luasocket_core.wire.lines import fits_in_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["Scheme", "Url", "UrlError", "parse_url", "resolve_reference", "unquote"]

_INSECURE: Final = "+insecure"

_FORM: Final = re.compile(
    r"(?:(?P<scheme>[A-Za-z0-9+.-]+)://|(?![A-Za-z0-9+.-]*://))"
    r"(?:(?P<user>[^:@/?#]*)(?::(?P<password>[^:@/?#]*))?@)?"
    r"(?P<host>[A-Za-z0-9._-]+)"
    r"(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>[/?#].*)?"
)

_UNRESERVED_IN_PATH: Final = "%/:=&?~#+!$,;'@()*[]|"
"""What a path may hold as it is (RFC 3986), and ``|``, which servers use without asking."""


class UrlError(ValueError):
    """A URL that cannot be used; its text says why: ``invalid url``, ``unknown scheme 'xyz'``."""


class Scheme:
    """What a scheme stands for: its usual ``port``, and when TLS begins.

    ``tls`` is ``implicit`` for from the first byte, ``start`` for after a command, ``offered`` for that only if the
    server offers it, empty for never. Where there is TLS the name may be followed by ``+insecure``: then certificates
    are not verified.
    """

    __slots__ = ("port", "tls")

    def __init__(self, port: int, tls: str = "") -> None:
        self.port = port
        self.tls = tls


class Url:
    """A URL taken apart. ``user`` and ``password`` are None where they are absent, which differs from empty."""

    __slots__ = ("host", "password", "path", "port", "scheme", "tls", "user", "verified")

    def __init__(
        self,
        scheme: str,
        host: str,
        port: int,
        path: str = "",
        *,
        user: str | None = None,
        password: str | None = None,
        tls: str = "",
        verified: bool = True,
    ) -> None:
        self.scheme = scheme
        self.user = user
        self.password = password
        self.host = host
        self.port = port
        self.path = path
        self.tls = tls
        self.verified = verified

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: to whom credentials given for this URL may be shown."""
        return self.scheme, self.host.lower(), self.port


def parse_url(text: str, schemes: Mapping[str, Scheme], default: str) -> Url:
    """Take ``text`` apart; without a scheme it is ``default``, one of ``schemes``. Raises UrlError."""
    form = _FORM.fullmatch(text) if fits_in_line(text) else None
    if form is None:
        raise UrlError("invalid url")
    name = form["scheme"] or default
    plain_name = name.lower().removesuffix(_INSECURE)
    scheme = schemes.get(plain_name)
    verified = plain_name == name.lower()
    if scheme is None or not (verified or scheme.tls):
        raise UrlError(f"unknown scheme '{name}'")
    user, password = _decoded(form["user"]), _decoded(form["password"])
    port = int(form["port"] or scheme.port)
    if not 0 < port <= 65535:
        raise UrlError("invalid url")
    return Url(
        plain_name,
        form["host"],
        port,
        form["path"] or "",
        user=user,
        password=password,
        tls=scheme.tls,
        verified=verified,
    )


def unquote(text: str) -> str:
    """``text`` with each ``%XX`` as the character of that byte. Raises UrlError if it does not fit in a line then."""
    from urllib.parse import unquote as decode

    decoded = decode(text, encoding="latin-1")
    if not fits_in_line(decoded):
        raise UrlError("invalid url")
    return decoded


def resolve_reference(base: Url, reference: str, schemes: Mapping[str, Scheme]) -> Url | None:
    """Where the ``reference`` that came with the document at ``base`` leads (RFC 3986, 5.2).

    None if that is not a URL of one of ``schemes``. Such a reference cannot ask for unverified TLS: only what stays at
    the server of ``base`` is trusted as that is. Characters that do not belong into a URL are percent-encoded.
    """
    from urllib.parse import quote, urljoin, urlsplit

    reference = reference.strip(" \t")
    try:
        parts = urlsplit(reference)
        if parts.scheme and not parts.netloc:  # not a path of the server of base, although urljoin takes it for one
            return None
        joined = urljoin(f"{base.scheme}://{base.host}:{base.port}{base.path}", reference)
        if urlsplit(joined).scheme not in schemes:
            return None
        url = parse_url(joined, schemes, base.scheme)
    except ValueError:
        return None
    url.path = quote(url.path, safe=_UNRESERVED_IN_PATH, encoding="latin-1")
    if url.origin == base.origin:
        url.verified = base.verified
        if url.user is None:
            url.user, url.password = base.user, base.password
    return url


def _decoded(part: str | None) -> str | None:
    return None if part is None else unquote(part)
