"""Unsent work, sealed piece by piece by a laptop that is about to be emptied.

A parcel is a page of operations, as the laptop would have pushed it, or an attached file. Only the
holder of the server's sealing key opens it.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from sync.protocol.encoding import ZSTD, compress, decode, decompress, encode
from sync.protocol.messages import ExchangeRequest, Sealed
from sync.protocol.sealing import NotOurs, seal_to, unseal
from sync.protocol.signing import from_text, to_text

_OPERATIONS: Final = b"O"
_PLAIN: Final = b"o"
_FILE: Final = b"F"


@dataclass(frozen=True, slots=True)
class FileParcel:
    """An attached file."""

    content: bytes

    @property
    def sha256(self) -> str:
        """Return the name by which records know it."""
        return hashlib.sha256(self.content).hexdigest()


def seal_operations(server_key: str, request: ExchangeRequest) -> Sealed:
    """Seal a page of operations."""
    content, encoding = compress(encode(request))
    return _sealed(server_key, (_OPERATIONS if encoding == ZSTD else _PLAIN) + content)


def seal_file(server_key: str, content: bytes) -> Sealed:
    """Seal an attached file."""
    return _sealed(server_key, _FILE + content)


def open_parcel(private_key: str, sealed: Sealed) -> ExchangeRequest | FileParcel:
    """Open what was sealed; raises NotOurs, or Unreadable for what no laptop of ours seals."""
    try:
        content = unseal(private_key, from_text(sealed.content))
    except ValueError as problem:
        raise NotOurs("not sealed bytes") from problem
    kind, rest = content[:1], content[1:]
    if kind == _FILE:
        return FileParcel(rest)
    return decode(ExchangeRequest, decompress(rest, ZSTD if kind == _OPERATIONS else ""))


def _sealed(server_key: str, content: bytes) -> Sealed:
    return Sealed(content=to_text(seal_to(server_key, content)))
