"""Bodies: gathered in memory once, and sent in portions."""

import tracemalloc
from collections.abc import Callable

import pytest

from luasocket_core.net.pipe import ConversationError
from luasocket_core.proto.body import BytesBody, TextBody, portions

MEGABYTE = 1 << 20


def reader(*blocks: bytes) -> Callable[[int], bytes]:
    """Gives these blocks, cut to what is asked for."""
    left = list(blocks)

    def read(size: int) -> bytes:
        if not left:
            return b""
        block, left[0] = left[0][:size], left[0][size:]
        if not left[0]:
            del left[0]
        return block

    return read


@pytest.mark.parametrize("kind", [BytesBody, TextBody])
@pytest.mark.parametrize(
    ("blocks", "limit", "length", "value", "error"),
    [
        ((), 9, None, b"", None),
        ((b"ab", b"c\xff"), 9, None, b"abc\xff", None),
        ((b"ab", b"cd"), 4, None, b"abcd", None),
        ((b"ab", b"cd"), 3, None, b"abc", "response too long"),
        ((b"ab", b"cd"), 3.5, None, b"abc", "response too long"),
        ((b"ab", b"cd"), 0, None, b"", "response too long"),
        ((b"ab", b"cd"), 9, 3, b"abc", None),
        ((b"ab", b"cd"), 9, 0, b"", None),
        ((b"ab", b"cd"), 9, 8, b"abcd", None),
        ((b"ab", b"cd"), 9, 10, b"", "response too long"),
    ],
)
def test_gathering(
    kind: type[BytesBody | TextBody],
    blocks: tuple[bytes, ...],
    limit: float,
    length: int | None,
    value: bytes,
    error: str | None,
) -> None:
    body = kind(limit)
    problem = None
    try:
        body.fill(reader(*blocks), length)
    except ConversationError as caught:
        problem = str(caught)
    assert problem == error
    assert body.value() == (value if kind is BytesBody else value.decode("latin-1"))


@pytest.mark.parametrize("kind", [BytesBody, TextBody])
def test_what_came_before_an_error_is_kept(kind: type[BytesBody | TextBody]) -> None:
    read = reader(b"abc")

    def failing(size: int) -> bytes:
        block = read(size)
        if not block:
            raise ConversationError("timeout")
        return block

    body = kind(9)
    with pytest.raises(ConversationError, match="timeout"):
        body.fill(failing)
    assert len(body.value()) == 3


@pytest.mark.parametrize("kind", [BytesBody, TextBody])
@pytest.mark.parametrize("chunk", [16384, 3 * MEGABYTE])
@pytest.mark.parametrize("length", [None, 20 * MEGABYTE])
def test_memory_holds_it_once(kind: type[BytesBody | TextBody], chunk: int, length: int | None) -> None:
    """Text would be there twice at its end if Python did not lengthen it in place."""
    left = 20 * MEGABYTE

    def read(size: int) -> bytes:
        nonlocal left
        count = min(size, left) if length == left else min(size, chunk, left)
        left -= count
        return bytes(count)

    body = kind(1e9)
    tracemalloc.start()
    body.fill(read, length)
    value = body.value()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(value) == 20 * MEGABYTE
    assert peak < 1.5 * len(value)


@pytest.mark.parametrize("size", [0, 1, 131072, 131073, 400000])
def test_portions(size: int) -> None:
    data = (bytes(range(256)) * (size // 256 + 1))[:size]
    assert b"".join(portions(data)) == data
    assert b"".join(portions(data.decode("latin-1"))) == data
    assert all(0 < len(portion) <= 131072 for portion in portions(data))
