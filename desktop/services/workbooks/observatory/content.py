"""The whole of W5: « Observatoire social et urbain, GUSP »."""

from collections.abc import Iterator
from typing import Final

from desktop.export.content import Content, Labels, Note
from desktop.services.workbooks.observatory.counts import counts
from desktop.services.workbooks.observatory.follow_up import follow_up
from desktop.services.workbooks.observatory.recurring import recurring
from desktop.services.workbooks.observatory.rows import observations
from desktop.services.workbooks.observatory.summary import TITLE, figures, summary
from desktop.services.workbooks.observatory.tax_relief import is_landlord, tax_relief
from desktop.services.workbooks.observatory.walks import walks
from desktop.services.workbooks.observatory.watch import Watch, watch
from desktop.services.workbooks.parts import Part, put_together
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import not_shown
from sync.records.observation import Observation
from sync.records.roles import PresentRole
from sync.records.walk import Walk

_NOTES: Final = (
    Note(
        "Observation",
        "Un fait vu ou dit dans l’espace public du quartier\u00a0: ce qui va bien autant que ce "
        "qui ne "
        "va pas. Jamais la porte d’une personne, jamais un nom.",
    ),
    Note(
        "Lignes et comptes",
        "Toutes les observations validées sont comptées. Seules celles qui sont validées et "
        "«\u00a0Diffusable\u00a0» ont une ligne et un lieu\u00a0; les faits rapportés restent "
        "dans l’équipe.",
    ),
    Note(
        "Observations à suivre",
        "Toutes les observations sauf les ressources, qui n’appellent pas de réponse.",
    ),
    Note(
        "Réponse et délai",
        "Une réponse est connue quand le fait est résolu, ou sans suite et expliqué. Le délai va "
        "de la transmission à la réponse (de l’observation si le jour de la transmission n’est pas "
        "noté). Le délai médian est celui que la moitié des réponses n’ont pas dépassé.",
    ),
    Note(
        "Retour",
        "Le jour où la réponse a été redite aux personnes qui avaient signalé le fait.",
    ),
    Note(
        "Récurrence",
        "Le même thème, au même endroit du même quartier, observé au moins deux fois en 90 jours "
        "pendant la période. Deux observations rapprochées par l’équipe comptent pour un endroit. "
        "Les ressources qui reviennent sont dans «\u00a0Ressources du quartier\u00a0».",
    ),
    Note(
        "Ce qui est arrêté au jour de l’extraction",
        "Les suites, les attentes et les retours sont ceux du jour de l’extraction, "
        "même pour une période passée.",
    ),
)
_TAX_RELIEF: Final = Note(
    "Abattement de taxe foncière (TFPB)",
    "Les huit axes du cadre national. Les actions sont celles qui portent un axe et que le "
    "bailleur "
    "finance\u00a0; la dépense est le coût total de l’action. Les observations sont toutes "
    "celles du "
    "périmètre rattachées à l’axe, quel que soit le bailleur.",
)
_LISTED: Final = ("place_type", "nature", "theme", "how_often", "follow_up")


def content(sources: Sources) -> Content:
    """Return all that W5 says."""
    watched = watch(sources)
    rows = observations(watched)
    answered = follow_up(watched)
    parts = (
        summary(watched),
        rows,
        counts(watched),
        recurring(watched, rows.sheets[0]),
        answered,
        tax_relief(watched),
        walks(sources),
        Part((), remarks=not_shown(Observation, _without_row(watched))),
    )
    landlord = is_landlord(sources)
    start = Content(
        "W5",
        TITLE,
        (),
        notes=(*_NOTES, *([_TAX_RELIEF] if landlord else [])),
        figures=figures(watched),
        lists=_lists(sources, landlord=landlord),
    )
    return put_together(start, parts)


def _lists(sources: Sources, *, landlord: bool) -> tuple[Labels, ...]:
    listed = [sources.labels(Observation, name) for name in _LISTED]
    listed.append(sources.labels(Walk, "walk_type"))
    listed.append(Labels("Rôle", tuple((role.value, role.label) for role in PresentRole)))
    if landlord:
        listed.append(sources.labels(Observation, "tfpb_axis"))
    return tuple(listed)


def _without_row(watched: Watch) -> Iterator[Observation]:
    return (each for each in watched.records if each.id not in watched.told)
