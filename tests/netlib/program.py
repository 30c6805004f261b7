"""Lua programs inside the test's own process, which is quick, and the values they give."""

import io

import pytest

from luashell.errors import LuaError
from luashell.interpreter import new_state
from luashell.runtime.calling import spread
from luasocket_core import Network

__all__ = ["PAIR", "Program"]

PAIR = """
server = bind("127.0.0.1", 0, 10)
ip, p = server:getsockname()
c = connect(ip, p)
d = server:accept()
d:timeout(0.05)
"""
"""A server at port ``p``, and both ends of a connection to it; ``d`` waits 50 milliseconds at most."""


class Program:
    """A Lua state; calling it runs a text and gives the tuple of its results."""

    def __init__(self, luasocket: str = "1.2", network: Network | None = None) -> None:
        self.output = io.BytesIO()
        self.state = new_state(
            stdin=io.BytesIO(), stdout=self.output, stderr=io.BytesIO(), luasocket=luasocket, network=network
        )

    def __call__(self, text: str) -> tuple[object, ...]:
        return spread(self.state.load(text, "=text")())

    def value(self, expression: str) -> object:
        """The only value of an expression."""
        (value,) = self(f"return {expression}")
        return value

    def error(self, text: str) -> str:
        """The message of the error that the text must raise."""
        with pytest.raises(LuaError) as caught:
            self(text)
        assert caught.value.message is not None
        return caught.value.message

    def close(self) -> None:
        """End the program."""
        self.state.close()
