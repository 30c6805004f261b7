"""What the system says of files, as functions of files return it (6.5); the words are those of a system in English."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

EXPLANATIONS: Final = (
    (
        "No such file or directory",
        "There is no file of this name, or no such folder on the way to it.",
        "A relative name counts from the folder that luashell was started in.",
        'openfile(name, "w") makes a file, but no folders.',
    ),
    (
        "Permission denied",
        "You may not do this with the file, or not enter a folder on the way to it.",
        "Look at who owns it and what others may do: ls -l shows both.",
    ),
    ("Is a directory", "This is the name of a folder, and a file was expected.", "Add the name of the file."),
    ("Not a directory", "A part of the name that should be a folder is a file.", "Look at each part of the name."),
    ("File exists", "There is a file of this name already.", "Take another name, or remove the file first."),
    (
        "Too many open files",
        "The program has as many files and sockets open as it may.",
        "Close files with closefile when you are done with them.",
    ),
    ("No space left on device", "The disk is full.", "Remove what is not needed any more."),
    (
        "Bad file descriptor",
        "The file is not open for this: it was closed, or opened for the other direction.",
        'openfile(name, "r") is for reading, "w" for writing, "r+" for both.',
    ),
    (
        "Invalid argument",
        "The system does not accept this.",
        'The modes of openfile are "r", "w" and "a", each perhaps with "+" and "b".',
    ),
    ("Broken pipe", "Whoever read what was written has ended.", "Look whether the other program still runs."),
    ("Illegal seek", "Only files can be moved in: not a terminal, not the output of a command.", "Read it through."),
)
