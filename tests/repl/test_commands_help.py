"""The commands :help, :keys and :tour as commands: what they list, and what could follow them."""

import pytest

from luashell.repl.commands import command_named
from luashell.repl.help.tour.steps import STEPS
from luashell.repl.keymap import EMACS, KEYMAP, VI
from tests.repl.prompts import Prompt


def proposals(prompt: Prompt, name: str, argument: str) -> dict[str, str]:
    """What completion proposes for the argument of a command."""
    command = command_named(name)
    assert command is not None
    assert command.completer is not None
    return dict(command.completer(prompt.session, argument))


@pytest.mark.parametrize("mode", [EMACS, VI])
def test_keys_lists_those_of_the_mode(mode: str, prompt: Prompt) -> None:
    prompt.session.settings.choose("editing_mode", mode, "test")
    shown = prompt.answer(":keys")
    for subject, keys in KEYMAP:
        assert f"{subject}\n" in shown
        for key in keys:
            assert (f"  {key.label} " in shown) == (key.mode in ("", mode)), key.label


def test_help_lists_every_command_by_subject(prompt: Prompt) -> None:
    shown = prompt.answer(":help").splitlines()
    for registry in prompt.session.commands:
        place = shown.index(registry.title)
        rows = shown[place + 1 : place + 1 + len([*registry])]
        assert [row.split()[0] for row in rows] == [command.usage.split()[0] for command in registry]


def test_help_on_a_name_is_its_question(prompt: Prompt) -> None:
    assert prompt.answer(":help strlen") == prompt.answer("?strlen")
    assert prompt.answer(":help ?strlen") == prompt.answer("??strlen")
    assert prompt.answer(":help qqqqqqq") == "nothing is known about qqqqqqq\n"


def test_help_proposes_what_can_be_asked(prompt: Prompt) -> None:
    proposed = proposals(prompt, "help", "strl")
    assert proposed == {
        "strlen": "Length of a string in bytes.",
        "strlower": "The string with capital letters made small.",
    }
    assert ":trace" in proposals(prompt, "help", ":t")


def test_tour_proposes_its_steps(prompt: Prompt) -> None:
    assert proposals(prompt, "tour", "3") == {"3": STEPS[2].title}
    assert {"next", "back", "start", "stop", "8"} <= proposals(prompt, "tour", "").keys()
