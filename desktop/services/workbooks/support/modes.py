"""Differentiated support: which way to support which theme, and which kind of idea."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.workbooks.figures import middle
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.funnel import MEDIAN, is_supported
from desktop.services.workbooks.support.ideas import NO_IDEA
from desktop.services.workbooks.support.pool import Delays, Pool
from sync.records.idea import Idea
from sync.records.idea_items import Complexity, IdeaNature, SupportMode

MODES: Final = "Thèmes et soutiens"
KINDS: Final = "Nature et complexité"
_NOT_SAID: Final = "Non précisé"
_ALL: Final = "Idées"


def modes_part(sources: Sources, pool: Pool) -> Part:
    """Return the ways of support by theme, and the ideas by nature and complexity."""
    count = len(pool.ideas)
    checks = (
        Check("Idées de la période, par mode de soutien", count, MODES, _ALL),
        Check("Idées de la période, par nature", count, KINDS, _ALL),
    )
    return Part((_modes(sources, pool.ideas), _kinds(sources, pool.ideas)), checks)


def family(theme: str | None) -> str:
    """Return the upper theme of a theme: « 2024:2.1 » is under « 2024:2 »."""
    vintage, colon, code = (theme or "").rpartition(":")
    return f"{vintage}{colon}{code.split('.')[0]}"


def _modes(sources: Sources, ideas: Sequence[Idea]) -> Sheet:
    families = sorted({family(idea.theme) for idea in ideas}, key=lambda code: (not code, code))
    titles = [sources.label(Idea, "theme", code) or _NOT_SAID for code in families]
    return Sheet(
        MODES,
        "Quel soutien pour quel thème",
        "Toutes les idées n’ont pas besoin d’un dossier\u00a0: le mode de soutien proposé pour"
        " chaque grand thème.",
        (
            Column(
                "Mode de soutien",
                As.TEXT,
                "La façon de soutenir la plus simple qui suffise.",
                origin="idea.support_mode",
                width=44,
            ),
            *(_theme_column(title) for title in _apart(titles, families)),
            Column(_ALL, As.WHOLE, "Toutes les idées de ce mode.", origin="idea", total=True),
        ),
        [
            (label, *(sum(family(i.theme) == code for i in mine) for code in families), len(mine))
            for label, mine in _by(sources, ideas, "support_mode", SupportMode)
        ],
        charts=(
            Chart(
                "Modes de soutien proposés, par grand thème",
                Marks.STACKED,
                "Mode de soutien",
                tuple(_apart(titles, families)),
                "Chaque barre est un mode de soutien, partagée entre les grands thèmes.",
            ),
        ),
        filters=False,
        when_empty=NO_IDEA,
    )


def _apart(titles: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Return titles with their vintage where two lists of themes say the same words."""
    return [
        f"{title} ({code.partition(':')[0]})" if titles.count(title) > 1 else title
        for title, code in zip(titles, codes, strict=True)
    ]


def _theme_column(title: str) -> Column:
    meaning = f"Les idées du grand thème «\u00a0{title}\u00a0»."
    return Column(title, As.WHOLE, meaning, origin="idea.theme", width=18, total=True)


def _kinds(sources: Sources, ideas: Sequence[Idea]) -> Sheet:
    return Sheet(
        KINDS,
        "Le délai selon la nature de l’idée",
        "Un coup de pouce ne devrait pas attendre comme une action structurante.",
        (
            Column("Nature", As.TEXT, "La sorte de changement.", origin="idea.nature", width=22),
            *(_complexity(each) for each in Complexity),
            _complexity(None),
            Column(_ALL, As.WHOLE, "Toutes les idées de cette nature.", origin="idea", total=True),
            Column(
                "Idées soutenues",
                As.WHOLE,
                "Celles qui sont allées jusqu’au soutien.",
                origin="idea.stage_history",
                total=True,
            ),
            Column(
                MEDIAN,
                As.NUMBER,
                "La médiane des délais de l’écoute au soutien.",
                "jours",
                "calcul",
            ),
        ),
        [_kind_row(label, mine) for label, mine in _by(sources, ideas, "nature", IdeaNature)],
        charts=(
            Chart(
                "Délai médian selon la nature de l’idée, en jours",
                Marks.BARS,
                "Nature",
                (MEDIAN,),
                "Combien de temps la moitié des idées de chaque nature ont attendu leur soutien.",
            ),
        ),
        filters=False,
        when_empty=NO_IDEA,
    )


def _complexity(each: Complexity | None) -> Column:
    title = each.label if each else "Complexité non précisée"
    return Column(
        title, As.WHOLE, "Les idées de cette complexité.", origin="idea.complexity", total=True
    )


def _kind_row(label: str, ideas: Sequence[Idea]) -> Row:
    levels = [*Complexity, None]
    return (
        label,
        *(sum(idea.complexity is level for idea in ideas) for level in levels),
        len(ideas),
        sum(map(is_supported, ideas)),
        middle(Delays.of(tuple(ideas)).days),
    )


def _by(
    sources: Sources,
    ideas: Sequence[Idea],
    name: str,
    codes: type[SupportMode] | type[IdeaNature],
) -> list[tuple[str, list[Idea]]]:
    """Return the ideas of each code that some have, in the order of the list."""
    groups = [(code, [idea for idea in ideas if getattr(idea, name) is code]) for code in codes]
    told = [(sources.label(Idea, name, code), mine) for code, mine in groups if mine]
    silent = [idea for idea in ideas if getattr(idea, name) is None]
    return [*told, (_NOT_SAID, silent)] if silent else told
