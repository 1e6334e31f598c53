"""Refuse a whole request, saying no more than the protocol does."""

from sync.protocol.codes import Refusal


class Refused(Exception):  # noqa: N818 - named after what happened
    """Say why a request is refused; ``retry_after`` in seconds, 0 when it does not matter."""

    def __init__(self, code: Refusal, retry_after: int = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.retry_after = retry_after
