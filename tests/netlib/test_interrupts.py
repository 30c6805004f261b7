"""Ctrl-C in every wait (specification 2.8), in a real process: it ends soon, and the socket can be used again.

``lua4`` makes a Lua error of it, which the programs here catch.
"""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.commands import LUA4

SOON = 0.5
"""Seconds."""

PROGRAM = """
    server = bind("127.0.0.1", 0) ip, p = server:getsockname()
    near = connect(ip, p) far = server:accept()
    u, v = udpsocket(), udpsocket() u:setsockname("127.0.0.1", 0)
    _ERRORMESSAGE = function (words) print(words) flush() end
    function interrupted (wait)
      call(function () print("waiting") flush() %wait() end, {}, "x")
    end
"""

WAITS = {
    "accept": (
        "server:accept()",
        "local c = connect(ip, p) print(type(server:accept()))",
        "table",
    ),
    "receive": (
        "far:receive('*l', 20)",
        "near:send(' line\\nabcde') print(far:receive('*l', 5))",
        "part of a line\tabcde\tnil",
    ),
    "everything": (
        "far:receive('*a')",
        "near:close() print(far:receive('*a'))",
        "part of a\tnil",
    ),
    "send": (
        "near:send(strrep('x', 50000000))",
        "near:close() print(strsub(far:receive('*a'), 1, 10))",
        "part of ax",
    ),
    "datagram": (
        "u:receivefrom()",
        "local a, b = u:getsockname() v:sendto('late', a, b) local data = u:receivefrom() print(data)",
        "late",
    ),
    "select": (
        "select({server, u}, {})",
        "near:send('x') local ready = select({server, far}, {}) print(ready[1] == far)",
        "1",
    ),
    "sleep": (
        "_sleep(100)",
        "_sleep(0) print('awake')",
        "awake",
    ),
    "repeated receive": (
        "far:timeout(100, 'r') far:receive('*l')",
        "far:timeout(nil, 'r') near:send('\\n') print(far:receive())",
        "part of a\tnil",
    ),
}
"""The wait, what is done after it was interrupted, and what that prints."""


@pytest.fixture(autouse=True)
def interrupts_are_heeded() -> Iterator[None]:
    """Also where the tests were started with Ctrl-C ignored, as background jobs are: processes inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def running(*command: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A process and its output."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def interrupt(process: subprocess.Popen[str], output: IO[str]) -> None:
    """Press Ctrl-C when the program waits; the wait must end soon."""
    assert output.readline() == "waiting\n"
    state = Path(f"/proc/{process.pid}/stat")
    while state.exists() and state.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "R":
        pass  # where the system does not tell, Ctrl-C may come just before the wait
    pressed = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert output.readline() == "interrupted!\n"
    assert time.monotonic() - pressed < SOON


@pytest.mark.parametrize("wait", WAITS)
def test_wait_ends_and_the_socket_is_usable(wait: str) -> None:
    call, afterwards, printed = WAITS[wait]
    text = f"{PROGRAM} near:send('part of a') interrupted(function () {call} end) {afterwards} flush()"
    with running(*LUA4, "-e", text) as (process, output):
        interrupt(process, output)
        assert output.read() == f"{printed}\n"
        assert process.wait(timeout=30) == 0


def test_connecting_ends_and_can_be_tried_again() -> None:
    """A server whose queue is full answers nobody."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        name = listener.getsockname()
        queue = [socket.create_connection(name)]
        try:
            while True:
                queue.append(socket.create_connection(name, timeout=0.2))
        except TimeoutError:
            pass
        text = f"""{PROGRAM} interrupted(function () connect("127.0.0.1", {name[1]}) end)
            print(type(connect("127.0.0.1", {name[1]})))"""
        with running(*LUA4, "-e", text) as (process, output):
            interrupt(process, output)
            for client in queue:
                listener.accept()[0].close()
                client.close()
            assert output.read() == "table\n"
            assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("call", ["toip('slow')", "tohostname('slow')", "connect('slow', 7)", "bind('slow', 0)"])
def test_name_resolution_ends(call: str) -> None:
    program = """
import socket, threading
answer = socket.gethostbyname_ex
socket.gethostbyname_ex = lambda name: threading.Event().wait() if name == "slow" else answer(name)
from luashell.standalone import main
main()
"""
    text = f"{PROGRAM} interrupted(function () {call} end) print(toip('localhost'))"
    with running(sys.executable, "-c", program, "-e", text) as (process, output):
        interrupt(process, output)
        assert output.read().startswith("127.0.0.1\t")
        assert process.wait(timeout=30) == 0
