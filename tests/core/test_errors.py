import errno

import pytest

from luasocket_core.errors import BIND, CONNECT, CREATE, LISTEN, RESOLVE, Failure, Outcome, words_for


@pytest.mark.parametrize(
    ("operation", "code", "words"),
    [
        (RESOLVE, "HOST_NOT_FOUND", "host not found"),
        (RESOLVE, "EAI_NONAME", "host not found"),
        (RESOLVE, "NO_DATA", "unable to resolve host name"),
        (RESOLVE, "EAI_NODATA", "unable to resolve host name"),
        (RESOLVE, "NO_RECOVERY", "name server error"),
        (RESOLVE, "EAI_FAIL", "name server error"),
        (RESOLVE, "TRY_AGAIN", "name server unavailable, try again later"),
        (RESOLVE, "EAI_AGAIN", "name server unavailable, try again later"),
        (RESOLVE, None, "unknown error"),
        (CONNECT, errno.ECONNREFUSED, "connection refused"),
        (CONNECT, errno.ETIMEDOUT, "connection timed out"),
        (CONNECT, errno.ENETUNREACH, "network is unreachable"),
        (CONNECT, errno.EADDRNOTAVAIL, "address not availabe"),
        (CONNECT, errno.EADDRINUSE, "address already in use"),
        (CONNECT, errno.EACCES, "access denied"),
        (CONNECT, errno.EBADF, "invalid descriptor"),
        (CONNECT, errno.ENOTSOCK, "not a socket descriptor"),
        (CONNECT, errno.EHOSTUNREACH, "unknown error"),
        (BIND, errno.EADDRINUSE, "address already in use"),
        (BIND, errno.EADDRNOTAVAIL, "address unavailable"),
        (BIND, errno.EINVAL, "socket already bound"),
        (BIND, errno.EACCES, "access denied"),
        (BIND, errno.EBADF, "invalid descriptor"),
        (BIND, errno.ENOTSOCK, "not a socket descriptor"),
        (BIND, errno.ENOMEM, "out of memory"),
        (CREATE, errno.EMFILE, "descriptor table is full"),
        (CREATE, errno.ENFILE, "too many open files"),
        (CREATE, errno.ENOBUFS, "insuffucient buffer space"),
        (CREATE, errno.EACCES, "access denied"),
        (CREATE, errno.ENOMEM, "unknown error"),
        (LISTEN, errno.EADDRINUSE, "listen error"),
        (LISTEN, None, "listen error"),
    ],
)
def test_words(operation: str, code: int | str | None, words: str) -> None:
    assert words_for(operation, code) == words


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        (Outcome.DONE, None),
        (Outcome.TIMEOUT, "timeout"),
        (Outcome.CLOSED, "closed"),
        (Outcome.REFUSED, "refused"),
    ],
)
def test_an_outcome_has_its_word(outcome: Outcome, error: str | None) -> None:
    assert outcome.error == error


def test_failures_show_what_they_say() -> None:
    assert repr(Failure(Outcome.TIMEOUT, "timeout")) == "Failure(Outcome.TIMEOUT, 'timeout')"
