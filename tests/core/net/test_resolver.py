import errno
import socket

import pytest

from luasocket_core import Failure, Host, tohostname, toip
from luasocket_core.net.resolver import candidates, local_candidates
from luasocket_core.net.scripted import ScriptedNetwork
from tests.core.opening import failed, opened


@pytest.fixture
def network() -> ScriptedNetwork:
    network = ScriptedNetwork()
    network.hosts = {
        "multi": ("multi", ["alias1", "alias2"], ["127.0.0.3", "127.0.0.4"]),
        "alias1": ("multi", ["alias1", "alias2"], ["127.0.0.3"]),
        "127.0.0.1": ("localhost", [], ["127.0.0.1"]),
        "nameless": ("nameless", [], []),
    }
    return network


def fields(host: Host | Failure) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    found = opened(host)
    return found.name, found.aliases, found.addresses


def test_both_ask_the_same(network: ScriptedNetwork) -> None:
    multi = ("multi", ("alias1", "alias2"), ("127.0.0.3", "127.0.0.4"))

    assert fields(toip("multi", network=network)) == multi
    assert fields(tohostname("multi", network=network)) == multi
    assert fields(tohostname("alias1", network=network)) == ("multi", ("alias1", "alias2"), ("127.0.0.3",))


@pytest.mark.parametrize("literal", ["127.0.0.1", "127.1", "0x7f.1", "2130706433"])
def test_a_literal_is_looked_up_in_reverse(network: ScriptedNetwork, literal: str) -> None:
    localhost = ("localhost", (), ("127.0.0.1",))

    assert fields(toip(literal, network=network)) == localhost
    assert fields(tohostname(literal, network=network)) == localhost


def test_a_literal_without_a_name(network: ScriptedNetwork) -> None:
    assert fields(toip("192.0.2.99", network=network)) == ("192.0.2.99", (), ("192.0.2.99",))
    assert failed(tohostname("192.0.2.99", network=network)) == "host not found"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, ""), "host not found"),
        (socket.gaierror(socket.EAI_AGAIN, ""), "name server unavailable, try again later"),
        (socket.gaierror(socket.EAI_FAIL, ""), "name server error"),
        (socket.gaierror(socket.EAI_MEMORY, ""), "unknown error"),
        (socket.herror(1, ""), "host not found"),
        (socket.herror(2, ""), "name server unavailable, try again later"),
        (socket.herror(3, ""), "name server error"),
        (socket.herror(4, ""), "unable to resolve host name"),
        (socket.herror(99, ""), "unknown error"),
        (OSError(errno.EMFILE, ""), "unknown error"),
        (UnicodeError(), "unknown error"),
    ],
)
def test_what_the_resolver_raises(network: ScriptedNetwork, error: Exception, words: str) -> None:
    network.hosts["there"] = error

    assert failed(toip("there", network=network)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "name server error"),
        ("*", "host not found"),
        ("a b", "host not found"),
        ("x" * 300, "host not found"),
        ("\xe9", "host not found"),
        ("a\0b", "host not found"),
        ("<broadcast>", "host not found"),
        ("nowhere", "host not found"),
        ("nameless", "unable to resolve host name"),
    ],
)
def test_names_that_fail(network: ScriptedNetwork, name: str, words: str) -> None:
    assert failed(toip(name, network=network)) == words
    assert failed(tohostname(name, network=network)) == words
    assert failed(candidates(network, name, 80)) == words


def test_candidates(network: ScriptedNetwork) -> None:
    assert candidates(network, "multi", 80) == [("127.0.0.3", 80), ("127.0.0.4", 80)]
    assert candidates(network, "10.1", 80) == [("10.0.0.1", 80)]
    assert local_candidates(network, "multi", 80) == [("127.0.0.3", 80), ("127.0.0.4", 80)]
    assert local_candidates(network, "*", 80) == [("0.0.0.0", 80)]
    assert failed(local_candidates(network, "", 80)) == "name server error"


def test_redirections(network: ScriptedNetwork) -> None:
    network.redirections["web.lab", 80] = ("127.0.0.1", 34567)
    network.redirections["10.0.0.1", 13] = ("127.0.0.1", 34568)

    assert candidates(network, "web.lab", 80) == [("127.0.0.1", 34567)]
    assert candidates(network, "10.0.0.1", 13) == [("127.0.0.1", 34568)]
    assert fields(toip("web.lab", network=network)) == ("web.lab", (), ("127.0.0.1",))
    assert candidates(network, "web.lab", 81) == [("127.0.0.1", 81)]


def test_the_live_resolver() -> None:
    assert "127.0.0.1" in opened(toip("localhost")).addresses
    assert failed(toip("*")) == "host not found"
    assert repr(Host("a", (), ("127.0.0.1",))) == "Host('a', (), ('127.0.0.1',))"
