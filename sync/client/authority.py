"""Read the certificates of an authority that a commune vouches for itself."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID


class NoCertificate(ValueError):  # noqa: N818 - named after what is missing
    """Say that a content holds no certificate."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The certificates as PEM text, the name of the first, and until when all are good (UTC)."""

    pem: str
    name: str
    until: datetime


def read_authority(content: bytes) -> Authority:
    """Return what a PEM or DER content holds; raises NoCertificate."""
    try:
        if b"-----BEGIN" in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except ValueError as problem:
        raise NoCertificate(str(problem)) from problem
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in found).decode("ascii")
    return Authority(pem, _name(found[0]), min(each.not_valid_after_utc for each in found))


def _name(certificate: x509.Certificate) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(oid)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string()
