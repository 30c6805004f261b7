"""Our lexer and styles, as pygments finds and uses them."""

import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import Terminal256Formatter
from pygments.lexer import Lexer
from pygments.style import Style
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from luashell.repl.editing.scanning import remembered_scan
from luashell.repl.highlight import classes
from luashell.repl.highlight.lexer import TOKENS, Lua4Lexer
from luashell.repl.highlight.palettes import DARK, LIGHT
from luashell.repl.highlight.styles import DarkStyle, LightStyle
from tests.costs import is_in_proportion
from tests.repl.editing.test_scanning import TEXTS
from tests.repl.highlight.test_palettes import LEAST, contrast

PROJECT = Path(__file__).parent.parent.parent.parent / "pyproject.toml"


def test_tokens() -> None:
    text = "for k, v in t do print(%x, 'a\\n') end -- note\nt:m(nil, 1e3) = !\n"
    assert [(token, value) for token, value in Lua4Lexer().get_tokens(text) if token is not Whitespace] == [
        (Keyword, "for"), (Name, "k"), (Punctuation, ","), (Name, "v"), (Keyword, "in"), (Name, "t"), (Keyword, "do"),
        (Name.Builtin, "print"), (Punctuation, "("), (Name.Variable, "%"), (Name.Variable, "x"), (Punctuation, ","),
        (String, "'a"), (String.Escape, "\\n"), (String, "'"), (Punctuation, ")"), (Keyword, "end"),
        (Comment.Single, "-- note"),
        (Name, "t"), (Punctuation, ":"), (Name.Function, "m"), (Punctuation, "("), (Keyword.Constant, "nil"),
        (Punctuation, ","), (Number, "1e3"), (Punctuation, ")"), (Operator, "="), (Error, "!"),
    ]  # fmt: skip


def test_commands_and_questions() -> None:
    assert list(Lua4Lexer().get_tokens(":lab start\nx")) == [
        (Keyword.Pseudo, ":lab"),
        (Text, " start"),
        (Whitespace, "\n"),
        (Name, "x"),
    ]


def test_every_class_has_a_token() -> None:
    named = {getattr(classes, name) for name in classes.__all__ if name.isupper()} - {classes.PROMPT}
    assert TOKENS.keys() == {name for name in named if isinstance(name, str)}


@given(TEXTS)
def test_tokens_together_are_the_text(text: str) -> None:
    position = 0
    for at, _, value in Lua4Lexer().get_tokens_unprocessed(text):
        assert at == position
        assert value
        position += len(value)
    assert "".join(value for _, _, value in Lua4Lexer().get_tokens_unprocessed(text)) == text


@given(TEXTS.map(lambda text: text.replace("\r", "").lstrip("\ufeff")))
def test_as_pygments_calls_it_too(text: str) -> None:
    assert "".join(value for _, value in Lua4Lexer().get_tokens(text)) == text


@given(st.binary())
def test_bytes_are_no_obstacle(data: bytes) -> None:
    list(Lua4Lexer().get_tokens(data.decode("latin-1")))


@pytest.mark.parametrize("repeated", ["for k, v in ", "%x.", "'\\065", "function f.", "[[", "f(x) -- y\n"])
def test_time_is_in_proportion(repeated: str) -> None:
    def work(count: int) -> None:
        remembered_scan.cache_clear()
        for _ in classes.classified(repeated * count):
            pass

    assert is_in_proportion(work, 500)


@pytest.mark.parametrize(
    ("group", "name", "kind"),
    [
        ("pygments.lexers", "lua4", Lexer),
        ("pygments.styles", "luashell-light", Style),
        ("pygments.styles", "luashell-dark", Style),
    ],
)
def test_pygments_finds_them(group: str, name: str, kind: type) -> None:
    published = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["entry-points"][group]
    loaded = EntryPoint(name, published[name], group).load()
    assert issubclass(loaded, kind)
    assert name in (loaded.aliases if kind is Lexer else (loaded.name,))


@pytest.mark.parametrize("style", [LightStyle, DarkStyle])
def test_every_token_can_be_read(style: type[Style]) -> None:
    for token, look in style:
        assert contrast(f"#{look['color']}", look["bgcolor"] or style.background_color) >= LEAST, token


@pytest.mark.parametrize(("style", "palette"), [(LightStyle, LIGHT), (DarkStyle, DARK)])
def test_styles_have_the_colours_of_the_palettes(style: type[Style], palette: object) -> None:
    assert palette in (LIGHT, DARK)
    for name, look in (LIGHT if palette is LIGHT else DARK).looks.items():
        if name in TOKENS:
            assert style.style_for_token(TOKENS[name])["color"] == look.colour[1:]


def test_formatters_take_them() -> None:
    assert "\x1b[38;5;" in highlight("x = 'a'", Lua4Lexer(), Terminal256Formatter(style=DarkStyle))


def test_analysis_knows_its_language() -> None:
    assert Lua4Lexer.analyse_text("settagmethod(t, 'index', f)") > Lua4Lexer.analyse_text("table.insert(t, 1)")


def test_first_prompt_does_without_pygments() -> None:
    program = "import sys, luashell.repl.terminal, luashell.repl.highlight; print('pygments' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
