"""The sheet of observations: one row for each that may be read outside."""

from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.observing.recurrences import Seen
from desktop.services.workbooks.observatory.watch import Watch, answered_in, waiting
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.to_correct import without_row
from sync.records.observation import Observation
from sync.records.territory import Territory

NAME: Final = "Observations"
PEOPLE: Final = "Combien l’ont dit"
_GUSP: Final = "Relevé de marche GUSP"
_COLUMNS: Final = (
    Column("Date", As.DAY, "Le jour où le fait a été vu ou dit.", origin="observation.observed_on"),
    Column(
        "Quartier",
        As.TEXT,
        "Le quartier concerné.",
        origin="observation.territory",
        width=18,
    ),
    Column(
        "Code du quartier",
        As.CODE,
        "Le code officiel du quartier (QP, QN).",
        origin="territory.territory_code",
        width=11,
    ),
    Column(
        "Type de lieu",
        As.TEXT,
        "Le genre de lieu public.",
        origin="observation.place_type",
        listed="Type de lieu",
        width=15,
    ),
    Column(
        "Lieu public",
        As.TEXT,
        "Un lieu public, jamais la porte d’une personne.",
        origin="observation.known_place, observation.place",
        form=f"{_GUSP}\u00a0: localisation",
        width=22,
        written=True,
    ),
    Column(
        "Nature",
        As.TEXT,
        "Ressource, besoin, dysfonctionnement, ambiance, changement ou idée.",
        origin="observation.nature",
        listed="Nature",
        width=17,
    ),
    Column(
        "Thème",
        As.TEXT,
        "Ce dont il s’agit.",
        origin="observation.theme",
        form=f"{_GUSP}\u00a0: thème",
        listed="Thème",
        width=17,
    ),
    Column(
        "Fréquence",
        As.TEXT,
        "Si le fait revient, et à quel rythme.",
        origin="observation.how_often",
        listed="Fréquence",
        width=12,
    ),
    Column(
        PEOPLE,
        As.WHOLE,
        "Le nombre de personnes qui l’ont dit.",
        unit="personnes",
        origin="observation.told_by_count",
        people=True,
        width=9,
    ),
    Column(
        "Responsable pressenti",
        As.TEXT,
        "Le partenaire qui peut agir.",
        origin="observation.responsible",
        form=f"{_GUSP}\u00a0: qui doit agir",
        width=24,
    ),
    Column(
        "Suite",
        As.TEXT,
        "Où en est la réponse au jour de l’extraction.",
        origin="observation.follow_up",
        form=f"{_GUSP}\u00a0: suite donnée",
        listed="Suite",
        width=12,
    ),
    Column(
        "Transmise le",
        As.DAY,
        "Le jour où le partenaire l’a reçue.",
        origin="observation.forwarded_on",
        width=11,
    ),
    Column(
        "Réponse le",
        As.DAY,
        "Le jour où la réponse est connue\u00a0: résolue, ou sans suite et expliquée.",
        origin="observation.closed_on",
        width=11,
    ),
    Column(
        "Délai de réponse (jours)",
        As.WHOLE,
        "De la transmission à la réponse\u00a0; de l’observation si le jour de la transmission "
        "manque.",
        unit="jours",
        origin="observation.closed_on moins observation.forwarded_on",
        width=10,
    ),
    Column(
        "Sans réponse depuis (jours)",
        As.WHOLE,
        "Pour ce qui est transmis ou en cours\u00a0: de la transmission au jour de l’extraction.",
        unit="jours",
        origin="calcul depuis observation.forwarded_on",
        width=11,
    ),
    Column(
        "Retour fait le",
        As.DAY,
        "Le jour où la réponse a été dite à qui avait signalé le fait.",
        origin="observation.returned_on",
        width=11,
    ),
)


def observations(watch: Watch) -> Part:
    """Return the sheet of observations, with what it leaves out and how many rows it has."""
    shown = [one for one in watch.seen if one.id in watch.told]
    sheet = Sheet(
        NAME,
        "Observations du quartier",
        "Une ligne par observation validée et diffusable. Les autres feuilles comptent aussi "
        "celles qui sont validées sans être diffusables.",
        _COLUMNS,
        tuple(_row(watch, one) for one in shown),
        references=tuple(one.id for one in shown),
        when_empty="Aucune observation diffusable sur ce périmètre\u00a0: "
        "les autres feuilles comptent celles qui sont validées.",
    )
    counted_only = len(watch.records) - len(shown)
    return Part(
        (sheet,),
        (Check("Observations diffusables", _tellable(watch), NAME),),
        (
            *watch.sources.left_out(Observation),
            without_row(Observation, counted_only),
        ),
    )


def _tellable(watch: Watch) -> int:
    return sum(map(watch.sources.tellable, watch.sources.of(Observation)))


def _row(watch: Watch, one: Seen) -> Row:
    record, sources = watch.told[one.id], watch.sources
    territory = sources.get(Territory, record.territory)
    return (
        record.observed_on,
        territory.name if territory else "",
        (territory.territory_code or "") if territory else "",
        sources.label(Observation, "place_type", record.place_type),
        one.place,
        sources.label(Observation, "nature", record.nature),
        watch.themes.get(record.theme, ""),
        sources.label(Observation, "how_often", record.how_often),
        record.told_by_count,
        sources.name(record.responsible),
        sources.label(Observation, "follow_up", record.follow_up),
        record.forwarded_on,
        record.closed_on,
        answered_in(one),
        waiting(one, sources.today),
        record.returned_on,
    )
