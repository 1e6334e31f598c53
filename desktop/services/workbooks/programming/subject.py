"""The columns of an action that say what it is, whose, on what and where."""

from collections.abc import Iterator

from desktop.export.content import As, Column, Value
from desktop.services.workbooks import columns
from desktop.services.workbooks.ledger import Ledger, is_lasting
from desktop.services.workbooks.programming.box import Box
from desktop.services.workbooks.programming.funded import Funded
from desktop.services.workbooks.programming.nomenclature import LIST, Nomenclature
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.action_status import Recurrence

_THEME = "action.theme"


def identity() -> Iterator[Box]:
    """Yield the numbers and the names of the file and of its body."""
    yield Box(columns.reference(), lambda each: each.reference)
    yield Box(columns.year(), lambda each: each.action.year)
    yield Box(columns.siret(), lambda each: each.body.siret if each.body else None)
    yield Box(columns.rna(), lambda each: each.body.rna if each.body else None)
    yield Box(columns.body(), lambda each: each.body.name if each.body else "")
    yield Box(columns.title(), lambda each: each.action.title)
    yield Box(
        Column(
            "Objectifs",
            As.LONG_TEXT,
            "Ce que l’action veut changer.",
            origin="action.objectives",
            form="CERFA 12156, 6\u00a0: objectifs\u00a0; OSIRIS\u00a0: Objectifs",
            width=30,
            written=True,
        ),
        lambda each: each.action.objectives,
    )


def subject(sources: Sources, ledger: Ledger) -> Iterator[Box]:
    """Yield the theme, the dispositif, the places and the state of the file."""
    themes = Nomenclature(sources)
    yield Box(
        Column(
            "Thème",
            As.TEXT,
            "Le thème de la nomenclature du programme 147, avec son code.",
            origin=_THEME,
            form="DAUPHIN\u00a0: thématique\u00a0; nomenclature P147",
            width=18,
            listed=LIST,
        ),
        lambda each: themes.theme_of(each.action.theme).shown,
    )
    yield Box(
        Column(
            "Sous-thème",
            As.TEXT,
            "Le sous-thème de la même nomenclature\u00a0; vide quand seul le thème est connu.",
            origin=_THEME,
            form="Nomenclature P147\u00a0; OSIRIS\u00a0: Domaine principal d’action",
            width=18,
            listed=LIST,
        ),
        lambda each: themes.sub_theme_of(each.action.theme).shown,
    )
    yield Box(
        Column(
            "Dispositif",
            As.TEXT,
            "Le dispositif qui soutient l’action.",
            origin="action.dispositif",
            form="OSIRIS\u00a0: Modalité ou dispositif",
            width=14,
            listed=sources.labels(Action, "dispositif").name,
        ),
        lambda each: sources.label(Action, "dispositif", each.action.dispositif),
    )
    yield from _followed(sources, ledger)


def _followed(sources: Sources, ledger: Ledger) -> Iterator[Box]:
    yield Box(
        Column(
            "QPV (codes)",
            As.CODE,
            "Les codes des quartiers que l’action touche, séparés par un point-virgule.",
            origin="action.neighbourhoods",
            form="DAUPHIN\u00a0: localisations\u00a0; OSIRIS\u00a0: Territoires",
            width=12,
        ),
        lambda each: "\u00a0; ".join(place.territory_code or place.name for place in each.places),
    )
    yield Box(
        Column(
            "Statut",
            As.TEXT,
            "L’état du dossier, dans les mots de DAUPHIN\u00a0; avant la décision, seul l’État le"
            " lit.",
            origin="action.status",
            form="DAUPHIN\u00a0: statut\u00a0; OSIRIS\u00a0: Etat dossier",
            width=12,
            listed=sources.labels(Action, "status").name,
        ),
        lambda each: ledger.file_state(each.action),
    )
    yield from _rhythm()


def _rhythm() -> Iterator[Box]:
    yield Box(
        Column(
            "Pluriannuel",
            As.YES_NO,
            "Oui quand une subvention de l’action relève de plusieurs années ou d’une convention"
            " pluriannuelle (CPO).",
            origin="funding.period, funding.agreement",
            form="DAUPHIN\u00a0: période\u00a0; OSIRIS\u00a0: Pluriannuel",
            width=11,
        ),
        lambda each: any(map(is_lasting, each.lines)) if each.lines else None,
    )
    yield Box(
        Column(
            "Renouvellement",
            As.YES_NO,
            "Oui pour un renouvellement, non pour une première demande\u00a0; vide quand on ne le"
            " sait pas.",
            origin="action.recurrence",
            form="CERFA 12156\u00a0: fréquence\u00a0; OSIRIS\u00a0: Récurrence",
            width=11,
        ),
        _renewed,
    )


def _renewed(each: Funded) -> Value:
    told = each.action.recurrence
    return None if told is None else told is Recurrence.RENEWAL
