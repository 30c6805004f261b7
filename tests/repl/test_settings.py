"""The settings: who decides, and what is said of a wrong one."""

from pathlib import Path

import pytest

from luashell.repl.commands import files, leaving, measuring, network, preferences, state
from luashell.repl.settings import SettingError, Settings, file_with, read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config"


def test_defaults() -> None:
    settings, complaints = read_settings({}, {}, None)
    assert (settings.color, settings.style, settings.editing_mode) == ("auto", "auto", "emacs")
    assert (settings.plain, settings.history, settings.suggestions, settings.progress) == (False, True, True, True)
    assert complaints == []
    assert {settings.origin(setting) for setting in settings.all()} == {"default"}


def test_flag_goes_before_environment_before_file(file: Path) -> None:
    file.write_text("color = always\nstyle = dark\nediting_mode = vi\n")
    settings, complaints = read_settings(
        {"color": "never"}, {"LUASHELL_COLOR": "auto", "LUASHELL_STYLE": "light"}, file
    )
    assert complaints == []
    assert (settings.color, settings.style, settings.editing_mode) == ("never", "light", "vi")
    origins = [settings.origin(settings.named(name)) for name in ("color", "style", "editing-mode", "depth")]
    assert origins == ["--color", "LUASHELL_STYLE", str(file), "default"]


@pytest.mark.parametrize(
    ("line", "color"),
    [
        ("color=never", "never"),
        ("  color  =  never  # not today", "never"),
        ('color = "never"', "never"),
        ("# color = never", "auto"),
        ("", "auto"),
    ],
)
def test_lines_of_the_file(file: Path, line: str, color: str) -> None:
    file.write_text(f"{line}\n")
    settings, complaints = read_settings({}, {}, file)
    assert (settings.color, complaints) == (color, [])


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("colour = never", "there is no setting `colour'; did you mean color?"),
        ("color = blue", "color cannot be `blue': it is auto | always | never"),
        ("depth = many", "depth cannot be `many': it is a whole number from 1 to 100"),
        ("depth = 0", "depth cannot be `0': it is a whole number from 1 to 100"),
        ("plain = perhaps", "plain cannot be `perhaps': it is on | off"),
        ("color", "a line is `name = value'"),
        ("= 1", "there is no setting `'"),
        ("\0\udcff".encode("utf-8", "surrogateescape").decode("latin-1") + " = 1", None),
    ],
)
def test_wrong_line_is_named_and_the_others_count(file: Path, line: str, complaint: str | None) -> None:
    file.write_text(f"# mine\n{line}\nstyle = dark\n", encoding="utf-8")
    settings, complaints = read_settings({}, {}, file)
    assert settings.style == "dark"
    assert len(complaints) == 1
    assert complaints[0].startswith(f"{file}:2: ")
    assert complaint is None or complaints[0] == f"{file}:2: {complaint}"


def test_wrong_variable_is_named() -> None:
    settings, complaints = read_settings({}, {"LUASHELL_COLOR": "blue"}, None)
    assert settings.color == "auto"
    assert complaints == ["LUASHELL_COLOR: color cannot be `blue': it is auto | always | never"]


def test_missing_file_is_no_complaint(file: Path) -> None:
    assert read_settings({}, {}, file)[1] == []


def test_folder_instead_of_a_file_is_told(file: Path) -> None:
    file.mkdir()
    assert read_settings({}, {}, file)[1] == [f"{file}: Is a directory"]


@pytest.mark.parametrize(("text", "value"), [("on", True), ("off", False), ("yes", True), ("No", False), ("1", True)])
def test_switches(text: str, value: bool) -> None:
    settings = Settings()
    settings.choose("progress", text, ":set")
    assert settings.progress is value
    assert settings.written(settings.named("progress")) == ("on" if value else "off")


def test_no_such_setting() -> None:
    with pytest.raises(SettingError, match="there is no setting `choose'"):
        Settings().choose("choose", "1", ":set")


def test_every_setting_says_what_it_is_for() -> None:
    for setting in Settings.all():
        assert setting.name
        assert setting.meaning
        assert setting.values


def test_file_with_changes_keeps_the_rest() -> None:
    text = "# mine\ncolor = never # no\n\nediting-mode=vi\n"
    changed = file_with(text, {"color": "auto", "editing_mode": "emacs", "depth": "5"})
    assert changed == "# mine\ncolor = auto\n\nediting_mode = emacs\ndepth = 5\n"


def test_the_page_about_the_prompt_lists_settings_and_commands() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "prompt.md").read_text(encoding="utf-8")
    for setting in Settings.all():
        assert f"| `{setting.name}` | " in page
        assert f"| {setting.meaning}" in page
    for chapter in (files, state, measuring, network, preferences, leaving):
        assert [command.name for command in chapter.commands if f"`:{command.name}" not in page] == []


@pytest.mark.parametrize("text", ["0", "101", "-1", "2.5", "deep", ""])
def test_depth_has_bounds(text: str) -> None:
    with pytest.raises(SettingError, match="a whole number from 1 to 100"):
        Settings().choose("depth", text, "test")
