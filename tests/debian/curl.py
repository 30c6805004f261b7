"""The real curl, asked for what ``http_get`` does: five redirections, no compression, no file of settings."""

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from tests.core.proto.curl_behaviours import BEHAVIOURS, Behaviour
from tests.core.proto.curl_record import Outcome, Record, digest, meet

__all__ = ["curl_version", "recorded_now"]

OPTIONS: Final = (
    *("--silent", "--http1.1", "--noproxy", "*", "--globoff", "--path-as-is"),
    *("--location", "--max-redirs", "5", "--proto-redir", "=http,https"),
    *("--header", "connection: close"),
    *("--max-time", "20"),
)


def curl_version() -> str:
    """Name and version, such as ``curl 7.88.1``."""
    told = subprocess.run(["curl", "--disable", "--version"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split()[:2])


def recorded_now() -> Record:
    """What this machine's curl answers to everything."""
    outcomes = {name: outcome_of(behaviour) for name, behaviour in BEHAVIOURS.items()}
    return Record(curl_version(), outcomes, {name: digest(behaviour) for name, behaviour in BEHAVIOURS.items()})


def outcome_of(behaviour: Behaviour) -> Outcome:
    """What curl makes of one behaviour."""
    options = [*OPTIONS]
    for name, value in behaviour.headers.items():
        options += ["--header", f"{name}: {value}"]
    if behaviour.method == "HEAD":
        options.append("--head")
    if behaviour.body is not None:
        options += ["--data-binary", behaviour.body.decode("latin-1")]

    def client(url: str) -> tuple[bool, str | None, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            head, body = Path(folder) / "head", Path(folder) / "body"
            ended = subprocess.run(
                ["curl", "--disable", *options, "--dump-header", head, "--output", body, url],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=60,
                check=False,
            )
            heads = head.read_bytes() if head.exists() else b""
            content = body.read_bytes() if body.exists() else b""
        if behaviour.method == "HEAD":
            content = content.removeprefix(heads)  # --head puts it there, too
        statuses = [line for line in heads.splitlines() if line[:5].upper() == b"HTTP/"]
        status = statuses[-1].partition(b" ")[2].strip().decode("latin-1") if statuses else None
        return ended.returncode == 0, status, content

    return meet(behaviour, client)
