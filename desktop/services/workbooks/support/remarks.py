"""What to look at before sending: records whose figures are not whole."""

from collections.abc import Iterator, Sequence

from desktop.export.content import Remark
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.minutes import has_time
from desktop.services.workbooks.support.pool import Pool, is_going_on
from desktop.services.workbooks.support.workshops import measured
from sync.records.base import Record
from sync.records.visit import Visit
from sync.records.workshop import Workshop


def remarks(sources: Sources, pool: Pool) -> Iterator[Remark]:
    """Yield the remarks that have records to correct."""
    for one, many, meaning, records in _told(sources, pool):
        if records:
            ids = tuple(record.id for record in records)
            yield Remark(f"{several(len(ids), one, many)}\u00a0: {meaning}", ids)


def _told(sources: Sources, pool: Pool) -> Iterator[tuple[str, str, str, Sequence[Record]]]:
    yield from _of_visits(sources.of(Visit))
    yield from _of_ideas(pool)
    yield (
        "atelier sans autonomie avant et après",
        "ateliers sans autonomie avant et après",
        "les compétences n’y montrent pas de progrès.",
        [w for w in sources.of(Workshop) if not any(map(measured, w.autonomy))],
    )


def _of_visits(visits: Sequence[Visit]) -> Iterator[tuple[str, str, str, Sequence[Record]]]:
    yield (
        "visite sans durée",
        "visites sans durée",
        "leur temps n’est pas compté.",
        [visit for visit in visits if not has_time(visit)],
    )
    yield (
        "visite sans appui noté",
        "visites sans appui noté",
        "tout leur temps compte comme présence.",
        [v for v in visits if has_time(v) and not any(line.minutes for line in v.support_given)],
    )
    yield (
        "visite sans personnes présentes",
        "visites sans personnes présentes",
        "les présences sont sous-estimées.",
        [visit for visit in visits if not any(line.count for line in visit.people_present)],
    )


def _of_ideas(pool: Pool) -> Iterator[tuple[str, str, str, Sequence[Record]]]:
    yield (
        "idée en chemin sans prochaine étape",
        "idées en chemin sans prochaine étape",
        "personne ne sait ce qui vient ensuite.",
        [i for i in pool.ideas if is_going_on(i) and not (i.next_step or i.next_step_on)],
    )
    yield (
        "idée soutenue sans retour aux habitants",
        "idées soutenues sans retour aux habitants",
        "la réponse n’est pas dite à celles et ceux qui l’avaient donnée.",
        [idea for idea in pool.supported if idea.told_residents_on is None],
    )
    yield (
        "idée sans mode de soutien",
        "idées sans mode de soutien",
        "elles comptent comme «\u00a0Non précisé\u00a0».",
        [idea for idea in pool.ideas if idea.support_mode is None],
    )
    yield (
        "idée sans date",
        "idées sans date",
        "elles n’entrent dans aucune période.",
        list(pool.undated),
    )
