"""Learning together: the workshops, and what groups do with more ease afterwards."""

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import counted
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.spans import Spans, spans
from sync.records.idea import Idea
from sync.records.workshop import AutonomyGain, Workshop

WORKSHOPS: Final = "Ateliers"
SKILLS: Final = "Compétences"
PEOPLE: Final = "Personnes"
_WORKED: Final = "Ateliers qui l’ont travaillée"
_BEFORE: Final = "Niveau moyen avant"
_AFTER: Final = "Niveau moyen après"
_LEVELS: Final = "de 0 à 4"
_NONE: Final = "Aucun atelier validé dans ce périmètre."


def workshops_part(sources: Sources) -> Part:
    """Return the workshops in time, and the skills before and after them."""
    held = sources.of(Workshop)
    parts = spans(sources.scope.period, sources.today, map(_day, held))
    worked = sum(len(set(each.competences)) for each in held)
    checks = (
        Check("Ateliers validés", counted(sources, Workshop, "held_on"), WORKSHOPS, "Ateliers"),
        Check("Compétences travaillées en atelier", worked, SKILLS, _WORKED),
    )
    return Part((_in_time(sources, held, parts), _skills(sources, held)), checks)


def participants(held: Sequence[Workshop]) -> int:
    """Return the people of some workshops, as many times as they came."""
    return sum(each.participants_count or 0 for each in held)


def measured(line: AutonomyGain) -> bool:
    """Tell whether a group said its level before and after."""
    return line.before is not None and line.after is not None


def _in_time(sources: Sources, held: Sequence[Workshop], parts: Spans) -> Sheet:
    return Sheet(
        WORKSHOPS,
        "Apprendre ensemble plutôt que chacun pour soi",
        "Les ateliers où plusieurs structures travaillent ensemble.",
        _in_time_columns(parts.title),
        [_row(sources, span.name, found) for span, found in parts.shared(held, _day)]
        if held
        else [],
        filters=False,
        when_empty=_NONE,
    )


def _in_time_columns(title: str) -> tuple[Column, ...]:
    return (
        Column(title, As.TEXT, "La partie de la période.", width=16),
        Column("Ateliers", As.WHOLE, "Les ateliers tenus.", origin="workshop", total=True),
        Column(
            PEOPLE,
            As.WHOLE,
            "La somme des participations\u00a0; une personne venue deux fois compte deux fois.",
            "personnes",
            "workshop.participants_count",
            total=True,
            people=True,
        ),
        Column(
            "Structures présentes",
            As.WHOLE,
            "Les structures différentes\u00a0; la colonne ne s’additionne pas.",
            origin="workshop.organisations",
        ),
        Column(
            "Durée",
            As.WHOLE,
            "Le temps des ateliers.",
            "minutes",
            "workshop.duration_minutes",
            total=True,
        ),
        Column(
            "Idées nées",
            As.WHOLE,
            "Les idées validées apparues pendant ces ateliers.",
            origin="workshop.ideas",
            total=True,
        ),
    )


def _row(sources: Sources, name: str, held: Sequence[Workshop]) -> Row:
    return (
        name,
        len(held),
        participants(held),
        len({body for each in held for body in each.organisations}),
        sum(each.duration_minutes or 0 for each in held),
        len({idea for each in held for idea in each.ideas if sources.get(Idea, idea)}),
    )


def _skills(sources: Sources, held: Sequence[Workshop]) -> Sheet:
    return Sheet(
        SKILLS,
        "Ce que les groupes savent faire seuls, avant et après",
        "Le niveau que chaque groupe se donne, de 0 (tout est à découvrir) à 4 (sait l’expliquer"
        " aux autres)\u00a0; jamais celui d’une personne.",
        _skill_columns(),
        list(_skill_rows(sources, held)),
        charts=(
            Chart(
                "Autonomie avant et après les ateliers",
                Marks.BARS,
                "Compétence",
                (_BEFORE, _AFTER),
                "Pour chaque compétence, le niveau moyen des groupes avant et après, de 0 à 4.",
            ),
        ),
        filters=False,
        when_empty=_NONE,
    )


def _skill_columns() -> tuple[Column, ...]:
    return (
        Column("Compétence", As.TEXT, "La compétence.", origin="workshop.competences", width=24),
        Column(
            _WORKED,
            As.WHOLE,
            "Les ateliers dont c’était un sujet.",
            origin="workshop.competences",
            total=True,
        ),
        Column(
            "Groupes qui ont donné leur niveau",
            As.WHOLE,
            "Les ateliers où le groupe a dit son niveau avant et après.",
            origin="workshop.autonomy",
            total=True,
        ),
        Column(_BEFORE, As.NUMBER, "La moyenne des niveaux avant.", _LEVELS, "calcul"),
        Column(_AFTER, As.NUMBER, "La moyenne des niveaux après.", _LEVELS, "calcul"),
        Column("Progression", As.NUMBER, "Après moins avant.", "niveaux", "calcul"),
        Column(
            "Groupes qui ont progressé",
            As.WHOLE,
            "Les groupes dont le niveau après dépasse le niveau avant.",
            origin="workshop.autonomy",
            total=True,
        ),
    )


def _skill_rows(sources: Sources, held: Sequence[Workshop]) -> Iterator[Row]:
    lines = [line for each in held for line in each.autonomy]
    known = [entry.code for entry in sources.reading.entries("competence")]
    told = [*(code for each in held for code in each.competences), *(m.competence for m in lines)]
    for code in dict.fromkeys([*known, *told]):
        if code in told:
            mine = [line for line in lines if line.competence == code and measured(line)]
            label = sources.label(Workshop, "competences", code)
            yield (label, sum(code in each.competences for each in held), *_ease(mine))


def _ease(lines: Sequence[AutonomyGain]) -> Row:
    pairs = [(line.before or 0, line.after or 0) for line in lines]
    if not pairs:
        return (0, None, None, None, 0)
    before, after = (fmean(side) for side in zip(*pairs, strict=True))
    climbed = sum(late > early for early, late in pairs)
    return (len(pairs), round(before, 1), round(after, 1), round(after - before, 1), climbed)


def _day(held: Workshop) -> date:
    return held.held_on
