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
    pipe, _ = piped(*pieces, text=text)
    lines = list(iter(pipe.read_line, b""))
    assert lines == [line + b"\n" for line in b"".join(pieces).split(b"\n")[:-1]] + (
        [rest] if (rest := b"".join(pieces).rpartition(b"\n")[2]) else []
    )


@given(st.lists(st.binary(min_size=1)), st.integers(1, 20))
def test_blocks_are_never_longer_than_asked_for(pieces: list[bytes], size: int) -> None:
    pipe, _ = piped(*pieces)
    blocks = list(iter(lambda: pipe.recv(size), b""))
    assert b"".join(blocks) == b"".join(pieces)
    assert all(len(block) <= size for block in blocks)


def test_a_line_and_what_follows_it() -> None:
    pipe, _ = piped(b"line\nblo", b"ck")
    assert (pipe.read_line(), pipe.has_more, pipe.recv(100), pipe.recv(100)) == (b"line\n", True, b"blo", b"ck")
    assert not pipe.has_more


@pytest.mark.parametrize("pieces", [(b"123456\n",), (b"123", b"456\n"), (b"123456",)])
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
