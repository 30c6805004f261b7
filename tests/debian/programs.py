"""Debian's servers as processes of an ordinary user, on free ports, in folders of their own."""

import os
import pwd
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, TypedDict

from tests.certificates import AUTHORITY

__all__ = [
    "PATIENCE",
    "SERVANT",
    "Certificate",
    "as_servant",
    "free_ports",
    "give_to_servant",
    "private_folder",
    "running",
]

PATIENCE: Final = 30.0
"""Seconds that a server has to be ready, and to end."""

SERVANT: Final = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
"""Who runs the servers: never root."""


class Servant(TypedDict, total=False):
    """What makes a new process belong to somebody."""

    user: int
    group: int
    extra_groups: list[int]


def as_servant() -> Servant:
    """What makes a new process belong to SERVANT."""
    return Servant(user=SERVANT.pw_uid, group=SERVANT.pw_gid, extra_groups=[]) if os.getuid() == 0 else Servant()


def give_to_servant(path: Path) -> None:
    """Make a file or folder SERVANT's own."""
    if os.getuid() == 0:
        os.chown(path, SERVANT.pw_uid, SERVANT.pw_gid)


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that SERVANT may enter, and in which it may write."""
    with tempfile.TemporaryDirectory(prefix="luashell-debian-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        give_to_servant(folder)
        yield folder


class Certificate:
    """A certificate of the test authority for ``host``, as files that SERVANT can read; ``name`` is theirs."""

    def __init__(self, folder: Path, name: str, host: str, not_after: datetime | None = None) -> None:
        issued = AUTHORITY.issue_cert(host, not_after=not_after)
        self.chain = folder / f"{name}.chain.pem"
        self.key = folder / f"{name}.key.pem"
        self.chain.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        self.key.write_bytes(issued.private_key_pem.bytes())
        self.key.chmod(0o400)
        give_to_servant(self.key)


def free_ports(count: int) -> list[int]:
    """Ports at which nobody listens."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [listener.getsockname()[1] for listener in listeners]


@contextmanager
def running(command: Sequence[str | Path], folder: Path, ports: Sequence[int]) -> Iterator[None]:
    """Run a server in the foreground, as SERVANT, from when it listens at all ``ports``."""
    with (folder / "output").open("w+b") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **as_servant(),
        )
        try:
            ends = time.monotonic() + PATIENCE
            for port in ports:
                wait_until_it_listens(process, port, ends, folder / "output")
            yield
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()


def wait_until_it_listens(process: subprocess.Popen[bytes], port: int, ends: float, output: Path) -> None:
    """Return when somebody listens there; fail with what it wrote when ``process`` ended, or it is too late."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            pass
        try:
            process.wait(0.01)
        except subprocess.TimeoutExpired:
            if time.monotonic() < ends:
                continue
        raise AssertionError(output.read_text(errors="replace"))
