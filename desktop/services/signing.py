"""Under which name and initials the person of this notebook signs."""

import re
from dataclasses import replace

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.store.identity import Person
from sync.records.reference_code import initials_of

_INITIALS = re.compile(r"[A-Z]{2,4}")
_LONGEST = 80


def sign_as(notebook: Notebook, name: str, initials: str = "") -> Person:
    """Sign from now on with another name; the codes of records already written stay as they are.

    Empty initials are taken from the name. Raises BadInput, and then changes nothing.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST:
        raise BadInput(
            f"Il manque votre nom, en {_LONGEST} lettres au plus. Rien n’a changé.", "name"
        )
    initials = (initials.strip() or initials_of(name)).upper()
    if not _INITIALS.fullmatch(initials):
        raise BadInput(
            "Les initiales s’écrivent en deux à quatre lettres sans accent. Rien n’a changé.",
            "initials",
        )
    base = notebook.base
    person = replace(notebook.person, name=name, initials=initials)
    with base.writing():
        base.settings.put_identity(replace(base.identity, person=person))
    return person
