"""What can go wrong between a laptop and the server; the sentences are the desktop's."""

from sync.protocol.codes import Refusal


class SyncError(Exception):
    """Say that an exchange did not end; nothing that was acknowledged or received is lost."""


class NoNetwork(SyncError):  # noqa: N818 - named after what happened
    """The name of the server cannot be found, or no network is there."""


class ServerDown(SyncError):  # noqa: N818 - named after what happened
    """The network is there and the server does not answer, or answers that it cannot now.

    ``retry_after`` is in seconds, 0 when unknown.
    """

    def __init__(self, retry_after: float = 0) -> None:
        super().__init__("the server does not answer")
        self.retry_after = retry_after


class ServerPausing(ServerDown):
    """The server is there and says that it cannot work now."""


class Interrupted(SyncError):  # noqa: N818 - named after what happened
    """The connection was cut in the middle."""


class CertificateRefused(SyncError):  # noqa: N818 - named after what happened
    """The server's certificate is not one that this computer trusts; nothing was sent to it."""


class Portal(SyncError):  # noqa: N818 - named after what happened
    """Something else answered in the server's place: the page of a captive portal, a proxy."""


class OtherScheme(SyncError):  # noqa: N818 - named after what happened
    """The address says https and what answers there does not, or the reverse."""


class ProxyRefused(SyncError):  # noqa: N818 - named after what happened
    """The proxy of this network does not let the request through."""


class ClockWrong(SyncError):  # noqa: N818 - named after what happened
    """This computer's clock is too far from the server's; ``offset_ms`` is server minus ours."""

    def __init__(self, offset_ms: int) -> None:
        super().__init__("the clocks differ")
        self.offset_ms = offset_ms


class Refused(SyncError):  # noqa: N818 - named after what happened
    """The server understood and said no; ``retry_after`` is in seconds, 0 when unknown."""

    def __init__(self, code: Refusal, retry_after: float = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.retry_after = retry_after


class AddressRefused(SyncError):  # noqa: N818 - named after what happened
    """The address of the server is none, or would send everything in clear over the network."""


class NotOurServer(SyncError):  # noqa: N818 - named after what happened
    """What answers speaks our protocol but breaks its promises: another server, a forgery."""


class RemovalsToConfirm(SyncError):  # noqa: N818 - named after what happened
    """The exchange would send many records to the trash: somebody must agree first.

    ``removals`` out of ``visible`` records; nothing of the page that holds them was written.
    """

    def __init__(self, removals: int, visible: int) -> None:
        super().__init__(f"{removals} of {visible} records would go")
        self.removals = removals
        self.visible = visible
