"""Receive patterns (specification 3) as Lua sees them."""

import hashlib
import socket
import threading

import pytest

from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import Program


def received(call: str, stream: bytes, *, ends: bool, luasocket: str = "1.2") -> tuple[object, ...]:
    """What a call on ``c`` gives when all of ``stream`` has arrived; a wait for more ends after a second."""
    network = ScriptedNetwork()
    network.script((0.0, stream), *([(0.0, b"")] if ends else []))
    program = Program(luasocket, network)
    program("c = connect('127.0.0.1', 7) c:timeout(1)")
    try:
        return program(call)
    finally:
        program.close()


@pytest.mark.parametrize(
    ("call", "stream", "complete", "partial"),
    [
        ("c:receive()", b"line\nrest", ("line", None), ("line", None)),
        ("c:receive('*l')", b"line\r\nrest", ("line", None), ("line", None)),
        ("c:receive('*l')", b"a\rb\r\r\n", ("a\rb\r", None), ("a\rb\r", None)),
        ("c:receive('*lu')", b"line\r\nrest", ("line\r", None), ("line\r", None)),
        ("c:receive('*l')", b"lin\r", ("lin\r", "closed"), ("lin\r", "timeout")),
        ("c:receive('*lu')", b"lin", ("lin", "closed"), ("lin", "timeout")),
        ("c:receive(3)", b"abcdef", ("abc", None), ("abc", None)),
        ("c:receive(10)", b"abc", ("abc", "closed"), ("abc", "timeout")),
        ("c:receive(1.9)", b"abc", ("a", None), ("a", None)),
        ("c:receive(0.5)", b"abc", ("", None), ("", None)),
        ("c:receive(0)", b"abc", ("", None), ("", None)),
        ("c:receive(-5)", b"abc", ("", None), ("", None)),
        ("c:receive('2')", b"abc", ("ab", None), ("ab", None)),
        ("c:receive(' 0x2 ')", b"abc", ("ab", None), ("ab", None)),
        ("c:receive('1e0')", b"abc", ("a", None), ("a", None)),
        ("c:receive('*a')", b"a\r\nb\0\xff", ("a\r\nb\0\xff", None), ("a\r\nb\0\xff", "timeout")),
        ("c:receive(1e300)", b"abc", ("abc", "closed"), ("abc", "timeout")),
        ("c:receive(3, '*l', 2, '*a')", b"abcdef", ("abc", "def", None, None, "closed"),
         ("abc", "def", None, None, "timeout")),
        ("c:receive(3, '*l', '*a')", b"abcdef\nxyz", ("abc", "def", "xyz", None), ("abc", "def", "xyz", "timeout")),
        ("c:receive(3, '*l', 10, 2, '*l')", b"abcdef\nxyz", ("abc", "def", "xyz", None, None, "closed"),
         ("abc", "def", "xyz", None, None, "timeout")),
        ("c:receive('*a', '*a', '*l', 4)", b"abcdef\nxyz", ("abcdef\nxyz", "", "", None, "closed"),
         ("abcdef\nxyz", None, None, None, "timeout")),
        ("c:receive('*l', '*l', '*l', '*l')", b"\r\n\n\r\n", ("", "", "", "", "closed"), ("", "", "", "", "timeout")),
        ("receive(c, 1, 1, 1)", b"abc", ("a", "b", "c", None), ("a", "b", "c", None)),
    ],
)  # fmt: skip
def test_patterns(call: str, stream: bytes, complete: tuple[object, ...], partial: tuple[object, ...]) -> None:
    assert received(f"return {call}", stream, ends=True) == complete
    assert received(f"return {call}", stream, ends=False) == partial


@pytest.mark.parametrize("pattern", ["l", "*L", "*lx", "*n", "*w", "*", "", "*ll", "*l ", "2x"])
def test_there_are_no_other_patterns(pair: Program, pattern: str) -> None:
    pair("c:send('something\\n')")
    message = "bad argument #2 to `receive' (invalid receive pattern)"
    assert pair.error(f"d:receive('{pattern}')") == message
    assert pair.error(f"receive(d, '{pattern}')") == message


def test_partial_data_is_consumed(pair: Program) -> None:
    pair("c:send('abc')")
    assert pair("return d:receive(10)") == ("abc", "timeout")
    pair("c:send('def') c:close()")
    assert pair("return d:receive(10)") == ("def", "closed")
    assert pair("return d:receive()") == ("", "closed")
    assert pair("return d:receive()") == ("", "closed")
    assert pair("return d:receive('*a')") == ("", None)
    assert pair("return d:receive('*a')") == ("", None)


def test_nothing_is_received_for_numbers_that_are_not_positive(pair: Program) -> None:
    assert pair("return d:receive(0)") == ("", None)
    pair("c:close()")
    assert pair("return d:receive(-1)") == ("", None)
    assert pair("return d:receive(0, 0)") == ("", "", None)


def test_patterns_see_one_stream(pair: Program) -> None:
    pair("c:send('line\\r\\nab\\n\\0\\255\\nlast\\n') c:close()")
    assert pair("return d:receive()") == ("line", None)
    assert pair("return d:receive(1)") == ("a", None)
    assert pair("return d:poll('*r')") == (1.0,)
    assert pair("return d:receive('*lu')") == ("b", None)
    assert pair("return d:receive('*l', '*a')") == ("\0\xff", "last\n", None)


def test_all_bytes_arrive_as_they_are(pair: Program) -> None:
    pair("all = '' for i = 0, 255 do all = all .. strchar(i) end c:send(all)")
    assert pair("local got = d:receive(256) return got == all, strlen(got)") == (1.0, 256.0)


def test_reset_ends_a_stream_like_its_end() -> None:
    network = ScriptedNetwork()
    network.script((0.0, b"ab"), (0.0, ConnectionResetError()))
    network.script((0.0, b"ab"), (0.0, ConnectionResetError()))
    program = Program(network=network)
    assert program("return connect('127.0.0.1', 7):receive('*a')") == ("ab", None)
    assert program("return connect('127.0.0.1', 7):receive('*l')") == ("ab", "closed")
    program.close()


@pytest.mark.parametrize("pattern", ["'*a'", "64 * 1048576"])
def test_64_mebibytes_arrive_intact(lua: Program, pattern: str) -> None:
    content = hashlib.sha256(b"seed").digest() * (2 * 1048576)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        lua(f"c = connect('127.0.0.1', {listener.getsockname()[1]})")
        peer, _ = listener.accept()

    def feed() -> None:
        with peer:
            peer.sendall(content)

    thread = threading.Thread(target=feed)
    thread.start()
    data, error = lua(f"return c:receive({pattern})")
    thread.join()
    assert error is None
    assert isinstance(data, str)
    assert data.encode("latin-1") == content


def test_64_mebibytes_are_sent_intact(lua: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        lua(f"c = connect('127.0.0.1', {listener.getsockname()[1]})")
        peer, _ = listener.accept()
    heard = hashlib.sha256()

    def hear() -> None:
        with peer:
            while data := peer.recv(1 << 20):
                heard.update(data)

    thread = threading.Thread(target=hear)
    thread.start()
    lua("block = strrep('0123456789abcde\\n', 65536)")
    assert lua("local e, n = c:send(strrep(block, 64)) c:close() return e, n") == (None, float(64 * 2**20))
    thread.join()
    assert heard.digest() == hashlib.sha256(b"0123456789abcde\n" * 65536 * 64).digest()


# ---- *w, of version 1.4 only (A.3)


def test_words_of_later_versions() -> None:
    stream = b"word1  word2\n\nw3"
    call = "return c:receive('*w', '*w', '*w')"
    assert received(call, stream, ends=False, luasocket="1.4") == ("word1", "word2", "w3", "timeout")
    assert received(call, stream, ends=True, luasocket="1.4") == ("word1", "word2", "w3", "closed")
