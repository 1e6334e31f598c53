"""Checks of the codes of places: priority neighbourhoods, city contracts, communes."""

import re

from sync.records.findings import Finding, error

_DEPARTMENT = "(?:0[0-9]{2}|02[AB]|97[0-9])"
_DEPARTMENT_OR_POLYNESIA = "(?:0[0-9]{2}|02[AB]|9[78][0-9])"
# QN…: decree of 2023, the last letter tells new, changed, identical or created (Mayotte).
_QPV_2024 = re.compile(rf"QN{_DEPARTMENT}[0-9]{{2}}[MINC]")
# QP…: decrees of 2014.
_QPV_2015 = re.compile(rf"QP{_DEPARTMENT_OR_POLYNESIA}[0-9]{{3}}")
_CONTRACT = re.compile(rf"CN{_DEPARTMENT_OR_POLYNESIA}[0-9]{{2}}[MINC]|CV[0-9]{{3}}")
_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
_SPACES = re.compile(r"\s+")
_ARRONDISSEMENTS = (
    (range(75101, 75121), "75056"),
    (range(69381, 69390), "69123"),
    (range(13201, 13217), "13055"),
)


def qpv_code(value: str) -> Finding | None:
    """Check the code of a priority neighbourhood, of 2024 (QN…) or of 2015 (QP…)."""
    if _QPV_2024.fullmatch(value) or _QPV_2015.fullmatch(value):
        return None
    return error(
        "Ce code de quartier n’est pas reconnu. Il s’écrit comme QN05109M (depuis 2024) "
        "ou QP006005 (avant). Corrigez-le, ou laissez la case vide."
    )


def contract_code(value: str) -> Finding | None:
    """Check the code of a city contract (CN…, or CV… for the older and overseas ones)."""
    if _CONTRACT.fullmatch(value):
        return None
    return error(
        "Ce code de contrat de ville n’est pas reconnu. Il s’écrit comme CN05103I ou CV002. "
        "Corrigez-le, ou laissez la case vide."
    )


def insee_code(value: str) -> Finding | None:
    """Check the five characters of a commune."""
    if _INSEE.fullmatch(value):
        return None
    return error(
        "Un code de commune de l’INSEE a 5\u00a0caractères, par exemple 51649 ou 2A004. "
        "Ce n’est pas le code postal. Corrigez-le, ou laissez la case vide."
    )


def repaired_insee(text: str) -> str | None:
    """Return the code of commune meant by a text (lost zero, spaces, small letters), or None."""
    code = _SPACES.sub("", text).upper().removesuffix(".0")
    if len(code) == 4 and code.isascii() and code.isdigit():
        code = f"0{code}"
    return code if _INSEE.fullmatch(code) else None


def repaired_place_code(text: str) -> str:
    """Return the code of a neighbourhood or contract in capitals and without spaces."""
    return _SPACES.sub("", text).upper()


def commune_of(code: str) -> str:
    """Return the commune of an arrondissement of Paris, Lyon or Marseille; else the code."""
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return code
    number = int(code)
    return next((commune for codes, commune in _ARRONDISSEMENTS if number in codes), code)
