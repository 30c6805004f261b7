"""Assembly: the functions of LuaSocket for a state. No logic of its own."""

from __future__ import annotations

from luashell.netlib import dns, ftp, http, later, limits, smtp, sockets, tcp, udp
from luashell.netlib.versions import version_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaFunction
    from luashell.runtime.state import LuaState
    from luasocket_core import Network

__all__ = ["open_libraries"]


def open_libraries(state: LuaState, version: str, network: Network | None = None) -> dict[str, LuaFunction]:
    """The globals of LuaSocket ``version``; sockets are opened on ``network`` and closed when the state is.

    Without ``network`` the default one is asked for when a program first needs it: until then nothing of sockets is
    loaded. Raises ValueError for a version that there is not.
    """
    opened_sockets = sockets.Sockets(state, network, version_named(version))
    state.finishers.append(opened_sockets.close_all)
    protocol_limits = limits.Limits(state)
    additions = later.Later(opened_sockets)
    return {
        **sockets.library.open(opened_sockets),
        **tcp.library.open(tcp.Tcp(opened_sockets)),
        **udp.library.open(udp.Udp(opened_sockets)),
        **dns.library.open(dns.Dns(opened_sockets)),
        **http.library.open(http.Http(opened_sockets, protocol_limits)),
        **smtp.library.open(smtp.Smtp(opened_sockets, protocol_limits)),
        **ftp.library.open(ftp.Ftp(opened_sockets, protocol_limits)),
        **limits.library.open(protocol_limits),
        **later.library.open(additions),
        **(later.debug_library.open(additions) if opened_sockets.version.reports_elapsed else {}),
    }
