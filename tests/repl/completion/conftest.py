"""What tests of completion share."""

from collections.abc import Iterator

import pytest

from luashell.repl.session import Session
from tests.repl.completion.sessions import session_with


@pytest.fixture
def session() -> Iterator[Session]:
    """A session in which a small program has been run."""
    made = session_with()
    yield made
    made.state.close()
