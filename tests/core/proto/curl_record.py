"""The record of what curl answers to each behaviour, and how a client is made to meet them.

``tests/debian/run --record`` writes ``curl_record.json`` with the curl of the machine; the tests of the core compare
our client with it, so they need no curl.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.core.proto.curl_behaviours import HERE, THERE, Answer, Behaviour
from tests.servers import Handler, Peer, request_of, serving

__all__ = ["Outcome", "Record", "digest", "meet", "read_record", "write_record"]

FILE: Final = Path(__file__).with_suffix(".json")
NOTED: Final = ("authorization", "content-length", "cookie")
"""The fields of a request that are recorded beside its first line: curl's other ones are its own affair."""


class Outcome(NamedTuple):
    """What a client made of a behaviour: what it had at the end, and what the servers were asked for.

    ``status`` is code and reason of the last status line that counted, None without one; ``body`` is empty without one.
    """

    success: bool
    status: str | None
    body: bytes
    requests: tuple[str, ...]


class Record(NamedTuple):
    """What one version of curl answered: to each behaviour by name, with the digest of what it then was."""

    version: str
    outcomes: dict[str, Outcome]
    digests: dict[str, str]


def digest(behaviour: Behaviour) -> str:
    """A behaviour, in short: another one whenever anything in it is."""
    return hashlib.sha256(repr(behaviour).encode()).hexdigest()[:16]


def meet(behaviour: Behaviour, client: Callable[[str], tuple[bool, str | None, bytes]]) -> Outcome:
    """What ``client`` makes of it, given a URL: success, status and body."""
    ports: dict[str, str] = {}
    requests: list[str] = []

    def serve(mark: str, answers: tuple[Answer, ...]) -> list[Handler]:
        return [handler_for(answer, mark) for answer in answers or (Answer(""),)]

    def handler_for(answer: Answer, mark: str) -> Handler:
        def handle(peer: Peer) -> None:
            if not answer.deaf:
                text = request_of(peer)
                for name, port in ports.items():
                    text = text.replace(port, name)
                requests.append(summary(mark, text))
            sends = answer.sends
            for name, port in ports.items():
                sends = sends.replace(name, port)
            peer.send(sends)
            if answer.ends == "reset":
                peer.reset()
            elif answer.ends == "stay":
                peer.wait_for_end()

        return handle

    with serving(*serve("here", behaviour.here)) as here, serving(*serve("there", behaviour.there)) as there:
        ports.update({HERE: str(here.port), THERE: str(there.port)})
        outcome = client(f"http://{behaviour.login}127.0.0.1:{here.port}{behaviour.path}")
    return Outcome(*outcome, tuple(requests))


def summary(server: str, text: str) -> str:
    """A request in a line: which server it reached, its first line, and the fields that matter."""
    first, *lines = text.partition("\r\n\r\n")[0].split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    noted = [f"{name}: {fields[name]}" for name in NOTED if name in fields]
    return "; ".join([f"{server}: {first}", *noted])


def read_record() -> Record:
    """The record as it is."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))
    outcomes = {
        name: Outcome(entry["success"], entry["status"], entry["body"].encode("latin-1"), tuple(entry["requests"]))
        for name, entry in data["behaviours"].items()
    }
    return Record(data["version"], outcomes, {name: entry["digest"] for name, entry in data["behaviours"].items()})


def write_record(record: Record) -> None:
    """Replace the record; in bodies each byte is the character of its number."""
    behaviours = {
        name: {**outcome._asdict(), "body": outcome.body.decode("latin-1"), "digest": record.digests[name]}
        for name, outcome in record.outcomes.items()
    }
    text = json.dumps({"version": record.version, "behaviours": behaviours}, indent=1)
    FILE.write_text(f"{text}\n", encoding="ascii")
