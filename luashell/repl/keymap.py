"""The keys of the prompt and what they do: one table, from which they are bound and which ``:keys`` shows.

Keys without an action are those that the editor binds on its own; they are here to be known.
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EMACS", "KEYMAP", "VI", "Key"]

EMACS: Final = "emacs"
VI: Final = "vi"


class Key(NamedTuple):
    """``label`` as people call the keys, ``meaning`` what they do, in one line.

    ``sequence`` are the keys as prompt_toolkit spells them and ``action`` is the function of ``keys.py`` that they are
    bound to, both empty where the editor itself binds them. ``mode`` is EMACS or VI, empty for both.
    """

    label: str
    meaning: str
    sequence: tuple[str, ...] = ()
    action: str = ""
    mode: str = ""


KEYMAP: Final[tuple[tuple[str, tuple[Key, ...]], ...]] = (
    (
        "Entries",
        (
            Key("Enter", "runs the entry if it is complete or wrong, else begins its next line", ("enter",), "enter"),
            Key("Alt-Enter", "begins a new line, whatever the entry", ("escape", "enter"), "new_line", EMACS),
            Key("Ctrl-X Enter", "runs the entry as it is, complete or not", ("c-x", "enter"), "submit"),
            Key("Ctrl-C", "clears the entry; while a program runs, stops it"),
            Key("Ctrl-D", "ends the session if the entry is empty"),
            Key("Ctrl-L", "clears the screen"),
            Key("Ctrl-Z", "leaves the prompt for a while; fg comes back, with the entry as it was"),
            Key("Ctrl-X Ctrl-E", "opens the entry in $VISUAL or $EDITOR", ("c-x", "c-e"), "edit_elsewhere"),
            Key("v", "in command mode: opens the entry in $VISUAL or $EDITOR", ("v",), "edit_elsewhere", VI),
        ),
    ),
    (
        "Lines",
        (
            Key("Tab", "in indentation: one level more", ("tab",), "indent"),
            Key(
                "Tab", "elsewhere: completes, shows what is possible, chooses one after the other", ("tab",), "complete"
            ),
            Key("Enter", "takes what was chosen, and closes the menu", ("enter",), "accept"),
            Key("Shift-Tab", "chooses the one before"),
            Key("Ctrl-G", "closes the menu of what is possible", mode=EMACS),
            Key("Backspace", "in indentation: one level less; elsewhere deletes", ("backspace",), "dedent"),
            Key(
                "paste",
                "keeps lines and indentation, drops prompts and answers, runs nothing",
                ("<bracketed-paste>",),
                "paste",
            ),
            Key("Ctrl-A, Ctrl-E", "to the beginning, to the end of the line", mode=EMACS),
            Key("Alt-B, Alt-F", "a word back, a word on", mode=EMACS),
            Key("Ctrl-W", "deletes the word before the cursor"),
            Key("Ctrl-U, Ctrl-K", "deletes up to the cursor, from the cursor to the end of the line", mode=EMACS),
            Key("Ctrl-Y", "brings back what was deleted last", mode=EMACS),
            Key("Ctrl-_", "undoes the last change", mode=EMACS),
            Key("Escape, i", "to command mode, and back to typing", mode=VI),
            Key("o", "in command mode: begins a line below", ("o",), "open_below", VI),
            Key("O", "in command mode: begins a line above", mode=VI),
            Key("u", "in command mode: undoes the last change", mode=VI),
        ),
    ),
    (
        "History",
        (
            Key("Up, Down", "the line above, below; then the entries that begin as what stands before the cursor"),
            Key("Ctrl-R", "searches the entries backwards", mode=EMACS),
            Key("Right", "at the end: takes the suggestion shown in grey"),
        ),
    ),
)
"""The keys by subject, in the order in which they are shown."""
