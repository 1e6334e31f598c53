"""Why no connection was made, which the library tells in the causes of its problem only."""

import errno
import socket
import ssl
from typing import Final

from sync.client.errors import CertificateRefused, NoNetwork, Portal, ServerDown, SyncError

_NO_ROUTE: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})


def unreached(problem: BaseException) -> SyncError:
    """Return what a connection that failed means for whoever exchanges."""
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateRefused(cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return Portal("no TLS there")
        if isinstance(cause, socket.gaierror):
            return NoNetwork("the name is not found")
        if isinstance(cause, OSError) and cause.errno in _NO_ROUTE:
            return NoNetwork("no route")
        cause = cause.__cause__ or cause.__context__
    return ServerDown()
