"""A stream dressed as a socket: lines and blocks, whichever way they arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core import connect
from luasocket_core.net.pipe import ConversationError, Pipe
from luasocket_core.net.scripted import ScriptedEndpoint, ScriptedNetwork
from tests.core.opening import opened


def piped(*arrivals: bytes, text: bool = False, longest_line: int = 65536) -> tuple[Pipe, ScriptedEndpoint]:
    """A pipe whose peer sends these pieces, and ends."""
    network = ScriptedNetwork()
    endpoint = network.script(*((0.0, piece) for piece in (*arrivals, b"")))
    if text:
        return Pipe(opened(connect("127.0.0.1", 7, text=True, network=network)), text=True), endpoint
    stream = opened(connect("127.0.0.1", 7, network=network))
    return Pipe(stream, wait=5, longest_line=longest_line), endpoint


@given(st.lists(st.binary(min_size=1)), st.booleans())
def test_lines_do_not_depend_on_how_the_bytes_arrive(pieces: list[bytes], text: bool) -> None:
    *lines, rest = b"".join(pieces).split(b"\n")
    pipe, _ = piped(*pieces, text=text)
    assert [pipe.read_line() for _ in lines] == [line + b"\n" for line in lines]
    assert pipe.read(len(rest)) == rest
    with pytest.raises(ConversationError, match="closed"):
        pipe.read_line()


@given(st.lists(st.binary(min_size=1)), st.integers(1, 20))
def test_blocks_are_as_long_as_asked_for(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)
    pipe, _ = piped(*pieces)
    blocks = list(iter(lambda: pipe.read(size), b""))
    assert blocks == [data[start : start + size] for start in range(0, len(data), size)]
    assert (pipe.has_ended, pipe.failure) == (True, None)


def test_a_line_and_what_follows_it() -> None:
    pipe, _ = piped(b"line\nblo", b"ck")
    assert not pipe.has_more
    assert (pipe.read_line(), pipe.has_more, pipe.read(5), pipe.has_more) == (b"line\n", True, b"block", False)


def test_a_line_that_is_cut_off() -> None:
    pipe, _ = piped(b"line")
    with pytest.raises(ConversationError, match="closed"):
        pipe.read_line()


@pytest.mark.parametrize("size", [4, 100000])
def test_what_came_before_a_failure_is_not_lost(size: int) -> None:
    network = ScriptedNetwork()
    network.script((0, b"some"), (1, ConnectionResetError()))
    pipe = Pipe(opened(connect("127.0.0.1", 7, network=network)))
    assert (pipe.read(size), pipe.read(size), pipe.failure, pipe.has_ended) == (b"some", b"", "closed", True)


def test_what_has_failed_is_not_tried_again() -> None:
    network = ScriptedNetwork()
    network.script((9, b"late"))
    pipe = Pipe(opened(connect("127.0.0.1", 7, network=network)), wait=5)
    assert (pipe.read(4), pipe.read(4), pipe.failure, network.now) == (b"", b"", "timeout", 5)


@pytest.mark.parametrize("pieces", [(b"12345\n",), (b"123", b"45\n"), (b"123456",)])
def test_too_long_a_line(pieces: tuple[bytes, ...]) -> None:
    pipe, _ = piped(*pieces, longest_line=5)
    with pytest.raises(ConversationError, match="response too long"):
        pipe.read_line()


@pytest.mark.parametrize("text", [False, True])
def test_sending(*, text: bool) -> None:
    pipe, endpoint = piped(text=text)
    pipe.sendall(b"a\xff\0")
    pipe.close()
    assert (bytes(endpoint.sent), endpoint.closed) == (b"a\xff\0", True)
