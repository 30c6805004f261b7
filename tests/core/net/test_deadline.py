import pytest

from luasocket_core import SocketUsageError
from luasocket_core.net.deadline import Deadline, Limits


@pytest.mark.parametrize(
    ("per_wait", "whole_call", "waits"),
    [
        (None, None, [None, None]),
        (0.5, None, [0.5, 0.5]),
        (None, 1.0, [1.0, 0.25]),
        (0.5, 1.0, [0.5, 0.25]),
        (0.5, 0.1, [0.1, 0.0]),
    ],
)
def test_what_is_left(per_wait: float | None, whole_call: float | None, waits: list[float | None]) -> None:
    limits = Limits()
    limits.per_wait = per_wait
    limits.whole_call = whole_call
    now = 0.0
    deadline = limits.begin(lambda: now)
    first = deadline.next_wait()
    now = 0.75

    assert [first, deadline.next_wait()] == waits


def test_a_call_without_limits_never_looks_at_the_clock() -> None:
    def clock() -> float:
        raise AssertionError

    assert Limits().begin(clock).next_wait() is None
    assert Deadline(0.5, None, clock).next_wait() == 0.5


@pytest.mark.parametrize(
    ("seconds", "limit"),
    [
        (0.5, 0.5),
        (2, 2.0),
        (0.0019, 0.001),
        (0.0009, 0.0),
        (0, 0.0),
        (-0.0004, 0.0),
        (-0.001, None),
        (-3, None),
        (float("-inf"), None),
        (None, None),
        (float("nan"), None),
        (1e300, 1e9),
        (float("inf"), 1e9),
    ],
)
def test_limits_are_cut_to_milliseconds(seconds: float | None, limit: float | None) -> None:
    limits = Limits()
    limits.set(seconds, "b")

    assert limits.per_wait == limit


def test_each_mode_is_changed_alone() -> None:
    limits = Limits()
    limits.set(0.5, "return")
    limits.set(0.25, "block")
    limits.set(None, "b")

    assert (limits.per_wait, limits.whole_call) == (None, 0.5)


@pytest.mark.parametrize("mode", ["", "R", "x", "*b"])
def test_other_modes(mode: str) -> None:
    with pytest.raises(SocketUsageError, match=r"^invalid timeout mode$"):
        Limits().set(1, mode)
