"""What functions that ask something of the system return (6.1): "ok", or nil, the system's error text, its number."""

from __future__ import annotations

import os
from errno import EBADF

from luashell.runtime.text import from_file_name
from luashell.runtime.userdata import Userdata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luashell.runtime.aliases import Returned

__all__ = ["OK_OR_FAIL", "Success", "attempt", "errno_of", "failure"]

OK_OR_FAIL: Final = "userdata | nil, error, number"
"""How the descriptions of functions write these results."""


class Success(Userdata):
    """Ok: not nil, and equal to nothing else. ``write`` makes one each time, so they are made as fast as can be."""

    __slots__ = ()
    tag = 0
    __init__ = object.__init__


def errno_of(error: OSError | ValueError) -> int:
    """The system's number for ``error``.

    Python refuses by itself, without a number, to use a stream that is closed or open for the other direction only;
    the system says EBADF.
    """
    return getattr(error, "errno", None) or EBADF


def failure(error: OSError | ValueError) -> Returned:
    """nil, error text, errno."""
    number = errno_of(error)
    return None, from_file_name(os.strerror(number)), float(number)


def attempt(action: Callable[..., object], *arguments: object) -> Returned:
    """Call ``action`` with ``arguments``; "ok", or how the system refused."""
    try:
        action(*arguments)
    except (OSError, ValueError) as error:
        return failure(error)
    return Success()
