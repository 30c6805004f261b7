"""Fixtures: two ends of a TCP connection."""

from collections.abc import Iterator

import pytest

from luasocket_core import Stream
from tests.core.opening import connected_pair


@pytest.fixture
def pair() -> Iterator[tuple[Stream[bytes], Stream[bytes]]]:
    """Near and far end; the far one has a limit of 50 milliseconds."""
    near, far = connected_pair()
    with near, far:
        yield near, far
