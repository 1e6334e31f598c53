"""The service that sends the workbooks: its name, its contact, and how files call it."""

import json
from dataclasses import asdict, dataclass
from typing import Final

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading

# The service, never the person: the name of the author of a file is not exported.
DEFAULT_NAME: Final = "Équipe de la politique de la ville"
LONGEST: Final = 300
_SETTING: Final = "service"


@dataclass(frozen=True, slots=True)
class Service:
    """Who sends, as the first sheet tells it: never somebody's own address or number."""

    name: str = DEFAULT_NAME
    address: str = ""
    email: str = ""
    phone: str = ""

    @property
    def contact(self) -> str:
        """Return how to reach the service, in one line; "" when nothing was said of it."""
        return " – ".join(filter(None, (self.address, self.email, self.phone)))


def service_of(reading: Reading) -> Service:
    """Return the service that this base tells of, the usual name when it tells none."""
    kept = reading.base.settings.get(_SETTING)
    return Service(**json.loads(kept)) if kept else Service()


def keep_service(notebook: Notebook, service: Service) -> Service:
    """Keep the service in this base, on this computer only; raises BadInput.

    A name left empty goes back to the usual one.
    """
    told = {name: " ".join(text.split()) for name, text in asdict(service).items()}
    for name, text in told.items():
        if len(text) > LONGEST:
            raise BadInput(
                f"Ce texte dépasse {LONGEST} signes. Rien n’a changé\u00a0: raccourcissez-le.", name
            )
    if told["email"] and not _may_be_an_address(told["email"]):
        raise BadInput(
            "L’adresse électronique du service s’écrit nom@domaine. Rien n’a changé.", "email"
        )
    kept = Service(**{**told, "name": told["name"] or DEFAULT_NAME})
    with notebook.base.writing():
        notebook.base.settings.put(_SETTING, json.dumps(asdict(kept), ensure_ascii=False))
    return kept


def _may_be_an_address(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and "." in domain) and " " not in text and "@" not in domain
