"""Who listens to the sockets of programs: each event once, and nothing after the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luasocket_core.net.live import default_network
from luasocket_core.tracing import Bound

if TYPE_CHECKING:
    from pathlib import Path

    from luasocket_core.tracing import Event
    from tests.repl.prompts import Prompt

BIND = 'server = bind("127.0.0.1", 0) server:close()'


def listening(prompt: Prompt) -> list[Event]:
    """What a listener of the session hears of from now on."""
    heard: list[Event] = []
    prompt.session.socket_events.listeners.append(heard.append)
    return heard


def bound(heard: list[Event]) -> int:
    return sum(isinstance(event, Bound) for event in heard)


def test_programs_are_heard_once(prompt: Prompt, tmp_path: Path) -> None:
    heard = listening(prompt)
    program = tmp_path / "program.lua"
    program.write_text(BIND)
    for number, entry in enumerate((BIND, f":run {program}", BIND, ":reset", BIND), start=1):
        prompt.answer(entry)
        assert bound(heard) == number - (number > 3), entry


def test_nobody_is_called_after_the_end(prompt: Prompt) -> None:
    before = default_network().events.listeners
    heard = listening(prompt)
    prompt.answer(BIND)
    assert bound(heard) == 1
    prompt.session.state.close()
    assert not {*default_network().events.listeners} - {*before}
