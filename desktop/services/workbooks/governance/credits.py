"""Ordinary law and specific credits: what was granted, told apart (law 2014-173, art. 6 IV 3°)."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, LeftOut, Marks, Row, Sheet
from desktop.services import subsidies
from desktop.services.workbooks.columns import count, part
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.governance.amounts import amount
from desktop.services.workbooks.ledger import Ledger
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import remark
from sync.records.french import euros as in_euros
from sync.records.funding import FunderType, Funding

BY_YEAR: Final = "Droit commun par exercice"
BY_FUNDER: Final = "Droit commun par financeur"
_P147: Final = "Crédits P147"
_SPECIFIC: Final = "Autres crédits spécifiques"
_ORDINARY: Final = "Droit commun"
_UNSAID: Final = "Non précisé"
_NO_TYPE: Final = "Financeur non précisé"
_MOST_YEARS: Final = 10
_NOTHING: Final = "Rien n’est accordé sur ce périmètre."
_ALL: Final = "Total accordé"
_KINDS: Final = (_P147, _SPECIFIC, _ORDINARY, _UNSAID)
_LAW: Final = "Loi 2014-173, art. 6 IV 3°\u00a0: droit commun et crédits spécifiques"
_ORIGIN: Final = "funding.granted, funding.ordinary_law, funding.funder_type"
_MEANINGS: Final = (
    "Les crédits du programme 147, spécifiques par définition.",
    "Les autres lignes dont on a noté qu’elles ne sont pas de droit commun.",
    "Les lignes dont on a noté qu’elles sont de droit commun.",
    "Les lignes dont rien ne dit si elles sont de droit commun.",
)
_COLUMNS: Final = (
    count("Lignes", "Lignes de financement avec un montant accordé.", "funding.granted"),
    *(
        amount(title, meaning, _ORIGIN, _LAW)
        for title, meaning in zip(_KINDS, _MEANINGS, strict=True)
    ),
    amount(_ALL, "Tout ce qui est accordé.", "funding.granted"),
    part("Droit commun", "Sur ce dont on sait s’il est de droit commun."),
)


def kind_of(line: Funding) -> str:
    """Return what a line is: programme 147, other specific credits, ordinary law, or unsaid."""
    if line.funder_type is FunderType.STATE_P147:
        return _P147
    if line.ordinary_law is None:
        return _UNSAID
    return _ORDINARY if line.ordinary_law else _SPECIFIC


def granted(sources: Sources) -> tuple[Funding, ...]:
    """Return the subsidies in money that were voted, whoever pays, as W1 and W2 count them."""
    return _voted(Ledger(sources))


def _voted(book: Ledger) -> tuple[Funding, ...]:
    return tuple(line for line in book.lines if subsidies.granted(line))


def ordinary(lines: Sequence[Funding]) -> int:
    """Return the ordinary law among lines, in cents."""
    return sum(each.granted or 0 for each in lines if kind_of(each) == _ORDINARY)


def specific(lines: Sequence[Funding]) -> int:
    """Return the specific credits among lines, programme 147 included, in cents."""
    return sum(each.granted or 0 for each in lines if kind_of(each) in (_P147, _SPECIFIC))


def credits_granted(sources: Sources) -> Part:
    """Return what is ordinary law in what was granted, by year and by funder."""
    book, whole = Ledger(sources), Recount(sources).granted()
    lines = _voted(book)
    column = f"{_ALL} (€)"
    return Part(
        (_by_year(sources, lines), _by_funder(lines)),
        (
            Check("Accordé, par exercice", whole, BY_YEAR, column),
            Check("Accordé, par type de financeur", whole, BY_FUNDER, column),
        ),
        (
            *sources.left_out(Funding),
            LeftOut(
                "Lignes de ressources propres, de valorisation et d’aide en nature",
                sum(bool(line.granted) for line in book.apart),
                "Ni droit commun ni crédits spécifiques\u00a0: seules les subventions en argent"
                " sont comptées.",
            ),
            LeftOut(
                Funding.label_plural,
                len(book.orphans),
                "Leur action n’est pas validée, ou reste confidentielle.",
            ),
        ),
        remark(
            "Financements accordés dont rien ne dit s’ils sont de droit commun",
            (each for each in lines if kind_of(each) == _UNSAID),
        ),
    )


def _cells(lines: Sequence[Funding]) -> Row:
    amounts = [sum(e.granted or 0 for e in lines if kind_of(e) == kind) for kind in _KINDS]
    known = ordinary(lines) + specific(lines)
    return len(lines), *amounts, sum(amounts), share(ordinary(lines), known)


def _years(sources: Sources, lines: Sequence[Funding]) -> Iterator[int]:
    """Yield the years of a period; of a long one, those in which something was granted."""
    years, known = sources.scope.period.years, {line.year for line in lines}
    yield from (year for year in years if len(years) <= _MOST_YEARS or year in known)


def _by_year(sources: Sources, lines: Sequence[Funding]) -> Sheet:
    rows: list[Row] = [
        (year, *_cells([each for each in lines if each.year == year]))
        for year in _years(sources, lines)
    ]
    said = (
        f"Droit commun\u00a0: {in_euros(ordinary(lines))}\u00a0; "
        f"crédits spécifiques\u00a0: {in_euros(specific(lines))}."
    )
    return Sheet(
        BY_YEAR,
        "Droit commun et crédits spécifiques, par exercice",
        "Ce que les financeurs ont accordé aux actions du périmètre.",
        (Column("Exercice", As.YEAR, "L’année du budget.", origin="funding.year"), *_COLUMNS),
        tuple(rows),
        charts=(_chart("Exercice", "par exercice", said),),
        filters=False,
    )


def _by_funder(lines: Sequence[Funding]) -> Sheet:
    rows: list[Row] = []
    for funder in (*FunderType, None):
        those = [each for each in lines if each.funder_type is funder]
        if those:
            rows.append((funder.label if funder else _NO_TYPE, *_cells(those)))
    most = max(rows, key=lambda row: int(str(row[6])), default=None)
    said = f"Premier financeur\u00a0: {most[0]}." if most else _NOTHING
    title = "Type de financeur"
    return Sheet(
        BY_FUNDER,
        "Droit commun et crédits spécifiques, par financeur",
        "Ce que chaque type de financeur a accordé aux actions du périmètre.",
        (
            Column(
                title,
                As.TEXT,
                "La ligne du budget où l’aide s’inscrit.",
                origin="funding.funder_type",
                listed=title,
                width=36,
            ),
            *_COLUMNS,
        ),
        tuple(rows),
        charts=(_chart(title, "par financeur", said),) if rows else (),
        filters=False,
        when_empty=_NOTHING,
    )


def _chart(by: str, how: str, said: str) -> Chart:
    return Chart(
        f"Droit commun et crédits spécifiques, {how}",
        Marks.STACKED,
        by,
        tuple(f"{kind} (€)" for kind in _KINDS),
        said,
    )
