"""The first part of the CERFA 15059: who, what was done, for whom, where, with what results."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Column, Place, Row, Sheet, Sum, Typed, Value
from desktop.services.sharing.counts import measures_people
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action, due_by_law
from sync.records.audiences import AudienceLine, Gender, Residence
from sync.records.fields import field_of
from sync.records.organisation import Organisation

IDENTITY: Final = "Identification"
ACCOUNT: Final = "Bilan qualitatif"
PEOPLE: Final = "Personnes bénéficiaires"
INDICATORS: Final = "Indicateurs"
_FORM: Final = "CERFA 15059, 1. Bilan qualitatif"
_REACHED: Final = "Nombre de personnes bénéficiaires"
_PLANNED, _ACTUAL = 3, 4
Group = tuple[str, Gender, Residence]


def identity(sources: Sources, action: Action) -> Sheet:
    """Return who reports on what."""
    body = sources.get(Organisation, action.organisation)
    due = action.report_due_on or due_by_law(action.year)
    answers: tuple[tuple[str, Value], ...] = (
        ("Association", body.name if body else ""),
        ("Numéro SIRET", Typed((body.siret or "") if body else "", As.CODE)),
        ("Numéro RNA", Typed((body.rna or "") if body else "", As.CODE)),
        ("Intitulé de l’action", action.title),
        ("Exercice", Typed(action.year, As.YEAR)),
        ("Référence DAUPHIN", action.dauphin_reference or ""),
        ("Dispositif", sources.label(Action, "dispositif", action.dispositif)),
        ("Thème", sources.label(Action, "theme", action.theme)),
        (
            "Compte rendu financier dû le",
            Typed(due, As.DAY),
        ),
    )
    return _answers(
        *(IDENTITY, "Identification", "Qui rend compte, et de quelle action."),
        answers,
        action.id,
        held=As.TEXT,
    )


def account(sources: Sources, action: Action) -> Sheet:
    """Return what was done, when and where, and whether the objectives were met."""
    met = action.objectives_met
    answers: tuple[tuple[str, Value], ...] = (
        ("Objectifs de l’action", action.objectives or ""),
        ("Mise en œuvre\u00a0: l’action prévue", action.description or ""),
        ("Mise en œuvre\u00a0: ce qui a été fait et ce que cela a changé", action.results or ""),
        (_REACHED, Typed(_reached(action), As.WHOLE, people=True)),
        ("Premier jour", Typed(action.starts_on, As.DAY)),
        ("Dernier jour", Typed(action.ends_on, As.DAY)),
        ("Lieux", action.places or ""),
        ("Quartiers", sources.names(action.neighbourhoods)),
        ("Objectifs atteints au regard des indicateurs", met.label if met else ""),
    )
    said = "Les personnes et les indicateurs sont détaillés dans les deux tableaux suivants."
    return _answers(ACCOUNT, "1. Bilan qualitatif de l’action réalisée", said, answers, action.id)


def people(sources: Sources, action: Action) -> Sheet:
    """Return the people reached by type, their total last."""
    groups = _groups(action)
    rows = [(*_named(sources, group), *counts) for group, counts in groups]
    if rows:
        rows.append(("Total", "", "", _total(action, "planned"), _total(action, "actual")))
    columns = (
        Column("Tranche d’âge", As.TEXT, "La tranche d’âge, selon la liste du territoire."),
        Column("Genre", As.TEXT, "Femmes, hommes ou non précisé."),
        Column("Lieu de vie", As.TEXT, "Du quartier prioritaire, hors quartier ou non précisé."),
        _count("Prévu", "Le nombre de personnes attendues.", "action.audience.planned"),
        _count("Réalisé", "Le nombre de personnes touchées.", "action.audience.actual"),
    )
    return Sheet(
        PEOPLE,
        "Personnes bénéficiaires par type de publics",
        "Une ligne par type de public\u00a0; la dernière est leur somme.",
        columns,
        tuple(rows),
        filters=False,
        references=(action.id,) * len(rows),
        when_empty="Aucun public n’est saisi pour cette action.",
    )


def sums_of_people(sheets: Sequence[Sheet], action: Action) -> Iterator[Sum]:
    """Yield what the gate needs so that no hidden count can be worked out."""
    rows = len(next(sheet for sheet in sheets if sheet.name == PEOPLE).rows)
    if not rows:
        return
    last = rows - 1
    for at in (_PLANNED, _ACTUAL):
        parts = tuple(Place(PEOPLE, row, at) for row in range(last))
        yield Sum(Place(PEOPLE, last, at), parts)
    if _reached(action) is not None:
        sheet = next(sheet for sheet in sheets if sheet.name == ACCOUNT)
        row = next(at for at, one in enumerate(sheet.rows) if one[0] == _REACHED)
        yield Sum(Place(ACCOUNT, row, 1), (Place(PEOPLE, last, _ACTUAL),))


def indicators(action: Action) -> Sheet:
    """Return each indicator, expected and reached."""
    rows = tuple(
        (
            one.name,
            one.measure or "",
            Typed(one.planned, As.NUMBER, people=measures_people(one.measure, one.name)),
            Typed(one.actual, As.NUMBER, people=measures_people(one.measure, one.name)),
            one.comment or "",
        )
        for one in action.indicators
    )
    columns = (
        Column("Indicateur", As.TEXT, "Ce que l’action compte.", written=True, width=40),
        Column("Unité", As.TEXT, "Ce que l’on compte\u00a0: personnes, séances, heures."),
        Column("Prévu", As.NUMBER, "Le résultat espéré.", origin="action.indicators.planned"),
        Column("Réalisé", As.NUMBER, "Le résultat constaté.", origin="action.indicators.actual"),
        Column("Commentaire", As.LONG_TEXT, "Ce qui aide à comprendre l’écart.", written=True),
    )
    return Sheet(
        INDICATORS,
        "Objectifs atteints au regard des indicateurs",
        "Ce que l’action s’était donné à compter.",
        columns,
        rows,
        filters=False,
        references=(action.id,) * len(rows),
        when_empty="Aucun indicateur n’est saisi pour cette action.",
    )


def _answers(
    name: str,
    title: str,
    sentence: str,
    answers: Sequence[tuple[str, Value]],
    record: str,
    *,
    held: As = As.LONG_TEXT,
) -> Sheet:
    columns = (
        Column("Rubrique", As.TEXT, "La question du formulaire.", form=_FORM, width=40),
        Column("Réponse", held, "Ce que dit la fiche de l’action.", written=True, width=90),
    )
    rows: tuple[Row, ...] = tuple(answers)
    return Sheet(
        name, title, sentence, columns, rows, filters=False, references=(record,) * len(rows)
    )


def _count(title: str, meaning: str, origin: str) -> Column:
    return Column(title, As.WHOLE, meaning, "personnes", origin, _FORM, people=True)


def _groups(action: Action) -> list[tuple[Group, tuple[int | None, int | None]]]:
    """Return the groups in the order of their first line, lines of one group put together."""
    order: dict[Group, list[AudienceLine]] = {}
    for line in action.audience:
        key = (line.age_band or "", line.gender, line.residence)
        order.setdefault(key, []).append(line)
    return [
        (key, (_added(lines, "planned"), _added(lines, "actual"))) for key, lines in order.items()
    ]


def _named(sources: Sources, group: Group) -> tuple[str, str, str]:
    band, gender, residence = group
    spec = field_of(AudienceLine, "age_band")
    said = sources.reading.label_of(spec, band) if band else "Non précisée"
    return said, gender.label, residence.label


def _total(action: Action, name: str) -> int | None:
    return _added(action.audience, name)


def _reached(action: Action) -> int | None:
    return _total(action, "actual")


def _added(lines: Sequence[AudienceLine], name: str) -> int | None:
    counts = [value for line in lines if (value := getattr(line, name)) is not None]
    return sum(counts) if counts else None
