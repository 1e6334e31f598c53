"""How a laptop proves that a request, or the end of a chain, is its own: one Ed25519 key."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.messages import Attestation

TIME_HEADER: Final = "carnet-time"
SIGNATURE_HEADER: Final = "carnet-signature"
CLOCK_TOLERANCE_MS: Final = 5 * 60 * 1000
"""How far the time of a signature may be from the server's: the laptop counts in server time."""


def to_text(content: bytes) -> str:
    """Write bytes as URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Read what `to_text` wrote; raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise ValueError("not base64") from problem


@dataclass(frozen=True)
class DeviceKey:
    """The private key of a laptop, which never leaves its encrypted base."""

    private: Ed25519PrivateKey

    @classmethod
    def new(cls) -> "DeviceKey":
        """Make a key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def parse(cls, text: str) -> "DeviceKey":
        """Read what `reveal` wrote; raises ValueError."""
        return cls(Ed25519PrivateKey.from_private_bytes(from_text(text)))

    def reveal(self) -> str:
        """Write the private key, to be kept in the encrypted base only."""
        return to_text(self.private.private_bytes_raw())

    @property
    def public(self) -> str:
        """Return the public key as text."""
        return to_text(self.private.public_key().public_bytes_raw())

    def sign(self, content: bytes) -> str:
        """Sign bytes."""
        return to_text(self.private.sign(content))

    def sign_request(self, method: str, target: str, time_ms: int, body: bytes) -> dict[str, str]:
        """Return the headers that bind a request to this key; ``target`` is path and query."""
        content = request_bytes(method, target, time_ms, body)
        return {TIME_HEADER: str(time_ms), SIGNATURE_HEADER: self.sign(content)}

    def attest(self, scope: str, device: str, number: int, operation: str) -> Attestation:
        """Vouch for a chain of this laptop up to one of its operations."""
        signature = self.sign(end_bytes(scope, device, number, operation))
        return Attestation(device=device, number=number, id=operation, signature=signature)


def is_signed(public_key: str, content: bytes, signature: str) -> bool:
    """Tell whether the holder of a key signed these bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(from_text(public_key))
        key.verify(from_text(signature), content)
    except (ValueError, InvalidSignature):
        return False
    return True


def is_attested(public_key: str, scope: str, attestation: Attestation) -> bool:
    """Tell whether an attestation was made with this key for this scope."""
    content = end_bytes(scope, attestation.device, attestation.number, attestation.id)
    return is_signed(public_key, content, attestation.signature)


def request_bytes(method: str, target: str, time_ms: int, body: bytes) -> bytes:
    """Return what the signature of a request covers: ``body`` as it travels."""
    digest = blake2b(body, digest_size=32).hexdigest()
    return "\n".join(("carnet request 1", method, target, str(time_ms), digest)).encode()


def end_bytes(scope: str, device: str, number: int, operation: str) -> bytes:
    """Return what an attestation covers."""
    return "\n".join(("carnet chain 1", scope, device, str(number), operation)).encode()
