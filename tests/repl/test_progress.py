"""The text that tells how far a long transfer is."""

import pytest

from luashell.repl.progress import Progress, in_units
from luasocket_core.tracing import Closed, Connected, Received, Sent


class Display:
    """Takes down what is shown."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.progress = Progress(self.texts.append, lambda: self.texts.append(""))


@pytest.fixture
def display() -> Display:
    made = Display()
    made.progress.begin()
    return made


def test_long_transfer_is_shown_ten_times_a_second_at_most(display: Display) -> None:
    for hundredth in range(300):
        display.progress(Received(1, hundredth / 100, bytes(10_000)))
    assert display.texts[0] == "receiving 710.0 kB, 1.0 MB/s, 1 s"
    assert 20 <= len(display.texts) <= 24
    assert display.texts[-1].startswith(("receiving 2.9", "receiving 3.0"))


def test_sending_is_shown(display: Display) -> None:
    display.progress(Sent(1, 0.0, bytes(1_000_000)))
    display.progress(Sent(1, 2.0, bytes(1_000_000)))
    assert display.texts == ["sending 2.0 MB, 1.0 MB/s, 2 s"]


def test_short_transfer_is_not_shown(display: Display) -> None:
    for hundredth in range(60):
        display.progress(Received(1, hundredth / 100, bytes(1_000_000)))
    assert display.texts == []


def test_conversation_is_not_shown(display: Display) -> None:
    for second in range(100):
        display.progress(Sent(1, second + 0.0, b"question\n"))
        display.progress(Received(1, second + 0.1, b"answer\n"))
    assert display.texts == []


def test_end_of_the_connection_takes_it_away(display: Display) -> None:
    display.progress(Received(1, 0.0, bytes(100_000)))
    display.progress(Closed(2, 0.5))
    display.progress(Received(1, 1.0, bytes(100_000)))
    display.progress(Closed(1, 1.1))
    assert display.texts == ["receiving 200.0 kB, 200.0 kB/s, 1 s", ""]


def test_end_of_the_entry_takes_it_away(display: Display) -> None:
    display.progress(Received(1, 0.0, bytes(100_000)))
    display.progress(Received(1, 1.0, bytes(100_000)))
    display.progress.end()
    assert display.texts[-1] == ""


def test_nothing_is_shown_between_entries(display: Display) -> None:
    display.progress.end()
    display.progress(Received(1, 0.0, bytes(100_000)))
    display.progress(Received(1, 1.0, bytes(100_000)))
    assert display.texts == []


def test_next_entry_counts_anew(display: Display) -> None:
    display.progress(Received(1, 0.0, bytes(100_000)))
    display.progress.end()
    display.progress.begin()
    display.progress(Connected(1, 9.0, ("127.0.0.1", 80), None, 0.0))
    display.progress(Received(1, 9.5, bytes(100_000)))
    assert display.texts == []


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (12_400_000, "12.4 MB"),
        (5e12, "5000.0 GB"),
    ],
)
def test_units(count: float, text: str) -> None:
    assert in_units(count) == text
