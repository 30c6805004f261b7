"""Sockets are open in every run, and cost next to nothing until a program uses them."""

import subprocess
import sys
from typing import Final

import pytest

from tests.commands import LUASHELL

SOCKETS: Final = frozenset(("socket", "_socket", "selectors", "luasocket_core"))


def loaded_by(text: str) -> set[str]:
    """The modules that a run of ``text`` imports."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *LUASHELL[1:], "-e", text],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("text", ["", "print(type(connect))", "call(connect, {}, 'x', function () end)"])
def test_no_sockets_before_the_first_socket_function(text: str) -> None:
    loaded = loaded_by(text)
    assert "luashell.interpreter" in loaded
    assert not SOCKETS & loaded
    assert not [name for name in loaded if name.startswith("luasocket_core.")]


@pytest.mark.parametrize("text", ["udpsocket()", "bind('127.0.0.1', 0)", "toip('127.0.0.1')", "select({}, {}, 0)"])
def test_sockets_with_the_first_socket_function(text: str) -> None:
    assert loaded_by(text) > SOCKETS
