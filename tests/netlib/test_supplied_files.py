"""Programs of the time begin by loading http.lua and its sisters, whose functions are here without them (1.2)."""

from pathlib import Path

import pytest

from tests.netlib.program import Program

NAMES = ("http.lua", "smtp.lua", "ftp.lua", "base64.lua")


@pytest.mark.parametrize("name", [*NAMES, "../lua/http.lua", "/no/such/place/smtp.lua", "..\\lua\\ftp.lua"])
def test_a_missing_one_is_harmless(lua: Program, name: str) -> None:
    lua.state.globals_set("name", name)
    assert lua("assert(dofile(name)) return dofile(name) ~= nil") == (1.0,)


@pytest.mark.parametrize("name", NAMES)
def test_the_users_own_is_run(lua: Program, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("ran = 'yes' return 7, 8")
    assert lua(f"return dofile('{tmp_path}/{name}')") == (7.0, 8.0)
    assert lua.value("ran") == "yes"


def test_one_that_cannot_be_read_is_no_missing_one(lua: Program, tmp_path: Path) -> None:
    (tmp_path / "http.lua").mkdir()
    assert lua(f"return dofile('{tmp_path}/http.lua')") == (None, "file error")


@pytest.mark.parametrize("name", ["nohttp.lua", "http.lua.bak", "HTTP.lua", "http", "http.lua/", "url.lua"])
def test_other_files_are_missed(lua: Program, name: str) -> None:
    assert lua(f"return dofile('/no/such/place/{name}')") == (None, "file error")
