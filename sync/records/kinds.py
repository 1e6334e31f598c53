"""The kinds of records by name, in the order in which the trade thinks of them."""

from typing import Final

KINDS: Final = (
    "territory",
    "contract",
    "organisation",
    "contact",
    "partner",
    "visit",
    "idea",
    "evaluation",
    "observation",
    "walk",
    "observer",
    "workshop",
    "action",
    "funding",
    "agreement",
    "meeting",
    "decision",
    "commitment",
    "task",
    "attachment",
    "rights_request",
    "list_entry",
)

LIST_LABELS: Final = {
    "theme": "Thème national",
    "local_axis": "Axe local",
    "visit_type": "Type de visite",
    "support_type": "Appui apporté",
    "age_band": "Tranche d’âge",
    "dispositif": "Dispositif",
    "observation_theme": "Thème de l’observation",
    "change_domain": "Domaine de changement",
    "marker": "Marqueur",
    "competence": "Compétence",
    "tfpb_axis": "Axe de l’abattement de taxe foncière",
    "place": "Lieu repéré",
}
"""The reference lists by name, with what people call them."""

LIST_NAMES: Final = frozenset(LIST_LABELS)
