"""The door of the room: a parsed chunk becomes its main function."""

from __future__ import annotations

from types import CodeType, FunctionType

from luashell.codegen import build, expressions, loops, names, statements
from luashell.codegen.dispatch import Generator
from luashell.codegen.functions import emit_factory
from luashell.runtime.frames import OutlinedBlock, Prototype

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import Module, stmt
    from collections.abc import Callable
    from typing import Final

    from luashell.runtime.frames import FrameRecord
    from luashell.runtime.globals import Globals
    from luashell.runtime.values import LuaFunction
    from luashell.syntax import nodes

__all__ = ["compile_chunk", "load_chunk"]

_EMITTERS: Final[dict[type[nodes.Node], Callable[..., object]]] = {
    **expressions.emitters.table,
    **statements.emitters.table,
    **loops.emitters.table,
}
_PYTHON_FILE: Final = "<lua>"
_BLOCK: Final = OutlinedBlock()


class _Chunk:
    """A chunk on its way: its functions become siblings, numbered in order of appearance; the main part is 0."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.records: dict[str, FrameRecord] = {}
        self.globals_read: set[str] = set()
        self._waiting: list[tuple[nodes.Function, str]] = []

    def add_function(self, function: nodes.Function) -> str:
        """Take a function in; gives the name of its factory."""
        identifier = names.factory(len(self.records))
        self.records[identifier] = Prototype(
            self.source, function.line, function.is_main, len(function.parameters), len(function.upvalues)
        )
        self._waiting.append((function, identifier))
        return identifier

    def module(self, main: nodes.Function) -> Module:
        """``def chunk(): <factories>; return <factory of the main part>()``"""
        self.add_function(main)
        body: list[stmt] = []
        while self._waiting:
            function, identifier = self._waiting.pop()
            prototype = self.records[identifier]
            assert isinstance(prototype, Prototype)
            gen = Generator(function, prototype, _EMITTERS, self.add_function, self.globals_read)
            body.append(emit_factory(gen, identifier))
        body.append(build.return_(build.call(build.name(names.MAIN, main), [], main), main))
        return build.module([build.function(names.CHUNK, [], None, body, main, optional=False)])


def compile_chunk(main: nodes.Function, source: str) -> tuple[CodeType, set[str]]:
    """The code that makes the main function of a chunk, and the keys of the globals that it reads.

    ``source`` is the chunk's name with its ``@`` or ``=`` (5.7).
    """
    chunk = _Chunk(source)
    module = compile(chunk.module(main), _PYTHON_FILE, "exec", dont_inherit=True, optimize=0)
    maker = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    return _with_records(maker, chunk.records, is_function=False), chunk.globals_read


def load_chunk(main: nodes.Function, source: str, globals_: Globals) -> LuaFunction:
    """The main function of a chunk, ready to run on ``globals_``."""
    code, globals_read = compile_chunk(main, source)
    globals_.declare(globals_read)
    main_function: LuaFunction = FunctionType(code, globals_.namespace)()
    return main_function


def _with_records(code: CodeType, records: dict[str, FrameRecord], *, is_function: bool) -> CodeType:
    """``code`` with its functions' records as their last constants (runtime/frames.py)."""
    inside = is_function or code.co_name in records
    constants: list[object] = [
        _with_records(constant, records, is_function=inside) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    ]
    if is_function:
        constants.append(records.get(code.co_name, _BLOCK))
    return code.replace(co_consts=tuple(constants))
