"""``luashell --lab`` in a process of its own: what a program finds, and that nothing is left, however it ends."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import LUASHELL
from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent
LAB = (*LUASHELL, "--lab")
SECONDS = 60


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the processes make their temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def left(folder: Path) -> list[Path]:
    """What is there now."""
    return list(folder.iterdir())


def run(*arguments: str, typed: str = "", command: tuple[str, ...] = LAB) -> tuple[str, str, int]:
    """Output, errors and exit status."""
    ended = subprocess.run(
        [*command, *arguments], input=typed, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return ended.stdout, ended.stderr, ended.returncode


def test_script_finds_names_and_table(tmp_path: Path, folder: Path) -> None:
    script = tmp_path / "script.lua"
    script.write_text(
        """
        print(arg[1], lab.web.host, lab.web.port > 0, type(lab.echo), lab.fax)
        print(http_get("http://web.lab/hello.txt") == http_get("127.0.0.1:" .. lab.web.port .. "/hello.txt"))
        print(ftp_put("ftp://files.lab/x", "y"), ftp_get("ftp://files.lab/x"))
        """
    )
    assert run(str(script), "one") == ("one\t127.0.0.1\t1\ttable\tnil\n1\nnil\ty\n", "", 0)
    assert not left(folder)


def test_statement_and_standard_input() -> None:
    assert run("-e", "print(lab.mail.host)") == ("127.0.0.1\n", "", 0)
    assert run(typed="print(toip('mail.lab'))")[0].startswith("127.0.0.1\t")


def test_without_the_option_there_is_no_lab() -> None:
    assert run("-e", "print(lab)", command=LUASHELL) == ("nil\n", "", 0)


def test_help_tells_of_it() -> None:
    output, _, _ = run("--help", command=LUASHELL)
    assert "  --lab " in output


@pytest.mark.parametrize(("statement", "status"), [("error('no')", 1), ("exit(7)", 7), ("local x = = 1", 1)])
def test_errors_and_exit(statement: str, status: int, folder: Path) -> None:
    assert run("-e", statement)[2] == status
    assert not left(folder)


WAITING = """
stay = connect("echo.lab", 7)
print("waiting")
flush()
stay:receive()
"""


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=str,
)
def test_signals_leave_nothing(number: signal.Signals, status: int, folder: Path) -> None:
    with subprocess.Popen([*LAB, "-e", WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        assert left(folder)
        process.send_signal(number)
        output, errors = process.communicate(timeout=SECONDS)
    assert (output, errors, process.returncode) == (b"", b"", status)
    assert not left(folder)


def test_ctrl_c_while_a_client_stays_connected(folder: Path) -> None:
    text = """
        chargen = connect("chargen.lab", 19)
        slow = connect("web.lab", 80)
        slow:send("GET /slow?seconds=10 HTTP/1.0\\n\\n")
    """
    with subprocess.Popen([*LAB, "-e", text + WAITING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == 130
    assert not left(folder)


def test_prompt(tmp_path: Path, folder: Path) -> None:
    with Terminal(LAB, {"XDG_STATE_HOME": str(tmp_path), "TERM": "dumb"}) as terminal:
        terminal.wait_for("The lab: echo.lab daytime.lab chargen.lab web.lab mail.lab files.lab\nlua>")
        terminal.press("lab.web.host\r")
        terminal.wait_for('"127.0.0.1"\nlua>')
        terminal.press("(connect('echo.lab', 7)) ~= nil\r")
        terminal.wait_for(r"\n1\n(?:echo: .* connected\n)?lua>")  # the server may be quicker, or slower
        terminal.press("\x04")
        assert terminal.wait_for_end() == 0
    assert not left(folder)


# ---- what the documents say


COMMANDS = re.findall(
    r"^luashell --lab (scripts/.*)$|`luashell --lab (scripts/[^`]*)`",
    "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("docs/lab.md", "scripts/README.md")),
    re.MULTILINE,
)


@pytest.mark.parametrize(
    "words", sorted({(in_block or in_line).partition("#")[0].strip() for in_block, in_line in COMMANDS})
)
def test_commands_of_the_documents(words: str, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    ended = subprocess.run(
        [*LAB, *words.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        input="a line\n",
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    assert ended.stdout
    assert not ended.stderr
    assert not left(folder)


def test_python_of_the_document() -> None:
    program = (ROOT / "docs" / "lab.md").read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert "web: GET /hello.txt HTTP/1.1 200\n" in ended.stdout
    assert "\nb'Hello from the lab." in ended.stdout


# ---- without the extra


def without(*packages: str, folder: Path) -> dict[str, str]:
    """An environment where these packages cannot be imported."""
    blocked = folder / "blocked"
    blocked.mkdir()
    for package in packages:
        (blocked / f"{package}.py").write_text("raise ModuleNotFoundError(f'No module named {__name__!r}')\n")
    return {**os.environ, "PYTHONPATH": f"{blocked}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


@pytest.mark.parametrize(
    ("packages", "servers"),
    [(("aiosmtpd",), ("mail",)), (("pyftpdlib",), ("files",)), (("aiosmtpd", "pyftpdlib"), ("mail", "files"))],
)
def test_without_the_extra(packages: tuple[str, ...], servers: tuple[str, ...], tmp_path: Path) -> None:
    statement = "print(lab.mail == nil, lab.files == nil, (http_get('http://web.lab/hello.txt')) ~= nil)"
    ended = subprocess.run(
        [*LAB, "-e", statement],
        env=without(*packages, folder=tmp_path),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.stderr == "".join(f'lab: the {name} server needs: pip install "luashell[lab]"\n' for name in servers)
    assert ended.stdout == "\t".join(["1" if name in servers else "nil" for name in ("mail", "files")] + ["1"]) + "\n"
    assert ended.returncode == 0


def test_problems_from_python(tmp_path: Path) -> None:
    program = """
from luashell.lab import Lab
with Lab() as lab:
    print(lab.problems, lab.servers["mail"].is_running, lab.servers["files"].is_running)
    print(lab.start("mail"), lab.start("web"))
"""
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=without("aiosmtpd", folder=tmp_path),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    sentence = "('lab: the mail server needs: pip install \"luashell[lab]\"',)"
    assert ended.stdout == f"{sentence} False True\n{sentence} ()\n"


def test_starting_imports_only_what_a_server_needs() -> None:
    program = """
import sys
from luashell.lab import Lab
lab = Lab()
print([name for name in ("socket", "asyncio", "http.server", "aiosmtpd", "pyftpdlib") if name in sys.modules])
lab.start("echo")
print([name for name in ("asyncio", "http.server", "aiosmtpd", "pyftpdlib") if name in sys.modules])
lab.start("web")
print([name for name in ("asyncio", "aiosmtpd", "pyftpdlib") if name in sys.modules])
lab.close()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=SECONDS, check=True)
    assert ended.stdout == "[]\n[]\n[]\n"


def test_program_that_forgets_the_lab_ends(folder: Path) -> None:
    program = "from luashell.lab import Lab; import socket; lab = Lab(); lab.start()"
    stay = "; stay = socket.create_connection(('127.0.0.1', lab.servers['echo'].port))"
    ended = subprocess.run([sys.executable, "-c", program + stay], timeout=SECONDS, check=False)
    assert ended.returncode == 0
    assert not left(folder)
