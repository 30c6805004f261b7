"""Certificates of a test authority, which the tests that want it are made to trust."""

import ssl
from pathlib import Path

import trustme

__all__ = ["AUTHORITY", "server_context", "trust"]

AUTHORITY = trustme.CA()


def server_context(*names: str) -> ssl.SSLContext:
    """A server's context, with a certificate for ``names`` by the test authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*names).configure_cert(context)
    return context


def trust(directory: Path) -> str:
    """The file of trusted certificates that holds the authority's only: what SSL_CERT_FILE is to name."""
    file = directory / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(file))
    return str(file)
