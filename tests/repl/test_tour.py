"""The tour: somebody who types what it says gets through, comes back, and goes on where it was left."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from luashell.lab import Lab
from luashell.repl.help.tour.steps import STEPS
from tests.repl.prompts import Prompt
from tests.repl.tour_transcript import TRANSCRIPT, walked


@pytest.fixture(autouse=True)
def state_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the tour keeps how far one is."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def prompt() -> Iterator[Prompt]:
    """A prompt whose lab ends with it."""
    made = Prompt()
    yield made
    made.session.close()


def test_transcript(prompt: Prompt) -> None:
    expected = TRANSCRIPT.read_text(encoding="utf-8")
    assert walked(prompt) == expected, "write it again: python -m tests.repl.tour_transcript"
    assert prompt.answer("6 * 7") == "42\n", "the tour is over"


def test_there_are_eight_steps() -> None:
    assert len(STEPS) == 8


def test_every_task_is_done_by_what_it_says(prompt: Prompt) -> None:
    prompt.answer(":tour start")
    for step in STEPS:
        for task in step.tasks:
            assert " ".join(task.remark.split()) in " ".join(prompt.answer(task.entry).split())
        prompt.answer(":tour next")


def test_goes_on_in_the_next_session(prompt: Prompt, state_home: Path) -> None:
    prompt.answer(":tour 3")
    file = state_home / "luashell" / "tour"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    later = Prompt()
    assert later.answer(":tour").startswith("Step 3 of 8: Strings\n")
    later.session.close()


def test_begins_anew_when_it_was_finished(prompt: Prompt) -> None:
    prompt.answer(":tour 8")
    assert prompt.answer(":tour next").startswith("That was the tour.\n")
    assert prompt.answer(":tour").startswith("Step 1 of 8")


@pytest.mark.parametrize("kept", ["", "9", "-1", "three", "\xff"])
def test_place_that_cannot_be_read(kept: str, prompt: Prompt, state_home: Path) -> None:
    (state_home / "luashell").mkdir()
    (state_home / "luashell" / "tour").write_text(kept, encoding="latin-1")
    assert prompt.answer(":tour").startswith("Step 1 of 8")


def test_place_that_cannot_be_written(prompt: Prompt, state_home: Path) -> None:
    (state_home / "luashell").write_text("a file where a folder should be")
    assert prompt.answer(":tour 2").startswith("Step 2 of 8")


def test_steps_back_and_on(prompt: Prompt) -> None:
    assert prompt.answer(":tour next").startswith("Step 2 of 8")
    assert prompt.answer(":tour back").startswith("Step 1 of 8")
    assert prompt.answer(":tour back").startswith("Step 1 of 8")
    assert prompt.answer(":tour 4").startswith("Step 4 of 8")
    assert prompt.answer(":tour start").startswith("Step 1 of 8")


@pytest.mark.parametrize("where", ["0", "9", "on", "-1", "²"])
def test_step_that_there_is_not(where: str, prompt: Prompt) -> None:
    assert prompt.answer(f":tour {where}") == "next, back, start, stop, or a step from 1 to 8?\n"


def test_something_like_the_task_will_do(prompt: Prompt) -> None:
    prompt.answer(":tour 3")
    assert "Five bytes." in prompt.answer("n = strlen 'other' + 1")


def test_other_entries_and_errors_leave_the_task(prompt: Prompt) -> None:
    prompt.answer(":tour 3")
    for entry in ("1 + 1", "strlen({})", "?strlen", ":keys", "-- strlen", "'strlen'"):
        assert "Type:" not in prompt.answer(entry)
    assert "Five bytes." in prompt.answer("strlen('hello')")


def test_stops(prompt: Prompt) -> None:
    prompt.answer(":tour 3")
    assert prompt.answer(":tour stop") == "the tour waits; :tour goes on\n"
    assert prompt.answer("strlen('hello')") == "5\n"
    assert prompt.answer(":tour").startswith("Step 3 of 8")


def test_server_that_needs_a_package(prompt: Prompt) -> None:
    def missing() -> None:
        raise ImportError

    prompt.session.lab = lab = Lab()
    lab.servers["mail"]._open_service = missing  # type: ignore[assignment]  # as without the extra
    shown = prompt.answer(":tour 7")
    assert 'lab: the mail server needs: pip install "luashell[lab]"' in shown
    assert ":tour next goes on without it" in shown
    assert prompt.answer(":tour next").startswith("Step 8 of 8")


def test_steps_fit_a_narrow_screen(prompt: Prompt) -> None:
    prompt.session.width = 40
    shown = "".join(prompt.answer(f":tour {number}") for number in range(1, len(STEPS) + 1))
    texts = [line for line in shown.splitlines() if not line.startswith("  ")]
    assert max(map(len, texts)) <= 40
