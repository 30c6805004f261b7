"""Our client meets every behaviour to which curl's answer is recorded, and makes of it what curl did.

Where it does not, ``curl_differences.py`` says what is different, and ``docs/curl.md`` why.
"""

import re
from pathlib import Path

import pytest

from luasocket_core.proto import ftp, http, smtp
from tests.core.proto.curl_behaviours import BEHAVIOURS, Behaviour, Client, meet
from tests.core.proto.curl_conversations import Delivery
from tests.core.proto.curl_differences import DIFFERENCES, HEADINGS, expected, row
from tests.core.proto.curl_exchanges import Exchange
from tests.core.proto.curl_record import digest, read_record

RECORD = read_record()
PAGE = (Path(__file__).parents[3] / "docs" / "curl.md").read_text(encoding="utf-8")


def client_for(behaviour: Behaviour) -> Client:
    """Our own client, told what to do."""

    def client(url: str) -> tuple[bool, str | None, bytes]:
        if isinstance(behaviour, Exchange):
            response = http.request(behaviour.method, url, behaviour.headers, behaviour.body)
            return response.error is None, response.status, response.body or b""
        if isinstance(behaviour, Delivery):
            error = smtp.send_mail("a@x", behaviour.recipients, [("subject", "test")], behaviour.body, url)
            return error is None, None, b""
        if behaviour.stored is not None:
            return ftp.put(url, behaviour.stored, binary=behaviour.binary) is None, None, b""
        file = ftp.get(url, binary=behaviour.binary)
        return file.error is None, None, file.data or b""

    return client


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_what_we_make_of_it(name: str) -> None:
    assert meet(BEHAVIOURS[name], client_for(BEHAVIOURS[name])) == expected(name, RECORD.outcomes[name])


def test_the_record_is_of_these_behaviours() -> None:
    assert RECORD.digests == {name: digest(behaviour) for name, behaviour in BEHAVIOURS.items()}
    assert len(BEHAVIOURS) >= 60


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_is_listed_as_different_is(name: str) -> None:
    recorded = RECORD.outcomes[name]._asdict()
    assert {field for field, ours in DIFFERENCES[name].items() if ours == recorded[field]} == set()


def test_the_page_tells_every_difference() -> None:
    sections = re.findall(r"^## (.*)\n([^#]*(?:#(?!# )[^#]*)*)", PAGE, re.MULTILINE)
    told = {heading: re.findall(r"^\| .* \|$", text, re.MULTILINE)[1:] for heading, text in sections}
    assert {heading: rows for heading, rows in told.items() if rows} == {
        heading: [row(name, RECORD.outcomes[name]) for name in names] for heading, names in HEADINGS.items()
    }


def test_the_page_tells_what_was_compared() -> None:
    assert f"{len(BEHAVIOURS)} behaviours" in PAGE
    assert f"{len(DIFFERENCES)} of them" in PAGE
    assert RECORD.version in PAGE
