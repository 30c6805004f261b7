"""Whatever a server says, in whatever pieces: it ends with results or an error, within the limits, and never raises."""

from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.net.scripted import ScriptedNetwork
from luasocket_core.proto import ftp
from luasocket_core.proto.http import request
from luasocket_core.proto.limits import ProtocolLimits
from luasocket_core.proto.smtp import send_mail

LIMITS = ProtocolLimits(line=60, reply=120, header_block=200, headers=4, body=50, rate=0)


def pieces(*fragments: bytes) -> st.SearchStrategy[list[bytes]]:
    """What a server might say, made of these and of anything."""
    return st.lists(st.sampled_from(fragments) | st.binary(min_size=1, max_size=8), max_size=12)


def network_saying(said: list[bytes], *, connections: int = 8, broken: bool = False) -> ScriptedNetwork:
    """Every connection hears the same, and an end or a break."""
    end: tuple[float, bytes | OSError] = (2.0, ConnectionResetError() if broken else b"")
    network = ScriptedNetwork()
    for _ in range(connections):
        network.script(*((1.0, piece) for piece in said), end)
    return network


@given(
    pieces(
        *(
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 302 x\r\n",
            b"HTTP/1.1 100 x\r\n\r\n",
            b"HTTP/1.1 ",
            b"200",
            b"\r\n",
            b"\n",
        ),
        *(
            b"\r\n\r\n",
            b"content-length: ",
            b"7",
            b"-1",
            b"transfer-encoding: chunked\r\n",
            b"location: /\r\n",
            b"\0",
            b":",
        ),
        *(b"location: http://h:9/\r\n", b"3\r\nabc\r\n", b"0\r\n", b"0\r\n\r\n", b";x", b" folded", b"a" * 70),
    ),
    st.sampled_from(["GET", "HEAD", "POST"]),
    st.booleans(),
    st.booleans(),
)
def test_http(said: list[bytes], method: str, text: bool, broken: bool) -> None:
    network = network_saying(said, broken=broken)
    network.hosts["h"] = ("h", [], ["127.0.0.1"])
    response = request(method, "127.0.0.1", text=text, limits=LIMITS, network=network)  # type: ignore[call-overload]
    assert response.error is not None or response.status is not None
    assert len(response.body or "") <= 50


@given(
    pieces(
        *(
            b"220 ",
            b"220-",
            b"250 ok\r\n",
            b"250-SIZE 9\r\n",
            b"250 AUTH PLAIN LOGIN CRAM-MD5\r\n",
            b"354 \r\n",
            b"334 x\r\n",
        ),
        *(b"421 bye\r\n", b"550-no\r\n", b"550 no\r\n", b"\r\n", b"221\r\n", b"a" * 70),
    ),
    st.booleans(),
)
def test_smtp(said: list[bytes], broken: bool) -> None:
    error = send_mail(
        "a@x", ["b@y"], (), b"body", "127.0.0.1", limits=LIMITS, network=network_saying(said, broken=broken)
    )
    assert error is None or error.strip()


@given(
    pieces(
        *(
            b"220 \r\n",
            b"120 \r\n",
            b"331 \r\n",
            b"230 \r\n",
            b"200 \r\n",
            b"227 (127,0,0,1,9,9)\r\n",
            b"227 (1,2,3)\r\n",
        ),
        *(
            b"227 (1,2,3,4,999,999)\r\n",
            b"150 \r\n",
            b"226 \r\n",
            b"426 \r\n",
            b"502 \r\n",
            b"250-\r\n",
            b"250 \r\n",
            b"a" * 70,
        ),
    ),
    st.booleans(),
)
def test_ftp(said: list[bytes], broken: bool) -> None:
    file = ftp.get("127.0.0.1/a/f", limits=LIMITS, network=network_saying(said, broken=broken))
    assert file.data is not None or (file.error or "").strip()
    error = ftp.put("127.0.0.1/f", b"data", limits=LIMITS, network=network_saying(said, broken=broken))
    assert error is None or error.strip()
