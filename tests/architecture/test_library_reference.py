"""The library reference is that of the libraries, and names every function that a program finds."""

import io

from luashell.interpreter import new_state
from luashell.runtime.values import is_function
from tests.library_reference import PAGE, libraries, page


def test_page_is_what_the_libraries_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it again: python -m tests.library_reference"


def test_every_function_is_described() -> None:
    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO(), luasocket="1.2-debug")
    names = {name for name, value in state.globals.items().items() if is_function(value)}
    state.close()
    described = {entry.name for library in libraries() for entry in library}
    assert names <= described
