"""The manual's chapter on SMTP, and the undocumented functions that it is made of (specification 9)."""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, need_string, need_table, optional_string
from luashell.binding.library import Library
from luashell.netlib import headers as header_fields
from luashell.netlib import wording
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import MISSING, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.limits import Limits
    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned
    from luasocket_core.net.stream import Stream

__all__ = ["Smtp", "library"]

library = Library("SMTP")

_ERRORS = (
    "No recipient specified",
    "invalid server",
    "invalid address",
    "invalid header",
    "bad certificate: REASON",
    "the server's reply",
)
_OWN_SOCKET = (wording.INVALID_SOCKET, wording.CLOSED)


class Smtp:
    """SMTP for one state."""

    def __init__(self, sockets: Sockets, limits: Limits) -> None:
        self._sockets = sockets
        self._limits = limits

    @library.function(
        "smtp_mail(from, rcpt, headers, body, server)",
        "Sends a mail to a list of addresses; headers are a table of names and values.",
        results="nil | error",
        errors=_ERRORS,
        example="""
            from, to, headers = "ada@mail.lab", {"bob@mail.lab"}, {Subject = "Hello"}
            smtp_mail(from, to, headers, "How are you?", "mail.lab")  --> nil
        """,
    )
    def smtp_mail(
        self,
        sender: LuaValue = MISSING,
        rcpt: LuaValue = MISSING,
        headers: LuaValue = MISSING,
        body: LuaValue = MISSING,
        server: LuaValue = MISSING,
        *_: LuaValue,
    ) -> Returned:
        """One refused recipient ends it all; the error is then the server's reply (specification 9.1)."""
        address, recipients = need_string(sender, 1), _recipients(rcpt, 2)
        fields, text, host = header_fields.fields_in(headers, 3), _body(body, 4), need_string(server, 5)
        from luasocket_core.proto.smtp import send_mail

        return send_mail(
            address, recipients, fields, text, host, limits=self._limits.current, network=self._sockets.network
        )

    @library.function(
        "mail(mail)",
        "Sends a mail given as a table: to, from, subject, message, cc, bcc, mailserver, user, password, tls.",
        results="nil | error",
        errors=_ERRORS,
        example="""
            mail{from = "ada@mail.lab", to = "bob@mail.lab",
              subject = "Hello", message = "It works.", mailserver = "mail.lab"}  --> nil
        """,
    )
    def mail(self, mail: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The recipients are all in to, cc and bcc; bcc is not shown (specification 9.2)."""
        table = need_table(mail, 1)
        sender, to, server = (_needed(table, name) for name in ("from", "to", "mailserver"))
        cc, bcc, subject, message = (_optional(table, name) for name in ("cc", "bcc", "subject", "message"))
        user, password, tls = (_optional(table, name) for name in ("user", "password", "tls"))
        shown = (("Subject", subject), ("To", to), ("From", sender), ("Cc", cc))
        from luasocket_core.proto.smtp import send_mail, split_addresses

        return send_mail(
            sender,
            [address for each in (to, cc or "", bcc or "") for address in split_addresses(each)],
            [(name, value) for name, value in shown if value is not None],
            message or "",
            server,
            user=user,
            password=password,
            tls=tls,
            limits=self._limits.current,
            network=self._sockets.network,
        )

    @library.function(
        "smtp_connect(server)",
        "Connects to a mail server and introduces this machine to it.",
        results="client | nil, error",
        errors=("invalid server", "the server's reply"),
        example="""
            client = smtp_connect("mail.lab")
            smtp_close(client)  --> 221, "..."
        """,
    )
    def smtp_connect(self, server: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Without TLS, since a program may speak for itself on the client (specification 9.1)."""
        host = need_string(server, 1)
        from luashell.netlib.clients import client_table
        from luasocket_core.net.pipe import ConversationError
        from luasocket_core.proto.smtp import open_session
        from luasocket_core.wire.url import UrlError

        try:
            stream = open_session(host, limits=self._limits.current, network=self._sockets.network)
        except (ConversationError, UrlError) as error:
            return None, str(error)
        return client_table(self._sockets, stream)

    @library.function(
        "smtp_send(client, from, rcpt, headers, body)",
        "Sends a mail on a client that smtp_connect made.",
        results="code, reply | nil, error",
        errors=(*_OWN_SOCKET, *_ERRORS),
        example="""
            client = smtp_connect("mail.lab")
            smtp_send(client, "ada@mail.lab", "bob@mail.lab", {}, "Hi")  --> 250, "..."
            smtp_close(client)
        """,
    )
    def smtp_send(
        self,
        client: LuaValue = MISSING,
        sender: LuaValue = MISSING,
        rcpt: LuaValue = MISSING,
        headers: LuaValue = MISSING,
        body: LuaValue = MISSING,
        *_: LuaValue,
    ) -> Returned:
        """Within the limits of the client; after an error it is closed (specification 9.1)."""
        stream = self._stream(client)
        address, recipients = need_string(sender, 2), _recipients(rcpt, 3)
        fields, text = header_fields.fields_in(headers, 4), _body(body, 5)
        from luasocket_core.net.pipe import ConversationError
        from luasocket_core.proto.smtp import Envelope, session_on

        try:
            session = session_on(stream, self._limits.current)
            code = session.deliver(Envelope(address, recipients, fields, text))
        except ConversationError as error:
            stream.close()
            return None, str(error)
        return float(code), session.reply

    @library.function(
        "smtp_close(client)",
        "Takes leave of the mail server and closes the client.",
        results="code, reply | nil, error",
        errors=_OWN_SOCKET,
        example="""
            client = smtp_connect("mail.lab")
            smtp_close(client)  --> 221, "..."
        """,
    )
    def smtp_close(self, client: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """It is closed whatever the server replies (specification 9.1)."""
        stream = self._stream(client)
        from luasocket_core.net.pipe import ConversationError
        from luasocket_core.proto.smtp import session_on

        session = session_on(stream, self._limits.current)
        try:
            code = session.leave()
        except ConversationError as error:
            return None, str(error)
        finally:
            stream.close()
        return float(code), session.reply

    def _stream(self, client: LuaValue) -> Stream[str]:
        handle = self._sockets.need_handle(client)
        if handle.kind != "client":
            bad_argument(1, "client expected")
        handle.need_open()
        return handle.core  # type: ignore[return-value]  # as clients have


def _recipients(value: LuaValue, position: int) -> list[str]:
    """The strings of a list, or a single one."""
    if isinstance(value, LuaTable):
        return [need_string(address, position) for address in value.list_values()]
    return [need_string(value, position)]


def _body(value: LuaValue, position: int) -> str:
    return "" if value is None else optional_string(value, position, "")


def _optional(table: LuaTable, name: str) -> str | None:
    """A field as a string, None where it is absent."""
    value = table.raw_get(name)
    if value is not None and not isinstance(value, (str, float)):
        bad_argument(1, f"string expected in field `{name}', got {type_name(value)}")
    return None if value is None else need_string(value, 1)


def _needed(table: LuaTable, name: str) -> str:
    """A field as a string."""
    value = _optional(table, name)
    if value is None:
        bad_argument(1, f"string expected in field `{name}', got nil")
    return value
