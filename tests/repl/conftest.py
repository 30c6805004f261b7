"""What tests of the prompt share."""

from collections.abc import Iterator

import pytest

from tests.repl.pipes import Editor
from tests.repl.prompts import Prompt


@pytest.fixture
def prompt() -> Iterator[Prompt]:
    """A prompt without a terminal."""
    made = Prompt()
    yield made
    made.session.state.close()


@pytest.fixture
def editor() -> Iterator[Editor]:
    """The editor of the prompt, on a pipe."""
    with Editor() as made:
        yield made
