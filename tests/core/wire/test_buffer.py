import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.wire.buffer import ReceiveBuffer
from luasocket_core.wire.patterns import pattern_for, take_at_once
from luasocket_core.wire.strings import BYTES, TEXT


def fed(*pieces: bytes) -> ReceiveBuffer[bytes]:
    buffer = ReceiveBuffer(BYTES)
    for piece in pieces:
        buffer.feed(iter([piece]))
    return buffer


def test_feeding_tells_the_end() -> None:
    buffer = ReceiveBuffer(BYTES)

    assert buffer.feed(iter([b"x"]))
    assert not buffer.feed(iter([b""]))
    assert buffer.take_all() == b"x"


def test_text_has_one_character_per_byte() -> None:
    buffer = ReceiveBuffer(TEXT)
    buffer.feed(iter([bytes(range(256))]))

    assert buffer.take_all() == "".join(map(chr, range(256)))


def test_a_failed_arrival_changes_nothing() -> None:
    def arriving() -> bytes:
        raise KeyboardInterrupt

    buffer = fed(b"ab")
    with pytest.raises(KeyboardInterrupt):
        buffer.feed(iter(arriving, None))

    assert buffer.take_all() == b"ab"


def test_it_is_true_while_it_holds_anything() -> None:
    buffer = fed(b"a\nb\nc\n", b"d")

    assert not fed()
    assert buffer
    assert [buffer.take_line() for _ in range(3)] == [b"a", b"b", b"c"]
    assert buffer
    assert buffer.take_all() == b"d"
    assert not buffer


def test_lines_that_are_ready_can_be_popped() -> None:
    buffer = fed(b"a\nb\nc\nd")

    assert buffer.take_line() == b"a"
    assert buffer.ready == [b"c", b"b"]
    assert buffer.ready.pop() == b"b"
    assert buffer.take_all() == b"c\nd"


def test_the_list_of_ready_lines_is_always_the_same() -> None:
    buffer = fed(b"a\nb\nc\n")
    ready = buffer.ready

    buffer.take_line()
    buffer.take_all()
    buffer.feed(iter([b"a\nb\nc\n"]))
    buffer.take_line()

    assert buffer.ready is ready
    assert ready


@pytest.mark.parametrize("data", [b"a\r\nb\nc\r\n", b"a\nb\r\nc\n", b"a\nb\rb\nc\n", b"\n\r\n\n", b"a\r\r\nb\r\n\r\n"])
def test_lines_that_end_differently(data: bytes) -> None:
    buffer = fed(data)

    lines = iter(buffer.take_line, None)

    assert list(lines) == [line.removesuffix(b"\r") for line in data.split(b"\n")[:-1]]


def test_taken_pieces_are_let_go() -> None:
    buffer = fed(b"ab", b"cd", b"ef")

    buffer.take_until((3, 1))
    buffer.forget_taken()

    assert buffer.end == (0, 2)
    assert buffer.take_all() == b"f"


def test_going_back_to_an_earlier_start() -> None:
    buffer = fed(b"ab\ncd\nef\n")
    start = buffer.start
    buffer.take_line()

    buffer.start = start

    assert buffer.take_all() == b"ab\ncd\nef\n"


def test_clearing_drops_everything() -> None:
    buffer = fed(b"a\nb\nc\n", b"d")
    buffer.take_line()

    buffer.clear()

    assert not buffer
    assert buffer.take_all() == b""


def test_a_block_at_once_needs_one_piece() -> None:
    buffer = fed(b"ab", b"cd")

    assert buffer.take_block(0) == buffer.take_block(-1) == buffer.take_block(float("nan")) == b""
    assert buffer.take_block(3) is None
    assert buffer.take_block(float("inf")) is None
    assert buffer.take_block(1.9) == b"a"


pieces = st.lists(st.binary(min_size=1, max_size=40))
text_pieces = st.lists(st.text("ab\r\n ", min_size=1, max_size=600).map(str.encode))
patterns = st.lists(st.one_of(st.sampled_from(["*l", "*l", "*lu", "*w", "pop"]), st.integers(0, 30)), max_size=60)


def plainly_taken(data: bytes, pattern: str | int) -> tuple[bytes | None, bytes]:
    """What the pattern takes from ``data`` and what it leaves, the slow and obvious way."""
    if isinstance(pattern, int):
        return (data[:pattern], data[pattern:]) if pattern <= len(data) else (None, data)
    if pattern == "*w":
        white = b" \t\n\v\f\r"
        word = data.lstrip(white)
        length = next((index for index, byte in enumerate(word) if byte in white), None)
        return (None, word) if length is None else (word[:length], word[length:])
    line, newline, rest = data.partition(b"\n")
    if not newline:
        return None, data
    return (line if pattern == "*lu" else line.removesuffix(b"\r")), rest


@given(st.one_of(pieces, text_pieces), patterns)
def test_any_mixture_of_patterns_sees_one_stream(arrived: list[bytes], wanted: list[str | int]) -> None:
    buffer = fed(*arrived)
    rest = b"".join(arrived)
    for pattern in wanted:
        if pattern == "pop":
            if buffer.ready:
                expected, rest = plainly_taken(rest, "*l")
                assert buffer.ready.pop() == expected
            continue
        expected, rest = plainly_taken(rest, pattern)
        taken = take_at_once(pattern, buffer)
        if taken is None:
            slowly = pattern_for(pattern)
            assert slowly is not None
            taken = slowly.take(buffer)
        assert taken == expected
        buffer.forget_taken()
    assert bool(buffer) == bool(rest)
    assert buffer.take_all() == rest


def test_looking_ahead_takes_nothing() -> None:
    buffer = fed(b"one\r\ntwo\r\nthr", b"ee", b"four")
    assert buffer.look_ahead(4) == (19, b"one\r")
    buffer.take_line()
    assert buffer.look_ahead(100) == (14, b"two\r\nthreefour")
    assert buffer.look_ahead(0) == (14, b"")
    assert buffer.take_line() == b"two"
    assert fed().look_ahead(10) == (0, b"")
