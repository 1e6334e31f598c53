"""What is wrong with a value, said in French: one sentence per kind of refusal of pydantic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sync.records.fields import FieldSpec, Kind, fields_of
from sync.records.findings import Finding, error
from sync.records.french import named, number, quoted

_MOST_CODES_LISTED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value sits in a record: its field, its name for programs and for people."""

    name: str
    title: str
    field: FieldSpec | None
    inside: str = ""  # "Budget, ligne 3" for a field of a line

    def say(self, sentence: str) -> str:
        """Put the name of the place before a sentence that does not hold it."""
        before = ", ".join(part for part in (self.inside, self.title) if part)
        return f"{before}\u00a0: {sentence}" if before else sentence[:1].upper() + sentence[1:]


def explain(model: type[BaseModel], problem: ValidationError) -> tuple[Finding, ...]:
    """Return one blocking remark per refused value, the same one never said twice."""
    found = (
        explain_one(place_of(model, details["loc"]), details)
        for details in problem.errors(include_url=False)
    )
    return tuple(dict.fromkeys(found))


def explain_one(place: Place, details: ErrorDetails) -> Finding:
    """Return the remark for one refused value."""
    absent = details["input"] is None and not isinstance(details["loc"][-1], int)
    if details["type"] == "missing" or absent:
        return missing(place)
    write = _SENTENCES.get(details["type"], _unexpected)
    return error(place.say(write(place, details)), place.name)


def missing(place: Place) -> Finding:
    """Return the remark for a value that has to be given."""
    sentence = f"il manque {named(place.title)}. Complétez ce champ pour enregistrer."
    return error(Place(place.name, "", place.field, place.inside).say(sentence), place.name)


def place_of(model: type[BaseModel], path: tuple[int | str, ...]) -> Place:
    """Return the place that a path of pydantic leads to, as far as declarations know it."""
    declared = {field.name: field for field in fields_of(model)}
    name = str(path[0]) if path else ""
    field = declared.get(name)
    if field is None:
        return Place(name, name, None)
    rest = path[1:]
    if field.item is None or not rest or not isinstance(rest[0], int):
        return Place(name, field.title, field)
    row, within = rest[0], rest[1:]
    line = f"{field.title}, ligne\u00a0{row + 1}"
    if not within:
        return Place(f"{name}[{row}]", line, field)
    inner = place_of(field.item, within)
    inside = f"{line}, {inner.inside}" if inner.inside else line
    return Place(f"{name}[{row}].{inner.name}", inner.title, inner.field, inside)


def _context(details: ErrorDetails) -> Mapping[str, Any]:
    return details.get("ctx", {})


def _text(_place: Place, _details: ErrorDetails) -> str:
    return "ce champ attend un texte. Écrivez-le entre guillemets."


def _too_long(_place: Place, details: ErrorDetails) -> str:
    most = number(_context(details).get("max_length", 0))
    length = number(len(str(details["input"])))
    return f"ce texte a {length}\u00a0caractères, pour {most} au plus. Raccourcissez-le."


def _too_short(_place: Place, details: ErrorDetails) -> str:
    least = number(_context(details).get("min_length", 1))
    return f"il faut au moins {least}\u00a0caractères. Complétez ce texte."


def _too_many(_place: Place, details: ErrorDetails) -> str:
    most = number(_context(details).get("max_length", 0))
    return f"cette liste est trop longue, {most}\u00a0éléments au plus. Retirez-en."


def _too_few(_place: Place, details: ErrorDetails) -> str:
    least = number(_context(details).get("min_length", 1))
    return f"il faut au moins {least} élément dans cette liste. Ajoutez-en."


def _bounds(place: Place, details: ErrorDetails) -> str:
    field = place.field
    money = field is not None and field.kind is Kind.MONEY
    what = "ce montant" if money else "ce nombre"
    unit = "\u00a0€" if money else f"\u00a0{field.about.unit}" if field and field.about.unit else ""
    context = _context(details)
    low = context.get("ge", context.get("gt", field.minimum if field else None))
    high = context.get("le", context.get("lt", field.maximum if field else None))
    least, most = (_amount(bound, money=money) for bound in (low, high))
    if least and most:
        rule = f"doit être compris entre {least} et {most}{unit}"
    elif least:
        rule = f"doit être au moins égal à {least}{unit}"
    else:
        rule = f"doit être au plus égal à {most}{unit}"
    return f"{what} {rule}. Corrigez-le."


def _amount(bound: float | None, *, money: bool) -> str:
    if bound is None:
        return ""
    return number(bound / 100 if money else bound)


def _integer(place: Place, details: ErrorDetails) -> str:
    if details["type"] == "int_parsing_size":
        return "ce nombre a trop de chiffres. Vérifiez-le."
    if place.field is not None and place.field.kind is Kind.MONEY:
        return (
            "un montant s’écrit en centimes, sans virgule ni point\u00a0: "
            "12,50\u00a0€ s’écrit 1250. Corrigez-le."
        )
    return "ce champ attend un nombre entier, sans virgule. Corrigez-le, par exemple 12."


def _number(_place: Place, _details: ErrorDetails) -> str:
    return "ce champ attend un nombre. Écrivez-le en chiffres, par exemple 12.5."


def _date(_place: Place, _details: ErrorDetails) -> str:
    return (
        "cette date n’est pas reconnue. Écrivez l’année, le mois et le jour, "
        "par exemple 2026-03-01 pour le 1er\u00a0mars\u00a02026."
    )


def _time(_place: Place, _details: ErrorDetails) -> str:
    return "cette heure n’est pas reconnue. Écrivez-la comme 14:30."


def _moment(_place: Place, _details: ErrorDetails) -> str:
    return (
        "cette date avec son heure n’est pas reconnue. "
        "Écrivez-la avec son fuseau, comme 2026-03-01T14:30:00Z."
    )


def _yes_no(_place: Place, _details: ErrorDetails) -> str:
    return "ce champ attend oui ou non. Répondez par true (oui) ou false (non)."


def _code(place: Place, details: ErrorDetails) -> str:
    given = details["input"]
    given = quoted(given[:40]) if isinstance(given, str) else "cette valeur"
    codes = list(place.field.codes) if place.field and place.field.codes else []
    if not codes:
        return f"{given} n’est pas l’un des choix possibles. Choisissez dans la liste."
    shown = ", ".join(code.value for code in codes[:_MOST_CODES_LISTED])
    more = ", …" if len(codes) > _MOST_CODES_LISTED else ""
    return f"{given} n’est pas l’un des choix possibles. Choisissez parmi\u00a0: {shown}{more}."


def _list(place: Place, _details: ErrorDetails) -> str:
    if place.field is not None and place.field.kind is Kind.ITEMS:
        return (
            "ce champ attend une liste de lignes. Mettez-les entre crochets, même s’il y en a une."
        )
    return "ce champ attend une liste. Mettez les valeurs entre crochets, même s’il y en a une."


def _line(_place: Place, _details: ErrorDetails) -> str:
    return "une ligne s’écrit avec le nom de ses champs, entre accolades. Réécrivez-la ainsi."


def _unknown_field(_place: Place, _details: ErrorDetails) -> str:
    return "ce champ n’existe pas dans cette fiche. Retirez-le ou corrigez son nom."


def _unexpected(_place: Place, _details: ErrorDetails) -> str:
    return "cette valeur ne convient pas. Vérifiez-la, puis enregistrez de nouveau."


_Sentence = Callable[[Place, ErrorDetails], str]
_BY_SENTENCE: tuple[tuple[_Sentence, tuple[str, ...]], ...] = (
    (_text, ("string_type", "string_sub_type", "string_unicode")),
    (_too_long, ("string_too_long",)),
    (_too_short, ("string_too_short",)),
    (_too_many, ("too_long",)),
    (_too_few, ("too_short",)),
    (_bounds, ("greater_than_equal", "less_than_equal", "greater_than", "less_than")),
    (_integer, ("int_type", "int_parsing", "int_parsing_size", "int_from_float")),
    (_number, ("float_type", "float_parsing", "finite_number")),
    (
        _date,
        (
            "date_type",
            "date_parsing",
            "date_from_datetime_parsing",
            "date_from_datetime_inexact",
        ),
    ),
    (_time, ("time_type", "time_parsing")),
    (
        _moment,
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_object_invalid",
            "datetime_from_date_parsing",
            "timezone_aware",
            "timezone_naive",
            "timezone_offset",
        ),
    ),
    (_yes_no, ("bool_type", "bool_parsing")),
    (_code, ("enum", "literal_error")),
    (_list, ("tuple_type", "list_type", "set_type", "frozen_set_type", "iterable_type")),
    (_line, ("model_type", "model_attributes_type", "dict_type", "mapping_type")),
    (_unknown_field, ("extra_forbidden", "no_such_attribute")),
)
_SENTENCES = MappingProxyType(
    {kind: sentence for sentence, kinds in _BY_SENTENCE for kind in kinds}
)
KNOWN_TYPES = frozenset(_SENTENCES) | {"missing"}
"""The pydantic error types that have a sentence of their own."""
