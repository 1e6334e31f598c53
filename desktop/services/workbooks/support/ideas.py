"""The ideas one by one, those that may be told; all of them are counted elsewhere."""

from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Row, Sheet
from desktop.services.ideas.path import days_to_support
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.pool import Pool, heard_on, supported_on
from sync.records.fields import field_of
from sync.records.idea import Idea

IDEAS: Final = "Vivier d’idées"
LISTED: Final = (
    "theme",
    "origin_of_idea",
    "stage",
    "complexity",
    "nature",
    "support_mode",
    "time_span",
)
NO_IDEA: Final = "Aucune idée validée n’a été entendue ni n’a avancé dans ce périmètre."
NONE_TOLD: Final = (
    "Aucune idée de ce périmètre n’est diffusable pour l’instant\u00a0: elles sont comptées dans"
    " les autres feuilles."
)
_COUNTED: Final = (
    "Leur fiche n’est pas diffusable\u00a0: comptées dans toutes les autres feuilles, sans ligne"
    " dans le vivier."
)


def ideas_part(sources: Sources, pool: Pool) -> Part:
    """Return a row for each idea that may be told."""
    told = [idea for idea in pool.ideas if sources.tellable(idea)]
    kept = sum(not sources.tellable(idea) for idea in pool.ideas)
    sheet = Sheet(
        IDEAS,
        "Les idées entendues, et leur chemin",
        "Une ligne par idée qui peut être racontée, dans l’ordre où elle a été entendue.",
        _columns(),
        [_row(sources, idea) for idea in told],
        references=[idea.id for idea in told],
        when_empty=NONE_TOLD if pool.ideas else NO_IDEA,
    )
    checks = (Check("Idées diffusables de la période", len(pool.ideas) - kept, IDEAS),)
    return Part((sheet,), checks, (LeftOut("Idées", kept, _COUNTED),))


def _columns() -> tuple[Column, ...]:
    return (
        Column("Code", As.CODE, "Le numéro lisible de la fiche.", origin="idea.code", width=15),
        Column(
            "Idée",
            As.TEXT,
            "Le nom que ses porteurs lui donnent.",
            origin="idea.title",
            width=28,
            written=True,
        ),
        _listed("Thème", "Le thème national du programme 147.", "theme", 21),
        Column("Territoire", As.TEXT, "Où elle est née.", origin="idea.territory", width=17),
        _listed("Origine", "Qui l’a dite en premier.", "origin_of_idea", 13),
        _listed("Stade", "Jusqu’où elle est allée, au jour de l’extraction.", "stage", 14),
        _listed("Complexité", "Simple, moyenne ou complexe.", "complexity", 11),
        _listed("Nature", "La sorte de changement qu’elle apporte.", "nature", 14),
        _listed("Mode de soutien", "La façon de la soutenir.", "support_mode", 19),
        _listed("Temporalité", "Le temps qu’il faut pour la réaliser.", "time_span", 12),
        _day("Entendue le", "Le jour où elle a été dite pour la première fois.", "heard_on"),
        _day("Soutenue le", "Le jour où le soutien a été acquis.", "stage_history"),
        Column(
            "Délai",
            As.WHOLE,
            "De l’écoute au soutien\u00a0; vide tant que le soutien n’est pas acquis.",
            "jours",
            "calcul",
        ),
        _day(
            "Retour aux habitants le",
            "Le jour où la réponse a été dite aux habitantes et habitants.",
            "told_residents_on",
        ),
    )


def _listed(title: str, meaning: str, name: str, width: int) -> Column:
    listed = field_of(Idea, name).title
    return Column(title, As.TEXT, meaning, origin=f"idea.{name}", width=width, listed=listed)


def _day(title: str, meaning: str, name: str) -> Column:
    return Column(title, As.DAY, meaning, origin=f"idea.{name}")


def _row(sources: Sources, idea: Idea) -> Row:
    return (
        idea.code,
        idea.title,
        sources.label(Idea, "theme", idea.theme),
        sources.name(idea.territory),
        *(sources.label(Idea, name, getattr(idea, name)) for name in LISTED[1:]),
        heard_on(idea),
        supported_on(idea),
        days_to_support(idea),
        idea.told_residents_on,
    )
