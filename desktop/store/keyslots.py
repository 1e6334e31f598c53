"""Lock the data key in slots that a passphrase or the recovery key opens.

A slot derives two keys from its secret: one wraps the data key (AES-256-GCM, the slot's own
settings as associated data), the other gives a check value. The check value tells a wrong
secret from a slot that is damaged although its secret is right.
"""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.errors import Damaged, NewerNotebook, WrongSecret
from desktop.store.keys import DataKey, RecoveryKey
from desktop.store.passphrase import accept_passphrase, passphrase_bytes

VERSION: Final = 1
"""Version of the body of the key file; the envelope around it never changes."""

LARGEST_KEY_FILE: Final = 64 * 1024

_DERIVED: Final = 64
_SALT: Final = 16
_NONCE: Final = 12

Hex16 = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Hex12 = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]
Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Hex48 = Annotated[str, Field(pattern=r"^[0-9a-f]{96}$")]


class Argon2(BaseModel):
    """Set the cost of one try at the passphrase.

    The defaults take about 150 ms on an office laptop. The bounds are those of a file we accept
    to read: a hostile one must not ask for all the memory, nor for hours.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    memory_kib: Annotated[int, Field(ge=64, le=1024 * 1024)] = 64 * 1024
    iterations: Annotated[int, Field(ge=1, le=32)] = 3
    lanes: Annotated[int, Field(ge=1, le=8)] = 4

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return 64 bytes: the wrapping key, then the check key."""
        return Argon2id(
            salt=salt,
            length=_DERIVED,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        ).derive(secret)


class Slot(BaseModel):
    """Keep the data key wrapped under one secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    refusal: ClassVar[str] = ""

    salt: Hex16
    nonce: Hex12
    check: Hex16
    wrapped: Hex48

    def unwrap(self, derived: bytes, base_id: UUID) -> DataKey:
        """Return the data key; raises `WrongSecret`, or `Damaged` when the secret was right."""
        wrapping, checking = derived[:32], derived[32:]
        if not hmac.compare_digest(self.check, _check_value(checking)):
            raise WrongSecret(self.refusal)
        try:
            raw = AESGCM(wrapping).decrypt(
                bytes.fromhex(self.nonce), bytes.fromhex(self.wrapped), self._context(base_id)
            )
        except InvalidTag as error:
            raise _damaged() from error
        return DataKey(raw)

    def _context(self, base_id: UUID) -> bytes:
        """Bind the wrapped key to its base and to the slot's settings."""
        settings = self.model_dump(mode="json", exclude={"wrapped", "check"})
        return _compact({"kind": self.kind, "base": str(base_id), "settings": settings})

    @staticmethod
    def _fresh() -> dict[str, str]:
        return {"salt": secrets.token_hex(_SALT), "nonce": secrets.token_hex(_NONCE)}


class PassphraseSlot(Slot):
    """Keep the data key under the passphrase, made slow to guess by Argon2id."""

    kind: ClassVar[str] = "passphrase"
    cost: Argon2

    def open(self, passphrase: str, base_id: UUID) -> DataKey:
        """Return the data key; raises `WrongSecret` or `Damaged`."""
        secret = passphrase_bytes(passphrase)
        return self.unwrap(self.cost.derive(secret, bytes.fromhex(self.salt)), base_id)

    @classmethod
    def make(cls, key: DataKey, passphrase: str, base_id: UUID, cost: Argon2) -> "PassphraseSlot":
        """Wrap `key`; raises `BadInput` when the passphrase is too easy to guess."""
        secret = accept_passphrase(passphrase)
        fresh = cls._fresh()
        derived = cost.derive(secret, bytes.fromhex(fresh["salt"]))
        bare = cls(**fresh, check="0" * 32, wrapped="0" * 96, cost=cost)
        return bare.model_copy(update=_sealed(bare, derived, key, base_id))


class RecoverySlot(Slot):
    """Keep the data key under the recovery key, long enough to need no slow derivation."""

    kind: ClassVar[str] = "recovery"
    refusal: ClassVar[str] = (
        "Cette clé de secours est bien formée, mais c’est celle d’un autre carnet, "
        "ou une clé remplacée depuis. Rien n’a été modifié."
    )

    def open(self, key: RecoveryKey, base_id: UUID) -> DataKey:
        """Return the data key; raises `WrongSecret` or `Damaged`."""
        return self.unwrap(_expand(key, bytes.fromhex(self.salt)), base_id)

    @classmethod
    def make(cls, key: DataKey, recovery: RecoveryKey, base_id: UUID) -> "RecoverySlot":
        """Wrap `key` under `recovery`."""
        fresh = cls._fresh()
        derived = _expand(recovery, bytes.fromhex(fresh["salt"]))
        bare = cls(**fresh, check="0" * 32, wrapped="0" * 96)
        return bare.model_copy(update=_sealed(bare, derived, key, base_id))


class KeyFile(BaseModel):
    """Hold the slots of one base; a value: each change gives the next revision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_id: UUID
    revision: Annotated[int, Field(ge=1)]
    fingerprint: Hex16
    passphrase: PassphraseSlot
    recovery: RecoverySlot

    def unlock(self, passphrase: str) -> DataKey:
        """Return the data key; raises `WrongSecret` or `Damaged`, and changes nothing."""
        return self._recognised(self.passphrase.open(passphrase, self.base_id))

    def unlock_with_recovery(self, typed: str) -> DataKey:
        """Return the data key from the printed key; raises `BadInput`, `WrongSecret`, `Damaged`."""
        return self._recognised(self.recovery.open(RecoveryKey.read(typed), self.base_id))

    def matches(self, key: DataKey) -> bool:
        """Tell whether `key` is the one these slots hold."""
        return hmac.compare_digest(self.fingerprint, key.fingerprint(str(self.base_id)))

    def with_new_passphrase(
        self, key: DataKey, passphrase: str, cost: Argon2 | None = None
    ) -> "KeyFile":
        """Return the next revision under another passphrase; raises `BadInput`."""
        self._recognised(key)
        slot = PassphraseSlot.make(key, passphrase, self.base_id, cost or self.passphrase.cost)
        return self.model_copy(update={"passphrase": slot, "revision": self.revision + 1})

    def with_new_recovery(self, key: DataKey) -> tuple["KeyFile", RecoveryKey]:
        """Return the next revision and its new recovery key; the printed one stops working."""
        self._recognised(key)
        recovery = RecoveryKey.random()
        slot = RecoverySlot.make(key, recovery, self.base_id)
        next_one = self.model_copy(update={"recovery": slot, "revision": self.revision + 1})
        return next_one, recovery

    def render(self) -> bytes:
        """Return the bytes of the file: the one form that `parse` accepts."""
        return _seal(VERSION, self.model_dump(mode="json"))

    @classmethod
    def parse(cls, content: bytes) -> "KeyFile":
        """Read back `render`; raises `Damaged` for any other bytes, `NewerNotebook`."""
        version, body = _unseal(content)
        if version > VERSION:
            raise NewerNotebook
        try:
            return cls.model_validate(body)
        except ValidationError as error:
            raise _damaged() from error

    def _recognised(self, key: DataKey) -> DataKey:
        if not self.matches(key):
            raise _damaged()
        return key


@dataclass(frozen=True)
class NewKeys:
    """What a new notebook is born with."""

    file: KeyFile
    data: DataKey
    recovery: RecoveryKey


def create_keys(passphrase: str, base_id: UUID, cost: Argon2 | None = None) -> NewKeys:
    """Draw the keys of a new base; raises `BadInput` when the passphrase is too weak."""
    key, recovery = DataKey.random(), RecoveryKey.random()
    file = KeyFile(
        base_id=base_id,
        revision=1,
        fingerprint=key.fingerprint(str(base_id)),
        passphrase=PassphraseSlot.make(key, passphrase, base_id, cost or Argon2()),
        recovery=RecoverySlot.make(key, recovery, base_id),
    )
    return NewKeys(file, key, recovery)


def _sealed(slot: Slot, derived: bytes, key: DataKey, base_id: UUID) -> dict[str, str]:
    """Return the two fields of `slot` that depend on the secret."""
    wrapped = AESGCM(derived[:32]).encrypt(
        bytes.fromhex(slot.nonce),
        key.reveal(),
        slot._context(base_id),  # noqa: SLF001 — same module: the slot's two halves
    )
    return {"wrapped": wrapped.hex(), "check": _check_value(derived[32:])}


def _expand(key: RecoveryKey, salt: bytes) -> bytes:
    info = b"carnet de quartier: recovery slot"
    return HKDF(algorithm=SHA256(), length=_DERIVED, salt=salt, info=info).derive(key.reveal())


def _check_value(checking: bytes) -> str:
    return hmac.new(checking, b"check", hashlib.sha256).hexdigest()[:32]


def _seal(version: int, body: Any) -> bytes:
    signed = {"carnet_keys": version, "body": body}
    whole = {**signed, "sha256": hashlib.sha256(_compact(signed)).hexdigest()}
    return json.dumps(whole, indent=1, sort_keys=True).encode() + b"\n"


def _unseal(content: bytes) -> tuple[int, Any]:
    """Return the version and the body of any version's file; raises `Damaged`."""
    if len(content) > LARGEST_KEY_FILE:
        raise _damaged()
    try:
        whole = json.loads(content)
        version, body = int(whole["carnet_keys"]), whole["body"]
        intact = _seal(version, body) == content
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged() from error
    if not intact:
        raise _damaged()
    return version, body


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def _damaged() -> Damaged:
    return Damaged(
        "Le fichier de clés du carnet est abîmé. Le carnet lui-même n’a pas été touché.",
        "Chaque sauvegarde garde son propre fichier de clés\u00a0: ouvrez la dernière avec votre "
        "phrase secrète ou votre clé de secours.",
    )
