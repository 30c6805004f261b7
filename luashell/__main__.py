"""``python -m luashell`` is the command ``luashell``."""

from __future__ import annotations

from luashell.cli import main

main()
