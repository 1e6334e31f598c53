"""Why a file brought on a USB key is not taken in; the sentences are the desktop's."""


class BundleRefused(Exception):  # noqa: N818 - named after what happened
    """Say that nothing of a file was taken in."""


class NotABundle(BundleRefused):
    """The file does not begin as ours do."""


class MadeByNewer(BundleRefused):
    """A later version of the program wrote the file."""


class Cut(BundleRefused):
    """The file ends too early: it was copied in part, or the key was pulled out."""


class Changed(BundleRefused):
    """The file is not what was written: a piece changed, moved, repeated or added."""


class OtherSpace(BundleRefused):
    """The file was made for another space."""


class UnknownSender(BundleRefused):
    """No device that we know of made the file."""


class RevokedSender(BundleRefused):
    """The device that made the file may no longer exchange."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class NotSigned(BundleRefused):
    """The signature is not that of the device which the file says it comes from."""


class NotAttested(BundleRefused):
    """Operations for which the device that wrote them does not vouch."""


class Forked(BundleRefused):
    """Two operations have one place in a chain: a notebook was copied, or put back."""


class NotErasedHere(BundleRefused):
    """An erased content of whose erasure this base has not heard."""


class Gap(BundleRefused):
    """Operations are missing between those we hold and those of the file.

    ``held`` and ``first`` are hybrid clocks: of the last that we hold (0 for none), and of the
    first that the file brings; ``person`` wrote them.
    """

    def __init__(self, person: str, held: int, first: int) -> None:
        super().__init__(f"{person}: {held} to {first}")
        self.person = person
        self.held = held
        self.first = first
