import errno

import pytest

from luasocket_core import bind, connect, select, sleep, toip, udpsocket
from luasocket_core.net.faulty import FaultyNetwork
from luasocket_core.net.live import LiveNetwork
from luasocket_core.net.scripted import ScriptedNetwork
from luasocket_core.tracing import Event, EventLog, Received, Refused, Selected, Sent, Slept, Waited
from tests.core.opening import connected_pair, failed, opened


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def heard(network: ScriptedNetwork) -> list[Event]:
    events: list[Event] = []
    network.events.subscribe(events.append)
    return events


def test_a_listener_hears_until_it_unsubscribes() -> None:
    log = EventLog()
    events: list[Event] = []
    unsubscribe = log.subscribe(events.append)

    log.record(Event(1, 0.5))
    unsubscribe()
    log.record(Event(2, 0.6))

    assert [(event.connection, event.seconds) for event in events] == [(1, 0.5)]
    assert log.listeners == ()


def test_an_event_shows_what_it_holds() -> None:
    assert repr(Sent(3, 1.5, b"x")) == "Sent(connection=3, seconds=1.5, data=b'x', peer=None)"


def test_the_life_of_a_connection() -> None:
    network = ScriptedNetwork()
    network.hosts["there"] = ("there", [], ["10.0.0.1"])
    network.script((0.3, b"answer\n"), (0.5, b""))
    events = heard(network)

    with opened(connect("there", 7, network=network)) as stream:
        stream.send(b"question\n")
        stream.receive("*l", "*l")

    assert kinds(events) == ["Resolved", "Connected", "Sent", "Waited", "Received", "Waited", "Received", "Closed"]
    assert [event.connection for event in events] == [0] + [stream.number] * 7
    waited = events[3]
    assert isinstance(waited, Waited)
    assert (waited.operation, waited.duration, waited.ready) == ("read", 0.3, True)
    assert [event.data for event in events if isinstance(event, Received)] == [b"answer\n", b""]


def test_failures_are_events_too() -> None:
    network = ScriptedNetwork()
    network.script(connect_code=-1)
    events = heard(network)

    failed(connect("10.0.0.1", 7, network=network))
    failed(toip("nowhere", network=network))
    faulty = FaultyNetwork()
    faulty.events.subscribe(events.append)
    faulty.fail("bind", OSError(errno.EACCES, ""))
    failed(bind("127.0.0.1", 80, network=faulty))

    assert [getattr(event, "error", None) for event in events] == ["unknown error", "host not found", "access denied"]
    assert [event.connection for event in events] == [0, 0, 0]


def test_each_portion_that_the_system_takes_is_an_event() -> None:
    network = ScriptedNetwork()
    network.script(room=[(0, 2), (0.5, 100)])
    events = heard(network)

    with opened(connect("10.0.0.1", 7, network=network)) as stream:
        stream.send(b"ab", b"", b"cde")

    assert [event.data for event in events if isinstance(event, Sent)] == [b"ab", b"cde"]


def test_servers_and_datagrams() -> None:
    network = ScriptedNetwork()
    server = network.script()
    server.arrive(0.1, network.endpoint())
    network.script((0.2, b"datagram"))
    events = heard(network)

    with opened(bind("*", 80, network=network)) as listener, opened(listener.accept()):
        pass
    with opened(udpsocket(network=network)) as udp:
        udp.setsockname("*", 0)
        udp.sendto(b"x", "10.0.0.1", 9)
        udp.receivefrom()
        udp.setpeername("10.0.0.1", 9)

    assert kinds(events) == [
        *("Bound", "Waited", "Accepted", "Closed", "Closed"),
        *("Opened", "Bound", "Sent", "Waited", "Received", "Connected", "Closed"),
    ]


def test_nobody_listens_and_no_event_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    near, far = connected_pair(LiveNetwork())  # to the usual one, anybody in this process may listen
    monkeypatch.setattr(Event, "__init__", None)  # so that making one is a TypeError

    with near, far:
        near.send(b"x\n")

        assert far.receive().values == (b"x",)


def test_live_sockets_record_the_same() -> None:
    near, far = connected_pair()
    events: list[Event] = []
    unsubscribe = near.network.events.subscribe(events.append)
    with near, far:
        near.send(b"x\n")
        far.receive()
    unsubscribe()

    assert [name for name in kinds(events) if name != "Waited"] == ["Sent", "Received", "Closed", "Closed"]


def test_sockets_count_bytes_and_waiting() -> None:
    network = ScriptedNetwork()
    network.script((0.3, b"answer\n"), (0.5, b""), room=[(0, 2), (0.25, 100)])

    with opened(connect("10.0.0.1", 7, network=network)) as stream:
        stream.send(b"question\n")
        assert (stream.bytes_sent, stream.bytes_received, stream.seconds_waited) == (9, 0, 0.25)
        stream.receive("*a")
        assert (stream.bytes_sent, stream.bytes_received, stream.seconds_waited) == (9, 7, 0.5)


def test_datagram_sockets_count_too() -> None:
    network = ScriptedNetwork()
    network.script((0.2, b"datagram"))

    with opened(udpsocket(network=network)) as udp:
        udp.sendto(b"abc", "10.0.0.1", 9)
        udp.receive(4)
        assert (udp.bytes_sent, udp.bytes_received, udp.seconds_waited) == (3, 8, 0.2)


def test_what_the_system_refuses_is_an_event() -> None:
    network = FaultyNetwork()
    near, far = connected_pair(network)
    events: list[Event] = []
    network.events.subscribe(events.append)

    with near, far:
        network.fail("send", OSError(errno.EPIPE, "Broken pipe"), times=2)
        assert near.send(b"x").error == near.send(b"x", b"y").error == "closed"
        near.send(b"x")
        network.fail("recv", OSError(errno.ECONNRESET, "Connection reset"))
        assert far.receive().error == "closed"
    network.fail("open_stream", OSError(errno.EMFILE, ""), times=2)
    network.fail("open_datagram", OSError(errno.EMFILE, ""))
    full = [failed(connect("127.0.0.1", 7, network=network)), failed(bind("*", 0, network=network))]
    full.append(failed(udpsocket(network=network)))

    refused = [event for event in events if isinstance(event, Refused)]
    assert [(event.connection, event.operation, event.reason) for event in refused] == [
        (near.number, "send", "Broken pipe"),
        (near.number, "send", "Broken pipe"),
        (far.number, "receive", "Connection reset"),
    ]
    assert kinds(events)[-3:] == ["Connected", "Bound", "Opened"]
    assert [getattr(event, "error", None) for event in events[-3:]] == full


def test_waiting_for_many_and_sleeping() -> None:
    network = ScriptedNetwork()
    network.script((0.25, b"x"))
    events = heard(network)

    with opened(connect("10.0.0.1", 7, network=network)) as stream:
        select([stream], [], network=network)
        select([stream], [stream], network=network)
        sleep(2, network=network)
        assert stream.poll("*r")

    first, second = [event for event in events if isinstance(event, Selected)]
    assert (first.readable, first.writable, first.duration) == ((stream.number,), (), 0.25)
    assert (second.readable, second.writable, second.duration) == ((stream.number,), (stream.number,), 0.0)
    assert [(event.seconds, event.duration) for event in events if isinstance(event, Slept)] == [(2.25, 2.0)]
    assert kinds(events)[-2:] == ["Waited", "Closed"]
