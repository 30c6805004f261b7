"""The table of limits."""

import pytest

from luasocket_core.proto.limits import DEFAULTS, ProtocolLimits


def test_the_usual_limits() -> None:
    assert (
        ProtocolLimits().by_name()
        == DEFAULTS
        == {
            "wait": 60,
            "mail_wait": 180,
            "connect": 60,
            "rate": 100,
            "line": 64 * 1024,
            "reply": 64 * 1024,
            "headers": 100,
            "header_block": 256 * 1024,
            "body": 1024 * 1024 * 1024,
            "redirects": 5,
        }
    )


@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ({"wait": 5}, {"wait": 5, "mail_wait": 5}),
        ({"wait": 5, "mail_wait": 20}, {"wait": 5, "mail_wait": 20}),
        ({"mail_wait": 20}, {"mail_wait": 20}),
        ({"line": 100}, {"line": 100}),
        ({"line": 1e6}, {"line": 1e6, "reply": 1e6, "header_block": 1e6}),
        ({"line": 1e6, "reply": 10}, {"line": 1e6, "reply": 10, "header_block": 1e6}),
        ({"body": 1}, {"body": 1}),
    ],
)
def test_what_goes_together(given: dict[str, float], changed: dict[str, float]) -> None:
    assert ProtocolLimits(**given).by_name() == DEFAULTS | changed
    assert ProtocolLimits(connect=9).changed(given).by_name() == DEFAULTS | {"connect": 9} | changed


def test_what_was_is_restored() -> None:
    before = ProtocolLimits(wait=7, mail_wait=8, line=9)
    assert before.changed({"wait": 1, "line": 1e9}).changed(before.by_name()).by_name() == before.by_name()
