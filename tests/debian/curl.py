"""The real curl, asked for what our clients do: five redirections, no compression, no file of settings."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.core.proto.curl_behaviours import Behaviour, Outcome, meet
from tests.core.proto.curl_conversations import Delivery, Transfer
from tests.core.proto.curl_exchanges import Exchange

__all__ = ["curl_version", "outcome_of"]

ALWAYS: Final = ("--disable", "--silent", "--noproxy", "*", "--globoff", "--max-time", "20")
HTTP: Final = (
    *("--http1.1", "--path-as-is", "--header", "connection: close"),
    *("--location", "--max-redirs", "5", "--proto-redir", "=http,https"),
)
FTP: Final = ("--ftp-method", "multicwd", "--disable-epsv")


def curl_version() -> str:
    """Name and version, such as ``curl 7.88.1``."""
    told = subprocess.run(["curl", "--disable", "--version"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split()[:2])


def outcome_of(behaviour: Behaviour) -> Outcome:
    """What curl makes of one behaviour."""

    def client(url: str) -> tuple[bool, str | None, bytes]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            head, body, input_ = folder / "head", folder / "body", folder / "input"
            input_.write_bytes(input_of(behaviour))
            head.touch()
            body.touch()
            ended = subprocess.run(
                [
                    *("curl", *ALWAYS, "--dump-header", head, "--output", body),
                    *options_for(behaviour, str(input_)),
                    f"smtp://{url}" if isinstance(behaviour, Delivery) else url,
                ],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=60,
                check=False,
            )
            heads, content = head.read_bytes(), body.read_bytes()
        if isinstance(behaviour, Exchange) and behaviour.method == "HEAD":
            content = content.removeprefix(heads)  # --head puts it there, too
        return ended.returncode == 0, status_in(heads) if isinstance(behaviour, Exchange) else None, content

    return meet(behaviour, client)


def status_in(heads: bytes) -> str | None:
    """Code and reason of the last status line."""
    statuses = [line for line in heads.splitlines() if line[:5].upper() == b"HTTP/"]
    return statuses[-1].partition(b" ")[2].strip().decode("latin-1") if statuses else None


def input_of(behaviour: Behaviour) -> bytes:
    """What curl is to send."""
    if isinstance(behaviour, Delivery):
        return b"subject: test\r\n\r\n" + behaviour.body
    return (behaviour.stored if isinstance(behaviour, Transfer) else behaviour.body) or b""


def options_for(behaviour: Behaviour, input_: str) -> Iterator[str]:
    """How curl is told what to do; ``input_`` is the file with what it is to send."""
    match behaviour:
        case Exchange():
            yield from HTTP
            for name, value in behaviour.headers.items():
                yield from ("--header", f"{name}: {value}")
            if behaviour.method == "HEAD":
                yield "--head"
            if behaviour.body is not None:
                yield from ("--data-binary", f"@{input_}")
        case Transfer():
            yield from FTP
            if behaviour.path.endswith("/") or not behaviour.path:
                yield "--list-only"
            if not behaviour.binary:
                yield "--use-ascii"
            if behaviour.stored is not None:
                yield from ("--upload-file", input_)
        case Delivery():
            yield from ("--mail-from", "a@x")
            for recipient in behaviour.recipients:
                yield from ("--mail-rcpt", recipient)
            yield from ("--upload-file", input_)
