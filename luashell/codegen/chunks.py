"""The door of the room: the text of a chunk becomes its main function."""

from __future__ import annotations

import gc
import sys
from types import CodeType, FunctionType

from luashell.codegen import build, constructors, expressions, loops, names, statements
from luashell.codegen.dispatch import Emitters, Generator
from luashell.codegen.functions import emit_factory
from luashell.runtime.frames import Chunk, OutlinedBlock, Prototype
from luashell.runtime.hooks import PLAIN, TRACED
from luashell.syntax.parser import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import Module, stmt
    from collections.abc import Callable, Mapping
    from typing import Final

    from luashell.runtime.aliases import LuaFunction
    from luashell.runtime.frames import FrameRecord
    from luashell.runtime.globals import Globals
    from luashell.syntax import nodes

__all__ = ["load_chunk", "python_of"]

_EMITTERS: Final = Emitters()
for _room in (expressions, constructors, statements, loops):
    _EMITTERS.include(_room.emitters)
_PYTHON_FILE: Final = "<lua>"
_ROOM: Final = 200_000  # frames; about 100 MB if a hostile text fills it
_BLOCK: Final = OutlinedBlock()


class _Assembly:
    """A chunk on its way: its functions become siblings, numbered as they are met; the main part is 0."""

    def __init__(self, chunk: Chunk, generator: type[Generator]) -> None:
        self.chunk = chunk
        self._generator = generator
        self.records: dict[str, Prototype] = {}
        self.globals_read: set[str] = set()
        self._waiting: list[tuple[nodes.Function, str]] = []

    def add_function(self, function: nodes.Function) -> str:
        """Take a function in; gives the name of its factory."""
        number = len(self.records)
        identifier = names.factory(number)
        self.records[identifier] = Prototype(
            self.chunk,
            number,
            function.line,
            function.column,
            function.is_main,
            len(function.parameters),
            len(function.upvalues),
        )
        self._waiting.append((function, identifier))
        return identifier

    def module(self) -> Module:
        """``def chunk(): <factories>; return <factory of the main part>()``"""
        main = parse(self.chunk.text, self.chunk.source)
        self.add_function(main)
        body: list[stmt] = []
        while self._waiting:
            function, identifier = self._waiting.pop()
            prototype = self.records[identifier]
            gen = self._generator(function, prototype, _EMITTERS, self.add_function, self.globals_read)
            body.append(emit_factory(gen, identifier))
        body.append(build.return_(build.call(build.name(names.MAIN, main), [], main), main))
        return build.module([build.function(names.CHUNK, [], None, body, main, optional=False)])


class _CompiledChunk(Chunk):
    """A chunk that can be compiled again."""

    __slots__ = ()

    def traced_codes(self) -> dict[tuple[str, bool], CodeType]:
        """See the base class."""
        found: dict[tuple[str, bool], CodeType] = {}
        maker, _ = _compiled(self, TRACED)
        for factory in maker.co_consts:
            if isinstance(factory, CodeType):
                found[factory.co_name, False] = factory
                found.update(((code.co_name, True), code) for code in factory.co_consts if isinstance(code, CodeType))
        return found


def _generator_for(detail: str) -> type[Generator]:
    """The generator for code that the debug interface may ask ``detail`` of (runtime/hooks.py)."""
    if detail == PLAIN:
        return Generator
    from luashell.codegen.debugged import OpenGenerator, TracedGenerator  # few programs need it

    return TracedGenerator if detail == TRACED else OpenGenerator


def _compiled(chunk: Chunk, detail: str) -> tuple[CodeType, set[str]]:
    """The code that makes the main function of a chunk, and the keys of the globals that it reads."""
    assembly = _Assembly(chunk, _generator_for(detail))
    module = compile(_with_room(assembly.module), _PYTHON_FILE, "exec", dont_inherit=True, optimize=0)
    maker = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    return _with_records(maker, assembly.records, is_function=False), assembly.globals_read


def _with_room(build_module: Callable[[], Module]) -> Module:
    """Parse and generate with room for deep texts: both recurse, in Python alone, which needs no stack of C.

    The limit is as before when Python's own compiler starts, which does recurse in C; the tree it gets is never deep.
    The collector pauses: everything that is made here is needed until the end, and looking through it again and again
    would take longer than making it.
    """
    limit = sys.getrecursionlimit()
    was_collecting = gc.isenabled()
    sys.setrecursionlimit(limit + _ROOM)
    gc.disable()
    try:
        return build_module()
    finally:
        sys.setrecursionlimit(limit)
        if was_collecting:
            gc.enable()


def load_chunk(text: str, source: str, globals_: Globals, detail: str = PLAIN) -> LuaFunction:
    """The main function of a chunk, ready to run on ``globals_``; raises LuaSyntaxError.

    ``source`` is the chunk's name with its ``@`` or ``=`` (5.7), ``detail`` what the debug interface may ask of the
    code (runtime/hooks.py).
    """
    code, globals_read = _compiled(_CompiledChunk(source, text), detail)
    globals_.declare(globals_read)
    main_function: LuaFunction = FunctionType(code, globals_.namespace)()
    return main_function


def python_of(prototype: Prototype) -> stmt:
    """What a function of a chunk is compiled to, for people to read: the Python function that makes it."""
    [maker] = _with_room(_Assembly(prototype.chunk, Generator).module).body
    factories: list[stmt] = getattr(maker, "body")  # noqa: B009  # `chunk', which holds them all
    wanted = names.factory(prototype.number)
    return next(factory for factory in factories if getattr(factory, "name", "") == wanted)


def _with_records(code: CodeType, records: Mapping[str, FrameRecord], *, is_function: bool) -> CodeType:
    """``code`` with its functions' records as their last constants (runtime/frames.py)."""
    inside = is_function or code.co_name in records
    constants: list[object] = [
        _with_records(constant, records, is_function=inside) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    ]
    if is_function:
        constants.append(records.get(code.co_name, _BLOCK))
    return code.replace(co_consts=tuple(constants))
