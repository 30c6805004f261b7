"""When Ctrl-C interrupts."""

import signal
from collections.abc import Iterator

import pytest

from luashell.repl.sigint import Interrupts


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_interrupts_count_only_while_they_are_wanted() -> None:
    with Interrupts() as interrupts:
        signal.raise_signal(signal.SIGINT)
        interrupts.are_wanted = True
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        interrupts.are_wanted = False
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("before", [signal.SIG_IGN, signal.SIG_DFL, signal.default_int_handler])
def test_afterwards_all_is_as_before(before: signal.Handlers) -> None:
    signal.signal(signal.SIGINT, before)
    with Interrupts():
        assert (signal.getsignal(signal.SIGINT) is signal.SIG_IGN) is (before is signal.SIG_IGN)
    assert signal.getsignal(signal.SIGINT) is before
