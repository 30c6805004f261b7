"""Ctrl-C in everything that can take long leads back to the prompt, and nothing is damaged."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.repl.homes import home
from tests.terminal import Terminal

ENTER = "\r"
CTRL_C = "\x03"

PREPARED = """\
server = bind("127.0.0.1", 0)
address, port = server:getsockname()
caller = connect(address, port)
peer = server:accept()
udp = udpsocket()
udp:setsockname("127.0.0.1", 0)
big = strrep("x", 20000000)
"""

HANGING_RESOLVER = """\
import socket, sys, threading
from luashell.cli import main
known = socket.gethostbyname_ex
socket.gethostbyname_ex = lambda name: threading.Event().wait() if name == "silent.test" else known(name)
sys.exit(main())
"""

BLOCKING = {
    "connect": "connect('127.0.0.1', full)",
    "dns": "toip('silent.test')",
    "connect by name": "connect('silent.test', 80)",
    "accept": "server:accept()",
    "receive": "caller:receive()",
    "receive all": "caller:receive('*a')",
    "receive many": "caller:receive(1000, '*l')",
    "send": "caller:send(big)",
    "udp receive": "udp:receive()",
    "receivefrom": "udp:receivefrom()",
    "select": "select({server}, {})",
    "select nothing": "select({}, {})",
    "sleep": "_sleep(1000)",
    "read": "read()",
    "read all": "read('*a')",
    "loop": "while 1 do end",
    "loop in a function": "call(function () while 1 do end end, {}, 'x')",
    "loop in a library call": "foreachi({1}, function () while 1 do end end)",
    "http": "http_get('http://127.0.0.1:' .. silent)",
    "smtp": "smtp_mail('a@b', 'c@d', {}, 'x', '127.0.0.1:' .. silent)",
    "ftp": "ftp_get('ftp://127.0.0.1:' .. silent .. '/x')",
    "timed": ":time write('running ') flush() server:accept()",
    "program": ":run {program}",
    "file": ":load {program}",
}


@pytest.fixture(scope="module")
def silent_port() -> Iterator[int]:
    """A server that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def full_port() -> Iterator[int]:
    """A server that takes no more connections: whoever connects waits."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, ExitStack() as callers:
        for _ in range(4):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@pytest.fixture(scope="module", params=["xterm", "dumb"])
def terminal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, silent_port: int, full_port: int
) -> Iterator[Terminal]:
    """A prompt with sockets to block on, for all tests: each leaves it as it was."""
    folder = tmp_path_factory.mktemp("home")
    prepared = folder / "prepared.lua"
    prepared.write_text(f"{PREPARED}silent = {silent_port}\nfull = {full_port}\n")
    environment = {"TERM": request.param, **home(folder)}
    command = [sys.executable, "-c", HANGING_RESOLVER, "-i", str(prepared)]
    with Terminal(command, environment, columns=80, lines=24) as started:
        started.wait_for("lua>")
        yield started


@pytest.mark.parametrize("entry", BLOCKING.values(), ids=BLOCKING.keys())
def test_interrupt_leads_back_to_the_prompt(terminal: Terminal, entry: str, tmp_path: Path) -> None:
    program = tmp_path / "program.lua"
    running = "write('running ') flush()"
    program.write_text(f"{running} while 1 do end")
    entry = entry.format(program=program) if entry.startswith(":") else f"{running} {entry}"
    terminal.press(entry + ENTER)
    terminal.wait_for("\nrunning")

    terminal.interrupt(r"(?s)interrupted.*\nlua>")

    terminal.press("print('still ' .. 'here')" + ENTER)
    terminal.wait_for("still here\nlua>")


def test_one_interrupt_is_enough(terminal: Terminal) -> None:
    terminal.press("write('running ') flush() server:accept()" + ENTER)
    terminal.wait_for("\nrunning")
    terminal.interrupt(r"(?s)interrupted.*\nlua>")

    terminal.press("write('again ') flush() server:accept()" + ENTER)
    terminal.wait_for("\nagain")
    terminal.press(CTRL_C)
    terminal.wait_for(r"(?s)again.*interrupted.*\nlua>")


@pytest.mark.parametrize("entry", ["", "while 1 do end", "server:accept()"])
def test_many_interrupts_do_no_harm(terminal: Terminal, entry: str) -> None:
    terminal.press(f"write('running ') flush() {entry}" + ENTER)
    terminal.wait_for(r"\nrunning.*(?:\nlua>)?")
    for _ in range(20):
        terminal.press(CTRL_C)
    terminal.interrupt(r"\nlua>")
    terminal.press("print('still ' .. 'here')" + ENTER)
    terminal.wait_for("still here\nlua>")
