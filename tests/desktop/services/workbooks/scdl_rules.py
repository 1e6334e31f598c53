"""The published rules of the SCDL « subventions » 2.1.1, written again from its list of fields.

It knows nothing of the code that makes the sheet: it reads texts, as a validator would.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from desktop.export.content import Content, Row
from tests.desktop.services.workbooks.filled import sheet, titles

HEADER = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
)
REQUIRED = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "nomBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "notificationUE",
    "pourcentageSubvention",
)
NATURES = {"aide en numéraire", "aide en nature", "aide en numéraire;aide en nature"}
TERMS = {"unique", "échelonné", "autre"}


def faults(header: Sequence[object], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return what a validator would refuse, one sentence for each cell."""
    if tuple(header) != HEADER:
        return [f"header: {header}"]
    return [fault for at, row in enumerate(rows, 2) for fault in _row(at, row)]


def _row(at: int, row: Sequence[object]) -> Iterator[str]:
    if len(row) != len(HEADER):
        yield f"{at}: {len(row)} cells"
        return
    cells = {name: "" if cell is None else cell for name, cell in zip(HEADER, row, strict=True)}
    texts = {name: cell for name, cell in cells.items() if isinstance(cell, str)}
    for name in HEADER:
        if name not in texts:
            yield f"{at} {name}: not a text, {cells[name]!r}"
        elif name in REQUIRED and not texts[name]:
            yield f"{at} {name}: empty"
    if len(texts) == len(HEADER):
        yield from (f"{at} {name}: {texts[name]!r}" for name in _wrong(texts))


def _wrong(cells: dict[str, str]) -> Iterator[str]:
    """Yield the fields whose value breaks the rule of its field."""
    body, rna = cells["idBeneficiaire"], cells["rnaBeneficiaire"]
    right = {
        "idAttribuant": is_siret(cells["idAttribuant"]),
        "idBeneficiaire": is_siret(body) if body else bool(rna),
        "rnaBeneficiaire": not rna or re.fullmatch(r"W\d{9}", rna, re.ASCII) is not None,
        "dateConvention": _is_day(cells["dateConvention"]),
        "objet": len(cells["objet"]) <= 256,
        "montant": re.fullmatch(r"\d+(\.\d+)?", cells["montant"], re.ASCII) is not None,
        "nature": cells["nature"] in NATURES,
        "conditionsVersement": cells["conditionsVersement"] in TERMS,
        "datesPeriodeVersement": _is_period(cells["datesPeriodeVersement"]),
        "notificationUE": cells["notificationUE"] in {"oui", "non"},
        "pourcentageSubvention": _is_part(cells["pourcentageSubvention"]),
    }
    return (name for name, fine in right.items() if not fine)


def is_siret(text: str) -> bool:
    """Tell whether fourteen digits pass both keys; La Poste has its own."""
    if re.fullmatch(r"\d{14}", text, re.ASCII) is None:
        return False
    if text.startswith("356000000"):
        return _luhn(text) or sum(map(int, text)) % 5 == 0
    return _luhn(text) and _luhn(text[:9])


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_day(text: str) -> bool:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_period(text: str) -> bool:
    first, slash, last = text.partition("/")
    return slash == "/" and _is_day(first) and _is_day(last) and first <= last


def _is_part(text: str) -> bool:
    if re.fullmatch(r"\d(\.\d+)?", text, re.ASCII) is None:
        return False
    return 0.01 <= float(text) <= 1


def scdl(said: Content) -> list[Row]:
    """Return the rows of the published sheet of a content, which keep all the rules."""
    table = sheet(said, "SCDL")
    assert table.exact
    assert faults(titles(table), table.rows) == []
    return [*table.rows]
