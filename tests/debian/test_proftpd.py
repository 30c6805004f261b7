"""FTP, in clear and with TLS, against proftpd, from Python and from Lua."""

import ftplib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.debian.clients import Client
from tests.debian.proftpd import Proftpd

EVERY_BYTE = bytes(range(256))
LARGE = EVERY_BYTE * 20000


@pytest.fixture(autouse=True)
def home(proftpd: Proftpd) -> Iterator[Path]:
    """The folder that users find themselves in, with what they find there; empty again behind each test."""
    with proftpd.filled_home() as folder:
        yield folder


@pytest.fixture(params=["ftp", "ftp, active", "ftpes", "ftpes, sessions", "ftpes, sessions of TLS 1.2", "ftps"])
def url(request: pytest.FixtureRequest, proftpd: Proftpd) -> Callable[..., str]:
    """Makes URLs of one manner to reach the server."""
    port = {
        "ftp": proftpd.plain,
        "ftp, active": proftpd.active,  # it refuses PASV
        "ftpes": proftpd.explicit,
        "ftpes, sessions": proftpd.strict,  # data connections have to continue the TLS session
        "ftpes, sessions of TLS 1.2": proftpd.older_strict,
        "ftps": proftpd.implicit,
    }[request.param]
    scheme = request.param.partition(",")[0]

    def url_of(path: str, login: str = "") -> str:
        return f"{scheme}://{login}127.0.0.1:{port}{path}"

    return url_of


class TestInEveryManner:
    @pytest.mark.parametrize("login", ["", "diego:nehab@"])
    def test_a_file(self, client: Client, url: Callable[..., str], login: str) -> None:
        assert client.download(url("/hello.txt", login)) == (b"hello\nfrom proftpd\r\n", None)

    @pytest.mark.parametrize("content", [b"", EVERY_BYTE, LARGE], ids=len)
    def test_there_and_back(self, client: Client, url: Callable[..., str], home: Path, content: bytes) -> None:
        assert client.upload(url("/folder/new file"), content) is None
        assert (home / "folder" / "new file").read_bytes() == content
        assert client.download(url("/folder/new%20file")) == (content, None)

    def test_a_listing(self, client: Client, url: Callable[..., str]) -> None:
        content, error = client.download(url("/folder/"), binary=False)
        assert error is None
        assert sorted((content or b"").splitlines()) == [b"a", b"b c"]

    def test_refused_login(self, client: Client, url: Callable[..., str]) -> None:
        assert client.download(url("/hello.txt", "diego:wrong@")) == (None, "530 Login incorrect.")
        assert client.upload(url("/hello.txt", "diego:wrong@"), b"data") == "530 Login incorrect."

    def test_missing_file(self, client: Client, url: Callable[..., str]) -> None:
        assert client.download(url("/nosuch")) == (None, "550 nosuch: No such file or directory")


class TestFiles:
    @pytest.fixture
    def base(self, proftpd: Proftpd) -> str:
        return f"ftp://127.0.0.1:{proftpd.plain}"

    def test_the_server_converts_text(self, client: Client, base: str, home: Path) -> None:
        assert client.download(f"{base}/folder/a", binary=True) == (b"1\n2\n", None)
        assert client.download(f"{base}/folder/a", binary=False) == (b"1\r\n2\r\n", None)
        assert client.upload(f"{base}/text", b"1\r\n2\r\n", binary=False) is None
        assert (home / "text").read_bytes() == b"1\n2\n"
        assert client.upload(f"{base}/text", b"1\r\n2\r\n", binary=True) is None
        assert (home / "text").read_bytes() == b"1\r\n2\r\n"

    @pytest.mark.parametrize(
        ("path", "names"),
        [
            ("", [b"folder", b"hello.txt"]),
            ("/", [b"folder", b"hello.txt"]),
            ("/folder/", [b"a", b"b c"]),
            ("/folder/deeper/", []),
        ],
    )
    def test_listings(self, client: Client, base: str, home: Path, path: str, names: list[bytes]) -> None:
        (home / "folder" / "deeper").mkdir(exist_ok=True)
        content, error = client.download(base + path)
        assert error is None
        assert set((content or b"").splitlines()) - {b"deeper"} == set(names)

    @pytest.mark.parametrize(
        "path", ["/folder/b%20c", "/folder/b c", "//{home}/folder/b%20c", "/folder/../folder/b%20c"]
    )
    def test_ways_to_a_file(self, client: Client, base: str, home: Path, path: str) -> None:
        assert client.download(base + path.format(home=str(home)[1:])) == (b"blank", None)

    @pytest.mark.parametrize(
        ("path", "error"),
        [
            ("/nosuch", "550 nosuch: No such file or directory"),
            ("/nosuch/hello.txt", "550 nosuch: No such file or directory"),
            ("/nosuch/", "550 nosuch: No such file or directory"),
            ("/folder", "550 folder: Not a regular file"),
            ("/hello.txt/x", "550 hello.txt: Not a directory"),
        ],
    )
    def test_not_to_be_had(self, client: Client, base: str, path: str, error: str) -> None:
        assert client.download(base + path) == (None, error)

    @pytest.mark.parametrize(
        ("path", "error"),
        [
            ("/nosuch/new", "550 nosuch: No such file or directory"),
            ("/folder", "550 folder: Not a regular file"),
            ("/locked/new", "550 new: Permission denied"),
            ("/", "invalid path"),
            ("/folder/", "invalid path"),
        ],
    )
    def test_not_to_be_stored(self, client: Client, base: str, home: Path, path: str, error: str) -> None:
        (home / "locked").mkdir(mode=0o555)
        assert client.upload(base + path, b"data") == error

    def test_a_file_is_replaced(self, client: Client, base: str, home: Path) -> None:
        assert client.upload(f"{base}/hello.txt", b"new") is None
        assert (home / "hello.txt").read_bytes() == b"new"

    @pytest.mark.parametrize("login", ["nobody:x@", "diego@", "diego:@", "anonymous:other@"])
    def test_logins_that_are_refused(self, client: Client, base: str, login: str) -> None:
        content, error = client.download(base.replace("//", f"//{login}") + "/hello.txt")
        assert (content, error) == (None, "530 Login incorrect.")


class TestTls:
    def test_other_clients_do_not_get_far_where_sessions_have_to_be_continued(self, proftpd: Proftpd) -> None:
        with ftplib.FTP_TLS(context=ssl._create_unverified_context()) as plain:
            plain.connect("127.0.0.1", proftpd.strict)
            plain.login("diego", "nehab")
            plain.prot_p()
            with pytest.raises(ftplib.error_temp, match="425 Unable to build data connection"):
                plain.nlst()

    def test_is_demanded(self, client: Client, proftpd: Proftpd) -> None:
        url = f"ftp://127.0.0.1:{proftpd.explicit}/hello.txt"
        assert client.download(url) == (None, "550 SSL/TLS required on the control channel")

    def test_is_not_offered(self, client: Client, proftpd: Proftpd) -> None:
        assert client.download(f"ftpes://127.0.0.1:{proftpd.plain}/hello.txt") == (None, "500 AUTH not understood")

    def test_expected_at_once(self, client: Client, proftpd: Proftpd) -> None:
        url = f"ftps://127.0.0.1:{proftpd.explicit}/hello.txt"
        assert client.download(url) == (None, "TLS error: wrong version number")

    def test_certificate_for_another_name(self, client: Client, proftpd: Proftpd, home: Path) -> None:
        content, error = client.download(f"ftpes://diego:nehab@127.0.0.1:{proftpd.misnamed}/hello.txt")
        assert content is None
        assert (error or "").startswith("bad certificate: IP address mismatch")
        insecure = f"ftpes+insecure://diego:nehab@127.0.0.1:{proftpd.misnamed}/hello.txt"
        assert client.download(insecure) == (b"hello\nfrom proftpd\r\n", None)
        assert client.upload(insecure, b"insecure") is None
        assert (home / "hello.txt").read_bytes() == b"insecure"

    def test_certificate_of_an_unknown_authority(
        self, client: Client, proftpd: Proftpd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
        for url in (f"ftps://127.0.0.1:{proftpd.implicit}/", f"ftpes://127.0.0.1:{proftpd.explicit}/"):
            assert (client.download(url)[1] or "").startswith("bad certificate: ")
