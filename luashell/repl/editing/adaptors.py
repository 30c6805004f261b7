"""What prompt_toolkit asks while an entry is edited: colours, what belongs together, indentation while typing."""

from __future__ import annotations

import os

from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text.utils import split_lines
from prompt_toolkit.layout.processors import Processor, Transformation
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import DynamicStyle, Style

from luashell.repl.editing.blocks import matching
from luashell.repl.editing.indentation import reindented
from luashell.repl.highlight.classes import classified
from luashell.repl.highlight.palettes import DARK, LIGHT, OWN, palette_named
from luashell.repl.styled import MUTED
from luashell.repl.toolbar import MENU_STYLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.layout.processors import TransformationInput
    from prompt_toolkit.styles import BaseStyle

    from luashell.repl.editing.blocks import Part
    from luashell.repl.highlight.palettes import Look, Palette
    from luashell.repl.settings import Settings

__all__ = ["PROMPT_STYLE", "EntryLexer", "MatchingProcessor", "entry_style", "reindent_while_typing"]

CLASS: Final = "class:lua."
MATCHING: Final = "class:lua.matching"
PROMPT_STYLE: Final = "class:lua.prompt"


class EntryLexer(Lexer):
    """Colours of the entry."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """The lines of the entry in pieces, each with its style."""
        lines = list(split_lines([(CLASS + name, text) for name, text in classified(document.text)]))
        return lambda number: lines[number] if number < len(lines) else []


class MatchingProcessor(Processor):
    """Shows what belongs to the bracket or the block keyword at the cursor."""

    def __init__(self) -> None:
        self._shown: tuple[str, int, list[Part]] = "", 0, []

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """One line of the entry, with what matches marked; not when the entry is done."""
        fragments = transformation_input.fragments
        document = transformation_input.document
        parts = [] if get_app().is_done else self._matching(document)
        line_start = document.translate_row_col_to_index(transformation_input.lineno, 0) if parts else 0
        line_end = line_start + len(document.lines[transformation_input.lineno])
        for start, end in parts:
            if line_start <= start < line_end:
                fragments = exploded = explode_text_fragments(fragments)
                for position in range(start - line_start, end - line_start):
                    at = transformation_input.source_to_display(position)
                    style, text, *_ = exploded[at]
                    exploded[at] = f"{style} {MATCHING}", text
        return Transformation(fragments)

    def _matching(self, document: Document) -> list[Part]:
        """Computed once for all lines."""
        text, cursor, parts = self._shown
        if text != document.text or cursor != document.cursor_position:
            parts = matching(document.text, document.cursor_position)
            self._shown = document.text, document.cursor_position, parts
        return parts


def entry_style(settings: Settings) -> BaseStyle:
    """The palette that the settings name at each moment."""
    styles = {id(palette): _style_of(palette) for palette in (LIGHT, DARK, OWN)}
    return DynamicStyle(lambda: styles[id(palette_named(settings.style, os.environ))])


def _style_of(palette: Palette) -> Style:
    rules = [
        (f"lua.{name}", f"{_colour_of(look)}{' bold' * look.bold}{' underline' * look.underline}")
        for name, look in palette.looks.items()
    ]
    grey = palette.looks[MUTED].colour  # without it, prompt_toolkit's own: on dark backgrounds it is hard to read
    suggestion = [("auto-suggestion", grey)] if grey else []
    return Style([*rules, *suggestion, ("lua.matching", "bold underline"), *MENU_STYLE])


def _colour_of(look: Look) -> str:
    return look.colour or _NAMES.get(look.ansi, "")


_NAMES: Final = {31: "ansired", 32: "ansigreen", 35: "ansimagenta", 36: "ansicyan"}
"""What prompt_toolkit calls the colours that OWN has, by their numbers."""


def reindent_while_typing(buffer: Buffer) -> None:
    """The text of ``buffer`` has been added to by typing: lines that now begin with ``end`` and its like move out."""
    document = buffer.document
    blanks = reindented(document.text_before_cursor)
    if blanks is not None:
        line = document.current_line_before_cursor.lstrip(" \t")
        buffer.delete_before_cursor(len(document.current_line_before_cursor))
        buffer.insert_text(blanks + line, fire_event=False)
