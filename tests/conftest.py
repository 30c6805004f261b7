"""What holds for every test: the profile of the properties, loopback traffic only, and nothing left running."""

import faulthandler
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from luashell.lab import Lab
from luasocket_core.net.live import LiveNetwork
from tests.loopback.sitecustomize import refuse_other_addresses

hypothesis.settings.register_profile("quick", max_examples=50, derandomize=True, deadline=None)
hypothesis.settings.register_profile("long", max_examples=5000, deadline=None)

refused: list[str] = []


class RefusedAddressError(Exception):
    """A test tried to reach another machine."""


def refuse(sentence: str) -> None:
    """Stop the attempt, and remember it in case the code under test catches this error."""
    refused.append(sentence)
    raise RefusedAddressError(sentence)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--profile",
        choices=("quick", "long"),
        default="quick",
        help="how many examples each property tries (default: quick, the same ones every time)",
    )


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile(config.getoption("profile"))
    refuse_other_addresses(refuse)
    # A shell starts jobs in the background with Ctrl-C ignored, and what the tests start would inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give the long profile ten times as long as the limit of pyproject.toml, which is for the quick one."""
    if item.config.getoption("profile") == "long":
        assert sys.__stderr__ is not None
        faulthandler.dump_traceback_later(1200, exit=True, file=sys.__stderr__)


@pytest.fixture(autouse=True, scope="session")
def children_are_guarded_too() -> Iterator[None]:
    """Give the processes that tests start the same guard (``loopback/sitecustomize.py``)."""
    guard = str(Path(__file__).parent / "loopback")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", guard, prepend=os.pathsep)
        yield


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    """Fail the test that tried to reach another machine, also when the code under test hid the error."""
    yield
    attempts = refused.copy()
    refused.clear()
    assert not attempts


@pytest.fixture(autouse=True, scope="session")
def no_thread_left() -> Iterator[None]:
    """Fail the run when a test left a thread running, once all other fixtures are gone."""
    before = set(threading.enumerate())
    yield
    gc.collect()
    left = set(threading.enumerate()) - before
    for thread in left:
        thread.join(timeout=5)
    assert not [thread.name for thread in left if thread.is_alive()]


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The servers of the lab. They are for all tests: who stops one makes a Lab of its own."""
    with Lab() as running:
        assert not running.problems
        yield running


@pytest.fixture
def lab_network(lab: Lab) -> Iterator[LiveNetwork]:
    """A network where ``web.lab`` and its like lead to the lab."""
    network = LiveNetwork()
    lab.map_names(network)
    yield network
    lab.unmap_names(network)
