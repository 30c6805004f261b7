"""Long documents and mails, from Python and from Lua: every byte arrives, and memory holds them few times.

The programs are those of ``benchmarks/protocols``; nothing is timed here.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TRANSFERS = Path(__file__).parents[2] / "benchmarks" / "transfers"
ENVIRONMENT = {**os.environ, "TRANSFER_SIZE": "10_000_000", "PYTHONTRACEMALLOC": "1"}


@pytest.fixture(scope="module")
def ports() -> Iterator[dict[str, str]]:
    """The ports of the servers, which are a process of their own."""
    command = [sys.executable, str(TRANSFERS / "peer.py")]
    environment = {**ENVIRONMENT, "PYTHONTRACEMALLOC": "0"}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        assert peer.stdin is not None
        assert peer.stdout is not None
        with peer.stdin:
            yield dict(line.split() for line in iter(peer.stdout.readline, "\n"))


@pytest.mark.parametrize(
    ("contender", "kind", "server", "path", "most"),
    [
        ("core", "http", "http", "length", 1.2),
        ("core", "put", "ftp", "document", 1.2),
        ("luashell", "http", "http", "length", 1.2),
        ("luashell", "http", "http", "chunked", 1.5),
        ("luashell", "http", "http", "close", 1.5),
        ("luashell", "post", "http", "length", 1.2),
        ("luashell", "get", "ftp", "document", 1.5),
        ("luashell", "put", "ftp", "document", 1.2),
        ("luashell", "mail", "smtp", "mail", 2.5),
    ],
)
def test_every_byte_arrives_and_memory_suffices(
    ports: dict[str, str], contender: str, kind: str, server: str, path: str, most: float
) -> None:
    """No more than ``most`` times the size, and what is sent counts as one."""
    command = [sys.executable, str(TRANSFERS / "transfer.py"), contender, kind, ports[server], path]

    process = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)

    assert process.stderr == ""
    _, _, growth, size = map(float, process.stdout.split())
    assert growth <= most * size
