"""Seal bytes to a public X25519 key: only its holder opens them, and nobody needs a secret."""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.protocol.signing import from_text, to_text

_KEY: Final = 32
_NONCE: Final = 12


class NotOurs(ValueError):  # noqa: N818 - named after what is wrong
    """Say that sealed bytes were changed, cut, or sealed to another key."""


def new_sealing_key() -> tuple[str, str]:
    """Return a private and a public key, as texts."""
    private = X25519PrivateKey.generate()
    return to_text(private.private_bytes_raw()), to_text(private.public_key().public_bytes_raw())


def seal_to(public_key: str, content: bytes) -> bytes:
    """Seal bytes: an ephemeral public key, a nonce, the AES-256-GCM ciphertext."""
    ephemeral = X25519PrivateKey.generate()
    sender = ephemeral.public_key().public_bytes_raw()
    recipient = from_text(public_key)
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    nonce = os.urandom(_NONCE)
    return sender + nonce + _cipher(shared, sender, recipient).encrypt(nonce, content, sender)


def unseal(private_key: str, sealed: bytes) -> bytes:
    """Open what was sealed to a key; raises NotOurs."""
    private = X25519PrivateKey.from_private_bytes(from_text(private_key))
    sender, nonce, rest = sealed[:_KEY], sealed[_KEY : _KEY + _NONCE], sealed[_KEY + _NONCE :]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(sender))
        recipient = private.public_key().public_bytes_raw()
        return _cipher(shared, sender, recipient).decrypt(nonce, rest, sender)
    except (ValueError, InvalidTag):
        raise NotOurs("sealed to another key, or changed") from None


def _cipher(shared: bytes, sender: bytes, recipient: bytes) -> AESGCM:
    info = b"carnet de quartier: sealed" + sender + recipient
    return AESGCM(HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=info).derive(shared))
