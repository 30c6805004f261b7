"""The rooms and who may import whom (docs/architecture.md), as data.

Every import counts: at the top, inside a function, or for the type checker only.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent.parent
PACKAGES: Final = ("luashell", "luasocket_core")

BELOW: Final[dict[str, set[str]]] = {
    "luashell": {"luashell.embedding", "luashell.errors"},
    "luashell.__main__": {"luashell.cli"},
    "luashell.cli": {"luashell", "luashell.repl", "luashell.lab", "luashell.labtable", "luashell.running"},
    "luashell.standalone": {"luashell.running"},
    "luashell.running": {"luashell.interpreter", "luashell.process"},
    "luashell.process": {"luashell.runtime"},
    "luashell.embedding": {"luashell.interpreter"},
    "luashell.repl": {"luashell.lab", "luashell.labtable", "luashell.interpreter"},
    "luashell.labtable": {"luashell.lab", "luashell.runtime"},
    "luashell.lab": set(),
    "luashell.interpreter": {"luashell.stdlib", "luashell.netlib", "luashell.codegen", "luashell.contents"},
    "luashell.contents": set(),
    "luashell.netlib": {"luashell.binding"},
    "luashell.stdlib": {"luashell.binding"},
    "luashell.codegen": {"luashell.syntax", "luashell.runtime"},
    "luashell.binding": {"luashell.runtime"},
    "luashell.syntax": {"luashell.errors"},
    "luashell.runtime": {"luashell.errors"},
    "luashell.errors": set(),
    "luasocket_core": {"luasocket_core.proto"},
    "luasocket_core.proto": {"luasocket_core.net"},
    "luasocket_core.net": {"luasocket_core.wire", "luasocket_core.tracing", "luasocket_core.errors"},
    "luasocket_core.wire": set(),
    "luasocket_core.tracing": set(),
    "luasocket_core.errors": set(),
}
"""Each room, and the rooms right below it: it may import these, and what is below them."""

ACROSS: Final[dict[str, tuple[str, ...]]] = {
    "luashell.netlib": ("luasocket_core",),
    "luashell.interpreter": ("luasocket_core.net.network", "luasocket_core.tracing"),
    "luashell.lab": ("luasocket_core.net.live", "luasocket_core.net.network", "luasocket_core.tracing"),
    "luashell.repl": ("luasocket_core.net.live", "luasocket_core.net.network", "luasocket_core.tracing"),
}
"""What each room of luashell may import of luasocket_core; all but netlib only hand over a network or a tracer."""

RESERVED: Final[dict[str, tuple[str, ...]]] = {
    "ftplib": ("luasocket_core.proto", "luashell.lab"),
    "http": ("luasocket_core.proto", "luashell.lab"),
    "prompt_toolkit": (
        "luashell.repl.editing.adaptors",
        "luashell.repl.keys",
        "luashell.repl.terminal",
        "luashell.repl.toolbar",
    ),
    "pygments": ("luashell.repl.highlight.lexer", "luashell.repl.highlight.styles"),
    "select": ("luasocket_core.net.readiness",),  # poll, which knows no limit of descriptors
    "selectors": ("luasocket_core.net.readiness", "luashell.lab"),
    "smtplib": ("luasocket_core.proto", "luashell.lab"),
    "socket": ("luasocket_core.net", "luashell.lab"),
    "socketserver": ("luashell.lab",),
    "ssl": ("luasocket_core.net.channel", "luasocket_core.net.pipe", "luashell.lab"),
    "time": ("luasocket_core.net", "luashell.lab", "luashell.repl.commands.measuring", "luashell.stdlib.system"),
}
"""Modules that belong to some rooms or files only."""

NOT_FOR_SCRIPTS: Final = {
    "argparse",
    "asyncio",
    "collections",
    "contextlib",
    "dataclasses",
    "email",
    "enum",
    "ftplib",
    "functools",
    "http",
    "inspect",
    "logging",
    "prompt_toolkit",
    "pygments",
    "re",
    "selectors",
    "smtplib",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "typing",
    "urllib",
}
"""What running a script that does not ask for it must not load (docs/decisions/0007-start-up.md)."""


def module_name(file: Path) -> str:
    """``luashell.runtime.tables``, and the name of the package for its ``__init__``."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES: Final = {module_name(file): file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))}
TREES: Final = {name: ast.parse(file.read_text(encoding="utf-8"), str(file)) for name, file in FILES.items()}


def imported(tree: ast.Module) -> set[str]:
    """Every module that ``tree`` imports, by its full name."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            assert node.module is not None
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in FILES else node.module for name in inner}
    return names


IMPORTS: Final = {name: imported(tree) for name, tree in TREES.items()}


def is_within(module: str, places: tuple[str, ...]) -> bool:
    """Is ``module`` one of ``places``, or inside one?"""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def room_of(module: str) -> str:
    """The room that a file is, or is in."""
    rooms = [room for room in BELOW if module == room or (room not in PACKAGES and module.startswith(f"{room}."))]
    assert len(rooms) == 1, f"{module} is in no room: add it to docs/architecture.md and to this test"
    return rooms[0]


def all_below(room: str) -> set[str]:
    """The rooms below ``room``, near and far."""
    found: set[str] = set()
    ahead = set(BELOW[room])
    while ahead:
        found |= ahead
        ahead = set().union(*(BELOW[name] for name in ahead)) - found
    return found


def test_there_are_files() -> None:
    assert {room_of(name) for name in FILES} >= {"luashell.runtime", "luasocket_core.net"}


@pytest.mark.parametrize("module", FILES)
def test_imports_run_downwards(module: str) -> None:
    room = room_of(module)
    allowed = {room, *all_below(room)}
    of_ours = {name for name in IMPORTS[module] if name.partition(".")[0] in PACKAGES}
    across = {name for name in of_ours if name.partition(".")[0] != module.partition(".")[0]}

    assert not {name for name in across if not is_within(name, ACROSS.get(room, ()))}
    assert not {name for name in of_ours - across if room_of(name) not in allowed}


@pytest.mark.parametrize("module", FILES)
def test_reserved_modules_stay_in_their_rooms(module: str) -> None:
    used = {name.partition(".")[0] for name in IMPORTS[module]} & RESERVED.keys()
    assert not {name for name in used if not is_within(module, RESERVED[name])}


def reached_from(module: str) -> set[str]:
    """The files that ``module`` imports, near and far."""
    found: set[str] = set()
    ahead = IMPORTS[module] & FILES.keys()
    while ahead:
        found |= ahead
        ahead = set().union(*(IMPORTS[name] & FILES.keys() for name in ahead)) - found
    return found


def test_files_import_each_other_in_no_circle() -> None:
    reached = {module: reached_from(module) for module in FILES}
    circles = [
        f"{module} imports {other}"
        for module in FILES
        for other in sorted(IMPORTS[module] & FILES.keys())
        if module in reached[other]
    ]
    assert not circles, "\n".join(circles)


@pytest.mark.parametrize("module", FILES)
def test_file_says_what_it_is_about(module: str) -> None:
    assert ast.get_docstring(TREES[module])


Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def definitions(parent: ast.Module | ast.ClassDef) -> Iterator[tuple[str, Definition]]:
    """Name and definition of the functions, classes and methods that are not private."""
    for node in parent.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from ((f"{node.name}.{name}", inner) for name, inner in definitions(node))


def exported(tree: ast.Module) -> set[str]:
    """What the file lists in ``__all__``."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("module", FILES)
def test_what_is_public_is_described(module: str) -> None:
    public = exported(TREES[module])
    found = [(name, node) for name, node in definitions(TREES[module]) if name.partition(".")[0] in public]
    assert not [name for name, node in found if not ast.get_docstring(node)]


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a Python with ``arguments`` imports until it ends."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("command", ["luashell.cli", "luashell.standalone"])
def test_script_does_not_pay_for_the_shell(command: str) -> None:
    as_installed = f"import sys; from {command} import main; sys.exit(main())"

    loaded = loaded_by("-c", as_installed, "-e", "") - loaded_by("-c", "pass")

    assert command in loaded
    assert not {name for name in loaded if name.partition(".")[0] in NOT_FOR_SCRIPTS}
