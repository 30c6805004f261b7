"""What the Python frames of running Lua code say about it.

The last constant of the code object of every Lua function is its Prototype, and of every library function its
HostFunction: so a frame tells by itself what it belongs to, and frames without such a record (helpers of the runtime)
are skipped. Nothing is kept in a table on the side, and nothing is paid while no error is reported.
"""

from __future__ import annotations

from types import FunctionType

from luashell.runtime.values import is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

    from luashell.runtime.aliases import LuaValue

__all__ = [
    "Chunk",
    "FrameRecord",
    "HostFunction",
    "LocalInfo",
    "OutlinedBlock",
    "Prototype",
    "attach",
    "record_of",
    "record_of_value",
    "single_result_twin",
]


class FrameRecord:
    """What a code object carries as its last constant."""

    __slots__ = ()

    def is_same(self, other: FrameRecord | None) -> bool:
        """Do both records stand for the same function of the program?"""
        return self is other


class HostFunction(FrameRecord):
    """A function that the host offers to Lua, with what help, completion and the reference need (6)."""

    __slots__ = ("errors", "example", "meaning", "name", "results", "signature")

    def __init__(self, signature: str, meaning: str, results: str, errors: tuple[str, ...], example: str = "") -> None:
        self.name = signature.partition("(")[0]
        self.signature = signature
        self.meaning = meaning
        self.results = results
        self.errors = errors
        self.example = example


class LocalInfo:
    """A local for the debug interface: its Lua and its Python name, and the bounds of its scope.

    It is active after the token at ``start`` (line and column) up to the one at ``end``. The code may rely on what it
    stores in a variable itself: that is not ``is_free`` to hold another value.
    """

    __slots__ = ("end", "is_free", "name", "python_name", "start")

    def __init__(
        self, name: str, python_name: str, start: tuple[int, int], end: tuple[int, int], *, is_free: bool
    ) -> None:
        self.name = name
        self.python_name = python_name
        self.start = start
        self.end = end
        self.is_free = is_free


class Chunk:
    """A text that was compiled; ``source`` is its name with its ``@`` or ``=`` (5.7)."""

    __slots__ = ("source", "text")

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.text = text

    def traced_codes(self) -> dict[tuple[str, bool], CodeType]:
        """The chunk's code anew, so that it reports its lines: by Python name, of functions (true) and factories."""
        raise NotImplementedError


class Prototype(FrameRecord):
    """A function of a chunk, the one of that ``number``.

    ``line_defined`` is 0 for a main chunk; ``column_defined`` that of the bracket that opens the parameter list.
    ``sites`` maps the line and column of each call in the body to what the call
    names: ("global" | "local" | "field", name).
    ``returns_at_most_one``: every ``return`` gives one value or none, and none is a call's results.
    """

    __slots__ = (
        "chunk", "column_defined", "is_main", "line_defined", "locals", "number", "parameter_count",
        "returns_at_most_one", "sites", "upvalue_count",
    )  # fmt: skip

    def __init__(
        self,
        chunk: Chunk,
        number: int,
        line_defined: int,
        column_defined: int,
        is_main: bool,
        parameter_count: int,
        upvalue_count: int,
    ) -> None:
        self.chunk = chunk
        self.number = number
        self.line_defined = line_defined
        self.column_defined = column_defined
        self.is_main = is_main
        self.parameter_count = parameter_count
        self.upvalue_count = upvalue_count
        self.returns_at_most_one = True
        self.locals: list[LocalInfo] = []
        self.sites: dict[tuple[int, int], tuple[str, str]] = {}

    @property
    def source(self) -> str:
        """The chunk's name with its ``@`` or ``=`` (5.7)."""
        return self.chunk.source

    def is_same(self, other: FrameRecord | None) -> bool:
        """A function may have been compiled twice: its lines may be traced from its next call on (hooks.py)."""
        return isinstance(other, Prototype) and other.chunk is self.chunk and other.number == self.number


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


def record_of_value(value: LuaValue) -> FrameRecord | None:
    """The record of a function; None for a function that an embedder offers without one, and for any other value."""
    return record_of(value.__code__) if is_function(value) else None  # type: ignore[attr-defined]  # functions have it
