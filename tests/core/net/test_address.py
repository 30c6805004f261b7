import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.net.address import ip_literal, is_host_name, port_number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0X7F.0.0.0x1", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("127.0.0.1 ", "127.0.0.1"),
        ("127.0.0.1 and more", "127.0.0.1"),
        ("127.0.0.1\n", "127.0.0.1"),
        ("1.2.65535", "1.2.255.255"),
        ("0", "0.0.0.0"),
        ("00000000000000000000127.1", "87.0.0.1"),
        ("0000000000000000000177.1", "127.0.0.1"),
        ("255.255.255.255", "255.255.255.255"),
        ("4294967295", "255.255.255.255"),
        ("4294967296", None),
        ("256.1", None),
        ("1.2.65536", None),
        ("1.2.3.256", None),
        ("1.2.3.4.5", None),
        ("1.2.3.", None),
        (".1", None),
        ("", None),
        (" 127.0.0.1", None),
        ("127.0.0.1x", None),
        ("127.0.0.1\0", None),
        ("08", None),
        ("0x", None),
        ("0xg", None),
        ("-1", None),
        ("+1", None),
        ("1e3", None),
        ("*", None),
        ("localhost", None),
        ("9" * 5000, None),
        ("\u0661", None),
    ],
)
def test_what_counts_as_an_ip_literal(text: str, address: str | None) -> None:
    assert ip_literal(text) == address


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.sampled_from(["%d", "0x%x", "0%o"]))
def test_every_form_of_an_address_is_read(value: int, parts: int, form: str) -> None:
    octets = value.to_bytes(4, "big")
    numbers = [*octets[: parts - 1], int.from_bytes(octets[parts - 1 :], "big")]

    assert ip_literal(".".join(form % number for number in numbers)) == ".".join(map(str, octets))


@pytest.mark.parametrize(
    ("port", "number"),
    [
        (80, 80),
        (80.9, 80),
        (-0.5, 0),
        (65536 + 80, 80),
        (-1, 65535),
        (float("nan"), 0),
        (float("inf"), 0),
        (float("-inf"), 0),
        (1e300, 0),
    ],
)
def test_ports(port: float, number: int) -> None:
    assert port_number(port) == number


@pytest.mark.parametrize("name", ["localhost", "a.b-c.d_e", "example.org.", "x" * 63, "1.2.3.4.5"])
def test_host_names(name: str) -> None:
    assert is_host_name(name)


@pytest.mark.parametrize("name", ["", ".", "*", "a b", "a..b", "x" * 64, "a." * 150, "\xe9", "a\0", "<broadcast>"])
def test_no_host_names(name: str) -> None:
    assert not is_host_name(name)
