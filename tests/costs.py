"""What more work costs, whatever else the machine does meanwhile."""

import time
from collections.abc import Callable

_NOISE = 0.02  # seconds


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of this process: the least of three runs."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def is_in_proportion(work: Callable[[int], object], few: int) -> bool:
    """Does 16 times the work cost about 16 times as much? If costs grew with the square it would be 256 times."""
    return seconds_of(lambda: work(16 * few)) < 16 * 6 * seconds_of(lambda: work(few)) + _NOISE
