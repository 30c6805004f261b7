"""What the Python frames of running Lua code say about it.

The last constant of the code object of every Lua function is its Prototype, and of every library function its
HostFunction: so a frame tells by itself what it belongs to, and frames without such a record (helpers of the runtime)
are skipped. Nothing is kept in a table on the side, and nothing is paid while no error is reported.
"""

from __future__ import annotations

from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

__all__ = ["FrameRecord", "HostFunction", "LocalInfo", "OutlinedBlock", "Prototype", "attach", "record_of", "single_result_twin"]


class FrameRecord:
    """What a code object carries as its last constant."""

    __slots__ = ()


class HostFunction(FrameRecord):
    """A function that the host offers to Lua, with what help, completion and the reference need (6)."""

    __slots__ = ("errors", "meaning", "name", "results", "signature")

    def __init__(self, signature: str, meaning: str, results: str, errors: tuple[str, ...]) -> None:
        self.name = signature.partition("(")[0]
        self.signature = signature
        self.meaning = meaning
        self.results = results
        self.errors = errors


class LocalInfo:
    """A local for the debug interface: its Lua and its Python name, and the lines of its scope."""

    __slots__ = ("end_line", "name", "python_name", "start_line")

    def __init__(self, name: str, python_name: str, start_line: int, end_line: int) -> None:
        self.name = name
        self.python_name = python_name
        self.start_line = start_line
        self.end_line = end_line


class Prototype(FrameRecord):
    """A function of a chunk.

    ``source`` is the chunk's name with its ``@`` or ``=`` (5.7), ``line_defined`` 0 for a main chunk. ``sites`` maps
    the line and column of each call in the body to what the call names: ("global" | "local" | "field", name).
    ``returns_at_most_one``: every ``return`` gives one value or none, and none is a call's results.
    """

    __slots__ = (
        "is_main", "line_defined", "locals", "parameter_count", "returns_at_most_one", "sites", "source", "upvalue_count",
    )  # fmt: skip

    def __init__(
        self, source: str, line_defined: int, is_main: bool, parameter_count: int, upvalue_count: int
    ) -> None:
        self.source = source
        self.line_defined = line_defined
        self.is_main = is_main
        self.parameter_count = parameter_count
        self.upvalue_count = upvalue_count
        self.returns_at_most_one = True
        self.locals: list[LocalInfo] = []
        self.sites: dict[tuple[int, int], tuple[str, str]] = {}


class OutlinedBlock(FrameRecord):
    """Part of a function that the code generator had to put into a Python function of its own (codegen/blocks.py)."""

    __slots__ = ()


def attach(function: FunctionType, record: FrameRecord) -> None:
    """Make ``record`` the record of ``function``'s code."""
    code = function.__code__
    function.__code__ = code.replace(co_consts=(*code.co_consts, record))


def single_result_twin(function: object) -> FunctionType | None:
    """A copy of a Lua function that gives nil where the function returns nothing, so that it always gives one value.

    None when the function may return several values, or is not written in Lua.
    """
    if not isinstance(function, FunctionType):
        return None
    code = function.__code__
    record = record_of(code)
    if not isinstance(record, Prototype) or not record.returns_at_most_one:
        return None
    constants = tuple(None if constant.__class__ is tuple and not constant else constant for constant in code.co_consts)
    return FunctionType(
        code.replace(co_consts=constants),
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )


def record_of(code: CodeType) -> FrameRecord | None:
    """The record that a code object carries, or None for code that is not part of a Lua program."""
    constants = code.co_consts
    if constants:
        last = constants[-1]
        if isinstance(last, FrameRecord):
            return last
    return None
