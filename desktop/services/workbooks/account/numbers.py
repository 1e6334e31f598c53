"""The notes of figures: indicators one by one, the public reached all together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Hidden, Row, Sheet, Value
from desktop.services.sharing.counts import FEW, measures_people
from desktop.services.workbooks.account.notes import Notes
from desktop.services.workbooks.parts import Part
from sync.records.audiences import AudienceLine, Gender, Residence
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.indicators import Indicator

INDICATORS: Final = "Indicateurs"
PUBLIC: Final = "Publics touchés"
REACHED: Final = "Touché"
_NOT_SAID: Final = "Non précisé"
_FORM: Final = EvaluationForm.FIGURES
_OFFICIAL: Final = "CERFA 15059, 1. Bilan qualitatif\u00a0: "
_PEOPLE: Final = f"{_OFFICIAL}nombre de personnes bénéficiaires, par type de publics"
_INDICATED: Final = f"{_OFFICIAL}objectifs atteints au regard des indicateurs"


def numbers_part(notes: Notes) -> Part:
    """Return the indicators that may be read, and the public of all the notes of figures."""
    found, told, kept = notes.of(_FORM), notes.told(_FORM), notes.kept(_FORM)
    rows = [(note, line) for note in told for line in note.indicators]
    indicators = Sheet(
        INDICATORS,
        "Les indicateurs, prévus et réalisés",
        "Une ligne par indicateur\u00a0; les unités diffèrent, rien ne s’additionne.",
        _columns(),
        [_row(notes, note, line) for note, line in rows],
        references=[note.id for note, _ in rows],
        when_empty="Aucune note de chiffres de ce périmètre ne peut encore être lue.",
    )
    checks = (
        Check("Indicateurs des notes qui peuvent être lues", _count(told), INDICATORS),
        Check("Personnes touchées", reached_by(found), PUBLIC, REACHED),
    )
    return Part((indicators, _public(notes, found)), checks, kept)


def reached_by(found: Sequence[Evaluation]) -> int:
    """Return the people reached, as many times as notes count them."""
    return sum(line.actual or 0 for note in found for line in note.audience)


def _count(told: Sequence[Evaluation]) -> int:
    return sum(len(note.indicators) for note in told)


def _columns() -> tuple[Column, ...]:
    return (
        Column("Porte sur", As.TEXT, "Ce dont on parle.", origin="evaluation.about", width=26),
        Column("Territoire", As.TEXT, "Le quartier.", origin="evaluation.territory", width=17),
        Column("Date", As.DAY, "Le jour de la note.", origin="evaluation.evaluated_on"),
        _written("Indicateur", "Ce que l’on compte.", "name", 28),
        _written("Unité", "Dans quelle unité.", "measure", 13),
        _number("Prévu", "Ce qui était prévu.", "evaluation.indicators.planned"),
        _number(
            "Réalisé",
            "Ce qui a été constaté\u00a0; un petit nombre de personnes n’est pas dit.",
            "evaluation.indicators.actual",
        ),
        _number("Écart", "Réalisé moins prévu.", "calcul"),
        _written("Commentaire", "Ce qui explique l’écart.", "comment", 28),
        _written("Source", "D’où vient le chiffre.", "source", 18),
    )


def _written(title: str, meaning: str, name: str, width: int) -> Column:
    origin = f"evaluation.indicators.{name}"
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


def _number(title: str, meaning: str, origin: str) -> Column:
    return Column(title, As.NUMBER, meaning, origin=origin, form=_INDICATED, width=11)


def _row(notes: Notes, note: Evaluation, line: Indicator) -> Row:
    return (
        notes.about(note),
        notes.place(note),
        note.evaluated_on,
        line.name,
        line.measure,
        line.planned,
        *_done(line),
        line.comment,
        line.source,
    )


def _done(line: Indicator) -> tuple[Value, Value]:
    """Return what was done and the gap, unless they tell of fewer than five people."""
    few = line.actual is not None and 0 < line.actual < FEW
    if few and measures_people(line.measure, line.name):
        return Hidden.FEW, Hidden.BESIDE
    known = line.actual is not None and line.planned is not None
    return line.actual, (line.actual or 0) - (line.planned or 0) if known else None


def _public(notes: Notes, found: Sequence[Evaluation]) -> Sheet:
    return Sheet(
        PUBLIC,
        "Les personnes touchées, d’après les notes de chiffres",
        "Toutes les notes de chiffres validées ensemble\u00a0; une personne comptée dans deux"
        " notes compte deux fois.",
        (
            Column("Tranche d’âge", As.TEXT, "Leur âge.", width=26),
            Column("Genre", As.TEXT, "Femmes, hommes, ou non précisé.", width=16),
            Column("Lieu de vie", As.TEXT, "En quartier prioritaire ou non.", width=28),
            _people("Prévu", "Le nombre prévu.", "evaluation.audience.planned"),
            _people(REACHED, "Le nombre touché.", "evaluation.audience.actual"),
        ),
        list(_public_rows(notes, found)),
        filters=False,
        when_empty="Aucun public compté dans les notes de chiffres validées de ce périmètre.",
    )


def _people(title: str, meaning: str, origin: str) -> Column:
    return Column(
        title,
        As.WHOLE,
        meaning,
        "personnes",
        origin,
        _PEOPLE,
        width=14,
        total=True,
        people=True,
    )


def _public_rows(notes: Notes, found: Sequence[Evaluation]) -> Iterator[Row]:
    """Yield the groups in the order of the list of ages, women first."""
    names = {entry.code: entry.label for entry in notes.sources.reading.entries("age_band")}
    bands, genders, homes = [*names], [*Gender], [*Residence]
    groups: dict[tuple[str, Gender, Residence], list[AudienceLine]] = defaultdict(list)
    for line in (line for note in found for line in note.audience):
        groups[line.age_band or "", line.gender, line.residence].append(line)
    for band, gender, home in sorted(
        groups, key=lambda key: (_rank(key[0], bands), genders.index(key[1]), homes.index(key[2]))
    ):
        lines = groups[band, gender, home]
        planned = sum(line.planned or 0 for line in lines)
        actual = sum(line.actual or 0 for line in lines)
        yield (names.get(band, band) or _NOT_SAID, gender.label, home.label, planned, actual)


def _rank(code: str, codes: Sequence[str]) -> int:
    return codes.index(code) if code in codes else len(codes)
