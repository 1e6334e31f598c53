"""Why no connection was made, which the library tells in the causes of its problem only."""

import errno
import socket
import ssl
from typing import Final
from urllib.parse import urlsplit

from sync.client.errors import (
    CertificateRefused,
    NoNetwork,
    OtherScheme,
    Portal,
    ServerDown,
    SyncError,
)

_NO_ROUTE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_IN_CLEAR: Final = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"})
_PROBE_SECONDS: Final = 3


def check_scheme(address: str) -> None:
    """Raise OtherScheme when an http address that cut the connection speaks TLS.

    Nothing is sent but the beginning of a handshake.
    """
    parts = urlsplit(address)
    if parts.scheme != "http" or not parts.hostname:
        return
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 80), _PROBE_SECONDS) as plain,
            context.wrap_socket(plain),
        ):
            pass
    except OSError:
        return
    raise OtherScheme("TLS there")


def unreached(problem: BaseException) -> SyncError:
    """Return what a connection that failed means for whoever exchanges."""
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateRefused(cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            plain = cause.reason in _IN_CLEAR
            return OtherScheme("no TLS there") if plain else Portal("a strange TLS")
        if isinstance(cause, socket.gaierror):
            return NoNetwork("the name is not found")
        if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
            return NoNetwork("no route")
        cause = cause.__cause__ or cause.__context__
    return ServerDown()
