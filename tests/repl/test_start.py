"""What the first prompt costs: modules that only answers need are not loaded for it."""

import subprocess
import sys

LATER = (
    "ftplib",
    "http",
    "luashell.lab.",
    "luashell.netlib.tcp",
    "luashell.repl.why",
    "luashell.repl.wireview",
    "luasocket_core.net",
    "luasocket_core.proto",
    "smtplib",
    "ssl",
)


def test_first_prompt_loads_nothing_that_only_answers_need() -> None:
    program = (
        "import sys, prompt_toolkit; toolkit = {*sys.modules};"
        "import luashell.repl.interaction, luashell.repl.terminal; print(*({*sys.modules} - toolkit))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = ended.stdout.split()
    assert "luashell.repl.terminal" in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []
