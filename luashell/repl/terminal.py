"""The reader for terminals: prompt_toolkit edits an entry of one or several lines."""

from __future__ import annotations

from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory, ConditionalAutoSuggest
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.history import History
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.renderer import CPR_Support

from luashell.repl.editing.adaptors import (
    PROMPT_STYLE,
    EntryLexer,
    MatchingProcessor,
    entry_style,
    reindent_while_typing,
)
from luashell.repl.keys import bindings
from luashell.repl.prompts import continuation_of, prompt_of
from luashell.repl.toolbar import EntryCompleter, show_signatures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable
    from typing import Final

    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPress

    from luashell.repl.history import History as Entries
    from luashell.repl.screen import Screen
    from luashell.repl.shell import Shell

__all__ = ["TerminalReader"]

LINES_OF_MENU: Final = 8
"""Lines below the entry that are made free for the menu."""


class TerminalReader:
    """Reads the entries of ``shell`` with an editor; Enter ends an entry unless the shell needs more.

    What is announced on ``screen`` meanwhile appears above the entry.
    """

    def __init__(self, shell: Shell, screen: Screen) -> None:
        self._shell = shell
        self._settings = shell.session.settings
        self._screen = screen
        self._typed_ahead: list[KeyPress] = []
        self.editor: PromptSession[str] = PromptSession(
            lambda: [(PROMPT_STYLE, prompt_of(shell.session.state))],
            complete_while_typing=False,  # a menu that nobody asked for hides what is below
            completer=EntryCompleter(shell.session),
            enable_suspend=True,
            auto_suggest=ConditionalAutoSuggest(AutoSuggestFromHistory(), Condition(self._suggests)),
            history=_Entries(shell.session.history),
            input_processors=[MatchingProcessor()],
            key_bindings=bindings(shell),
            lexer=EntryLexer(),
            multiline=True,
            prompt_continuation=self._continuation,
            style=entry_style(shell.session.settings),
        )
        show_signatures(self.editor, shell.session)
        self.editor.default_buffer.on_text_insert += reindent_while_typing
        # The constructor's own parameter for this would put completion while typing out of action.
        self.editor.default_buffer.enable_history_search = Always()
        self.editor.app.renderer.cpr_not_supported_callback = self._show_announcements  # instead of a warning
        self.editor.app.before_render += self._make_room
        self.editor.app.after_render += self._show_announcements
        self.editor.app.after_render += _stop_asking

    def read(self) -> str | None:
        """The next entry as typed; empty when it was given up (Ctrl-C), None when the input has ended."""
        self.editor.color_depth = None if self._screen.colours else ColorDepth.DEPTH_1_BIT
        is_vi = self._settings.editing_mode == "vi"
        self.editor.editing_mode = EditingMode.VI if is_vi else EditingMode.EMACS
        self.editor.cursor = ModalCursorShapeConfig() if is_vi else None  # a beam for text, a block for commands
        self._screen.hold(self._wake)
        pending = self._shell.session.pending
        entry = pending.pop(0) if pending else ""
        is_done = bool(entry) and (bool(pending) or not self._shell.needs_more(entry))
        try:
            return self.editor.prompt(
                default=entry, accept_default=is_done, pre_run=lambda: self._begin(takes_keys=not is_done)
            )
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None

    def _begin(self, *, takes_keys: bool) -> None:
        """Keys that were typed ahead wait until the terminal is ready for them and the history is there.

        An entry that is complete without any leaves them to the next one.
        """
        app = self.editor.app
        self.editor.default_buffer.load_history_if_not_yet_loaded()
        self._typed_ahead += get_typeahead(app.input)
        if takes_keys and self._typed_ahead:
            app.create_background_task(self._feed(app))
        self._wake()

    async def _feed(self, app: Application[str]) -> None:
        keys, self._typed_ahead = self._typed_ahead, []
        app.key_processor.feed_multiple(keys)
        app.key_processor.process_keys()

    def _continuation(self, width: int, _line: int, breaks: int) -> StyleAndTextTuples:
        """What begins a later line of the entry; only room, where a line is broken for the lack of it."""
        return [(PROMPT_STYLE, " " * width if breaks else continuation_of(prompt_of(self._shell.session.state)))]

    def _make_room(self, _: object) -> None:
        """For the entry and the menu below it, as far as the screen has lines."""
        lines = self.editor.default_buffer.document.line_count + LINES_OF_MENU
        self.editor.reserve_space_for_menu = min(lines, self.editor.output.get_size().rows)

    def _suggests(self) -> bool:
        """Without colours, a suggestion would look as if it had been typed."""
        return self._settings.suggestions and bool(self._screen.colours)

    def _wake(self) -> None:
        """Have the announcements shown by the thread that edits."""
        app = self.editor.app
        if app.loop is not None and app.context is not None:
            with suppress(RuntimeError):  # the loop has just ended: they are shown after the entry
                app.loop.call_soon_threadsafe(self._show_announcements, context=app.context.copy())

    def _show_announcements(self, *_: object) -> None:
        """Take the entry away, write whole lines, and have the entry drawn again below them.

        Not while the terminal is about to tell where its cursor is: that would no longer be true.
        """
        app = self.editor.app
        renderer = app.renderer
        will_tell = renderer.waiting_for_cpr and renderer.cpr_support != CPR_Support.NOT_SUPPORTED
        if not app.is_running or app.is_done or will_tell:
            return
        announced = self._screen.take_held()
        if announced:
            renderer.erase()
            app.output.write_raw(self._screen.colours.paint(announced).replace("\n", "\r\n"))
            app.output.flush()
            renderer.request_absolute_cursor_position()
            app.invalidate()


def _stop_asking(app: Application[str]) -> None:
    """A terminal that has not told by the end of an entry where its cursor is never will: do not wait for it."""
    if app.is_done and app.renderer.cpr_support == CPR_Support.UNKNOWN:
        app.renderer.cpr_support = CPR_Support.NOT_SUPPORTED


class _Entries(History):
    """The history as prompt_toolkit asks for it. Who answers an entry also adds it."""

    def __init__(self, entries: Entries) -> None:
        super().__init__()
        self._entries = entries

    async def load(self) -> AsyncGenerator[str, None]:
        """The entries, latest first."""
        for entry in reversed(self._entries.entries):
            yield entry

    def get_strings(self) -> list[str]:
        """The entries, latest last."""
        return self._entries.entries

    def append_string(self, string: str) -> None:
        """Added elsewhere."""

    def load_history_strings(self) -> Iterable[str]:
        """Replaced by ``load``."""
        return reversed(self._entries.entries)

    def store_string(self, string: str) -> None:
        """Added elsewhere."""
