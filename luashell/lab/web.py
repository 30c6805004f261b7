"""The web server: Python's http.server with the pages of ``pages.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from luashell.lab.pages import NOT_FOUND, PAGES
from luashell.lab.sockets import SocketService
from luashell.lab.visit import Visit, WebServer

if TYPE_CHECKING:
    from luashell.lab.journal import Journal
    from luashell.lab.mailbox import Mailbox

__all__ = ["WebService"]


class WebService(SocketService):
    """The web server, from now on until it is closed. Raises OSError."""

    def __init__(self, journal: Journal, mailbox: Mailbox) -> None:
        super().__init__(WebServer(_Visit, journal, mailbox))


class _Visit(Visit):
    def do_GET(self) -> None:  # noqa: N802  # the name by which http.server finds it
        """Let the page answer that is asked for, whatever the method."""
        if self.receive_body():
            address = self.address
            page = PAGES.get(address) or PAGES.get(address[: address.rfind("/") + 1] + "*", NOT_FOUND)
            page.answer(self)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_GET  # noqa: N815  # as above
