"""When a peer is too slow."""

from luasocket_core.net.pace import Pace


def test_before_the_first_byte_a_peer_may_think() -> None:
    pace = Pace(100)
    assert pace.left() is None
    assert not pace.is_too_slow(0, 1000)
    assert not pace.is_too_slow(1, 1000)


def test_a_minute_of_waiting_is_judged() -> None:
    pace = Pace(100)
    pace.is_too_slow(1, 0)
    assert pace.left() == 60
    assert not pace.is_too_slow(5999, 59)
    assert pace.left() == 1
    assert pace.is_too_slow(0, 1)


def test_enough_begins_a_new_minute() -> None:
    pace = Pace(100)
    pace.is_too_slow(1, 0)
    assert not pace.is_too_slow(6000, 60)
    assert pace.left() == 60
    assert pace.is_too_slow(5999, 60)


def test_each_answer_counts_for_itself() -> None:
    pace = Pace(100)
    pace.is_too_slow(1, 0)
    pace.is_too_slow(0, 59)
    pace.begin()
    assert pace.left() is None
    assert not pace.is_too_slow(1, 59)


def test_any_pace() -> None:
    pace = Pace(0)
    pace.is_too_slow(1, 0)
    assert pace.left() is None
    assert not pace.is_too_slow(0, 1000)
