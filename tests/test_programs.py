"""The golden programs: every case of ``tests/lua`` with both commands (``tests/lua/README.md``)."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.commands import LUA4, LUASHELL

CASES = Path(__file__).parent / "lua"


def load_check() -> ModuleType:
    """``tests/lua/check``, which knows how a case is run and what it must give."""
    loader = SourceFileLoader("check", str(CASES / "check"))
    specification = spec_from_loader(loader.name, loader)
    assert specification is not None
    module = module_from_spec(specification)
    loader.exec_module(module)
    return module


check = load_check()


def cases_of_another_command_line() -> set[str]:
    """The cases in the last table of the README, for which ``luashell`` differs on purpose."""
    rows = (CASES / "README.md").read_text(encoding="utf-8").rpartition("|---|---|\n")[2]
    return {name for row in rows.splitlines() if row.startswith("|") for name in row.split("|")[1].split()}


DIFFERENT = cases_of_another_command_line()
RUNS = [
    pytest.param(name, command, id=f"{name}-{label}")
    for name in check.cases()
    for label, command in (("lua4", LUA4), ("luashell", LUASHELL))
    if command is LUA4 or name not in DIFFERENT
]


def test_there_are_cases() -> None:
    assert check.cases()
    assert set(check.cases()) >= DIFFERENT > set()


@pytest.mark.parametrize(("name", "command"), RUNS)
def test_program(name: str, command: tuple[str, ...]) -> None:
    expected_output, expected_errors, expected_status = check.expected(name)

    output, errors, status = check.run(name, command)

    assert output == expected_output
    assert expected_errors in {errors, check.ANY}
    assert status == expected_status


@pytest.mark.parametrize("name", sorted(DIFFERENT))
def test_command_line_differs_as_it_is_meant_to(name: str) -> None:
    assert check.differences(name, LUASHELL)
