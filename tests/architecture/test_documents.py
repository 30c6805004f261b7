"""The documents: README opens with its two commands, links lead somewhere, and every decision is listed."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent.parent
DECISIONS: Final = ROOT / "docs" / "decisions"
DOCUMENTS: Final = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "tests/**/*.md", "scripts/**/*.md")
    for path in ROOT.glob(pattern)
    if "reference" not in path.parts
)
LINK: Final = re.compile(r"\]\((?P<target>[^)#]+)[^)]*\)")
COMMAND_BLOCK: Final = re.compile(r"^```sh\n(?P<command>.*?)\n```$", re.MULTILINE | re.DOTALL)


def test_readme_opens_with_two_commands_of_one_line() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    commands = COMMAND_BLOCK.findall(opening)
    assert len(commands) == opening.count("```") / 2 == 2
    for command in commands:
        assert "\n" not in command
        assert not re.search(r"\b(cd|git|sudo)\b", command)
    assert commands[0].endswith("scripts/tour.lua")
    assert "pytest" in commands[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert not [target for target in targets if "://" not in target and not (document.parent / target).exists()]


def test_every_decision_is_listed() -> None:
    listed = LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert listed == [page.name for page in sorted(DECISIONS.glob("0*.md"))]
