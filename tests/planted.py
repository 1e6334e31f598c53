"""A notebook where every field of every kind holds a mark of its own, to look for in files.

Each kind is written as it may leave, then in every state in which it may not, then as it may
leave but tied to records that may not.
"""

import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from desktop.services.notebook import Notebook, Planned
from sync.records import RECORD_TYPES
from sync.records.coding import from_json
from sync.records.evaluation_base import EvaluationForm
from sync.records.fields import FieldSpec, Kind, Sensitivity, fields_of
from sync.records.record_id import new_id
from sync.records.verbatims import Consent
from tests.records_of_each_kind import full_values

# Money and those who give or receive it: public by law, « Diffusable » or not.
PUBLIC_BY_LAW: Final = frozenset(
    {"action", "funding", "agreement", "organisation", "partner", "territory", "contract"}
)
AGREED: Final = frozenset({"PARTENAIRES_ANONYME", "PUBLIC_ANONYME", "PUBLIC_NOMME"})
GOOD: Final = "good"
_SOUND: Final = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE", "consent": "PUBLIC_ANONYME"}
_STATES: Final[Mapping[str, Mapping[str, Any]]] = {
    GOOD: {},
    "archived": {"review_state": "ARCHIVE"},
    "draft": {"review_state": "BROUILLON"},
    "to send": {"review_state": "A_SYNCHRONISER"},
    "received": {"review_state": "RECU"},
    "to complete": {"review_state": "A_COMPLETER"},
    "confidential": {"diffusion": "CONFIDENTIEL"},
    "internal": {"diffusion": "INTERNE"},
    "trashed": {},
}
_CONSENTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "refused": {"consent": "AUCUNE_DIFFUSION"},
    "for the team": {"consent": "INTERNE"},
    "not anonymised": {"consent": "PARTENAIRES_ANONYME", "anonymised": False},
}
_OPEN: Final = frozenset({GOOD, "archived"})
_FAR: Final = date(2061, 1, 1)
_SHORTEST: Final = 8
# Labels of lists are settings of the notebook, shown whatever their state.
_ONLY_IN_USE: Final = frozenset({"list_entry"})


@dataclass(frozen=True, slots=True)
class Mark:
    """What was planted: how files may write it, in which field, of a record in which state."""

    forms: tuple[str, ...]
    path: str
    state: str
    may_leave: bool

    def is_in(self, text: str) -> bool:
        """Tell whether a file holds the mark."""
        return any(form in text for form in self.forms)


@dataclass
class Planted:
    """Writes the records; `marks` is all that was planted in them."""

    notebook: Notebook
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._ids: dict[tuple[str, str], str] = {}
        for kind in RECORD_TYPES:
            for state in states_of(kind):
                self._ids[kind, state] = new_id(self.notebook.base.now_ms())
        records = [
            from_json(RECORD_TYPES[kind], self._values(kind, state, of))
            for kind, state, of in self._plan()
        ]
        self.notebook.write_all([Planned(each) for each in records], label="Marques")
        for kind in RECORD_TYPES:
            self.notebook.delete(self._ids[kind, "trashed"])

    def id_of(self, kind: str, state: str = GOOD) -> str:
        """Return the id of the record of a kind in a state."""
        return self._ids[kind, state]

    def _plan(self) -> Iterator[tuple[str, str, str]]:
        """Yield the records to write: their kind, their state, that of those they are tied to."""
        for kind in RECORD_TYPES:
            for state in states_of(kind):
                yield kind, state, GOOD
                if not self._leaves(kind, state) and kind not in _ONLY_IN_USE:
                    yield kind, GOOD, state

    def _values(self, kind: str, state: str, tied: str) -> dict[str, Any]:
        values = {**full_values(kind), **_SOUND, **_settings(kind).get(state, {})}
        model = RECORD_TYPES[kind]
        own = {each.name for each in fields_of(model)}
        values = {name: value for name, value in values.items() if name in own}
        leaves = self._leaves(kind, state)
        for each in fields_of(model):
            if each.name in values:
                given = values[each.name]
                values[each.name] = self._planted(each, given, _At(kind, state, tied, leaves))
        first = tied == GOOD
        return {**values, "id": self._ids[kind, state] if first else new_id(0)}

    def _leaves(self, kind: str, state: str) -> bool:
        sound = state in _OPEN or state.startswith(GOOD)
        return sound or (state == "internal" and kind in PUBLIC_BY_LAW)

    def _planted(self, each: FieldSpec, given: Any, at: "_At") -> Any:
        if each.about.target:
            links = [self._linked(target, at.tied) for target in each.about.target[:2]]
            return links if each.kind is Kind.LINKS else links[0]
        if each.item is not None:
            return [self._line(each, line, at) for line in _lines(each, given)]
        return self._marked(each, given, at, at.path(each), leaves=at.leaves and is_open(each))

    def _line(self, above: FieldSpec, line: dict[str, Any], at: "_At") -> dict[str, Any]:
        assert above.item is not None
        agreed = line.get("consent", "PUBLIC_NOMME") in AGREED
        told = dict(line)
        for inner in fields_of(above.item):
            if inner.about.target:
                links = [self._linked(target, at.tied) for target in inner.about.target[:1]]
                told[inner.name] = links if inner.kind is Kind.LINKS else links[0]
            elif inner.name in line and inner.name != "id":
                leaves = at.leaves and agreed and is_open(above) and is_open(inner)
                path = f"{at.path(above)}.{inner.name}"
                told[inner.name] = self._marked(inner, line[inner.name], at, path, leaves=leaves)
        return told

    def _linked(self, kind: str, state: str) -> str:
        return self._ids.get((kind, state)) or self._ids[kind, GOOD]

    def _marked(self, each: FieldSpec, given: Any, at: "_At", path: str, *, leaves: bool) -> Any:
        value, forms = _mark(each, given, next(self._numbers), leaves=leaves)
        if forms:
            self.marks.append(Mark(forms, path, at.state, leaves))
        return value


@dataclass(frozen=True, slots=True)
class _At:
    kind: str
    state: str
    tied: str
    leaves: bool

    def path(self, each: FieldSpec) -> str:
        return f"{self.kind}.{each.name}"


def is_open(each: FieldSpec) -> bool:
    """Tell whether a financer may read a field."""
    about = each.about
    return about.sensitivity is Sensitivity.PUBLIC and not about.personal and not about.private


def states_of(kind: str) -> tuple[str, ...]:
    """Return the states in which a kind is written."""
    return (GOOD, "trashed") if kind in _ONLY_IN_USE else tuple(_settings(kind))


def _settings(kind: str) -> Mapping[str, Mapping[str, Any]]:
    if kind == "funding":
        reviewed = {"funder_type": "DEPARTEMENT", "status": "INSTRUIT"}
        state = {"funder_type": "ETAT_P147", "status": "INSTRUIT"}
        return {**{k: {**state, **v} for k, v in _STATES.items()}, "archived": reviewed}
    if kind != "evaluation":
        return _STATES
    forms = {f"{GOOD} {form.value}": {"form": form.value} for form in EvaluationForm}
    kept = {
        f"{why} {form.value}": {"form": form.value, **told}
        for form in EvaluationForm
        for why, told in (("internal", _STATES["internal"]), ("refused", _CONSENTS["refused"]))
    }
    return {**_STATES, **_CONSENTS, **forms, **kept}


def _lines(each: FieldSpec, given: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    assert each.item is not None
    if "consent" not in each.item.model_fields:
        return given
    return [{**given[0], "id": new_id(0), "consent": consent.value} for consent in Consent]


def _mark(each: FieldSpec, given: Any, number: int, *, leaves: bool) -> tuple[Any, tuple[str, ...]]:
    marker = f"zq{number}zq"
    check = each.about.check.__name__ if each.about.check else ""
    text = each.kind in (Kind.TEXT, Kind.LONG_TEXT) and (each.max_length or 0) >= _SHORTEST
    if text and not check:
        return marker, (marker,)
    if check == "email_address":
        return f"{marker}@exemple.fr", (marker,)
    if each.kind is Kind.DATE and not leaves and not is_open(each):
        day = _FAR + timedelta(days=number)
        serial = (day - date(1899, 12, 30)).days
        return day.isoformat(), (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"<v>{serial}</v>")
    if each.kind is Kind.MONEY and not is_open(each):
        cents = 700_000_000 + number * 100 + 17
        euros = f"{cents // 100}"
        return cents, (f"{euros}.17", f"{euros},17", str(cents))
    return given, ()


def everything(path: Path) -> str:
    """Return all the bytes of a file as one text, with those of what is packed inside it."""
    return "\n".join(part.decode("utf-8", "replace") for part in _parts(path.read_bytes()))


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield from _parts(archive.read(name))
