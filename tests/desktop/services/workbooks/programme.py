"""A small programmation that the tests of money write: bodies, neighbourhoods, actions, lines."""

from dataclasses import dataclass, field
from typing import Any

from desktop.services.notebook import Notebook
from tests.desktop.services.workbooks.filled import add

SIRET = "99900001100018"
PAYER_SIRET = "20006812000019"
SIGNED = {
    "agreement_signed_on": "2026-03-12",
    "decided_on": "2026-02-01",
    "payment_terms": "UNIQUE",
    "payment_from": "2026-04-01",
    "payment_to": "2026-12-31",
}
"""What the open data asks of a line."""


@dataclass
class Programme:
    """A notebook that the test writes in, with one body, one neighbourhood and its financers."""

    notebook: Notebook
    made: dict[str, str] = field(default_factory=dict)

    def body(self, name: str = "Le Jardin", **values: Any) -> str:
        """Return an organisation, made at its first mention."""
        given = {"name": name, "organisation_type": "ASSO_1901", "siret": SIRET, **values}
        return self._once("organisation", name, given)

    def place(self, code: str = "QN05109M") -> str:
        """Return a neighbourhood of a code."""
        given = {"name": f"Quartier {code}", "territory_code": code, "territory_type": "QPV"}
        return self._once("territory", code, given)

    def payer(self, name: str = "Caf", echelon: str = "CAF", **values: Any) -> str:
        """Return a financer, who publishes under its SIRET."""
        given = {"name": name, "echelon": echelon, "siret": PAYER_SIRET, **values}
        return self._once("partner", name, given)

    def action(self, title: str = "Lire", **values: Any) -> str:
        """Save an action of 2026 of the body, in one neighbourhood."""
        given = {
            "title": title,
            "year": 2026,
            "organisation": self.body(),
            "theme": "2024:4.2",
            "dispositif": "CONTRAT_VILLE",
            "territory": self.place(),
            "neighbourhoods": [self.place()],
            "objectives": "Faire lire.",
            "starts_on": "2026-01-05",
            "ends_on": "2026-12-15",
            "planned_cost": 1_000_000,
        }
        return add(self.notebook, "action", **{**given, **values})

    def line(self, action: str | None, funder_type: str = "ETAT_P147", **values: Any) -> str:
        """Save a line of funding, voted as asked unless told otherwise."""
        amount = values.pop("amount", 300_000)
        given = {
            "action": action,
            "funder": self.payer(f"Financeur {funder_type}", "AUTRE"),
            "funder_type": funder_type,
            "year": 2026,
            "status": "VOTE",
            "requested": amount,
            "granted": amount,
        }
        return add(self.notebook, "funding", **{**given, **values})

    def _once(self, kind: str, name: str, values: dict[str, Any]) -> str:
        if name not in self.made:
            self.made[name] = add(self.notebook, kind, **values)
        return self.made[name]


def people(age: str, gender: str, home: str, planned: int, actual: int | None = None) -> Any:
    """Return a line of the public of an action."""
    told = {"age_band": age, "gender": gender, "residence": home, "planned": planned}
    return told | ({} if actual is None else {"actual": actual})


def spent(account: str, planned: int, actual: int | None = None) -> Any:
    """Return a line of a budget."""
    return {"account": account, "planned": planned} | ({} if actual is None else {"actual": actual})
