"""The record of what curl makes of each behaviour.

``tests/debian/run --record`` writes ``curl_record.json`` with the curl of the machine; the tests of the core compare
our client with it, so they need no curl.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.core.proto.curl_behaviours import BEHAVIOURS, Behaviour, Outcome

__all__ = ["Record", "digest", "read_record", "write_record"]

FILE: Final = Path(__file__).with_suffix(".json")


class Record(NamedTuple):
    """What one ``version`` of curl made of each behaviour by name, with the digest of what that then was."""

    version: str
    outcomes: dict[str, Outcome]
    digests: dict[str, str]


def digest(behaviour: Behaviour) -> str:
    """A behaviour, in short: another one whenever anything in it is."""
    return hashlib.sha256(repr(behaviour).encode()).hexdigest()[:16]


def read_record() -> Record:
    """The record as it is."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))
    outcomes = {
        name: Outcome(entry["success"], entry["status"], entry["body"].encode("latin-1"), tuple(entry["requests"]))
        for name, entry in data["behaviours"].items()
    }
    return Record(data["version"], outcomes, {name: entry["digest"] for name, entry in data["behaviours"].items()})


def write_record(version: str, outcomes: dict[str, Outcome]) -> None:
    """Replace the record; in bodies each byte is the character of its number."""
    behaviours = {
        name: {**outcome._asdict(), "body": outcome.body.decode("latin-1"), "digest": digest(BEHAVIOURS[name])}
        for name, outcome in outcomes.items()
    }
    text = json.dumps({"version": version, "behaviours": behaviours}, indent=1)
    FILE.write_text(f"{text}\n", encoding="ascii")
