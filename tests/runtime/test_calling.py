"""Who is told of an error: whoever asks, once for each, while the stack still stands."""

import io
import sys

import pytest

from luashell.errors import LuaError
from luashell.interpreter import new_state
from luashell.runtime.frames import HostFunction, Prototype
from luashell.runtime.stack import levels, levels_left
from luashell.stdlib.loading import run_text


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("x = 1", []),
        ("error('a')", ["a"]),
        ("error()", [None]),
        ("call(error, {'a'}, 'x') error('b')", ["a", "b"]),
        ("call(error, {'a'}, '')", ["a"]),  # it goes on, and is not told again
        ("dostring('error(\"a\")')", ["a"]),
        ("_ERRORMESSAGE = function (m) if m == 'a' then error('b') end end error('a')", ["a", "b"]),
    ],
)
def test_each_error_is_told_once(text: str, messages: list[str | None]) -> None:
    told: list[str | None] = []
    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
    state.calling.failed = lambda error: told.append(error.message)
    run_text(state, text, "=t")
    assert told == messages


def test_the_stack_still_stands_when_an_error_is_told() -> None:
    found: list[str] = []
    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())

    def take(_: LuaError) -> None:
        for level in levels(sys._getframe()):
            record = level.record
            found.append(record.name if isinstance(record, HostFunction) else str(level.line))

    state.calling.failed = take
    run_text(state, "function f()\nerror('x')\nend\nf()", "=t")
    assert found == ["error", "2", "4"]


def test_levels_that_an_exception_has_left() -> None:
    class Stop(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stop

    state = new_state(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
    state.globals_set("stop", stop)
    with pytest.raises(Stop) as stopped:
        run_text(state, "function f()\nstop()\nend\n\ncall(f, {}, 'x')", "=t")
    left = [*levels_left(stopped.value)]
    assert [level.line for level in left if isinstance(level.record, Prototype)] == [2, 5]
    assert [level.record.name for level in left if isinstance(level.record, HostFunction)] == ["call"]
