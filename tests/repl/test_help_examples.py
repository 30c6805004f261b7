"""Every example of help does what it says: it is typed at a prompt, beside a lab that runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from luashell.interpreter import new_state
from luashell.lab import Lab
from luashell.repl.commands import REGISTRIES
from luashell.repl.help.catalogue import catalogue_for
from luashell.repl.help.examples import entries_of, lines_of
from luashell.repl.help.topics import COMMAND, ERROR, SUBJECT, Topic
from luashell.repl.session import DEFAULT_WIDTH
from luashell.standalone import CommandLine, library
from tests.repl.examples import ExampleError, run_example
from tests.repl.prompts import Prompt

TOPICS = [topic for topic in catalogue_for(REGISTRIES).topics if topic.kind not in (COMMAND, ERROR, SUBJECT)]
OF_THE_DEBUG_BUILD = ("Additions of the debug build", "Methods of TCP clients that measure time")


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with Lab() as running:
        running.map_names()
        yield running


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what examples write."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: f"{topic.kind} {topic.question}")
def test_example_shows_what_it_says(topic: Topic, prompt: Prompt, lab: Lab, here: Path) -> None:
    assert topic.example
    if topic.place in OF_THE_DEBUG_BUILD:
        prompt.session.state.close()
        prompt.session.state = new_state(
            stdin=prompt.session.state.stdin, stdout=prompt.output, stderr=prompt.errors, luasocket="1.2-debug"
        )
    run_example(prompt, topic.example)
    assert not [*here.iterdir()], "an example leaves nothing behind"


@pytest.mark.parametrize("entry", [*library], ids=lambda entry: entry.name)
def test_examples_of_the_command_lua4(entry: object, prompt: Prompt) -> None:
    state = prompt.session.state
    for name, function in library.open(CommandLine(state)).items():
        state.globals_set(name, function)
    run_example(prompt, entry.example)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        ("1 + 1  --> 3", "1 \\+ 1: 2, not 3"),
        ("error('oh')", "error: oh"),
        ("x = 1\nx, 2  --> 1", "1, 2, not 1"),
        ('print("a")  --> b', "a, not b"),
    ],
)
def test_wrong_example_is_noticed(example: str, complaint: str, prompt: Prompt) -> None:
    with pytest.raises(ExampleError, match=complaint):
        run_example(prompt, example)


def test_example_is_cut_into_entries() -> None:
    example = """
        function f()
          return 1
        end
        f()  --> 1
    """
    assert lines_of(example) == ["function f()", "  return 1", "end", "f()  --> 1"]
    assert [*entries_of(example)] == [("function f()\n  return 1\nend", None), ("f()", "1")]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: f"{topic.kind} {topic.question}")
def test_example_fits_a_narrow_page(topic: Topic) -> None:
    assert max(map(len, topic.example_lines)) <= DEFAULT_WIDTH - 2
    assert len(topic.example_lines) <= 9
