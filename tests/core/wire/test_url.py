"""URLs taken apart (specification 8) and references resolved (RFC 3986, 5.4)."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.wire.url import Scheme, Url, UrlError, parse_url, resolve_reference, unquote

SCHEMES: Final = {"http": Scheme(80), "https": Scheme(443, "implicit")}


def parts(url: Url) -> tuple[object, ...]:
    return url.scheme, url.user, url.password, url.host, url.port, url.path, url.verified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("host", ("http", None, None, "host", 80, "", True)),
        ("http://host/", ("http", None, None, "host", 80, "/", True)),
        ("HTTPS://Host", ("https", None, None, "Host", 443, "", True)),
        ("https+insecure://h", ("https", None, None, "h", 443, "", False)),
        ("u@h", ("http", "u", None, "h", 80, "", True)),
        ("u:@h", ("http", "u", "", "h", 80, "", True)),
        ("u:p@h:8080/x", ("http", "u", "p", "h", 8080, "/x", True)),
        ("%41:%3A%40@h", ("http", "A", ":@", "h", 80, "", True)),
        ("h:/x", ("http", None, None, "h", 80, "/x", True)),
        ("under_score.h-1:65535", ("http", None, None, "under_score.h-1", 65535, "", True)),
        ("http://h/x?u=http://k/y", ("http", None, None, "h", 80, "/x?u=http://k/y", True)),
        ("h?a@b", ("http", None, None, "h", 80, "?a@b", True)),
        ("h#a@b", ("http", None, None, "h", 80, "#a@b", True)),
    ],
)
def test_parts(text: str, expected: tuple[object, ...]) -> None:
    assert parts(parse_url(text, SCHEMES, "http")) == expected


NO_URLS: Final = (
    *("", "http://", "://h", "http:///x", "//h/x", " h", "h ", "[::1]", "h\xe9", "h\\x", "a@b@c"),
    *("h:x", "h:0", "h:65536", "h:1:2"),
    *("h\n", "h/\0", "u%0a@h", "u:%00@h", "http://h\r\n"),
)


@pytest.mark.parametrize("text", NO_URLS)
def test_what_is_no_url(text: str) -> None:
    with pytest.raises(UrlError, match=r"^invalid url$"):
        parse_url(text, SCHEMES, "http")


@pytest.mark.parametrize("scheme", ["ftp", "x+y.z-1", "http+insecure", "https+insecure+insecure"])
def test_unknown_schemes(scheme: str) -> None:
    with pytest.raises(UrlError) as caught:
        parse_url(f"{scheme}://h", SCHEMES, "http")
    assert str(caught.value) == f"unknown scheme '{scheme}'"


@given(st.text(st.characters(max_codepoint=255)))
def test_any_text_is_a_url_or_none(text: str) -> None:
    try:
        url = parse_url(text, SCHEMES, "http")
    except UrlError:
        return
    assert url.host
    assert url.host in text


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("g", "/b/c/g"),
        ("./g", "/b/c/g"),
        ("../g", "/b/g"),
        ("../../../g", "/g"),
        ("/g", "/g"),
        ("?y", "/b/c/d?y"),
        ("g?y=http://x/", "/b/c/g?y=http://x/"),
        ("", "/b/c/d?q"),
        (" /g ", "/g"),
        ('/g h\xe9"<', "/g%20h%E9%22%3C"),
        ("/%41%zz", "/%41%zz"),
        ("//a:81/g", "/g"),
        ("http://a:81/g", "/g"),
    ],
)
def test_references(reference: str, path: str) -> None:
    url = resolve_reference(parse_url("http://u:p@a:81/b/c/d?q", SCHEMES, "http"), reference, SCHEMES)
    assert url is not None
    assert parts(url) == ("http", "u", "p", "a", 81, path, True)


def test_another_server_learns_nothing() -> None:
    base = parse_url("https+insecure://u:p@a/b", SCHEMES, "http")
    for reference in ("https://b/", "http://a/", "https://a:444/", "//a.b/"):
        url = resolve_reference(base, reference, SCHEMES)
        assert url is not None
        assert (url.user, url.password, url.verified) == (None, None, True)
    same = resolve_reference(base, "https://A:443/c", SCHEMES)
    assert same is not None
    assert (same.user, same.password, same.verified) == ("u", "p", False)


@pytest.mark.parametrize("reference", ["ftp://h/", "mailto:a@b", "javascript:x", "http://[x", "https+insecure://h/"])
def test_references_that_lead_nowhere(reference: str) -> None:
    assert resolve_reference(parse_url("http://h/", SCHEMES, "http"), reference, SCHEMES) is None


def test_unquote() -> None:
    assert unquote("%41%c3%A9%\xff%4") == "A\xc3\xa9%\xff%4"
    with pytest.raises(UrlError):
        unquote("%0D")
