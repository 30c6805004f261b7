"""The messages of HTTP, SMTP and FTP, which their functions return."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["EXPLANATIONS"]

_LIMITS: Final = "protocol_limits() shows the limits, protocol_limits{body = 1e10} raises one."
_TRACE: Final = "`:trace on' shows what the server sends."

EXPLANATIONS: Final = (
    # ---- URLs and certificates
    (
        "invalid url",
        "This is no URL that can be asked for.",
        "A URL is scheme://host:port/path, with %20 for a blank.",
    ),
    (
        "unknown scheme '{name}'",
        "Nothing is known of the scheme {name}.",
        "There are http and https; ftp, ftps and ftpes; smtp, smtps and smtp+starttls.",
    ),
    (
        "bad certificate: {reason}",
        "The server could not prove that it is who it should be: {reason}.",
        "Is the name in the URL the one that the certificate is for?",
        "A server of your own: its certificate must be signed by somebody whom this system trusts.",
        "+insecure behind the scheme (https+insecure://) takes any certificate: then anybody may listen.",
    ),
    (
        "TLS error: {reason}",
        "The two sides could not agree on how to encrypt: {reason}.",
        "Does the port speak TLS? https is 443, http is 80.",
    ),
    (
        "unexpected data before TLS",
        "The server sent something between agreeing to encrypt and encrypting, which may be an attack.",
        "Try again; if it stays, do not trust this server.",
    ),
    # ---- all protocols
    (
        "invalid reply",
        "The server's reply has nothing in it that SMTP or FTP allow.",
        "Is this the right server, and the right port?",
        _TRACE,
    ),
    ("response too long", "The server sent more than the limits allow.", _LIMITS),
    # ---- HTTP
    (
        "invalid method",
        "The method is no word that HTTP allows.",
        "Methods are words such as GET, HEAD and POST.",
    ),
    (
        "invalid header",
        "A header's name or value has a character that would break the message, such as an end of line.",
        "Names are words with hyphens; values are one line.",
    ),
    (
        "invalid status line",
        "The server's answer does not begin as one of HTTP does.",
        "Does this port speak HTTP? https needs https://.",
        _TRACE,
    ),
    ("malformed reponse headers", "The server's headers are not what HTTP allows.", _TRACE),
    (
        "unknown transfer-encoding '{name}'",
        "The server has encoded its answer as {name}, which nobody asked for.",
        _TRACE,
    ),
    ("invalid content-length", "The server says in no clear way how long its answer is.", _TRACE),
    ("invalid chunk size", "The server's answer comes in chunks, and one of them is damaged.", _TRACE),
    # ---- SMTP
    (
        "No recipient specified",
        "A mail needs somebody to go to.",
        "Give a table of addresses, or the field `to' of mail.",
    ),
    (
        "invalid server",
        "This is no name of a mail server.",
        'Write "host" or "host:port", or a URL: "smtps://host".',
    ),
    (
        "invalid address",
        "An address of the mail has a character that it cannot have.",
        "An address is name@host, without blanks and ends of lines.",
    ),
    ("unknown tls '{name}'", "The field tls knows no {name}.", 'It is "implicit" or "starttls".'),
    (
        "the server does not offer TLS",
        "Encryption was asked for, and the server has none on this port.",
        "smtps:// (port 465) encrypts from the start.",
        "Is this the right server?",
    ),
    (
        "the password needs TLS, which the server does not offer",
        "A password is sent over encrypted connections only.",
        "Use smtps:// or another port of the server, such as 587.",
    ),
    (
        "the server does not offer to log in",
        "The server takes no user and password.",
        "Leave them out, or use the port for sending mail, mostly 587.",
    ),
    (
        "the server offers no known way to log in",
        "The server asks for a token or a ticket instead of a password; PLAIN, LOGIN and CRAM-MD5 are known here.",
        "Many providers have passwords for programs: look for that in your account, or use another server.",
    ),
    (
        "invalid user or password",
        "User or password has a character that cannot be sent.",
        "They are one line each.",
    ),
    (
        "smtp_connect knows neither TLS nor passwords",
        "smtp_connect is the simple way.",
        "Use mail or smtp_mail, which take URLs such as smtps://user:password@host.",
    ),
    # ---- FTP
    (
        "invalid path",
        "The path has a character that FTP cannot send.",
        "A path is one line, and names a file.",
    ),
    # ---- replies
    (
        "4{two} {text}",
        "The server says that it cannot do this now: {text}",
        "A reply that begins with 4 is about the moment: try again later.",
    ),
    (
        "5{two} {text}",
        "The server says that it will not do this: {text}",
        "A reply that begins with 5 stays: look at addresses, names, user and password.",
    ),
)
"""The more special messages come first."""
