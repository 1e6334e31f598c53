"""The base of every record: its identity, its review, its author, and what it keeps unread."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Self
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from sync.operations.rules import Rule
from sync.records.fields import About, CodeList, Kind, Sensitivity, Shown, Stage, fields_of
from sync.records.findings import Finding

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_LINE_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")


class ReviewState(CodeList):
    """Where a record stands between its author and the supervisor."""

    DRAFT = "BROUILLON", "Brouillon"
    TO_SEND = "A_SYNCHRONISER", "À envoyer"
    RECEIVED = "RECU", "Reçu"
    TO_COMPLETE = "A_COMPLETER", "À compléter"
    VALIDATED = "VALIDE", "Validé"
    ARCHIVED = "ARCHIVE", "Archivé"


class Diffusion(CodeList):
    """How far a record may travel."""

    SHAREABLE = "DIFFUSABLE", "Diffusable"
    INTERNAL = "INTERNE", "Interne"
    CONFIDENTIAL = "CONFIDENTIEL", "Confidentiel"


class Origin(CodeList):
    """Where a record comes from."""

    AGENT = "AGENT", "Agent"
    RESIDENT = "HABITANT", "Habitante ou habitant"
    ASSOCIATION = "ASSOCIATION", "Association"
    PARTNER = "PARTENAIRE", "Partenaire"
    IMPORT = "IMPORT", "Import"


class Declared(BaseModel):
    """A frozen value whose fields are all declared, cleaned of what no field can hold."""

    # Built at first use: a start that shows visits does not pay for the twenty other kinds.
    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, values: Any) -> Any:
        return cls.cleaned(values)

    @classmethod
    def cleaned(cls, values: Any) -> Any:
        """Drop control characters, trim lines, and read an empty box as "not given"."""
        if not isinstance(values, Mapping):
            return values
        long_texts = _long_texts(cls)
        return {
            name: cleaned
            for name, value in values.items()
            if (cleaned := _cleaned(value, long_text=name in long_texts)) is not None
        }


class Item(Declared):
    """A line inside a record, with its own stable id so that two people's lines add up."""

    label: ClassVar[str]

    id: Annotated[
        str,
        Field(
            title="Repère",
            description="Repère technique de la ligne.",
            max_length=36,
        ),
        About(
            section="",
            shown=Shown.SYSTEM,
            searched=False,
            sensitivity=Sensitivity.INTERNAL,
            personal=False,
            merge=Rule.PERSON,
        ),
    ] = Field(default_factory=lambda: uuid4().hex)


SYSTEM = "Suivi de la fiche"


def _kept(
    shown: Shown,
    sensitivity: Sensitivity,
    *,
    searched: bool = False,
    personal: bool = False,
    merge: Rule = Rule.LATEST,
    kind: Kind | None = None,
    width: int = 16,
) -> About:
    """Return what every record says of the fields that follow its life."""
    return About(
        section=SYSTEM,
        shown=shown,
        searched=searched,
        sensitivity=sensitivity,
        personal=personal,
        merge=merge,
        kind=kind,
        width=width,
    )


class Record(Declared):
    """What every kind of record has: identity, territory, review, author, versions."""

    kind: ClassVar[str]
    label: ClassVar[str]
    label_plural: ClassVar[str]
    feminine: ClassVar[bool] = False
    prefix: ClassVar[str]
    heading_fields: ClassVar[tuple[str, ...]]
    natural_key: ClassVar[tuple[str, ...]] = ()
    order_by: ClassVar[tuple[str, bool]] = ("modified_at", True)

    id: Annotated[
        str,
        Field(
            title="Repère", description="Repère technique, fait sur l’ordinateur.", max_length=36
        ),
        _kept(Shown.SYSTEM, Sensitivity.PUBLIC, merge=Rule.PERSON),
    ]
    code: Annotated[
        str,
        Field(
            title="Code",
            description="Numéro lisible de la fiche, fait sans réseau.",
            max_length=32,
        ),
        _kept(Shown.SYSTEM, Sensitivity.PUBLIC, searched=True, width=18),
    ] = ""
    review_state: Annotated[
        ReviewState,
        Field(title="État de relecture", description="Où en est la relecture de cette fiche."),
        _kept(Shown.DETAILS, Sensitivity.PUBLIC),
    ] = ReviewState.DRAFT
    reviewed_by: Annotated[
        str | None,
        Field(title="Relu par", description="La personne qui a relu la fiche.", max_length=80),
        _kept(Shown.SYSTEM, Sensitivity.NEVER_EXPORTED, personal=True),
    ] = None
    reviewed_on: Annotated[
        date | None,
        Field(title="Relu le", description="Le jour de la relecture."),
        _kept(Shown.SYSTEM, Sensitivity.INTERNAL),
    ] = None
    review_comment: Annotated[
        str | None,
        Field(
            title="Commentaire de relecture",
            description="Ce que la personne qui relit demande ou précise.",
            max_length=4_000,
        ),
        _kept(
            Shown.DETAILS,
            Sensitivity.NEVER_EXPORTED,
            personal=True,
            merge=Rule.TEXT,
            kind=Kind.LONG_TEXT,
        ),
    ] = None
    diffusion: Annotated[
        Diffusion,
        Field(title="Diffusion", description="Jusqu’où cette fiche peut circuler."),
        _kept(Shown.DETAILS, Sensitivity.INTERNAL, merge=Rule.PERSON),
    ] = Diffusion.INTERNAL
    origin: Annotated[
        Origin,
        Field(title="Origine de la fiche", description="Qui a apporté l’information."),
        _kept(Shown.DETAILS, Sensitivity.INTERNAL),
    ] = Origin.AGENT
    author: Annotated[
        str,
        Field(title="Auteur", description="La personne qui a créé la fiche.", max_length=80),
        _kept(Shown.SYSTEM, Sensitivity.NEVER_EXPORTED, personal=True),
    ] = ""
    created_at: Annotated[
        AwareDatetime | None,
        Field(title="Créée le", description="Date et heure de création."),
        _kept(Shown.SYSTEM, Sensitivity.INTERNAL, kind=Kind.MOMENT),
    ] = None
    modified_at: Annotated[
        AwareDatetime | None,
        Field(title="Modifiée le", description="Date et heure de la dernière modification."),
        _kept(Shown.SYSTEM, Sensitivity.INTERNAL, kind=Kind.MOMENT),
    ] = None
    deleted_at: Annotated[
        AwareDatetime | None,
        Field(title="Mise à la corbeille le", description="Vide tant que la fiche est en usage."),
        _kept(Shown.SYSTEM, Sensitivity.NEVER_EXPORTED, kind=Kind.MOMENT),
    ] = None
    version: Annotated[
        int,
        Field(title="Version", description="Nombre d’enregistrements de la fiche.", ge=0, le=10**9),
        _kept(Shown.SYSTEM, Sensitivity.NEVER_EXPORTED),
    ] = 0

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG003 - for overrides
        """Return values to fill in where the user gave none (computed dates, default codes)."""
        return {}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks that concern several fields together (sums, order of dates)."""
        yield from ()

    def heading(self) -> str:
        """Return the one-line title of the record, without looking anything up."""
        return self.headed(getattr(self, name, None) for name in self.heading_fields)

    @classmethod
    def headed(cls, parts: Iterable[Any]) -> str:
        """Return the title that the values of the heading fields make, in their order."""
        return " – ".join(text for part in parts if (text := _shown(part)))[:160] or cls.label

    def revised(self, **changes: Any) -> Self:
        """Return the same record with some values changed, unchecked."""
        return self.model_copy(update=changes)


class TerritorialRecord(Record):
    """A record tied to one territory of the contract."""

    territory: Annotated[
        str | None,
        Field(
            title="Territoire",
            description="Le quartier ou le périmètre concerné.",
            max_length=36,
        ),
        About(
            section="L’essentiel",
            shown=Shown.FORM,
            searched=False,
            sensitivity=Sensitivity.PUBLIC,
            personal=False,
            merge=Rule.LATEST,
            target=("territory",),
            stage=Stage.VALIDATE,
        ),
    ] = None


# Set by the store from the operations themselves, so they are never fields of an operation.
KEPT_BY_THE_STORE = frozenset(
    {"id", "author", "created_at", "modified_at", "deleted_at", "version"}
)


@cache
def _long_texts(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(model) if field.kind is Kind.LONG_TEXT)


def _cleaned(value: Any, *, long_text: bool) -> Any:
    if isinstance(value, list | tuple):
        return [_cleaned(part, long_text=False) for part in value if part != ""]
    if not isinstance(value, str) or isinstance(value, CodeList):
        return value
    text = _CONTROL.sub("", value)
    text = text.replace("\r\n", "\n").rstrip() if long_text else _LINE_BREAKS.sub(" ", text).strip()
    return text if text else None


def _shown(part: Any) -> str:
    if isinstance(part, CodeList):
        return part.label
    if isinstance(part, datetime | date):
        return f"{part:%d/%m/%Y}"
    return "" if part is None else " ".join(str(part).split())
