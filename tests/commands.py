"""The two commands as the tests start them: by module, so that they need not be on the PATH."""

import sys
from typing import Final

LUASHELL: Final = (sys.executable, "-m", "luashell")
LUA4: Final = (sys.executable, "-m", "luashell.standalone")
