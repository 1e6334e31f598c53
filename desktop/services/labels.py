"""The French names of acts, for the undo menu and the message bar."""

from sync.records.base import Record

_WORDS = {
    "add": ("ajouté", "ajoutée", ""),
    "edit": ("modifié", "modifiée", ""),
    "delete": ("mis", "mise", " à la corbeille"),
    "restore": ("repris", "reprise", " de la corbeille"),
    "validate": ("validé", "validée", ""),
    "send_back": ("renvoyé", "renvoyée", ""),
    "version": ("rétabli", "rétablie", " dans une version antérieure"),
}


def act_label(verb: str, record: Record) -> str:
    """Return « Visite VIS-26-JD-0042 modifiée »."""
    masculine, feminine, rest = _WORDS[verb]
    return f"{record.label} {record.code} {feminine if record.feminine else masculine}{rest}"
