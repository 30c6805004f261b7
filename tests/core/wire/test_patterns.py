import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.wire.buffer import ReceiveBuffer
from luasocket_core.wire.patterns import is_pattern, pattern_for
from luasocket_core.wire.strings import BYTES


@pytest.mark.parametrize("pattern", ["*l", "*lu", "*a", "*w", 0, 5, -1.5, float("nan"), float("inf"), float("-inf")])
def test_patterns(pattern: str | float) -> None:
    assert is_pattern(pattern)
    assert pattern_for(pattern) is not None


@pytest.mark.parametrize("pattern", ["", "l", "*L", "*lx", "*n", "*", "l*", "2"])
def test_no_patterns(pattern: str) -> None:
    assert not is_pattern(pattern)
    assert pattern_for(pattern) is None


@pytest.mark.parametrize("pattern", [None, b"*l", []])
def test_neither_string_nor_number(pattern: object) -> None:
    assert not is_pattern(pattern)


def taken_as_it_arrives(pattern: str | float, pieces: list[bytes]) -> tuple[bytes | None, bytes]:
    """What the pattern takes when it looks after each arrival, and what it leaves of the pieces until then."""
    buffer = ReceiveBuffer(BYTES)
    looking = pattern_for(pattern)
    assert looking is not None
    for index, piece in enumerate(pieces):
        buffer.feed(iter([piece]))
        taken = looking.take(buffer)
        if taken is not None:
            return taken, buffer.take_all() + b"".join(pieces[index + 1 :])
    return None, looking.take_rest(buffer)


@given(
    st.sampled_from(["*l", "*lu", "*w", 1, 7, 30]),
    st.lists(st.sampled_from([b"a", b"\r", b"\n", b" ", b"\0b", b"\r\n", b"\xff" * 9]), min_size=1, max_size=30),
)
def test_nothing_depends_on_how_the_bytes_arrive(pattern: str | float, pieces: list[bytes]) -> None:
    assert taken_as_it_arrives(pattern, pieces) == taken_as_it_arrives(pattern, [b"".join(pieces)])


@pytest.mark.parametrize(
    ("pattern", "data", "taken", "left"),
    [
        ("*l", b"x\r\ny", b"x", b"y"),
        ("*l", b"three\rfour\r\r\n", b"three\rfour\r", b""),
        ("*l", b"\n", b"", b""),
        ("*l", b"x\r", None, b"x\r"),
        ("*lu", b"x\r\ny", b"x\r", b"y"),
        ("*lu", b"a\0b\n\n", b"a\0b", b"\n"),
        ("*w", b" \t\r\n\v\fone two", b"one", b" two"),
        ("*w", b"  w3", None, b"w3"),
        ("*w", b"  ", None, b""),
        ("*w", b"a\xa0b\x1c \x85", b"a\xa0b\x1c", b" \x85"),
        (3, b"abcd", b"abc", b"d"),
        (1.9, b"abcd", b"a", b"bcd"),
        (0.5, b"abcd", b"", b"abcd"),
        (-3, b"abcd", b"", b"abcd"),
        (float("nan"), b"abcd", b"", b"abcd"),
        (float("-inf"), b"abcd", b"", b"abcd"),
        (float("inf"), b"abcd", None, b"abcd"),
        (5, b"abcd", None, b"abcd"),
        ("*a", b"ab\ncd", None, b"ab\ncd"),
    ],
)
def test_what_is_taken(pattern: str | float, data: bytes, taken: bytes | None, left: bytes) -> None:
    assert taken_as_it_arrives(pattern, [data]) == (taken, left)


def test_only_everything_is_completed_by_the_end() -> None:
    assert [p for p in ("*l", "*lu", "*w", "*a") if (found := pattern_for(p)) and found.until_end] == ["*a"]


@pytest.mark.parametrize("pattern", ["*l", "*lu", "*w", 800_001])
def test_slow_arrival_is_not_quadratic(pattern: str | float) -> None:
    pieces = [b"x" * 8] * 100_000
    began = time.process_time()

    taken, _ = taken_as_it_arrives(pattern, [*pieces, b"\n"])

    assert taken is not None
    assert len(taken) >= 800_000
    assert time.process_time() - began < 5
