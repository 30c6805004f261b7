"""What this machine's curl makes of each behaviour is what the record says."""

import pytest

from tests.core.proto.curl_behaviours import BEHAVIOURS
from tests.core.proto.curl_record import read_record
from tests.debian.curl import curl_version, outcome_of

RECORD = read_record()
VERSION = curl_version()


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_curl_still_answers_so(name: str, other_answers: list[str]) -> None:
    answered = outcome_of(BEHAVIOURS[name])
    if RECORD.version == VERSION:
        assert answered == RECORD.outcomes[name]
    elif answered != RECORD.outcomes[name]:  # another curl may have another opinion: somebody should look at it
        other_answers.append(f"{name}: {answered}; {RECORD.version}: {RECORD.outcomes[name]}")
