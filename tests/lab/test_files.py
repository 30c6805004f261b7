"""The file server: what can be read, what can be put, and where that ends."""

import ftplib
import gzip
import io
import os
import socket
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from luashell.lab import Lab, files
from luasocket_core.net.live import LiveNetwork
from luasocket_core.proto import ftp

FILES = "ftp://files.lab"


@contextmanager
def client(lab: Lab, user: str = "anonymous", password: str = "") -> Iterator[ftplib.FTP]:
    """A client of another make."""
    with ftplib.FTP() as session:
        session.connect("127.0.0.1", lab.servers["files"].port, timeout=10)
        session.login(user, password)
        yield session


def test_folders(lab_network: LiveNetwork) -> None:
    assert ftp.get(f"{FILES}/pub/", network=lab_network).data == b"README\r\nlua\r\n"
    names = (ftp.get(f"{FILES}/", network=lab_network).data or b"").split()
    assert {b"README", b"pub", b"incoming"} <= set(names)


def test_archive_has_the_programs(lab_network: LiveNetwork) -> None:
    packed = ftp.get(f"{FILES}/pub/lua/lua.tar.gz", binary=True, network=lab_network).data or b""
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(packed))) as archive:
        assert archive.getnames() == ["lua/hello.lua", "lua/primes.lua"]
        member = archive.extractfile("lua/hello.lua")
        assert member is not None
        assert member.read() == ftp.get(f"{FILES}/pub/lua/hello.lua", binary=True, network=lab_network).data


@pytest.mark.parametrize("place", ["file-here", "incoming/file", "diego:lua@files.lab/theirs"])
def test_what_is_put_can_be_got(place: str, lab_network: LiveNetwork) -> None:
    url = f"ftp://{place}" if "@" in place else f"{FILES}/{place}"
    data = bytes(range(256)) * 5000
    assert ftp.put(url, b"first " + data, binary=True, network=lab_network) is None
    assert ftp.put(url, data, binary=True, network=lab_network) is None
    assert ftp.get(url, binary=True, network=lab_network).data == data


def test_what_is_shared_cannot_be_changed(lab: Lab, lab_network: LiveNetwork) -> None:
    for url in (f"{FILES}/pub/new", f"{FILES}/pub/README", f"{FILES}/pub/lua/new", "ftp://diego:lua@files.lab/pub/new"):
        assert ftp.put(url, b"x", network=lab_network) == "550 Not enough privileges."
    with client(lab, "diego", "lua") as session:
        for command in ("DELE README", "MKD new", "RNFR README", "APPE README", "RMD incoming", "SITE CHMOD 777 pub"):
            with pytest.raises(ftplib.error_perm, match="550"):
                session.sendcmd(command)
        with pytest.raises(ftplib.error_perm, match="50"):
            session.sendcmd("STOU")
        with pytest.raises(ftplib.error_perm, match="550"):
            session.storbinary("STOR incoming/../pub/README", io.BytesIO(b"x"))


def test_who_may_log_in(lab_network: LiveNetwork) -> None:
    assert ftp.get("ftp://diego:lua@files.lab/pub/README", network=lab_network).error is None
    for user in ("diego:nehab", "diego:", "root:root"):
        assert ftp.get(f"ftp://{user}@files.lab/pub/README", network=lab_network).error == "530 Authentication failed."


@pytest.mark.parametrize("path", ["../../etc/passwd", "/../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "pub/none"])
def test_nothing_else_is_reached(path: str, lab_network: LiveNetwork) -> None:
    assert str(ftp.get(f"{FILES}/{path}", network=lab_network).error).startswith("550 ")


def test_process_stays_where_it_is(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    def chdir(path: str) -> None:
        raise AssertionError(path)

    here = Path.cwd()
    monkeypatch.setattr(os, "chdir", chdir)
    with client(lab) as session:
        session.cwd("pub/lua")
        assert session.pwd() == "/pub/lua"
        assert "hello.lua" in session.nlst()
        with pytest.raises(ftplib.error_perm, match="550 Not a directory"):
            session.cwd("hello.lua")
    assert Path.cwd() == here


def test_files_are_stored_as_a_whole(lab: Lab) -> None:
    with client(lab) as session:
        session.storbinary("STOR whole", io.BytesIO(b"0123456789"))
        with pytest.raises(ftplib.error_perm, match="550"):
            session.storbinary("STOR whole", io.BytesIO(b"x"), rest=5)
        received: list[bytes] = []
        session.retrbinary("RETR whole", received.append, rest=5)
    assert received == [b"56789"]


@pytest.mark.parametrize(
    ("command", "line"),
    [("RETR large", "files: sent /large in part"), ("STOR part", "files: received /part in part")],
)
def test_transfer_whose_client_goes_is_told(command: str, line: str) -> None:
    lines: Queue[str] = Queue()
    with Lab(log=lines.put) as own, client(own) as session:
        session.storbinary("STOR large", io.BytesIO(bytes(20_000_000)))
        with session.transfercmd(command):
            session.close()
            while lines.get(timeout=10) != line:
                pass


def test_active_mode(lab: Lab) -> None:
    with client(lab) as session:
        session.set_pasv(False)
        assert "README" in session.nlst()


def test_data_goes_to_nobody_else(lab: Lab) -> None:
    with client(lab) as session, pytest.raises(ftplib.error_perm, match="501 Rejected data connection to foreign"):
        session.sendcmd("PORT 127,0,0,2,100,100")


def test_room_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 100_000)
    monkeypatch.setattr(files, "MOST_FILES", 3)
    network = LiveNetwork()
    own = Lab()
    own.start("files")
    own.map_names(network)
    try:
        assert ftp.put(f"{FILES}/a", b"x" * 60_000, network=network) is None
        assert str(ftp.put(f"{FILES}/b", b"x" * 60_000, network=network)).startswith("426 ")
        assert ftp.put(f"{FILES}/a", b"x" * 20_000, network=network) is None
        assert ftp.put(f"{FILES}/b", b"x" * 60_000, network=network) is None
        assert ftp.put(f"{FILES}/c", b"", network=network) is None
        assert ftp.put(f"{FILES}/d", b"", network=network) == "550 Too many files."
    finally:
        own.close()


@pytest.mark.parametrize("rudeness", [b"\xff\xfe\r\n", b"x" * 100_000, b"\x00\r\n", b"STOR x\r\n", b"USER\r\nPASS\r\n"])
def test_rude_clients(rudeness: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    network = LiveNetwork()
    own = Lab()
    own.start("files")
    own.map_names(network)
    try:
        with socket.create_connection(("127.0.0.1", own.servers["files"].port), timeout=10) as visitor:
            visitor.recv(1000)
            visitor.sendall(rudeness)
        assert ftp.get(f"{FILES}/pub/README", network=network).error is None
    finally:
        own.close()
    assert capfd.readouterr() == ("", "")
