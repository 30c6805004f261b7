"""Every script of ``scripts/`` against a partner on loopback: another script, or a few lines of Python."""

import hashlib
import re
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from luashell.lab import Lab
from tests.commands import LUA4, LUASHELL
from tests.servers import FileServer, serving

ROOT: Final = Path(__file__).parent.parent
SCRIPTS: Final = ROOT / "scripts"
NETCAT: Final = ["nc"] if shutil.which("nc") else []
SECONDS: Final = 60
"""After which a partner that does not answer fails the test."""


def start(script: str, *arguments: object, command: tuple[str, ...] = LUASHELL) -> subprocess.Popen[bytes]:
    """A script that runs beside the test."""
    return subprocess.Popen(
        [*command, f"scripts/{script}", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def rest_of(process: subprocess.Popen[bytes], typed: str = "", status: int = 0) -> str:
    """What a script prints until it ends, and nothing on standard error."""
    output, errors = process.communicate(typed.encode("latin-1"), timeout=SECONDS)
    assert (errors, process.returncode) == (b"", status)
    return output.decode("latin-1")


def output_of(
    script: str, *arguments: object, typed: str = "", status: int = 0, command: tuple[str, ...] = LUASHELL
) -> str:
    """What a script prints, and nothing on standard error."""
    with start(script, *arguments, command=command) as process:
        return rest_of(process, typed, status)


def line_of(process: subprocess.Popen[bytes]) -> list[str]:
    """The next line that a script prints, at its tabs."""
    assert process.stdout is not None
    return process.stdout.readline().decode("latin-1").rstrip("\n").split("\t")


@contextmanager
def server_script(script: str, *arguments: object) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A script that serves, and the port that it says."""
    with start(script, *arguments) as process:
        try:
            heading, ip, port = line_of(process)
            assert (heading, ip) == ("listening at", "127.0.0.1")
            yield process, int(port)
        finally:
            process.kill()


@contextmanager
def tcp_server(conversation: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where one client is served."""

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(SECONDS)
            conversation(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(SECONDS)
        port: int = listener.getsockname()[1]
        thread = threading.Thread(target=serve)
        thread.start()
        yield port
        thread.join(SECONDS)
        assert not thread.is_alive()


@contextmanager
def udp_server(conversation: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where datagrams are answered."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        udp.settimeout(SECONDS)
        thread = threading.Thread(target=conversation, args=(udp,))
        thread.start()
        yield udp.getsockname()[1]
        thread.join(SECONDS)
        assert not thread.is_alive()


def line_from(connection: socket.socket) -> bytes:
    """The next line, with its ending."""
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        assert byte, line
        line += byte
    return line


def visitor(port: int) -> socket.socket:
    """A connection to a script."""
    return socket.create_connection(("127.0.0.1", port), timeout=SECONDS)


def free_port(kind: socket.SocketKind) -> int:
    """A port that nobody serves."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


# ---- all of them


def test_every_script_is_described_and_tested() -> None:
    scripts = {str(path.relative_to(SCRIPTS)) for path in SCRIPTS.rglob("*.lua")}
    described = set(re.findall(r"\]\(([\w/]+\.lua)\)", (SCRIPTS / "README.md").read_text(encoding="utf-8")))
    here = Path(__file__).read_text(encoding="utf-8")
    assert scripts == described
    assert not [script for script in scripts if f'"{script}"' not in here]


@pytest.mark.parametrize("script", sorted(SCRIPTS.rglob("*.lua")), ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_script_opens_with_what_it_shows_and_what_you_will_see(script: Path) -> None:
    opening, _, _ = script.read_text(encoding="ascii").partition("\n\n")
    assert all(line.startswith("--") for line in opening.splitlines())
    assert "-- You see:" in opening


def test_account_of_both_ends_is_the_same_every_time_but_for_the_ports() -> None:
    accounts = [
        re.sub(r'("127\.0\.0\.1", )\d+', r"\1PORT", output_of("tcp/bothends.lua", command=command))
        for command in (LUASHELL, LUA4)
    ]
    assert accounts[0] == accounts[1]
    for call, results in (
        ("guest:receive()", '"Who are you?", nil'),
        ('guest:receive(3, "*l")', '"cde", "f123", nil'),
        ("guest:receive()", '"half a li", "timeout"'),
        ("client:receive()", '"and no en", "closed"'),
        ("connect(ip, port)", 'nil, "connection refused"'),
        ("here:receivefrom()", '"a message", "127.0.0.1", PORT'),
    ):
        assert f"  {call}\n      {results}\n" in accounts[0]


def test_tour_visits_every_server() -> None:
    account = output_of("tour.lua", command=(*LUASHELL, "--lab"))
    for call, results in (
        ("client:receive()", '"Hello?", nil'),
        ("client:receive()", '"half a li", "timeout"'),
        ('toip("web.lab")', '"127.0.0.1", a table'),
        ('connect("web.lab", 1)', 'nil, "connection refused"'),
        ("udp:receive()", '"a message"'),
        (
            'page, fields, status = http_get("http://web.lab/hello.txt")',
            r'"Hello from the lab.\nThis page has two lines.\n", a table, "200 OK"',
        ),
        (
            'page = http_post("http://web.lab/form", "name=Ana&age=7", {["content-type"] = kind})',
            r'"name = Ana\nage = 7\n"',
        ),
        (
            'mail{from="ana@home", to="bob@work", subject="Lunch", message="At noon?", mailserver="mail.lab"}',
            "nil",
        ),
        ('ftp_get("ftp://files.lab/incoming/note.txt")', '"I was here."'),
    ):
        assert f"  {call}\n      {results}\n" in account
    assert re.search(r'  client:receive\("\*a"\)\n      "\w+, \w+ \d\d, \d{4} ', account)
    assert "      | Subject: Lunch\n" in account
    assert '      | print("Hello from the lab, "' in account


@pytest.mark.parametrize("command", [LUASHELL, LUA4])
def test_tour_without_the_lab_says_how_it_is_run(command: tuple[str, ...]) -> None:
    assert output_of("tour.lua", command=command, status=1).endswith("\n\n  luashell --lab scripts/tour.lua\n")


# ---- the language


def test_words() -> None:
    text = "The cat and the dog.\nAnd the end\n"
    assert output_of("language/words.lua", typed=text) == "3\tthe\n2\tand\n1\tcat\n1\tdog\n1\tend\n"


def test_upvalues() -> None:
    assert output_of("language/upvalues.lua") == "6\t101\n1\t2\t3\t1\nbefore\tafter\nUPVALUES!\n"


def test_vectors() -> None:
    output = output_of("language/vectors.lua")
    assert "a + b  = (4, 2)\n" in output
    assert output.endswith("a > b  = \t1\na < b  = \tnil\nerror:   a vector has no colour\n")


def test_inheritance() -> None:
    output = output_of("language/inheritance.lua")
    assert "plain \tnil\tnot enough money\n" in output
    assert output.endswith("credit\t-30\n")


# ---- TCP


def test_listener_prints_what_talker_says() -> None:
    with server_script("tcp/listener.lua", "localhost", 0) as (listener, port):
        said = output_of("tcp/talker.lua", "localhost", port, typed="one\n\nthree \xff\n")
        output = rest_of(listener)
    assert said == f"connected to\t127.0.0.1\t{port}\n"
    assert re.fullmatch(r"here comes\t127\.0\.0\.1\t\d+\none\n\nthree \xff\nclosed\n", output)


def test_listener_prints_the_half_line_before_the_end() -> None:
    with server_script("tcp/listener.lua", "127.0.0.1", 0) as (listener, port):
        with visitor(port) as peer:
            peer.sendall(b"whole\r\nhal")
        output = rest_of(listener)
    assert output.endswith("whole\nhal\nclosed\n")


def test_talker_to_a_listener_of_another_make() -> None:
    heard: list[bytes] = []
    with tcp_server(lambda connection: heard.extend([line_from(connection), line_from(connection)])) as port:
        output_of("tcp/talker.lua", "127.0.0.1", port, typed="a\nb\n")
    assert heard == [b"a\n", b"b\n"]


if NETCAT:

    def test_listener_and_talker_with_netcat() -> None:
        with server_script("tcp/listener.lua", "127.0.0.1", 0) as (listener, port):
            with subprocess.Popen([*NETCAT, "127.0.0.1", str(port)], stdin=subprocess.PIPE) as talker:
                assert talker.stdin is not None
                talker.stdin.write(b"from netcat\n")
                talker.stdin.flush()
                assert line_of(listener)[0] == "here comes"
                assert line_of(listener) == ["from netcat"]
                talker.kill()
            assert rest_of(listener) == "closed\n"

        port = free_port(socket.SOCK_STREAM)
        with subprocess.Popen(
            [*NETCAT, "-l", "-p", str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as listening:
            while True:  # until netcat listens
                with start("tcp/talker.lua", "127.0.0.1", port) as process:
                    output, _ = process.communicate(b"to netcat\n", timeout=SECONDS)
                if process.returncode == 0:
                    break
            heard, _ = listening.communicate(timeout=SECONDS)
        assert output.startswith(b"connected to\t127.0.0.1\t")
        assert heard == b"to netcat\n"


def test_talker_to_nobody() -> None:
    with socket.socket() as unserved:
        unserved.bind(("127.0.0.1", 0))
        port = unserved.getsockname()[1]
        output = output_of("tcp/talker.lua", "127.0.0.1", port, status=1)
    assert output == f"cannot reach 127.0.0.1 {port}: connection refused\n"


@pytest.mark.parametrize("script", ["tcp/listener.lua", "tcp/echosrvr.lua", "tcp/chat.lua", "tcp/give.lua"])
def test_port_that_is_taken(script: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        output = output_of(script, "127.0.0.1", port, status=1)
    assert output == f"cannot listen at 127.0.0.1 {port}: address already in use\n"


def test_echo_server_and_client() -> None:
    with server_script("tcp/echosrvr.lua", "localhost", 0) as (_, port):
        typed = "first\n\nwith\rreturn\n" + "x" * 100_000 + "\n"
        assert output_of("tcp/echoclnt.lua", "localhost", port, typed=typed) == typed
        with visitor(port) as peer:
            peer.sendall(b"bytes \x00\xff\r\n")
            assert line_from(peer) == b"bytes \x00\xff\r\n"


def test_chat_tells_everybody_else() -> None:
    with server_script("tcp/chat.lua", "localhost", 0) as (_, port), visitor(port) as one:
        assert line_from(one) == b"You are guest 1.\r\n"
        with visitor(port) as two:
            assert line_from(two) == b"You are guest 2.\r\n"
            assert line_from(one) == b"guest 2 is here\r\n"
            one.sendall(b"hel")
            two.sendall(b"I am quicker\n")
            assert line_from(one) == b"guest 2: I am quicker\r\n"
            one.sendall(b"lo\r\nand more\n")
            assert line_from(two) == b"guest 1: hello\r\n"
            assert line_from(two) == b"guest 1: and more\r\n"
        assert line_from(one) == b"guest 2 has left\r\n"


def test_forwarder_passes_everything_on() -> None:
    typed = "short\n" + "y" * 200_000 + "\n"
    with (
        server_script("tcp/echosrvr.lua", "localhost", 0) as (_, far_port),
        server_script("tcp/forward.lua", "localhost", far_port, 0) as (forwarder, port),
    ):
        assert output_of("tcp/echoclnt.lua", "localhost", port, typed=typed) == typed
        count = str(len(typed))
        assert sorted(line_of(forwarder)) == sorted(["from guest", count, "from server", count])


def test_file_of_64_mebibytes_arrives_intact(tmp_path: Path) -> None:
    block = hashlib.sha256(b"seed").digest() * 2048
    content = b"".join(block[number:] + block[:number] for number in range(1024))
    assert len(content) == 64 * 2**20
    given, taken = tmp_path / "given", tmp_path / "taken"
    given.write_bytes(content)

    with server_script("tcp/give.lua", "localhost", 0, given) as (giver, port):
        assert output_of("tcp/take.lua", "localhost", port, taken) == f"received\t{len(content)}\n"
        assert rest_of(giver) == f"sent\t{len(content)}\n"

    assert taken.read_bytes() == content


def test_daytime_over_tcp() -> None:
    with tcp_server(lambda connection: connection.sendall(b"Thursday, January 25, 2001 16:11:36\r\n")) as port:
        assert output_of("tcp/daytime.lua", "localhost", port) == "Thursday, January 25, 2001 16:11:36\r\n"


@pytest.mark.parametrize("seconds", [0, 2208988800, 3160684799, 3160771199, 3160857600, 3189426896, 4294967295])
def test_time_over_tcp(seconds: int) -> None:
    date = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    with tcp_server(lambda connection: connection.sendall(struct.pack("!I", seconds))) as port:
        assert output_of("tcp/time.lua", "localhost", port) == f"{seconds}\t{date:%Y-%m-%d %H:%M:%S}\n"


def test_finger() -> None:
    def conversation(connection: socket.socket) -> None:
        assert line_from(connection) == b"diego\r\n"
        connection.sendall(b"Login: diego\r\nNo Plan.\r\n")

    with tcp_server(conversation) as port:
        assert output_of("tcp/finger.lua", "localhost", port, "diego") == "Login: diego\nNo Plan.\n"


def test_whois() -> None:
    def conversation(connection: socket.socket) -> None:
        assert line_from(connection) == b"example.org\r\n"
        connection.sendall(b"Domain: EXAMPLE.ORG\r\nNo more")

    with tcp_server(conversation) as port:
        assert output_of("tcp/whois.lua", "localhost", port, "example.org") == "Domain: EXAMPLE.ORG\nNo more\n"


def test_dict() -> None:
    def conversation(connection: socket.socket) -> None:
        connection.sendall(b"220 a dictionary\r\n")
        assert line_from(connection) == b'DEFINE * "socket"\r\n'
        connection.sendall(b'150 1 definitions retrieved\r\n151 "socket" one "First"\r\nsocket\r\n..5 inches\r\n.\r\n')
        connection.sendall(b"250 ok\r\n")
        assert line_from(connection) == b"QUIT\r\n"
        connection.sendall(b"221 bye\r\n")

    with tcp_server(conversation) as port:
        output = output_of("tcp/dict.lua", "localhost", port, "socket")
    assert output == '1 definitions retrieved\n"socket" one "First"\n  socket\n  .5 inches\n'


def test_dict_without_the_word() -> None:
    def conversation(connection: socket.socket) -> None:
        connection.sendall(b"220 a dictionary\r\n")
        line_from(connection)
        connection.sendall(b"552 no match\r\n")

    with tcp_server(conversation) as port:
        assert output_of("tcp/dict.lua", "localhost", port, "xyzzy", status=1) == "no match\n"


# ---- UDP


def test_udp_echo_server_and_client() -> None:
    with server_script("udp/echosrvr.lua", "localhost", 0) as (server, port):
        assert output_of("udp/echoclnt.lua", "localhost", port, typed="one\n\ntwo\n") == "one\n\ntwo\n"
        assert [line_of(server)[2] for _ in range(3)] == ["3", "0", "3"]


def test_udp_echo_client_without_a_server() -> None:
    assert output_of("udp/echoclnt.lua", "127.0.0.1", free_port(socket.SOCK_DGRAM), typed="one\n") == "refused\n"


def test_daytime_over_udp() -> None:
    def conversation(udp: socket.socket) -> None:
        question, asker = udp.recvfrom(100)
        assert question == b""
        udp.sendto(b"a quarter past four\r\n", asker)

    with udp_server(conversation) as port:
        assert output_of("udp/daytimeclnt.lua", "localhost", port) == "a quarter past four\r\n"


@pytest.mark.parametrize("size", [0, 511, 512, 1500])
def test_tftp_gets_a_file(tmp_path: Path, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    said: list[bytes] = []

    def conversation(udp: socket.socket) -> None:
        request, asker = udp.recvfrom(600)
        said.append(request)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as transfer:
            transfer.bind(("127.0.0.1", 0))
            transfer.settimeout(SECONDS)
            for number in range(size // 512 + 1):
                header = struct.pack("!HH", 3, number + 1)
                udp.sendto(header + b"from the wrong port", asker) if number else None
                transfer.sendto(header + content[512 * number : 512 * number + 512], asker)
                acknowledged, _ = transfer.recvfrom(600)
                said.append(acknowledged)

    target = tmp_path / "file"
    with udp_server(conversation) as port:
        output = output_of("udp/tftp.lua", "localhost", port, "name", target)
    assert output == f"{size // 512 + 1} blocks, {size} bytes\n"
    assert target.read_bytes() == content
    assert said == [
        b"\x00\x01name\x00octet\x00",
        *(struct.pack("!HH", 4, number + 1) for number in range(size // 512 + 1)),
    ]


def test_tftp_without_the_file(tmp_path: Path) -> None:
    def conversation(udp: socket.socket) -> None:
        _, asker = udp.recvfrom(600)
        udp.sendto(b"\x00\x05\x00\x01File not found\x00", asker)

    with udp_server(conversation) as port:
        output = output_of("udp/tftp.lua", "localhost", port, "name", tmp_path / "file", status=1)
    assert output == "File not found\n"
    assert not (tmp_path / "file").exists()


def dns_answer(query: bytes, records: bytes, count: int, code: int = 0) -> bytes:
    """The header of an answer, the question, and the records."""
    return query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, count, 0, 0) + query[12:] + records


def test_dns_by_hand() -> None:
    queries: list[bytes] = []

    def conversation(udp: socket.socket) -> None:
        query, asker = udp.recvfrom(600)
        queries.append(query)
        alias = b"\xc0\x0c" + struct.pack("!HHIH", 5, 1, 60, 7) + b"\x04host\xc0\x10"
        place = 12 + len(query[12:]) + 12
        address = struct.pack("!HHHIH", 0xC000 | place, 1, 1, 60, 4) + bytes((127, 0, 0, 9))
        udp.sendto(dns_answer(query, alias + address, 2), asker)

    with udp_server(conversation) as port:
        output = output_of("udp/dns.lua", "localhost", port, "www.example.org")
    assert queries[0][12:] == b"\x03www\x07example\x03org\x00\x00\x01\x00\x01"
    assert output == (
        "www.example.org.\talias of\thost.example.org.\n"
        "host.example.org.\taddress\t127.0.0.9\n"
    )  # fmt: skip


def test_dns_without_the_name() -> None:
    def conversation(udp: socket.socket) -> None:
        query, asker = udp.recvfrom(600)
        udp.sendto(dns_answer(query, b"", 0, code=3), asker)

    with udp_server(conversation) as port:
        output = output_of("udp/dns.lua", "localhost", port, "nowhere.example", status=1)
    assert output == "nowhere.example: no such name\n"


# ---- the Web


def web(lab: Lab, path: str) -> str:
    """The URL of a page of the lab."""
    return f"http://127.0.0.1:{lab.servers['web'].port}{path}"


def test_fetch_shows_a_page(lab: Lab) -> None:
    assert output_of("web/fetch.lua", web(lab, "/moved")) == "Hello from the lab.\nThis page has two lines.\n"


def test_fetch_stores_a_page(lab: Lab, tmp_path: Path) -> None:
    target = tmp_path / "page"
    assert output_of("web/fetch.lua", web(lab, "/bytes?count=70000"), target) == f"{target}\t70000\n"
    assert target.read_bytes() == (bytes(range(256)) * 274)[:70000]


def test_fetch_of_what_is_not_whole_or_not_there(lab: Lab) -> None:
    assert output_of("web/fetch.lua", web(lab, "/broken")) == "incomplete: closed\nThis page ends in the mid"
    missing = web(lab, "/nothing")
    assert output_of("web/fetch.lua", missing, status=1) == f"{missing}: 404 Not Found\n"
    nowhere = f"http://127.0.0.1:{free_port(socket.SOCK_STREAM)}/"
    assert output_of("web/fetch.lua", nowhere, status=1) == f"cannot fetch {nowhere}: connection refused\n"


def test_links(lab: Lab) -> None:
    lines = output_of("web/links.lua", web(lab, "/")).splitlines()
    assert f"200 OK\t{web(lab, '/hello.txt')}" in lines
    assert f"302 Found\t{web(lab, '/circle')}" in lines
    assert f"401 Authentication Required\t{web(lab, '/~diego/auth/index.html')}" in lines
    assert lines[-1] == "2 broken"


def test_links_of_every_kind() -> None:
    page = (
        "<a href='b.html'>1</a> <A HREF=\"/c#top\">2</A> <a href='b.html'>again</a> <a href='mailto:a@b'>3</a>"
        " <a href='#here'>4</a> <a class=x href = 'HTTP://127.0.0.1:%d/d'>5</a>"
    )
    asked: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        for answer in (page % listener.getsockname()[1], "", "", ""):
            connection, _ = listener.accept()
            with connection:
                asked.append(line_from(connection))
                while line_from(connection) != b"\r\n":
                    pass
                head = f"HTTP/1.0 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n"
                connection.sendall((head + answer).encode())

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(SECONDS)
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        output = output_of("web/links.lua", f"http://127.0.0.1:{listener.getsockname()[1]}/folder/a.html")
        thread.join(SECONDS)
    assert [line.split()[:2] for line in asked] == [
        [b"GET", b"/folder/a.html"],
        [b"HEAD", b"/folder/b.html"],
        [b"HEAD", b"/c"],
        [b"HEAD", b"/d"],
    ]
    assert output.endswith("\n0 broken\n")


def test_post_fills_in_a_form(lab: Lab) -> None:
    fields = ("name=Ana Lima", "note=50% & more=\u00e9", "empty=")
    output = output_of("web/post.lua", web(lab, "/form"), *fields)
    assert output == "name = Ana Lima\nnote = 50% & more=\u00c3\u00a9\nempty = \n"
    assert output_of("web/post.lua", web(lab, "/form"), "field", status=1) == "not a field: field\n"


# ---- mail


def test_send_mails_what_is_typed(lab: Lab) -> None:
    server = f"127.0.0.1:{lab.servers['mail'].port}"
    typed = "first\n.second\n"
    assert output_of("mail/send.lua", server, "a@x", "b@y, c@z", "A subject", typed=typed) == "sent\n"
    message = lab.mailbox.messages()[-1]
    assert message.recipients == ("b@y", "c@z")
    assert b"Subject: A subject\r\n" in message.content
    assert message.content.endswith(b"\r\n\r\nfirst\r\n.second\r\n")
    refused = output_of("mail/send.lua", server, "a@x", "nobody@y", typed=typed, status=1)
    assert refused == "550 there is nobody here\n"


def test_letters_to_several_people(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "people").write_text("ana@x Ana Lima\nnobody@x Nobody\nbob@y  Bob 100%\n")
    (tmp_path / "text").write_text("Party\n\nDear $name,\ncome!\n")
    server = f"127.0.0.1:{lab.servers['mail'].port}"
    arguments = (server, "me@home", tmp_path / "people", tmp_path / "text")
    output = output_of("mail/letters.lua", *arguments, status=1)
    assert output == "sent\tana@x\n550 there is nobody here\tnobody@x\nsent\tbob@y\n"
    first, second = lab.mailbox.messages()[-2:]
    assert (first.recipients, second.recipients) == (("ana@x",), ("bob@y",))
    assert b"subject: Party\r\n" in first.content
    assert first.content.endswith(b"Dear Ana Lima,\r\ncome!\r\n")
    assert second.content.endswith(b"Dear Bob 100%,\r\ncome!\r\n")


# ---- files


def test_mirror_fetches_a_folder(lab: Lab, tmp_path: Path) -> None:
    url = f"ftp://127.0.0.1:{lab.servers['files'].port}/pub"
    lines = output_of("ftp/mirror.lua", url, tmp_path).splitlines()
    assert len(lines) == 2
    assert lines[0] == f"{(tmp_path / 'README').stat().st_size}\tREADME"
    assert lines[1].startswith("550 ")
    assert [path.name for path in tmp_path.iterdir()] == ["README"]


def test_mirror_stays_in_its_folder(tmp_path: Path) -> None:
    names = b"../outside\r\n/etc/outside\r\n..\r\n.\r\nnull\x00\r\ngood name\r\n"
    here = tmp_path / "here"
    here.mkdir()
    with serving(FileServer(files={"": names, "good name": b"content"})) as server:
        output = output_of("ftp/mirror.lua", f"ftp://127.0.0.1:{server.port}/", here)
    assert output.splitlines()[-1] == "7\tgood name"
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()] == [Path("here/good name")]


def test_put_stores_files(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(bytes(range(256)))
    (tmp_path / "second").write_bytes(b"")
    folder = f"ftp://diego:lua@127.0.0.1:{lab.servers['files'].port}/incoming"
    files = (tmp_path / "a file", tmp_path / "second", tmp_path / "missing")
    output = output_of("ftp/put.lua", folder, *files, status=1).splitlines()
    assert output[:2] == [f"256\t{files[0]}", f"0\t{files[1]}"]
    assert len(output) == 3
    assert "missing" in output[2]
    assert output_of("ftp/mirror.lua", folder, tmp_path).count("256\ta file") == 1
