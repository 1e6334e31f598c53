"""How far the ideas go, who says them first, and how long people wait for the support."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.ideas.stages import ASIDE, PATH
from desktop.services.workbooks.figures import middle, share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.spans import spans
from desktop.services.workbooks.support.ideas import NO_IDEA
from desktop.services.workbooks.support.pool import (
    FROM_RESIDENTS,
    Delays,
    Pool,
    furthest,
    heard_on,
    is_from_residents,
    supported_on,
)
from sync.records.idea import Idea
from sync.records.idea_items import IdeaOrigin, IdeaStage

FUNNEL: Final = "Entonnoir"
ORIGINS: Final = "Origine des idées"
IN_TIME: Final = "Idées dans le temps"
MEDIAN: Final = "Délai médian"
_SUPPORTED: Final = "Idées soutenues"
_FROM_HERE: Final = "Part dite par les habitants"


def funnel_part(sources: Sources, pool: Pool) -> Part:
    """Return the funnel of stages, the origins, and the ideas in time."""
    in_time = _in_time(sources, pool)
    return Part(
        (_funnel(pool), in_time, _origins(sources, pool)),
        (
            Check("Idées de la période", len(pool.ideas), FUNNEL, "Idées à ce stade"),
            Check("Idées de la période, par origine", len(pool.ideas), ORIGINS, "Idées"),
            Check("Idées entendues", len(pool.heard), IN_TIME, "Idées entendues"),
            Check("Idées soutenues", len(pool.supported), IN_TIME, _SUPPORTED),
        ),
    )


def _funnel(pool: Pool) -> Sheet:
    return Sheet(
        FUNNEL,
        "Jusqu’où vont les idées",
        "De la première parole à la réalisation\u00a0: combien d’idées ont franchi chaque stade,"
        " combien y sont aujourd’hui.",
        (
            Column("Stade", As.TEXT, "Les huit stades du chemin, puis ce qui en sort.", width=24),
            Column(
                "Idées passées par ce stade",
                As.WHOLE,
                "Les idées qui ont atteint ce stade ou un stade plus avancé.",
                origin="idea.stage_history",
            ),
            Column("Part", As.SHARE, "Sur toutes les idées de la période.", origin="calcul"),
            Column(
                "Idées à ce stade",
                As.WHOLE,
                "Les idées dont c’est le stade au jour de l’extraction.",
                origin="idea.stage",
                total=True,
            ),
        ),
        list(_stages(pool.ideas)) if pool.ideas else [],
        charts=(
            Chart(
                "Idées passées par chaque stade",
                Marks.BARS,
                "Stade",
                ("Idées passées par ce stade",),
                "Chaque barre compte les idées qui sont allées au moins jusque-là\u00a0: la"
                " longueur perdue d’une barre à l’autre est ce qui s’est arrêté en chemin.",
                rows=len(PATH),
            ),
        ),
        filters=False,
        when_empty=NO_IDEA,
    )


def _stages(ideas: Sequence[Idea]) -> Iterator[Row]:
    reached = [furthest(idea) for idea in ideas]
    for place, stage in enumerate(PATH):
        passed = sum(far >= place for far in reached)
        now = sum(idea.stage is stage for idea in ideas)
        yield (stage.label, passed, share(passed, len(ideas)), now)
    for aside in ASIDE:
        yield (aside.label, None, None, sum(idea.stage is aside for idea in ideas))


def _origins(sources: Sources, pool: Pool) -> Sheet:
    return Sheet(
        ORIGINS,
        "Qui dit les idées en premier",
        "Les idées de la période selon qui les a dites, et ce qu’elles sont devenues.",
        (
            Column("Origine", As.TEXT, "Qui a dit l’idée.", origin="idea.origin_of_idea", width=28),
            Column(
                "Dite par les habitants",
                As.YES_NO,
                "Oui pour les habitantes et habitants, les collectifs, les conseils citoyens et"
                " les jeunes.",
                origin="idea.origin_of_idea",
            ),
            Column("Idées", As.WHOLE, "Les idées de cette origine.", origin="idea", total=True),
            Column("Part", As.SHARE, "Sur toutes les idées de la période.", origin="calcul"),
            Column(
                _SUPPORTED,
                As.WHOLE,
                "Parmi elles, celles qui sont allées jusqu’au soutien.",
                origin="idea.stage_history",
                total=True,
            ),
        ),
        list(_origin_rows(sources, pool.ideas)),
        charts=(
            Chart(
                "Origine des idées",
                Marks.BARS,
                "Origine",
                ("Idées", _SUPPORTED),
                "Pour chaque origine, les idées entendues et celles qui ont été soutenues.",
            ),
        ),
        filters=False,
        when_empty=NO_IDEA,
    )


def _origin_rows(sources: Sources, ideas: Sequence[Idea]) -> Iterator[Row]:
    """Yield the origins, the most frequent first."""
    origins = (*IdeaOrigin, None)
    found = {each: [i for i in ideas if i.origin_of_idea is each] for each in origins}
    for origin, mine in sorted(found.items(), key=lambda pair: -len(pair[1])):
        if mine:
            label = sources.label(Idea, "origin_of_idea", origin) or "Origine non précisée"
            supported = sum(is_supported(idea) for idea in mine)
            part = share(len(mine), len(ideas))
            yield (label, origin in FROM_RESIDENTS, len(mine), part, supported)


def is_supported(idea: Idea) -> bool:
    """Tell whether an idea went as far as the support."""
    return furthest(idea) >= PATH.index(IdeaStage.SUPPORTED)


def _in_time(sources: Sources, pool: Pool) -> Sheet:
    days = (*map(heard_on, pool.heard), *map(supported_on, pool.supported))
    parts = spans(sources.scope.period, sources.today, days)
    heard = [found for _, found in parts.shared(pool.heard, heard_on)]
    supported = [found for _, found in parts.shared(pool.supported, supported_on)]
    rows = zip(parts.parts, heard, supported, strict=True)
    return Sheet(
        IN_TIME,
        "Ce qui naît, ce qui est soutenu, et en combien de temps",
        "Le délai court du jour où l’idée a été dite au jour où son soutien est acquis.",
        _in_time_columns(parts.title),
        [_in_time_row(span.name, mine, done) for span, mine, done in rows] if pool.ideas else [],
        charts=(
            Chart(
                "Délai médian entre l’écoute et le soutien, en jours",
                Marks.BARS,
                parts.title,
                (MEDIAN,),
                "La moitié des idées soutenues à ce moment-là ont attendu moins, l’autre moitié"
                " davantage.",
            ),
            Chart(
                "Part des idées dites d’abord par les habitants",
                Marks.LINES,
                parts.title,
                (_FROM_HERE,),
                "La part des idées entendues qui viennent des habitantes et habitants.",
            ),
        ),
        filters=False,
        when_empty=NO_IDEA,
    )


def _in_time_columns(title: str) -> tuple[Column, ...]:
    return (
        Column(title, As.TEXT, "La partie de la période.", width=16),
        Column(
            "Idées entendues",
            As.WHOLE,
            "Les idées dites pour la première fois.",
            origin="idea.heard_on",
            total=True,
        ),
        Column(
            "Dites par les habitants",
            As.WHOLE,
            "Parmi elles, celles qu’ont dites d’abord des habitantes et habitants, un collectif,"
            " un conseil citoyen ou des jeunes.",
            origin="idea.origin_of_idea",
            total=True,
        ),
        Column(_FROM_HERE, As.SHARE, "Dites par les habitants ÷ entendues.", origin="calcul"),
        Column(
            _SUPPORTED,
            As.WHOLE,
            "Les idées dont le soutien a été acquis ces jours-là, quel que soit le jour où elles"
            " ont été entendues.",
            origin="idea.stage_history",
            total=True,
        ),
        Column(
            MEDIAN,
            As.NUMBER,
            "La médiane des délais de ces idées soutenues, de l’écoute au soutien.",
            "jours",
            "calcul",
        ),
        Column("Délai le plus court", As.WHOLE, "Le plus court de ces délais.", "jours", "calcul"),
        Column("Délai le plus long", As.WHOLE, "Le plus long de ces délais.", "jours", "calcul"),
    )


def _in_time_row(name: str, heard: tuple[Idea, ...], supported: tuple[Idea, ...]) -> Row:
    ours = sum(map(is_from_residents, heard))
    days = Delays.of(supported).days
    return (
        name,
        len(heard),
        ours,
        share(ours, len(heard)),
        len(supported),
        middle(days),
        min(days, default=None),
        max(days, default=None),
    )
