"""A server of the lab as its users see it: what it is called, what it does, where it is, whether it runs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, Protocol

    class Service(Protocol):
        """A server that runs, from the moment it is made until it is closed."""

        @property
        def port(self) -> int:
            """Where it listens."""

        def close(self) -> None:
            """End it with all its connections; nothing is left."""


__all__ = ["HOST", "Server"]

HOST: Final = "127.0.0.1"
"""Where all servers listen: nobody but this machine reaches them."""


class Server:
    """One server, running or not. ``open_service`` makes it run, and imports what it needs for that."""

    def __init__(self, name: str, well_known_port: int, summary: str, open_service: Callable[[], Service]) -> None:
        self.name = name
        self.well_known_port = well_known_port
        self.summary = summary
        self.host = HOST
        self._open_service = open_service
        self._service: Service | None = None

    def __repr__(self) -> str:
        return f"<Server {self.name} {f'at {self.host}:{self.port}' if self.is_running else 'not running'}>"

    @property
    def host_name(self) -> str:
        """What it is called on a network that the lab's names are mapped on."""
        return f"{self.name}.lab"

    @property
    def is_running(self) -> bool:
        """Can it be reached?"""
        return self._service is not None

    @property
    def port(self) -> int:
        """The port where it listens, for TCP and, in so far as it serves that, for UDP; 0 while it does not run."""
        return 0 if self._service is None else self._service.port

    def start(self) -> None:
        """Have it run, if it does not. Raises ImportError without the package that it needs, OSError without a port."""
        if self._service is None:
            self._service = self._open_service()

    def stop(self) -> None:
        """End it with all its connections, if it runs."""
        service, self._service = self._service, None
        if service is not None:
            service.close()
