"""Fixtures: a Lua program with sockets."""

from collections.abc import Iterator

import pytest

from tests.netlib.program import PAIR, Program


@pytest.fixture
def lua() -> Iterator[Program]:
    """A program with no socket yet."""
    program = Program()
    yield program
    program.close()


@pytest.fixture
def pair(lua: Program) -> Program:
    """The same, with two ends of a connection, ``c`` and ``d``."""
    lua(PAIR)
    return lua
