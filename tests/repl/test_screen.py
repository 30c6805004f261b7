"""What is written on the screen by whom: lines stay whole."""

import io
import re
import threading

import pytest

from luashell.interpreter import new_state
from luashell.repl.colours import Colours
from luashell.repl.screen import Screen
from luashell.repl.settings import Settings
from luashell.repl.styled import ERROR


class Written:
    """A screen, and the bytes on it."""

    def __init__(self, *, color: str = "never", columns: int = 60) -> None:
        self.output = io.BytesIO()
        self.settings = Settings()
        self.settings.choose("color", color, "test")
        self.state = new_state(stdout=self.output, stderr=self.output, stdin=io.BytesIO())
        colours = Colours(self.settings, {}, is_terminal=True, is_dumb=False)
        self.screen = Screen(self.state, colours, columns=lambda: columns, errors_are_seen=True)

    @property
    def text(self) -> str:
        return self.output.getvalue().decode()


@pytest.fixture
def written() -> Written:
    return Written()


def test_answer_begins_a_line(written: Written) -> None:
    written.state.stdout.write(b"abc")
    written.screen.show([("", "1\n")])
    written.screen.show([("", "2\n")])
    assert written.text == "abc\n1\n2\n"


def test_output_in_pieces(written: Written) -> None:
    written.state.stdout.write(b"a\nb")
    written.state.stderr.write(b"c\n")
    written.screen.start_line()
    assert written.text == "a\nbc\n"


def test_announcement_is_shown_at_once_while_nothing_is_typed(written: Written) -> None:
    written.state.stdout.write(b"abc")
    written.screen.announce([("", "web: GET /\n")])
    written.state.stdout.write(b"def\n")
    assert written.text == "abc\nweb: GET /\ndef\n"


def test_announcements_are_kept_while_something_is_typed(written: Written) -> None:
    woken: list[str] = []
    written.screen.hold(lambda: woken.append("woken"))
    written.screen.announce([("", "1\n")])
    written.screen.announce([("", "2\n")])
    assert (woken, written.text) == (["woken"], "")
    assert written.screen.take_held() == [("", "1\n"), ("", "2\n")]
    written.screen.announce([("", "3\n")])
    assert woken == ["woken", "woken"]
    written.screen.release()
    assert written.text == "3\n"
    written.screen.announce([("", "4\n")])
    assert written.text == "3\n4\n"


def test_announcements_that_nobody_sees_for_long_are_left_out(written: Written) -> None:
    written.screen.hold(None)
    for number in range(1500):
        written.screen.announce([("", f"{number}\n")])
    written.screen.release()
    lines = written.text.splitlines()
    assert lines[0] == "(500 earlier lines are left out)"
    assert lines[1:] == [str(number) for number in range(500, 1500)]


def test_announcements_of_many_threads_stay_whole(written: Written) -> None:
    def announce(name: str) -> None:
        for number in range(100):
            written.screen.announce([("", f"{name} "), ("", f"{number}\n")])

    threads = [threading.Thread(target=announce, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for number in range(100):
        written.state.stdout.write(b"lua %d\n" % number)
    for thread in threads:
        thread.join()
    lines = written.text.splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in ("a", "b", "c", "lua") for number in range(100))


def test_status_is_taken_away_by_whatever_comes_next(written: Written) -> None:
    written.screen.show_status("receiving")
    assert written.text == "\x1b7\x1b[Kreceiving\x1b8"
    written.state.stdout.write(b"abc\n")
    assert written.text == "\x1b7\x1b[Kreceiving\x1b8\x1b[Kabc\n"
    written.screen.clear_status()
    assert written.text == "\x1b7\x1b[Kreceiving\x1b8\x1b[Kabc\n"


def test_status_stands_behind_what_the_program_wrote_and_fits_the_line() -> None:
    written = Written(columns=40)
    written.state.stdout.write(b"loading ")
    written.screen.show_status("receiving 1.0 MB, 1.0 MB/s, 1 s and more")
    assert written.text == "loading \x1b7\x1b[Kreceiving 1.0 MB, 1.0 MB/s, 1 s\x1b8"


def test_no_status_without_room() -> None:
    written = Written(columns=20)
    written.screen.show_status("receiving")
    assert written.text == ""


def report(written: Written, text: str) -> None:
    """Report an error as Lua does."""
    written.state.calling.call(written.state.globals_get("_ALERT"), text)


def test_reports_of_errors_are_painted() -> None:
    written = Written(color="always")
    report(written, "error: \xc3\xa9\n")
    assert written.text.startswith("\x1b[")
    assert re.sub(r"\x1b\[\d+m", "", written.text) == "error: é\n"


@pytest.mark.parametrize("color", ["never", "always"])
def test_reports_of_errors_do_not_steer_the_terminal(color: str) -> None:
    written = Written(color=color)
    report(written, "error: \x1b[2J\xff\r\n")
    written.screen.show([("", "next\n")])
    assert re.sub(r"\x1b\[\d+m", "", written.text) == "error: \\027[2J\\255\\013\nnext\n"


def test_what_programs_write_on_standard_error_keeps_its_bytes() -> None:
    written = Written(color="always")
    written.state.stderr.write(b"\x1b[2J\xff\n")
    assert written.output.getvalue() == b"\x1b[2J\xff\n"


@pytest.mark.parametrize(
    ("color", "environment", "is_terminal", "is_dumb", "expected"),
    [
        ("auto", {}, True, False, True),
        ("auto", {}, False, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False, False),
        ("auto", {"NO_COLOR": ""}, True, False, True),
        ("always", {"NO_COLOR": "1"}, False, False, True),
        ("never", {}, True, False, False),
        ("always", {}, True, True, False),
    ],
)
def test_who_decides_about_colours(
    color: str, environment: dict[str, str], is_terminal: bool, is_dumb: bool, expected: bool
) -> None:
    settings = Settings()
    settings.choose("color", color, "test")
    colours = Colours(settings, environment, is_terminal=is_terminal, is_dumb=is_dumb)
    assert bool(colours) is expected
    assert ("\x1b" in colours.paint([(ERROR, "oh\n")])) is expected


@pytest.mark.parametrize("color", ["never", "always"])
def test_nothing_that_is_shown_steers_the_terminal(color: str) -> None:
    written = Written(color=color)
    written.screen.show([(ERROR, "config:1: there is no setting `\x1b]0;x\x07\x1b[2J'\r\x9b5m\n"), ("", "\tname\n")])
    shown = re.sub(r"\x1b\[\d+m", "", written.text) if color == "always" else written.text
    assert shown == "config:1: there is no setting `\\027]0;x\\007\\027[2J'\\013\\194\\1555m\n\tname\n"
