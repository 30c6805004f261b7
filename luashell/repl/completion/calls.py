"""The call whose arguments are being typed: what is called, and which argument the cursor is in."""

from __future__ import annotations

from luashell.repl.completion.chains import chain_before, value_of
from luashell.repl.completion.meanings import description_of, socket_methods
from luashell.repl.completion.reading import IN_STRING
from luashell.repl.completion.structure import CALLABLE_ENDS
from luashell.repl.printing.sockets import handle_of
from luashell.runtime.frames import HostFunction, Prototype, record_of_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.completion.chains import Chain
    from luashell.repl.completion.reading import Reading
    from luashell.repl.completion.structure import Structure
    from luashell.runtime.frames import FrameRecord
    from luashell.runtime.state import LuaState

__all__ = ["Call", "call_at"]


class Call:
    """A call of ``function`` by what ``chain`` says, with the cursor in the ``argument``, from 0, of those typed.

    The function may be one that is being defined in the same text: the list of its parameters. ``takes_socket`` says
    that the function is described without the socket that a colon passes to it.
    """

    __slots__ = ("argument", "chain", "function", "takes_socket")

    def __init__(
        self, chain: Chain, function: HostFunction | Prototype | list[str], argument: int, *, takes_socket: bool = False
    ) -> None:
        self.chain = chain
        self.function = function
        self.argument = argument
        self.takes_socket = takes_socket

    @property
    def position(self) -> int:
        """Which argument of the function it is, from 0; one that a colon passes counts."""
        return self.argument + 1 if self.chain.is_method else self.argument


def call_at(state: LuaState, structure: Structure, reading: Reading) -> Call | None:
    """The call at the cursor, None when there is none, or when nothing is known of what is called."""
    bracket = structure.call()
    if reading.place == IN_STRING and structure.before in CALLABLE_ENDS:  # f "text
        end, argument = len(structure.kinds), 0
    elif bracket is not None:
        end, argument = bracket.position, bracket.commas if bracket.kind == "(" else 0
    else:
        return None
    chain = chain_before(structure, end)
    if chain is None:
        return None
    if chain.text in structure.functions:
        return Call(chain, structure.functions[chain.text], argument)
    record, takes_socket = _function(state, structure, chain)
    if isinstance(record, HostFunction) and takes_socket and not chain.is_method:
        record, takes_socket = description_of(record.name), False  # the global function, to which it is passed
    if not isinstance(record, HostFunction | Prototype):
        return None
    return Call(chain, record, argument, takes_socket=takes_socket)


def _function(state: LuaState, structure: Structure, chain: Chain) -> tuple[FrameRecord | None, bool]:
    """What the chain stands for, and whether it is a method of a socket.

    A method of something unknown is taken for one of a socket: a socket in a local is the likeliest of all.
    """
    value = value_of(state, structure, chain)
    record = record_of_value(value)
    if record is not None:
        return record, handle_of(getattr(value, "__self__", None)) is not None
    last = chain.keys[-1] if chain.keys else None
    if chain.is_method and isinstance(last, str):
        return socket_methods().get(last), True
    if not chain.keys and value is None and chain.root in state.globals.names_ahead():
        return description_of(chain.root), False
    return None, False
