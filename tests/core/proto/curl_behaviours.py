"""All behaviours of servers by name, and how a client is made to meet one."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from tests.core.proto.curl_conversations import DELIVERIES, TRANSFERS, Delivery, Transfer
from tests.core.proto.curl_exchanges import EXCHANGES, HERE, THERE, Answer, Exchange
from tests.servers import FileServer, Handler, Peer, mail_server, request_of, serving

__all__ = ["BEHAVIOURS", "Behaviour", "Client", "Outcome", "meet"]

Behaviour: TypeAlias = Exchange | Transfer | Delivery
Client: TypeAlias = Callable[[str], tuple[bool, str | None, bytes]]
"""Given a URL (of a mail server: host and port): did it succeed, with which status and which body?"""

BEHAVIOURS: Final[dict[str, Behaviour]] = {
    **EXCHANGES,
    **{f"ftp: {name}": transfer for name, transfer in TRANSFERS.items()},
    **{f"smtp: {name}": delivery for name, delivery in DELIVERIES.items()},
}

NOTED_FIELDS: Final = ("authorization", "content-length", "cookie")
"""The fields of a request that matter beside its first line: curl's other ones are its own affair."""
NOTED_COMMANDS: Final = ("USER", "PASS", "CWD", "RETR", "NLST", "STOR")
"""The commands of FTP that matter."""


class Outcome(NamedTuple):
    """What a client made of a behaviour: what it had at the end, and what it asked the servers for.

    ``status`` is code and reason of the last status line that counted, None without one; ``body`` is empty without one.
    """

    success: bool
    status: str | None
    body: bytes
    requests: tuple[str, ...]


def meet(behaviour: Behaviour, client: Client) -> Outcome:
    """What ``client`` makes of it."""
    if isinstance(behaviour, Exchange):
        return meet_exchange(behaviour, client)
    return meet_transfer(behaviour, client) if isinstance(behaviour, Transfer) else meet_delivery(behaviour, client)


def meet_exchange(behaviour: Exchange, client: Client) -> Outcome:
    """Requests are told in a line: which server they reached, the first line, and the fields that matter."""
    ports: dict[str, str] = {}
    requests: list[str] = []

    def handler_for(answer: Answer, server: str) -> Handler:
        def handle(peer: Peer) -> None:
            if not answer.deaf:
                text = request_of(peer)
                for name, port in ports.items():
                    text = text.replace(port, name)
                requests.append(f"{server}: {request_in_short(text)}")
            sends = answer.sends
            for name, port in ports.items():
                sends = sends.replace(name, port)
            peer.send(sends)
            if answer.ends == "reset":
                peer.reset()
            elif answer.ends == "stay":
                peer.wait_for_end()

        return handle

    at_here = [handler_for(answer, "here") for answer in behaviour.here]
    at_there = [handler_for(answer, "there") for answer in behaviour.there or (Answer(""),)]
    with serving(*at_here) as here, serving(*at_there) as there:
        ports.update({HERE: str(here.port), THERE: str(there.port)})
        outcome = client(f"http://{behaviour.login}127.0.0.1:{here.port}{behaviour.path}")
    return Outcome(*outcome, tuple(requests))


def request_in_short(text: str) -> str:
    """The first line of a request, and the fields that matter."""
    first, *lines = text.partition("\r\n\r\n")[0].split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return "; ".join([first, *(f"{name}: {fields[name]}" for name in NOTED_FIELDS if name in fields)])


def meet_transfer(behaviour: Transfer, client: Client) -> Outcome:
    """The commands that matter, and what is stored in the end."""
    files = FileServer(behaviour.replies, behaviour.files, greeting=behaviour.greeting, advertised=behaviour.advertised)
    with serving(files) as server:
        outcome = client(f"ftp://user:secret@127.0.0.1:{server.port}{behaviour.path}")
    commands = [command for command in files.log if command.partition(" ")[0] in NOTED_COMMANDS]
    return Outcome(*outcome, (*commands, *(f"{name} = {data!r}" for name, data in files.stored.items())))


def meet_delivery(behaviour: Delivery, client: Client) -> Outcome:
    """The commands behind the introduction, with the verb in capital letters, and the mail without its header."""
    log: list[str] = []
    handler = mail_server(log, behaviour.replies, greeting=behaviour.greeting)
    with serving(handler) as server:
        outcome = client(f"127.0.0.1:{server.port}")
    requests = []
    for text in log:
        verb, blank, rest = text.partition(" ")
        if text.endswith("\r\n.\r\n"):
            requests.append(ascii(text.partition("\r\n\r\n")[2]))
        elif verb.upper() not in {"EHLO", "HELO"}:
            requests.append(f"{verb.upper()}{blank}{rest}")
    return Outcome(*outcome, tuple(requests))
