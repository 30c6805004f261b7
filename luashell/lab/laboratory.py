"""The lab: all its servers, which of them run, and under which names they are reached."""

from __future__ import annotations

from luashell.lab.journal import Journal
from luashell.lab.mailbox import Mailbox
from luashell.lab.server import Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType
    from typing import Self

    from luashell.lab.server import Service
    from luasocket_core.net.network import Network
    from luasocket_core.tracing import SocketAddress

__all__ = ["Lab"]


class Lab:
    """Servers to practise with, none of which runs yet. As a context manager: all run inside it, none after it.

    ``servers`` has each by its name, running or not. ``mailbox`` keeps what the mail server has received. ``log``, if
    given, is called with a line of text for each thing that a server does, from the servers' own threads; it can be
    exchanged at any time.
    """

    def __init__(self, *, log: Callable[[str], None] | None = None) -> None:
        self.log = log
        self.mailbox = Mailbox()
        self.servers: Mapping[str, Server] = {server.name: server for server in _servers(self)}
        self._problems: dict[str, str] = {}
        self._networks: list[Network] = []
        self._mapped: dict[str, dict[tuple[str, int], SocketAddress]] = {}

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def problems(self) -> tuple[str, ...]:
        """Why servers that were to start did not: a sentence for each, most likely that a package is not installed."""
        return tuple(self._problems.values())

    def start(self, *names: str) -> tuple[str, ...]:
        """Have the servers called ``names`` run, without names all; gives why some of them do not (``problems``).

        Raises ValueError for a name that there is not, before anything starts.
        """
        chosen = self._chosen(names)
        for server in chosen:
            self._problems.pop(server.name, None)
            try:
                server.start()
            except ImportError:
                self._problems[server.name] = f'lab: the {server.name} server needs: pip install "luashell[lab]"'
            except OSError as error:
                self._problems[server.name] = f"lab: the {server.name} server cannot start: {error.strerror or error}"
            else:
                self._map(server)
        return tuple(self._problems[server.name] for server in chosen if server.name in self._problems)

    def stop(self, *names: str) -> None:
        """End the servers called ``names``, without names all. Raises ValueError for a name that there is not."""
        for server in self._chosen(names):
            self._unmap(server)
            server.stop()

    def close(self) -> None:
        """End all servers and remove their names. The lab can be started again, without names."""
        self.stop()
        self._networks.clear()

    def map_names(self, network: Network | None = None) -> None:
        """Have ``web.lab`` and its like lead to the servers on ``network``, by default the one that programs use.

        They are reached at their well-known ports and at those that they really have. A server that stops loses its
        name, one that starts gets it.
        """
        if network is None:
            from luasocket_core.net.live import default_network

            network = default_network()
        if network not in self._networks:
            self._networks.append(network)
        for server in self.servers.values():
            if server.is_running:
                self._map(server)

    def unmap_names(self, network: Network) -> None:
        """Undo ``map_names``."""
        if network in self._networks:
            self._networks.remove(network)
            for mapped in self._mapped.values():
                _forget(mapped, network)

    def _chosen(self, names: tuple[str, ...]) -> list[Server]:
        unknown = [name for name in names if name not in self.servers]
        if unknown:
            raise ValueError(f"the lab has no server `{unknown[0]}', it has: {', '.join(self.servers)}")
        return [self.servers[name] for name in names or self.servers]

    def _map(self, server: Server) -> None:
        target = (server.host, server.port)
        mapped = {(server.host_name, port): target for port in (server.well_known_port, server.port)}
        self._mapped[server.name] = mapped
        for network in self._networks:
            network.redirections.update(mapped)

    def _unmap(self, server: Server) -> None:
        mapped = self._mapped.pop(server.name, {})
        for network in self._networks:
            _forget(mapped, network)


def _forget(mapped: dict[tuple[str, int], SocketAddress], network: Network) -> None:
    """Remove from ``network`` what is mapped there, unless another lab has mapped it anew."""
    for name, target in mapped.items():
        if network.redirections.get(name) == target:
            del network.redirections[name]


def _servers(lab: Lab) -> Iterable[Server]:
    """All servers. What one needs is imported when it first starts."""

    def journal(name: str) -> Journal:
        return Journal(name, lambda: lab.log)

    def echo() -> Service:
        from luashell.lab import plain

        return plain.echo(journal("echo"))

    def daytime() -> Service:
        from luashell.lab import plain

        return plain.daytime(journal("daytime"))

    def chargen() -> Service:
        from luashell.lab import plain

        return plain.chargen(journal("chargen"))

    def web() -> Service:
        from luashell.lab.web import WebService

        return WebService(journal("web"), lab.mailbox)

    def mail() -> Service:
        from luashell.lab.mail import MailService

        return MailService(journal("mail"), lab.mailbox)

    def files() -> Service:
        from luashell.lab.files import FileService

        return FileService(journal("files"))

    yield Server("echo", 7, "sends back what it receives, over TCP and UDP", echo)
    yield Server("daytime", 13, "tells the time of day in words, over TCP and UDP", daytime)
    yield Server("chargen", 19, "sends lines of characters without end, over TCP and UDP", chargen)
    yield Server("web", 80, "pages to get and a form to post to; /mail shows the mail", web)
    yield Server("mail", 25, "takes mail for everybody but nobody, and keeps it", mail)
    yield Server("files", 21, "files to get in pub; all other folders take what is put", files)
