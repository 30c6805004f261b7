"""The examples of docs/luasocket_core.md print what it says, in a Python that has no luashell."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "luasocket_core.md"
EXAMPLE = re.compile(
    r"^## (?P<title>[^\n]*)$(?:(?!^## ).)*?^```python\n(?P<program>.*?)^```\n\n```text\n(?P<output>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = [
    pytest.param(found["program"], found["output"], id=found["title"])
    for found in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))
]
WITHOUT_LUASHELL = "import sys; sys.modules['luashell'] = None\n"


def test_every_program_of_the_page_is_an_example() -> None:
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```python") == 3


@pytest.mark.parametrize(("program", "output"), EXAMPLES)
def test_example_prints_what_the_page_says(program: str, output: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_LUASHELL + program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.stderr, ended.stdout) == ("", output)
