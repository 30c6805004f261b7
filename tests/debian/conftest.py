"""Fixtures: nginx, proftpd and who talks to them; and a report of what another version of curl answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.certificates import trust
from tests.debian.clients import Client, FromLua, FromPython
from tests.debian.nginx import Nginx, running_nginx
from tests.debian.proftpd import Proftpd, running_proftpd
from tests.netlib.program import Program

OTHER_ANSWERS = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def nginx() -> Iterator[Nginx]:
    """One nginx for all tests."""
    with running_nginx() as server:
        yield server


@pytest.fixture(scope="session")
def proftpd() -> Iterator[Proftpd]:
    """One proftpd for all tests."""
    with running_proftpd() as server:
        yield server


@pytest.fixture(params=["python", "lua"])
def client(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Both clients in turn, trusting the test authority alone."""
    monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    if request.param == "python":
        yield FromPython()
        return
    lua = Program()
    yield FromLua(lua)
    lua.close()


@pytest.fixture
def other_answers(request: pytest.FixtureRequest) -> list[str]:
    """Where a curl of another version than the recorded one differs: told at the end, since it is no fault of ours."""
    return request.config.stash.setdefault(OTHER_ANSWERS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if answers := config.stash.get(OTHER_ANSWERS, []):
        terminalreporter.section("this machine's curl answers otherwise; tests/debian/run --record would record it")
        terminalreporter.write("\n".join(answers) + "\n")
