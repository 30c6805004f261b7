"""Answers in colours."""

import re

import pyte
import pytest

from luashell.repl.highlight import painted
from luashell.repl.highlight.palettes import DARK, LIGHT, Palette
from luashell.repl.settings import Settings
from luashell.repl.styled import CARET, ERROR, LUA, MUTED, PLAIN, plain_text, printable

SEQUENCE = re.compile("\x1b\\[[0-9;]*m")
ANSWER = [(LUA, '{1; x = "y\\n"}\n'), (PLAIN, "plain\n"), (ERROR, "error: oh\n"), (CARET, "  ^\n"), (MUTED, "3 ms\n")]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("COLORFGBG", raising=False)
    return Settings()


def test_text_stays_as_it_is(settings: Settings) -> None:
    assert SEQUENCE.sub("", painted(ANSWER, settings)) == plain_text(ANSWER)


def test_every_piece_ends_what_it_began(settings: Settings) -> None:
    sequences = SEQUENCE.findall(painted(ANSWER, settings))
    assert sequences
    assert sequences[1::2] == ["\x1b[0m"] * (len(sequences) // 2)
    assert "\x1b[0m" not in sequences[::2]


@pytest.mark.parametrize(("style", "palette"), [("dark", DARK), ("light", LIGHT)])
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_screen_has_the_colours_of_the_palette(settings: Settings, style: str, palette: Palette, columns: int) -> None:
    settings.choose("style", style, "test")
    screen = pyte.Screen(columns, 8)
    pyte.Stream(screen).feed(painted(ANSWER, settings).replace("\n", "\r\n"))

    def look(line: int, column: int) -> tuple[str, str, bool]:
        character = screen.buffer[line][column]
        return character.data, character.fg, character.bold

    looks = palette.looks
    assert look(0, 1) == ("1", looks["number"].colour[1:], False)
    assert look(0, 8) == ('"', looks["string"].colour[1:], False)
    assert look(0, 10) == ("\\", looks["escape"].colour[1:], False)
    assert look(0, 12) == ('"', looks["string"].colour[1:], False)
    assert look(1, 0) == ("p", "default", False)
    assert look(2, 0) == ("e", looks["error"].colour[1:], False)
    assert look(3, 2) == ("^", looks["caret"].colour[1:], True)
    assert look(4, 0) == ("3", looks["muted"].colour[1:], False)


@pytest.mark.parametrize(
    ("foreground_and_background", "palette"), [("0;15", LIGHT), ("15;0", DARK), ("0;default;7", LIGHT)]
)
def test_terminal_may_tell_its_background(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, foreground_and_background: str, palette: Palette
) -> None:
    monkeypatch.setenv("COLORFGBG", foreground_and_background)
    settings.choose("style", "light" if palette is LIGHT else "dark", "test")
    by_name = painted(ANSWER, settings)
    settings.choose("style", "auto", "test")
    assert painted(ANSWER, settings) == by_name


def test_unknown_background_gets_colours_of_the_terminal_itself(settings: Settings) -> None:
    assert painted([(ERROR, "oh"), (LUA, " 1 'a'")], settings) == "\x1b[31moh\x1b[0m 1 \x1b[32m'a'\x1b[0m"


def test_colours_end_with_each_line(settings: Settings) -> None:
    settings.choose("style", "dark", "test")
    assert painted([(ERROR, "a\n\nb\n")], settings) == "\x1b[38;5;210ma\x1b[0m\n\n\x1b[38;5;210mb\x1b[0m\n"


def test_terminal_with_few_colours_gets_only_those(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.choose("style", "dark", "test")
    monkeypatch.setenv("TERM", "xterm")
    assert painted([(ERROR, "oh")], settings) == "\x1b[91moh\x1b[0m"
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert painted([(ERROR, "oh")], settings) == "\x1b[38;5;210moh\x1b[0m"


@pytest.mark.parametrize("kind", [PLAIN, LUA, ERROR])
@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b]0;t\x07", r"\027]0;t\007"), ("\x9b2J", r"\194\1552J"), ("\udc9b2J", r"\1552J"), ("\r\x7f", r"\013\127")],
)
def test_no_escape_comes_from_data(settings: Settings, kind: str, text: str, shown: str) -> None:
    assert SEQUENCE.sub("", painted([(kind, f"é\t{text}\n")], settings)) == f"é\t{shown}\n"


def test_printable_text_is_left_alone() -> None:
    assert printable("a é 漢\n\tb") == "a é 漢\n\tb"
