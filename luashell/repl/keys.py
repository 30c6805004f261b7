"""What the keys of ``keymap.py`` do at the prompt, beyond what prompt_toolkit makes them do."""

from __future__ import annotations

import os

from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import (
    Always,
    Condition,
    completion_is_selected,
    emacs_mode,
    has_completions,
    has_focus,
    has_selection,
    vi_insert_mode,
    vi_mode,
    vi_navigation_mode,
)
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.vi_state import InputMode

from luashell.repl.editing.indentation import (
    STEP,
    blanks_to_leave_behind,
    blanks_to_remove,
    indentation_of_next_line,
    is_at_line_start,
)
from luashell.repl.keymap import EMACS, KEYMAP, VI
from luashell.repl.prompts import prompt_of
from luashell.repl.toolbar import complete_at_cursor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.filters import Filter
    from prompt_toolkit.key_binding import KeyPressEvent

    from luashell.repl.shell import Shell

__all__ = ["bindings"]


def bindings(shell: Shell) -> KeyBindings:
    """The keys that are ours, bound for the entries of ``shell``."""
    keys = KeyBindings()
    actions = _Actions(shell)
    for _, rows in KEYMAP:
        for key in rows:
            if key.action:
                action: Callable[[KeyPressEvent], None] = getattr(actions, key.action)
                where = has_focus(DEFAULT_BUFFER) & _CONDITIONS.get(key.action, _ALWAYS) & _MODES[key.mode]
                keys.add(*key.sequence, filter=where)(action)
    return keys


class _Actions:
    """What keys do; named as in ``keymap.py``."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._pasted: list[str] = []
        """The entries of a dialogue, as long as nothing else is in the buffer."""

    def accept(self, event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    def enter(self, event: KeyPressEvent) -> None:
        entries = self._entries(event.current_buffer.text)
        if len(entries) == 1 and self._shell.needs_more(entries[0]):
            self.new_line(event)
        else:
            self._hand_in(event.current_buffer, entries)

    def new_line(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        before = buffer.document.text_before_cursor
        blanks = indentation_of_next_line(before)
        buffer.delete_before_cursor(blanks_to_leave_behind(before))
        buffer.insert_text(f"\n{blanks}", fire_event=False)

    def open_below(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        buffer.cursor_position += buffer.document.get_end_of_line_position()
        self.new_line(event)
        event.app.vi_state.input_mode = InputMode.INSERT

    def submit(self, event: KeyPressEvent) -> None:
        self._hand_in(event.current_buffer, self._entries(event.current_buffer.text))

    def _entries(self, text: str) -> list[str]:
        is_dialogue = bool(self._pasted) and text == "\n".join(self._pasted)
        return self._pasted if is_dialogue else self._shell.entries_in(text)

    def _hand_in(self, buffer: Buffer, entries: list[str]) -> None:
        """End the first of the entries; those behind it follow by themselves."""
        first, *self._shell.session.pending = entries
        if first != buffer.text:
            buffer.document = Document(first)
        buffer.validate_and_handle()

    def indent(self, event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(STEP)

    def complete(self, event: KeyPressEvent) -> None:
        complete_at_cursor(event.current_buffer)

    def dedent(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        buffer.delete_before_cursor(blanks_to_remove(buffer.document.text_before_cursor))

    def paste(self, event: KeyPressEvent) -> None:
        from luashell.repl.editing.pasting import entries_in_dialogue, with_line_feeds  # seldom needed

        buffer = event.current_buffer
        text = with_line_feeds(event.data)
        if is_at_line_start(buffer.document.text_before_cursor):
            entries = entries_in_dialogue(text, prompt_of(self._shell.session.state))
            if entries is not None:
                self._pasted = entries
                text = "\n".join(entries)
        buffer.insert_text(text, fire_event=False)

    def edit_elsewhere(self, event: KeyPressEvent) -> None:
        event.app.create_background_task(_edit_elsewhere(event.current_buffer))


async def _edit_elsewhere(buffer: Buffer) -> None:
    """Hand the terminal to an editor, then take over what it wrote; Enter runs it, nothing else does."""
    from luashell.repl.editing.elsewhere import NoEditorError, edited  # seldom needed

    def edit() -> str:
        try:
            return edited(buffer.text, os.environ)
        except NoEditorError as error:
            print(error)  # noqa: T201  # above the prompt, which is drawn again
            return buffer.text

    text = await run_in_terminal(edit, in_executor=True)
    if text != buffer.text:
        buffer.save_to_undo_stack()
        buffer.text = text
        buffer.cursor_position = len(text)


def _before(test: Callable[[str], bool]) -> Condition:
    """A condition on the text before the cursor."""
    return Condition(lambda: test(get_app().current_buffer.document.text_before_cursor))


_ALWAYS: Final = Always()
_MODES: Final[dict[str, Filter]] = {"": _ALWAYS, EMACS: emacs_mode, VI: vi_mode & vi_navigation_mode}
_TYPING: Final = (emacs_mode | vi_insert_mode) & ~has_selection
_CONDITIONS: Final[dict[str, Filter]] = {
    "indent": _TYPING & ~has_completions & _before(is_at_line_start),
    "complete": _TYPING & (has_completions | ~_before(is_at_line_start)),
    "accept": completion_is_selected,
    "enter": ~completion_is_selected,
    "dedent": _TYPING & _before(lambda before: blanks_to_remove(before) > 0),
    "edit_elsewhere": ~has_selection,
}
"""Where a key does what is ours; elsewhere it does what the editor makes it do."""
