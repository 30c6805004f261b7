import subprocess
import sys

import pytest

import luasocket_core


@pytest.mark.parametrize("name", luasocket_core.__all__)
def test_public_names_exist(name: str) -> None:
    assert getattr(luasocket_core, name).__name__ == name


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="'luasocket_core' has no attribute 'listen'"):
        luasocket_core.listen  # noqa: B018


def test_importing_the_package_loads_no_room() -> None:
    program = "import sys; import luasocket_core; print([name for name in sys.modules if 'socket' in name])"
    printed = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True).stdout

    assert printed == "['luasocket_core']\n"
