"""The messages of sockets: those that functions return (luasocket_core/errors.py) and those of wrong use."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

_TOO_MANY: Final = "Close sockets that you are done with: `:socks' lists them."
_KINDS: Final = "connect and accept give TCP clients, bind gives a server, udpsocket a UDP socket."

EXPLANATIONS: Final = (
    # ---- connecting and resolving
    (
        "connection refused",
        "The machine answered that nobody serves this port. It is there, and no firewall hid it.",
        "Is the server running, and on this very port? Look at the port number.",
        "Does it serve this address? A server of 127.0.0.1 is not seen from another machine, nor by the other name.",
        "`:lab start' starts servers to practise with.",
    ),
    (
        "connection timed out",
        "Nothing answered until the system gave up: the packets are lost, or a firewall drops them.",
        "Is the address right, and the machine switched on?",
        "A firewall on the way may let only some ports pass.",
    ),
    (
        "network is unreachable",
        "This machine knows no way to that address.",
        "Is the network connected? Is the address right?",
    ),
    (
        "host not found",
        "The name server says that there is no such name.",
        "Look at the spelling. A name is written without http:// and without a port.",
        "Names of your own network may need their whole domain.",
    ),
    (
        "unable to resolve host name",
        "The name exists, but has no IPv4 address, which is what LuaSocket 1.2 can use.",
        "Ask for another name of the machine, or use an address.",
    ),
    (
        "name server error",
        "The name server answered that it cannot answer.",
        "Try again later; try an address instead of a name.",
    ),
    (
        "name server unavailable, try again later",
        "No name server answered: mostly there is no network at all.",
        "Is the network connected? Try an address instead of the name.",
    ),
    # ---- waiting and ending
    (
        "timeout",
        (
            "The time limit of the socket passed before it was done. What arrived until then is in the result before "
            "the message."
        ),
        "The socket is still good: the same call can be repeated. Keep the part that you have got.",
        "s:timeout(seconds) sets the limit, s:timeout(nil) takes it away.",
        (
            'A line pattern waits for the end of the line, "*a" for the end of the connection: is that what the other '
            "side sends?"
        ),
    ),
    (
        "closed",
        "The other side has closed the connection. What had arrived before is in the result before the message.",
        "It is the usual end of many protocols: then it is no error. Close your side, too.",
        "If it comes too early: did you send what the other side expects, with \\r\\n at the end of each line?",
    ),
    (
        "refused",
        "The system would not do this with the socket.",
        "For UDP it means mostly that nobody listens at the other port: the machine there has said so.",
        "A datagram has at most 65507 bytes.",
    ),
    (
        "listen error",
        "The system would not make this socket a server.",
        "Another server may have taken the port just now: try again, or another port.",
    ),
    # ---- addresses and rights
    (
        "address already in use",
        "Another socket has this address and port already.",
        "Port 0 lets the system choose a free one; getsockname tells which.",
        "Is an earlier run of your server still there? `:socks' lists the sockets of this session.",
    ),
    (
        "address unavailable",
        "The address does not belong to this machine.",
        'Use "*" for all addresses of the machine, or "127.0.0.1" for itself only.',
    ),
    (
        "address not availabe",
        "The system has no local port left for a connection to this address, or the address is none to connect to.",
        "Connections that were closed keep their port for a while: wait a minute.",
    ),
    (
        "access denied",
        "You may not use this address or port.",
        "Ports below 1024 are mostly for the administrator: take a higher one.",
        "For UDP, a broadcast address needs the option SO_BROADCAST.",
    ),
    ("socket already bound", "This socket has a local address already, and keeps it.", "Make a new socket."),
    # ---- limits of the system
    ("descriptor table is full", "The program has as many sockets and files open as it may.", _TOO_MANY),
    ("too many open files", "The whole system has as many files open as it can.", _TOO_MANY),
    ("insuffucient buffer space", "The system has no memory for one more socket.", _TOO_MANY),
    ("out of memory", "The system has no memory for this.", _TOO_MANY),
    ("invalid descriptor", "The system does not know this socket any more.", "Make a new one."),
    ("not a socket descriptor", "What the system has under this number is no socket.", "Make a new one."),
    (
        "unknown error",
        "The system gave a reason that LuaSocket 1.2 has no word for.",
        "`:trace on' shows what the system said.",
    ),
    # ---- wrong use
    (
        "invalid socket object",
        "This function needs a socket, and was given something else.",
        "connect and its like give nil and a message when they fail: look at both.",
        "The socket itself is the argument, not one of its fields.",
    ),
    (
        "operation on closed socket",
        "The socket was closed by this program, and cannot be used any more.",
        "Look for a close that comes too early; connect again to go on.",
    ),
    ("server socket expected", "Only servers accept connections, and this is no server.", _KINDS),
    ("udp socket expected", "This works with UDP sockets only.", _KINDS),
    (
        "getpeername on server socket",
        "A server has no peer: each client that it accepts has one.",
        "Ask the client that accept gave.",
    ),
    (
        "receive on server socket",
        "A server receives nothing itself: each client that it accepts does.",
        "Write  client = server:accept()  and then  client:receive().",
    ),
    (
        "send on server socket",
        "A server sends nothing itself: each client that it accepts does.",
        "Write  client = server:accept()  and then  client:send(data).",
    ),
    (
        "invalid poll pattern",
        "poll asks one of two questions.",
        '"*r": can it receive or accept without waiting? "*s": can it send?',
    ),
    (
        "invalid ip address",
        "sendto takes an address in digits, not a name.",
        "toip(name) gives the address of a name.",
    ),
    (
        "sendto on connected socket",
        "The socket has a peer, and sends to it only.",
        "Use send, or make another UDP socket.",
    ),
    (
        "receivefrom on connected socket",
        "The socket has a peer, and receives from it only: you know who sent it.",
        "Use receive, or make another UDP socket.",
    ),
    (
        "send on unconnected socket",
        "The socket has no peer yet, so it is not known where to send to.",
        "Use sendto(data, ip, port), or name a peer first: setpeername(host, port).",
    ),
    (
        "error setting option",
        "The system did not take an option of the socket, or there is no such option.",
        "The options are SO_KEEPALIVE, SO_DONTROUTE, SO_BROADCAST and SO_LINGER.",
    ),
    (
        "invalid {option} value",
        "The option {option} of a UDP socket cannot have this value.",
        "Options are numbers; SO_LINGER is a table with l_onoff and l_linger.",
    ),
)
"""The more special messages come first."""
