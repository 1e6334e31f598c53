"""Who receives what: the presets of the financers, those of bodies known here, and one's own."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import uuid4

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice, scope_from_json, scope_to_json
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.store.query import ListQuery
from desktop.store.sent_workbooks import Presets
from sync.records.funding import FunderType
from sync.records.partner import Echelon, Partner

LONGEST: Final = 80


class Years(StrEnum):
    """Which years a preset is about, on the day it is used."""

    PRESENT = "present"
    PREVIOUS = "previous"
    CHOSEN = "chosen"
    """Those of its scope, whatever the day."""

    @property
    def label(self) -> str:
        """Return what is shown to the person."""
        return _YEARS[self]

    def of(self, chosen: Period, today: date) -> Period:
        """Return the period on a day."""
        if self is Years.CHOSEN:
            return chosen
        return Period.of_years(today.year - (self is Years.PREVIOUS))


_YEARS: Final = {
    Years.PRESENT: "Année en cours",
    Years.PREVIOUS: "Année précédente",
    Years.CHOSEN: "Période choisie",
}


class Origin(StrEnum):
    """Where a preset comes from."""

    BUILT_IN = "built_in"
    BODY = "body"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Preset:
    """The workbooks that a reader receives and their filters; only one's own can be changed."""

    key: str
    title: str
    workbooks: tuple[str, ...]
    scope: Scope
    years: Years = Years.PRESENT
    origin: Origin = Origin.BUILT_IN

    def scope_on(self, today: date) -> Scope:
        """Return the filters of a day."""
        return replace(self.scope, period=self.years.of(self.scope.period, today))

    def choices(self, today: date) -> tuple[Choice, ...]:
        """Return each workbook with the filters of a day."""
        return tuple(Choice(code, self.scope_on(today), self.title) for code in self.workbooks)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a family of financers receives (domain §7); `one_body`: all its services are one."""

    title: str
    workbooks: tuple[str, ...]
    funder_types: frozenset[FunderType]
    own_lines: bool = False
    own_places: bool = False
    one_body: bool = False


_EVERY: Final = tuple(WORKBOOKS)
_RULES: Final[Mapping[Echelon, _Rule]] = MappingProxyType(
    {
        Echelon.STATE: _Rule(
            "État (préfecture, ANCT)",
            ("W1", "W4", "W6"),
            frozenset({FunderType.STATE_P147, FunderType.STATE_OTHER}),
            one_body=True,
        ),
        Echelon.EPCI: _Rule("Intercommunalité (EPCI)", _EVERY, frozenset({FunderType.EPCI})),
        Echelon.COMMUNE: _Rule("Commune", _EVERY, frozenset({FunderType.COMMUNE})),
        Echelon.DEPARTEMENT: _Rule(
            "Département", ("W2", "W4"), frozenset({FunderType.DEPARTEMENT}), own_lines=True
        ),
        Echelon.REGION: _Rule(
            "Région", ("W2", "W4"), frozenset({FunderType.REGION}), own_lines=True
        ),
        # Its lines whatever their theme: those of families alone would hide what it pays elsewhere.
        Echelon.CAF: _Rule("Caf", ("W2",), frozenset({FunderType.CAF}), own_lines=True),
        Echelon.LANDLORD: _Rule(
            "Bailleur social", ("W5",), frozenset({FunderType.LANDLORD}), own_places=True
        ),
    }
)
_NEVER: Final = Period(date(1, 1, 1), date(1, 1, 1))


def presets(reading: Reading) -> tuple[Preset, ...]:
    """Return every preset: the usual ones, those of the bodies known here, one's own."""
    return (*map(_built_in, _RULES), *_of_bodies(reading), *_own(reading))


def preset_named(reading: Reading, name: str) -> Preset:
    """Return the preset of a key or of a title, whatever its capitals; raises NotFound."""
    wanted = name.strip().casefold()
    found = presets(reading)
    for preset in found:
        if wanted in (preset.key.casefold(), preset.title.casefold()):
            return preset
    usual = ", ".join(each.key for each in found if each.origin is not Origin.BODY)
    raise NotFound(f"Aucun modèle ne s’appelle «\u00a0{name}\u00a0». Vous avez\u00a0: {usual}.")


def save_preset(
    notebook: Notebook, title: str, workbooks: Collection[str], scope: Scope, years: Years
) -> Preset:
    """Keep a new preset of one's own; raises BadInput for a title empty, long or taken."""
    if not workbooks:
        raise BadInput("Choisissez au moins un classeur. Rien n’a changé.", "workbooks")
    preset = Preset(
        uuid4().hex, _title(notebook, title), tuple(workbooks), scope, years, Origin.OWN
    )
    _put(notebook, preset)
    return preset


def rename_preset(notebook: Notebook, key: str, title: str) -> Preset:
    """Give a preset of one's own another title; raises NotFound, or BadInput for the title."""
    preset = _own_one(notebook, key)
    preset = replace(preset, title=_title(notebook, title, apart=key))
    _put(notebook, preset)
    return preset


def delete_preset(notebook: Notebook, key: str) -> None:
    """Forget a preset of one's own; raises NotFound."""
    preset = _own_one(notebook, key)
    with notebook.base.writing():
        Presets(notebook.base.db).drop(preset.key)


def _built_in(echelon: Echelon) -> Preset:
    rule = _RULES[echelon]
    recipient = Recipient(rule.title, rule.funder_types)
    lines = rule.funder_types if rule.own_lines else frozenset[FunderType]()
    scope = Scope(_NEVER, funder_types=lines, recipient=recipient)
    return Preset(echelon.value.lower(), rule.title, rule.workbooks, scope)


def _of_bodies(reading: Reading) -> Iterator[Preset]:
    """Yield one preset for each body, whatever the number of its services that are known."""
    bodies: dict[tuple[Echelon, str], list[Partner]] = {}
    for partner in reading.records(ListQuery(Partner.kind, descending=False)):
        assert isinstance(partner, Partner)
        if partner.echelon in _RULES:
            bodies.setdefault((partner.echelon, partner.name), []).append(partner)
    return (_of_body(name, services) for (_, name), services in bodies.items())


def _of_body(name: str, services: Sequence[Partner]) -> Preset:
    """Return the preset of one body: its own lines and places, not those of its kind."""
    rule = _RULES[services[0].echelon]
    itself = frozenset(service.id for service in services)
    places = frozenset(place for service in services for place in service.territories)
    scope = Scope(
        _NEVER,
        territories=places if rule.own_places else frozenset(),
        funders=itself if rule.own_lines else frozenset(),
        # A line of the State is its own whichever of its services is named, or none.
        recipient=Recipient(name, rule.funder_types, frozenset() if rule.one_body else itself),
    )
    return Preset(min(itself), name, rule.workbooks, scope, origin=Origin.BODY)


def _own(reading: Reading) -> Iterator[Preset]:
    for key, title, content in Presets(reading.base.db).all():
        told = json.loads(content)
        scope = scope_from_json(told["scope"])
        workbooks = tuple(told["workbooks"])
        yield Preset(key, title, workbooks, scope, Years(told["years"]), Origin.OWN)


def _own_one(reading: Reading, key: str) -> Preset:
    for preset in _own(reading):
        if preset.key == key:
            return preset
    raise NotFound("Ce modèle n’est pas l’un des vôtres, ou n’existe plus. Rien n’a changé.")


def _put(notebook: Notebook, preset: Preset) -> None:
    told = {
        "workbooks": preset.workbooks,
        "scope": scope_to_json(preset.scope),
        "years": preset.years.value,
    }
    with notebook.base.writing():
        Presets(notebook.base.db).put(
            preset.key, preset.title, json.dumps(told, ensure_ascii=False)
        )


def _title(reading: Reading, title: str, apart: str = "") -> str:
    clean = " ".join(title.split())
    if not clean:
        raise BadInput("Donnez un titre à ce modèle. Rien n’a changé.", "title")
    if len(clean) > LONGEST:
        raise BadInput(f"Ce titre dépasse {LONGEST} signes. Rien n’a changé.", "title")
    taken = {each.title.casefold() for each in presets(reading) if each.key != apart}
    if clean.casefold() in taken:
        raise BadInput(f"Un modèle s’appelle déjà «\u00a0{clean}\u00a0». Rien n’a changé.", "title")
    return clean
