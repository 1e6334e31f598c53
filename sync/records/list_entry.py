"""An entry of a list that varies from one territory or one year to the next."""

from typing import Annotated

from sync.records.base import Record
from sync.records.declare import FORM, LATEST, LIST, counted, public, said
from sync.records.fields import CodeList
from sync.records.kinds import LIST_LABELS

MAIN = "L’entrée"
ORDER = "Place dans la liste"


class ListName(CodeList):
    """Which list an entry belongs to."""

    THEME = "theme", LIST_LABELS["theme"]
    LOCAL_AXIS = "local_axis", LIST_LABELS["local_axis"]
    VISIT_TYPE = "visit_type", LIST_LABELS["visit_type"]
    SUPPORT_TYPE = "support_type", LIST_LABELS["support_type"]
    AGE_BAND = "age_band", LIST_LABELS["age_band"]
    DISPOSITIF = "dispositif", LIST_LABELS["dispositif"]
    OBSERVATION_THEME = "observation_theme", LIST_LABELS["observation_theme"]
    CHANGE_DOMAIN = "change_domain", LIST_LABELS["change_domain"]
    MARKER = "marker", LIST_LABELS["marker"]
    COMPETENCE = "competence", LIST_LABELS["competence"]
    TFPB_AXIS = "tfpb_axis", LIST_LABELS["tfpb_axis"]
    PLACE = "place", LIST_LABELS["place"]


class ListEntry(Record):
    """One choice of a reference list; records keep its code, with its vintage if it has one."""

    kind = "list_entry"
    label = "Entrée de liste"
    label_plural = "Entrées de liste"
    feminine = True
    prefix = "LIS"
    heading_fields = ("entry_code", "entry_label")
    natural_key = ("list_name", "vintage", "entry_code")
    order_by = ("list_name", False)

    list_name: Annotated[
        ListName,
        said("Liste", "La liste dont fait partie cette entrée."),
        public(MAIN, LIST, LATEST),
    ]
    vintage: Annotated[
        str | None,
        said("Millésime", "L’année de la nomenclature, si un code change de sens avec elle.", 10),
        public(MAIN, LIST, LATEST),
    ] = None
    entry_code: Annotated[
        str,
        said("Code de l’entrée", "Le code gardé dans les fiches.", 60),
        public(MAIN, LIST, LATEST, searched=True),
    ]
    entry_label: Annotated[
        str,
        said("Libellé", "Les mots qui s’affichent.", 200),
        public(MAIN, LIST, LATEST, searched=True, width=40),
    ]
    parent: Annotated[
        str | None,
        said("Code de l’entrée parente", "L’entrée dont celle-ci est une partie.", 60),
        public(ORDER, FORM, LATEST),
    ] = None
    position: Annotated[
        int,
        counted("Position", "Le rang dans la liste.", ge=0, le=100000),
        public(ORDER, LIST, LATEST),
    ] = 0
    active: Annotated[
        bool,
        said("Proposée", "Non pour ne plus proposer cette entrée, sans l’effacer."),
        public(ORDER, LIST, LATEST),
    ] = True

    @property
    def stored_code(self) -> str:
        """Return the code as records hold it: with its vintage, when it has one."""
        return f"{self.vintage}:{self.entry_code}" if self.vintage else self.entry_code
