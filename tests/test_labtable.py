"""The table ``lab``, as Lua sees it."""

from collections.abc import Iterator

import pytest

from luashell.lab import Lab
from luashell.labtable import set_lab_table
from tests.netlib.program import Program


@pytest.fixture
def lua() -> Iterator[Program]:
    program = Program()
    yield program
    program.close()


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    lab = Lab()
    lab.start("echo", "web")
    yield lab
    lab.close()


def test_servers_that_run_are_in_it(lua: Program, own_lab: Lab) -> None:
    set_lab_table(lua.state, own_lab)
    assert lua("return lab.web.host, lab.web.port, lab.mail") == (
        "127.0.0.1",
        float(own_lab.servers["web"].port),
        None,
    )
    assert lua("c = connect(lab.echo.host, lab.echo.port) c:send('x\\n') return c:receive()") == ("x", None)


def test_it_follows_what_is_started_and_stopped(lua: Program, own_lab: Lab) -> None:
    set_lab_table(lua.state, own_lab)
    lua("mine = lab")
    own_lab.stop("web")
    own_lab.start("daytime")
    set_lab_table(lua.state, own_lab)
    assert lua("return mine == lab, lab.web, type(lab.daytime), type(lab.echo)") == (1.0, None, "table", "table")
    own_lab.close()
    set_lab_table(lua.state, own_lab)
    assert lua("return next(lab, nil)") == (None,)


def test_program_may_have_taken_the_name(lua: Program, own_lab: Lab) -> None:
    lua("lab = 'mine'")
    set_lab_table(lua.state, own_lab)
    assert lua("return type(lab.web)") == ("table",)
