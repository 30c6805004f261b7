"""``python -m luashell`` is the command ``luashell``."""

from __future__ import annotations

import sys

from luashell.cli import main

sys.exit(main())
