"""Fixtures: nginx and proftpd as the tests configure them, and what another version of curl answers."""

import pytest

OTHER_ANSWERS = pytest.StashKey[list[str]]()


@pytest.fixture
def other_answers(request: pytest.FixtureRequest) -> list[str]:
    """Where a curl of another version than the recorded one differs: told at the end, since it is no fault of ours."""
    return request.config.stash.setdefault(OTHER_ANSWERS, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if answers := config.stash.get(OTHER_ANSWERS, []):
        terminalreporter.section("this machine's curl answers otherwise; tests/debian/run --record would record it")
        terminalreporter.write("\n".join(answers) + "\n")
