"""Reading ahead: the formats of ``read`` (specification 6.5.1), however bytes arrive and whatever was asked before."""

import io
import math
import re
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.stdlib.reading import Reader, scan_number


class Pieces(io.RawIOBase):
    """A stream that delivers its bytes in given pieces, as a pipe does."""

    def __init__(self, pieces: list[bytes]) -> None:
        super().__init__()
        self.pieces = pieces

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1, /) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def reader_of(*pieces: bytes) -> Reader:
    return Reader(cast("BinaryIO", Pieces([*pieces])))


class SlowTwin:
    """The formats, each as one search in all of the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def taken(self, pattern: str) -> str | None:
        found = re.match(pattern, self.text, re.DOTALL | re.ASCII)
        if found is None:
            return None
        self.text = self.text[found.end() :]
        return found[1]

    def ask(self, wanted: str | int) -> object:
        if wanted == "*l":
            return self.taken(r"([^\n]*)\n|\Z") if "\n" in self.text else self.taken(r"(.+)")
        if wanted == "*w":
            return self.taken(r"[ \t\n\v\f\r]*([^ \t\n\v\f\r]+)") or self.taken(r"[ \t\n\v\f\r]*()") or None
        if wanted == "*a":
            return self.taken(r"(.*)")
        return self.taken(r"(.{0,%s})" % wanted)


def ask(reader: Reader, wanted: str | int) -> object:
    if wanted == "*l":
        return reader.line()
    if wanted == "*w":
        return reader.word()
    if wanted == "*a":
        return reader.rest()
    assert isinstance(wanted, int)
    return reader.up_to(wanted)


texts = st.text(alphabet="ab\x00\xff\x85\xa0\x1c \t\r\n\v", max_size=400)
requests = st.lists(st.one_of(st.sampled_from(["*l", "*l", "*w", "*w"]), st.integers(0, 9)), max_size=60)


@given(text=texts, wanted=requests, cuts=st.lists(st.integers(1, 200), max_size=8))
def test_results_depend_on_the_bytes_alone(text: str, wanted: list[str | int], cuts: list[int]) -> None:
    data = text.encode("latin-1")
    pieces = [data[start:end] for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(data)], strict=True)]
    reader = reader_of(*filter(None, pieces))
    twin = SlowTwin(text)

    for request in [*wanted, "*a", "*l", "*w", 1]:
        assert ask(reader, request) == twin.ask(request)


@pytest.mark.parametrize("size", [1, 127, 128, 129, 5000, 200_000])
def test_lines_and_words_have_any_length(size: int) -> None:
    reader = reader_of(b"x" * size + b"\n" + b" " * size + b"y" * size, b"z" * size + b"\n")
    assert reader.line() == "x" * size
    assert reader.word() == "y" * size + "z" * size
    assert reader.line() == ""
    assert reader.line() is None


def test_lines_and_words_are_cut_ahead_and_given_back() -> None:
    reader = reader_of(b"a b c\nd e f\n" * 100)
    assert [reader.line(), reader.line(), reader.line()] == ["a b c", "d e f", "a b c"]
    assert next(reader.ahead["*l"]) == "d e f"
    assert reader.word() == "a"
    assert next(reader.ahead["*w"]) == "b"
    assert reader.up_to(5) == " c\nd "
    assert not reader.ahead
    assert reader.unread() == 1200 - 32


# The answers of glibc 2.36: the number, and how many bytes were taken.
SCANNED = [
    ("12abc", 12.0, 2),
    ("+4 ", 4.0, 2),
    ("-1.5E-2\n", -0.015, 7),
    ("5.", 5.0, 2),
    (".5", 0.5, 2),
    ("007", 7.0, 3),
    ("1e", 1.0, 2),
    ("1ex", 1.0, 2),
    ("1e+", 1.0, 3),
    ("1e++5", 1.0, 3),
    ("5.e1", 50.0, 4),
    ("1.5.2", 1.5, 3),
    ("1e5.5", 1e5, 3),
    ("1,5", 1.0, 1),
    ("1_0", 1.0, 1),
    ("1e400", math.inf, 5),
    ("0x10", 16.0, 4),
    ("-0X10 ", -16.0, 5),
    ("0x1p4", 16.0, 5),
    ("0x1p+", 1.0, 5),
    ("0x.8", 0.5, 4),
    ("0x1.8p1.5", 3.0, 7),
    ("0x1e+5", 30.0, 4),
    ("0x.", 0.0, 3),
    ("-0x.", -0.0, 4),
    ("00x1", 0.0, 2),
    ("inf", math.inf, 3),
    ("-INFINITYx", -math.inf, 9),
    ("infx", math.inf, 3),
    ("x", None, 0),
    ("", None, 0),
    ("-", None, 1),
    ("-x", None, 1),
    ("+-5", None, 1),
    (".", None, 1),
    ("..", None, 1),
    (".e1", None, 1),
    ("-.", None, 2),
    ("0x", None, 2),
    ("0xg", None, 2),
    ("0xp1", None, 2),
    ("nax", None, 3),
    ("na", None, 2),
    ("inx", None, 3),
    ("infi", None, 4),
    ("infix", None, 5),
]


@pytest.mark.parametrize(("text", "number", "taken"), SCANNED)
def test_numbers_are_scanned_as_by_c(text: str, number: float | None, taken: int) -> None:
    assert repr(scan_number(lambda offset: text[offset : offset + 1])) == repr((taken, number))
    for blanks in ("", " \n\t\v\f\r", " " * 1000):
        reader = reader_of(*filter(None, (blanks.encode(), text.encode())))
        assert repr(reader.number()) == repr(number)
        assert reader.rest() == text[taken:]


@pytest.mark.parametrize(
    ("text", "number", "rest"), [("12 3", 12.0, " 3"), ("1.5.2 3", 1.5, ".2 3"), ("1-2 ", 1.0, "-2 ")]
)
def test_numbers_end_where_they_cannot_go_on(text: str, number: float, rest: str) -> None:
    reader = reader_of(text.encode())
    assert reader.number() == number
    assert reader.rest() == rest


@pytest.mark.parametrize(("text", "sign", "rest"), [("nan", 1.0, ""), ("-NaN(1)", -1.0, "(1)")])
def test_nan_is_a_number(text: str, sign: float, rest: str) -> None:
    reader = reader_of(text.encode())
    number = reader.number()
    assert number is not None
    assert math.isnan(number)
    assert math.copysign(1.0, number) == sign
    assert reader.rest() == rest


def test_others_read_on_where_lua_stopped() -> None:
    reader = reader_of(b"one\ntwo\nthree\nfo", b"ur")
    assert reader.line() == "one"
    assert reader.readline() == b"two\n"
    assert reader.read(2) == b"th"
    assert reader.readline() == b"ree\n"
    assert reader.readline() == b"four"
    assert reader.readline() == b""
    assert reader.read() == b""


def test_others_may_ask_what_kind_of_stream_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (tmp_path / "file").open("rb") as file:
        reader = Reader(file)
        assert reader.fileno() == file.fileno()
        assert not reader.isatty()


def test_errors_end_the_data() -> None:
    closed = io.BytesIO(b"data")
    closed.close()
    reader = Reader(closed)
    assert reader.line() is None
    assert reader.rest() == ""


def test_stream_without_data_for_the_moment_ends_the_data() -> None:
    reader = reader_of(b"ab", cast("bytes", None), b"c\n")
    assert reader.line() == "ab"
    assert reader.line() == "c"


def test_what_has_arrived_survives_an_interrupt() -> None:
    class Interrupted(Pieces):
        def read(self, _size: int = -1, /) -> bytes:
            if self.pieces[0] == b"^C":
                del self.pieces[0]
                raise KeyboardInterrupt
            return super().read()

    reader = Reader(cast("BinaryIO", Interrupted([b"one\n tw", b"^C", b"o ", b"^C", b"rest", b"^C", b"", b""])))
    assert reader.line() == "one"
    with pytest.raises(KeyboardInterrupt):
        reader.word()
    assert reader.word() == "two"
    with pytest.raises(KeyboardInterrupt):
        reader.line()
    with pytest.raises(KeyboardInterrupt):
        reader.rest()
    assert reader.rest() == " rest"


def test_seek_counts_from_what_was_taken() -> None:
    reader = Reader(io.BytesIO(b"0123456789"))
    assert reader.up_to(3) == "012"
    assert reader.seek(0, 1) == 3
    assert reader.up_to(2) == "34"
    assert reader.seek(-1, 1) == 4
    assert reader.seek(-2, 2) == 8
    assert reader.rest() == "89"


def test_refused_seek_loses_nothing() -> None:
    reader = Reader(io.BytesIO(b"0123456789"))
    assert reader.up_to(3) == "012"
    with pytest.raises(OSError, match="Invalid argument"):
        reader.seek(2**64, 0)
    assert reader.rest() == "3456789"

    piped = reader_of(b"0123456789")
    assert piped.up_to(3) == "012"
    with pytest.raises(OSError, match="Illegal seek"):
        piped.seek(0, 1)
    assert piped.rest() == "3456789"
