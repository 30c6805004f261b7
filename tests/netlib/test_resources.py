"""Descriptors: none is left behind, running out of them is an error like others, and a thousand clients are served.

With ``--profile=long`` the numbers are those of a busy day.
"""

import gc
import os
import resource
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable

import pytest

from tests.commands import LUASHELL
from tests.netlib.program import Program

Choice = Callable[[int, int], int]


@pytest.fixture
def quick_or_long(pytestconfig: pytest.Config) -> Choice:
    """Of two numbers, the one for the profile."""
    return lambda quick, long: long if pytestconfig.getoption("profile") == "long" else quick


def descriptors() -> int:
    """How many are open in this process."""
    return len(os.listdir("/dev/fd"))  # noqa: PTH208  # a list is counted at once


def limited(soft: int, hard: int, text: str) -> list[str]:
    """The lines that a program prints in a process with these limits of descriptors."""
    ended = subprocess.run(
        ["sh", "-c", f'ulimit -Sn {soft}; ulimit -Hn {hard}; exec "$@"', "sh", *LUASHELL, "-e", text],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_dropped_sockets_leave_no_descriptor(lua: Program, quick_or_long: Choice) -> None:
    lua("bind('127.0.0.1', 0)")
    before = descriptors()
    lua(f"for i = 1, {quick_or_long(1000, 50_000)} do udpsocket():timeout(1) bind('127.0.0.1', 0) end")
    assert descriptors() == before


def test_dropped_circles_of_sockets_leave_no_descriptor(lua: Program, quick_or_long: Choice) -> None:
    lua("bind('127.0.0.1', 0)")
    before = descriptors()
    lua(f"for i = 1, {quick_or_long(20, 1000)} do local u = udpsocket() u.other = {{udpsocket(), u}} end")
    gc.collect()
    assert descriptors() == before


def test_dropped_connections_leave_no_descriptor(pair: Program, quick_or_long: Choice) -> None:
    before = descriptors()
    pair(f"for i = 1, {quick_or_long(200, 10_000)} do local near, far = connect(ip, p), server:accept() end")
    assert descriptors() == before


def test_connections_abandoned_in_mid_line_lose_nothing_and_leave_nothing(pair: Program, quick_or_long: Choice) -> None:
    count = quick_or_long(200, 5000)
    (port,) = pair("function take() local s = server:accept() return s:receive('*l', '*l') end return p")
    assert isinstance(port, float)
    pair("return 1")
    gc.collect()
    before = descriptors(), len(gc.get_objects())

    for number in range(count):
        with socket.create_connection(("127.0.0.1", int(port))) as client:
            client.sendall(b"first %d\nand a half" % number)
        assert pair("return take()") == (f"first {number}", "and a half", "closed")

    gc.collect()
    assert descriptors() == before[0]
    assert len(gc.get_objects()) - before[1] < count


def test_running_out_of_descriptors_is_an_error_like_others() -> None:
    text = """
        server = bind("127.0.0.1", 0, 5) ip, p = server:getsockname()
        waiting = connect(ip, p)
        open = {}
        repeat
          u, words = udpsocket()
          if u then tinsert(open, u) end
        until not u
        print(words)
        print(connect(ip, p)) print(bind("*", 0)) print(server:accept())
        tremove(open):close()
        print(type(server:accept()))
        for i = 1, 5 do tremove(open) end
        print(type(udpsocket()), type(connect(ip, p)), type(bind("*", 0)))
    """

    full = "descriptor table is full"
    assert limited(40, 40, text) == [full, *[f"nil\t{full}"] * 3, "table", "table\ttable\ttable"]


def test_command_raises_the_limit_as_far_as_it_may() -> None:
    text = "n, t = 0, {} repeat t[n] = udpsocket() n = n + 1 until n == 90 or not t[n - 1] print(n)"
    assert limited(30, 120, text) == ["90"]


SERVER = """
    server = bind("127.0.0.1", 0, 1000)
    server:timeout(0)
    local _, port = server:getsockname()
    print(port) flush()

    clients, begun, open, most, lines = {server}, {}, 0, 0, 0

    function welcome ()
      local client = server:accept()
      while client do
        client:timeout(0)
        tinsert(clients, client)
        open = open + 1
        client = server:accept()
      end
      most = max(most, open)
    end

    function serve (client)
      local line, problem = client:receive()
      line = (begun[client] or "") .. line
      if problem then
        begun[client] = line
      else
        begun[client] = nil
        lines = lines + 1
        client:send(line, "\\n")
      end
      return problem ~= "closed"
    end

    function remove_client (client)
      local i = 1
      while clients[i] ~= client do i = i + 1 end
      tremove(clients, i)
      begun[client] = nil
      client:close()
      open = open - 1
    end

    repeat
      local ready = select(clients, nil)
      local i = 1
      while ready[i] do
        if ready[i] == server then welcome()
        elseif not serve(ready[i]) then remove_client(ready[i]) end
        i = i + 1
      end
    until most > 0 and open == 0
    print(most, lines)
"""

CLIENTS = """
    import resource, socket, sys

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    clients = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(1000)]
    for number, client in enumerate(clients):
        client.sendall(b"client")
    for number, client in enumerate(clients):
        client.sendall(b" number %d\\n" % number)
    for number, client in enumerate(clients):
        assert client.makefile("rb").readline() == b"client number %d\\n" % number
    for client in clients:
        client.close()
"""


def test_a_thousand_clients_at_once() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    assert hard >= 1100, "this test needs 1100 descriptors"
    with subprocess.Popen([*LUASHELL, "-e", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            port = server.stdout.readline().strip()
            subprocess.run([sys.executable, "-c", textwrap.dedent(CLIENTS), port], timeout=60, check=True)
            served = server.stdout.read()
            assert server.wait(timeout=60) == 0
        finally:
            server.kill()
    assert served == "1000\t1000\n"
