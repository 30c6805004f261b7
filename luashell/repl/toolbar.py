"""What helps while an entry is typed: the menu of what could come next, and the signature of the call below it."""

from __future__ import annotations

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import CompletionState
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, get_common_complete_suffix
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.layout.containers import ConditionalContainer, HSplit, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension

from luashell.repl.printing.literals import columns, cut_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from prompt_toolkit import PromptSession
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from luashell.repl.completion.signatures import Signature
    from luashell.repl.session import Session

__all__ = ["MENU_STYLE", "EntryCompleter", "complete_at_cursor", "show_signatures"]

MENU_STYLE: Final = [
    (f"completion-menu.{part}completion.current", "fg:#000000 bg:#ffffff reverse") for part in ("", "meta.")
]
"""The chosen line of the menu: it stands out in colours (prompt_toolkit's own has too little contrast) and without."""

CURRENT: Final = "class:signature.current bold underline"
"""The argument being typed: told from the others without colours too."""

MOST_LINES: Final = 4
"""Lines that a signature and its meaning may take."""

GAP: Final = "  "


class EntryCompleter(Completer):
    """Completion as prompt_toolkit asks for it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002  # its signature
        """What could stand at the cursor; meanings are made when they are shown."""
        from luashell.repl.completion.completing import complete  # not needed for the first prompt

        cursor = document.cursor_position
        for each in complete(self._session, document.text, cursor):
            yield Completion(
                each.text,
                start_position=each.start - cursor,
                display=each.name,
                display_meta=lambda each=each: each.meaning,
            )


def complete_at_cursor(buffer: Buffer) -> None:
    """Insert what all candidates have in common and show them; if they are shown, choose the next one.

    It is done when it returns, unlike what prompt_toolkit has for it: keys that were typed ahead find it done.
    """
    if buffer.complete_state is not None:
        buffer.complete_next()
        return
    document = buffer.document
    found = [*buffer.completer.get_completions(document, CompleteEvent(completion_requested=True))]
    if len(found) == 1:
        buffer.apply_completion(found[0])
    elif found:
        common = get_common_complete_suffix(document, found)
        buffer.insert_text(common)
        shown = [each.new_completion_from_position(len(common)) for each in found]
        buffer.complete_state = CompletionState(buffer.document, shown)
        buffer.on_completions_changed.fire()


def show_signatures(editor: PromptSession[str], session: Session) -> None:
    """Show below the entry of ``editor`` which argument of which function is being typed."""
    layout = editor.layout.container
    assert isinstance(layout, HSplit)  # noqa: S101  # what PromptSession makes
    layout.children.append(_SignatureLine(editor, session).container)


class _SignatureLine:
    """The lines below the entry; none when no call is being typed.

    They do not wait until the terminal has told where its cursor is, as prompt_toolkit's own toolbar does: some never
    tell.
    """

    def __init__(self, editor: PromptSession[str], session: Session) -> None:
        self._buffer = editor.default_buffer
        self._session = session
        self._seen: tuple[str, int] | None = None
        self._signature: Signature | None = None
        self.container = ConditionalContainer(
            Window(
                FormattedTextControl(self._text),
                style="class:bottom-toolbar",
                height=Dimension(max=MOST_LINES),
                dont_extend_height=True,
                wrap_lines=True,
            ),
            filter=Condition(lambda: self._current() is not None) & ~is_done,
        )

    def _current(self) -> Signature | None:
        """The signature at the cursor, found anew only after a key has changed something."""
        seen = (self._buffer.text, self._buffer.cursor_position)
        if seen != self._seen:
            self._signature = self._signature_at(*seen)
            self._seen = seen
        return self._signature

    def _signature_at(self, text: str, cursor: int) -> Signature | None:
        if not text:
            return None
        from luashell.repl.completion.signatures import signature_at  # not needed for the first prompt

        return signature_at(self._session, text, cursor)

    def _text(self) -> StyleAndTextTuples:
        signature = self._current()
        if signature is None:
            return []
        text: StyleAndTextTuples = [(CURRENT if is_current else "", piece) for piece, is_current in signature.pieces]
        width = get_app().output.get_size().columns
        taken = sum(columns(piece) for piece, _ in signature.pieces) + len(GAP)
        fits = taken + columns(signature.meaning) <= width
        text.append(("class:signature.meaning", f"{GAP if fits else chr(10)}{cut_to(signature.meaning, width)}"))
        return text
