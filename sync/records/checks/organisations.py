"""Checks of the numbers of an organisation and of its files: SIRET, SIREN, RNA, DAUPHIN."""

import re

from sync.records.findings import Finding, error, warning

_LA_POSTE = "356000000"
_SEPARATORS = re.compile(r"[\s.\-'’\u200b\ufeff]+")
_SPREADSHEET_INTEGER = re.compile(r"([0-9]+)[.,]0")
# Four lost zeros leave ten digits; nine digits are a SIREN, not a SIRET that lost five.
_FEWEST_SIRET_DIGITS = 10
_RNA_ENTRY = re.compile(r"W[0-9A-Z]{9}")
_RNA_USUAL = re.compile(r"W[0-9][A-Z0-9][0-9]{7}")
_DAUPHIN = re.compile(r"(?:DA)?[0-9]{8}(?:-[0-9]+)?")


def siret(value: str) -> Finding | None:
    """Check the 14 digits of an establishment: its own Luhn key and that of its SIREN."""
    if _is_siret(value):
        return None
    return error(
        "Ce numéro SIRET ne passe pas la vérification de ses 14\u00a0chiffres. "
        "Recopiez-le depuis un document officiel, ou laissez la case vide."
    )


def siren(value: str) -> Finding | None:
    """Check the 9 digits of a legal body and their Luhn key."""
    if _is_siren(value):
        return None
    return error(
        "Ce numéro SIREN ne passe pas la vérification de ses 9\u00a0chiffres. "
        "Recopiez-le depuis un document officiel, ou laissez la case vide."
    )


def epci_code(value: str) -> Finding | None:
    """Check the code of an intercommunal body, which is its SIREN."""
    if _is_siren(value):
        return None
    return error(
        "Le code d’une intercommunalité est son numéro SIREN\u00a0: 9\u00a0chiffres. "
        "Celui-ci ne passe pas la vérification. Recopiez-le, ou laissez la case vide."
    )


def rna(value: str) -> Finding | None:
    """Check a national number of association; letters are allowed (Corsica, overseas)."""
    if not _RNA_ENTRY.fullmatch(value):
        return error(
            "Un numéro RNA s’écrit W suivi de 9\u00a0caractères, par exemple W751234567. "
            "Corrigez-le, ou laissez la case vide."
        )
    if not _RNA_USUAL.fullmatch(value):
        return warning(
            "Ce numéro RNA a une forme peu courante. Il est gardé tel quel\u00a0; "
            "vérifiez-le sur le récépissé de la préfecture."
        )
    return None


def dauphin_reference(value: str) -> Finding | None:
    """Check the number of a subsidy file: 8 digits, with or without DA and a file number."""
    if _DAUPHIN.fullmatch(value):
        return None
    return error(
        "Une référence DAUPHIN s’écrit DA suivi de 8\u00a0chiffres, par exemple DA01234567. "
        "Corrigez-la, ou laissez la case vide."
    )


def repaired_siret(text: str) -> str | None:
    """Return the sound SIRET meant by a text, or None.

    Spaces and dots are dropped and lost leading zeros put back. A number rounded by a
    spreadsheet ("1.3E13") has lost digits: it is refused.
    """
    digits = _digits(text)
    if not _FEWEST_SIRET_DIGITS <= len(digits) <= 14:
        return None
    number = digits.zfill(14)
    return number if _is_siret(number) else None


def repaired_siren(text: str) -> str | None:
    """Return the sound SIREN meant by a text, spaces and dots dropped, or None."""
    digits = _digits(text)
    return digits if _is_siren(digits) else None


def repaired_reference(text: str) -> str | None:
    """Return an RNA number or a file reference in capitals and without spaces."""
    return "".join(text.split()).upper()


def _digits(text: str) -> str:
    """Return the digits of a text that is nothing but digits and separators, or ""."""
    text = text.strip()
    if whole := _SPREADSHEET_INTEGER.fullmatch(text):
        return whole[1]
    bare = _SEPARATORS.sub("", text)
    return bare if bare.isascii() and bare.isdigit() else ""


def _is_siren(value: str) -> bool:
    from stdnum.fr import siren as number  # late: keeps the start of the program short

    return len(value) == 9 and value.isascii() and bool(number.is_valid(value))


def _is_siret(value: str) -> bool:
    from stdnum import luhn
    from stdnum.fr import siret as number

    if len(value) != 14 or not (value.isascii() and value.isdigit()):
        return False
    # The establishments of La Poste: their digits add up to a multiple of 5, or plain Luhn.
    if value.startswith(_LA_POSTE) and luhn.is_valid(value):
        return True
    return bool(number.is_valid(value))
