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


def has_own_arguments(name: str) -> bool:
    """Is the case about the original's command line? ``luashell`` has one of its own."""
    return (CASES / f"{name}.args").exists()


RUNS = [
    pytest.param(name, command, id=f"{name}-{label}")
    for name in check.cases()
    for label, command in (("lua4", LUA4), ("luashell", LUASHELL))
    if command is LUA4 or not has_own_arguments(name)
]


def test_there_are_cases() -> None:
    assert check.cases()


@pytest.mark.parametrize(("name", "command"), RUNS)
def test_program(name: str, command: tuple[str, ...]) -> None:
    expected_output, expected_errors, expected_status = check.expected(name)

    output, errors, status = check.run(name, command)

    assert output == expected_output
    assert expected_errors in {errors, check.ANY}
    assert status == expected_status
