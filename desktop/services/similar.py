"""Organisations that are probably the one being typed, so that none is written down twice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop.store.base import Base
from desktop.store.folding import words_of
from desktop.store.likeness import Alike, alike, telling_words

_CANDIDATES = 60
_LIKELY = 78.0
_SIRET, _SIREN, _RNA = 14, 9, 10
_SHORTEST_NAME = 4


class Based(Protocol):
    """What stands on the base of a notebook."""

    @property
    def base(self) -> Base: ...


@dataclass(frozen=True, slots=True)
class Likeness:
    """An organisation, how much it resembles (0 to 100) and why, in French."""

    id: str
    heading: str
    score: float
    reason: str
    place: str = ""


def similar_organisations(
    reading: Based, name: str, siret: str = "", rna: str = "", limit: int = 5
) -> tuple[Likeness, ...]:
    """Return the organisations in use that look like this one, the surest first.

    The same official number comes before any name. Nothing is looked for under four letters.
    """
    found: dict[str, Likeness] = {}
    for one in (*_by_number(reading, siret, rna), *_by_name(reading, name)):
        found.setdefault(one.id, one)
    best = sorted(found.values(), key=lambda one: -one.score)[:limit]
    return tuple(_placed(reading, one) for one in best)


def whereabouts(reading: Based, ids: Collection[str]) -> Mapping[str, str]:
    """Return, for organisations, « 12 rue des Lilas, Vitry · W751234567 »: it tells homonyms
    apart. The others have none."""
    stored = (reading.base.repository.find(record_id) for record_id in ids)
    return {
        one.id: said
        for one in stored
        if one is not None and one.kind == "organisation" and (said := _where(one.values))
    }


def _by_number(reading: Based, siret: str, rna: str) -> list[Likeness]:
    asked = (
        (_digits(siret), _SIRET, _SIRET, "même SIRET", 100.0),
        (_digits(siret), _SIREN, _SIRET, "même SIREN", 95.0),
        ("".join(rna.split()).upper(), _RNA, _RNA, "même RNA", 100.0),
    )
    found = []
    for number, signs, whole, reason, score in asked:
        if len(number) == whole:
            found += _holding(reading, number[:signs], reason, score)
    return found


def _holding(reading: Based, number: str, reason: str, score: float) -> list[Likeness]:
    """Return the organisations whose own number begins so, not those whose texts quote it."""
    found = []
    for hit in reading.base.search.find(number, ("organisation",), 20).hits:
        stored = None if hit.trashed else reading.base.repository.find(hit.id)
        own = (stored.values.get("siret"), stored.values.get("rna")) if stored else ()
        if any(str(value or "").upper().startswith(number) for value in own):
            found.append(Likeness(hit.id, hit.heading, score, reason))
    return found


def _by_name(reading: Based, name: str) -> list[Likeness]:
    typed = telling_words(name)
    if len("".join(typed)) < _SHORTEST_NAME:
        return []
    candidates = alike(reading.base.db, name, _CANDIDATES)
    scored = ((one, _score(typed, one)) for one in candidates)
    return [
        Likeness(one.id, one.heading, score, "même nom" if score > 99 else "nom proche")
        for one, score in scored
        if score >= _LIKELY
    ]


def _score(typed: list[str], candidate: Alike) -> float:
    """Compare with the name, and with the acronym that the heading puts after a dash."""
    from rapidfuzz import fuzz  # late: only typing a name compares words

    wanted = " ".join(typed)
    parts = [candidate.heading, *candidate.heading.split(" – ")]
    names = [telling_words(part) for part in parts if words_of(part)]
    scores = [fuzz.token_sort_ratio(wanted, " ".join(words)) for words in names]
    scores += [90.0 for words in names if _one_holds_the_other(set(typed), set(words))]
    return max(scores, default=0.0)


def _one_holds_the_other(typed: set[str], words: set[str]) -> bool:
    shared = len(typed & words)
    return shared > 1 and shared == min(len(typed), len(words))


def _placed(reading: Based, one: Likeness) -> Likeness:
    stored = reading.base.repository.find(one.id)
    place = str(stored.values.get("commune_name") or "") if stored is not None else ""
    return Likeness(one.id, one.heading, one.score, one.reason, place)


def _where(values: Mapping[str, object]) -> str:
    town = ", ".join(str(values[n]) for n in ("street", "commune_name") if values.get(n))
    number = values.get("rna") or values.get("siret")
    return " · ".join(filter(None, (town, str(number or ""))))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
