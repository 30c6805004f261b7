"""The entry in an editor of the user's choice."""

import stat
from pathlib import Path

import pytest

from luashell.repl.editing.elsewhere import NoEditorError, edited


def program(file: Path, script: str) -> str:
    """An editor that does what ``script`` says with the file ``$1``."""
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def test_what_the_editor_makes_of_it(tmp_path: Path) -> None:
    editor = program(tmp_path / "edit", 'sed s/1/2/ "$1" > "$1.new" && mv "$1.new" "$1"')
    assert edited("x = 1\ny = 1", {"EDITOR": editor}) == "x = 2\ny = 2"


def test_file_is_lua_and_is_taken_away(tmp_path: Path) -> None:
    editor = program(tmp_path / "edit", f'echo "$1" > {tmp_path}/name')
    edited("x = 1", {"EDITOR": editor})
    name = (tmp_path / "name").read_text().strip()
    assert name.endswith(".lua")
    assert not Path(name).exists()


def test_visual_goes_before_editor_and_options_are_given(tmp_path: Path) -> None:
    editor = program(tmp_path / "my editor", 'echo "$1" > "$2"')
    assert edited("", {"VISUAL": f"'{editor}' --wait", "EDITOR": "false"}) == "--wait"


def test_editor_that_fails_changes_nothing(tmp_path: Path) -> None:
    editor = program(tmp_path / "edit", 'echo changed > "$1"; exit 1')
    assert edited("x = 1", {"EDITOR": editor}) == "x = 1"


@pytest.mark.parametrize("text", ["", "\n", "x\n\n", "é", "\udc9b", "'\r\n\x00'"])
def test_bytes_are_kept(text: str) -> None:
    assert edited(text, {"EDITOR": "true"}) == text


def test_usual_editors_are_tried(tmp_path: Path) -> None:
    program(tmp_path / "nano", 'echo nano > "$1"')
    assert edited("", {"PATH": str(tmp_path), "VISUAL": "", "EDITOR": " "}) == "nano"


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"EDITOR": "/nowhere/edit -x"}, "/nowhere/edit: No such file or directory"),
        ({"EDITOR": "'edit"}, "$EDITOR: No closing quotation"),
        ({"EDITOR": "rm"}, "rm: No such file or directory"),
        ({"PATH": "/nowhere"}, "no editor is known: set $VISUAL or $EDITOR"),
    ],
)
def test_no_editor(environment: dict[str, str], reason: str) -> None:
    with pytest.raises(NoEditorError) as raised:
        edited("x", environment)
    assert str(raised.value) == reason
