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

LIST_NAMES: Final = frozenset(
    {
        "theme",
        "local_axis",
        "visit_type",
        "support_type",
        "age_band",
        "dispositif",
        "observation_theme",
        "change_domain",
        "marker",
        "competence",
        "tfpb_axis",
        "place",
    }
)
