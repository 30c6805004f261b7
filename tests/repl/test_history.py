"""The history: what it keeps, what it keeps out, and that nothing is lost whoever else uses the file."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.repl.history import History, history_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "history"
    made.touch(mode=0o600)
    return made


@pytest.mark.parametrize(
    "entry",
    [
        "x = 1",
        "for i = 1, 2 do\n  print(i)\nend",
        "s = 'é'",
        "s = '\udcff\udc80'",
        "x = 1\n\n\ny = 2",
        "a\r\nb",
        "+1",
        "# 1",
    ],
)
def test_entries_come_back_as_they_were(file: Path, entry: str) -> None:
    History(file).add(entry)
    History(file).add("after = 1")
    assert History(file).entries == [entry, "after = 1"]


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() == text)))
def test_any_entries_come_back(tmp_path_factory: pytest.TempPathFactory, entries: list[str]) -> None:
    file = tmp_path_factory.mktemp("state") / "history"
    history = History(file)
    for entry in entries:
        history.add(entry)
    assert History(file).entries == history.entries


def test_repetitions_in_a_row_are_kept_once(file: Path) -> None:
    history = History(file)
    for entry in ("a = 1", "a = 1", "b = 2", "a = 1"):
        history.add(entry)
    assert history.entries == History(file).entries == ["a = 1", "b = 2", "a = 1"]


@pytest.mark.parametrize("entry", ["", "  ", "\n", " x = 1", "  x = 1\ny = 2"])
def test_what_is_kept_out_without_a_word(file: Path, entry: str) -> None:
    history = History(file)
    assert not history.add(entry)
    assert history.entries == []
    assert file.read_bytes() == b""


@pytest.mark.parametrize(
    "entry",
    [
        "password = 'x'",
        "mail{server='m', user='u', Password='x'}",
        "http_get('http://user:pass@host/')",
        "ftp_get('ftps://anna:geheim@host/file')",
        "http_get('http://host/', {authentication = 'Basic x'})",
        "h['Authorization'] = 'Basic x'",
        "send(s, 'PASS x\\r\\n')",
        'send(s, "AUTH PLAIN eA==\\r\\n")',
        "secret = 1",
    ],
)
def test_password_is_kept_out_and_that_is_said(file: Path, entry: str) -> None:
    history = History(file)
    assert history.add(entry)
    assert history.entries == []
    assert file.read_bytes() == b""


@pytest.mark.parametrize(
    "entry",
    ["http_get('http://host:80/')", "mail{rcpt='user@host'}", "http_get('http://host/a@b')", "pass = 1", "x = 'a:b@c'"],
)
def test_what_is_no_password_is_kept(file: Path, entry: str) -> None:
    assert not History(file).add(entry)
    assert History(file).entries == [entry]


def test_what_was_written_in_part_is_left_out(file: Path) -> None:
    History(file).add("whole = 1")
    whole = file.read_bytes()
    History(file).add("torn = 1\nx = 2")
    torn = file.read_bytes()
    for end in range(len(whole), len(torn)):
        file.write_bytes(torn[:end])
        assert History(file).entries in (["whole = 1"], ["whole = 1", "torn = 1"])
    file.write_bytes(torn[:-1])
    assert History(file).entries == ["whole = 1"]


def test_format_of_prompt_toolkit_is_read(file: Path) -> None:
    file.write_text("\n# 2026-11-22 11:00:00.000000\n+x = 1\n\n# 2026-11-22 11:00:01.000000\n+y = {\n+}\n")
    assert History(file).entries == ["x = 1", "y = {\n}"]


def test_only_the_last_entries_are_kept(file: Path) -> None:
    history = History(file, size=5)
    for number in range(20):
        history.add(f"x = {number}")
    assert history.entries == [f"x = {number}" for number in range(15, 20)]

    assert History(file, size=5).entries == history.entries
    assert file.read_bytes().count(b"+") == 5
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["history"]


def test_shell_that_runs_while_the_file_is_shortened_loses_nothing(file: Path) -> None:
    early = History(file, size=5)
    for number in range(20):
        early.add(f"x = {number}")
    History(file, size=5)
    early.add("after = 1")
    assert History(file, size=5).entries[-2:] == ["x = 19", "after = 1"]


def test_many_shells_at_once_lose_nothing(file: Path) -> None:
    def enter(shell: int) -> None:
        history = History(file)
        for number in range(50):
            history.add(f"shell{shell} = {number}\n-- second line {'x' * 500}")

    with ThreadPoolExecutor(4) as shells:
        list(shells.map(enter, range(4)))
    entries = History(file).entries
    assert len(entries) == 200
    for shell in range(4):
        own = [entry.partition("\n")[0] for entry in entries if entry.startswith(f"shell{shell} ")]
        assert own == [f"shell{shell} = {number}" for number in range(50)]


def test_killed_shell_loses_nothing_that_was_added(file: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from luashell.repl.history import History\n"
        "history = History(pathlib.Path(sys.argv[1]))\n"
        "number = 0\n"
        "while 1:\n"
        "    history.add(f'x = {number}')\n"
        "    print(number, flush=True)\n"
        "    number += 1\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE, text=True) as shell:
        assert shell.stdout is not None
        last = [int(shell.stdout.readline()) for _ in range(20)][-1]
        os.kill(shell.pid, signal.SIGKILL)
    entries = History(file).entries
    assert entries == [f"x = {number}" for number in range(len(entries))]
    assert len(entries) > last


def test_full_disk_is_no_obstacle_and_leaves_no_half_entry(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(file)
    history.add("x = 1")
    written = file.read_bytes()
    real_write = os.write

    def write_half(descriptor: int, data: bytes) -> int:
        if len(data) < 10:
            raise OSError(28, "No space left on device")
        return real_write(descriptor, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", write_half)
    history.add("y = 2")
    monkeypatch.undo()
    assert history.entries == ["x = 1", "y = 2"]
    assert file.read_bytes() == written


def test_nobody_else_may_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "state" / "luashell").mkdir(parents=True)
    (tmp_path / "state" / "luashell" / "history").write_text("")
    file = history_file()
    assert file == tmp_path / "state" / "luashell" / "history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_relative_folder_in_the_environment_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert history_file() == tmp_path / ".local" / "state" / "luashell" / "history"


def test_file_that_cannot_be_there_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "luashell").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert history_file() is None
    history = History(tmp_path / "luashell" / "history")
    history.add("x = 1")
    assert history.entries == ["x = 1"]
