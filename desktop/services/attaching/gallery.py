"""The files attached to a record, as a page of thumbnails shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from desktop.services.differences.caution import Caution
from desktop.services.reading import Reading
from desktop.services.stored_values import day_of
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.attachment import Attachment, AttachmentType, RecognisablePeople
from sync.records.coding import to_json

MOST_SHOWN: Final = 120
PICTURES: Final = frozenset({"image/jpeg", "image/png"})
"""The formats that the notebook makes itself, and the only ones that it shows."""

_FIELDS: Final = (
    "file_name",
    "caption",
    "attachment_type",
    "media_type",
    "taken_on",
    "recognisable_people",
    "permission",
    "permission_until",
    "sha256",
)


class Consent(Enum):
    """Where the permission of the people on a file stands: in words, and with an icon."""

    NOBODY = ("sans personne", "check-circle")
    WRITTEN = ("accord écrit joint", "check-circle")
    TO_JOIN = ("accord à joindre", "warning")
    OVER = ("accord échu", "warning")
    MISSING = ("sans accord écrit", "eye-slash")

    def __init__(self, words: str, icon: str) -> None:
        self.words = words
        self.icon = icon


@dataclass(frozen=True, slots=True)
class Shown:
    """One attached file."""

    id: str
    title: str
    kind: AttachmentType
    digest: str
    is_picture: bool
    taken_on: date | None
    consent: Consent

    @property
    def exposes(self) -> bool:
        """Tell whether somebody could be recognised on it."""
        return self.consent is not Consent.NOBODY


@dataclass(frozen=True, slots=True)
class Gallery:
    """The files of a record, the newest first; `more` counts those that are not shown."""

    files: tuple[Shown, ...]
    more: int


def gallery(reading: Reading, about: str, today: date) -> Gallery:
    """Return the files attached to a record.

    As long as people have not decided who can be recognised, the most careful of them is heard.
    """
    query = ListQuery("attachment", (Filter("about", "=", about),), order="taken_on",
                      descending=True)  # fmt: skip
    found, caution = reading.pick(query, _FIELDS), Caution(reading)
    shown = tuple(
        shown_file(each.id, dict(zip(_FIELDS, told, strict=True)), today)
        for each in found[:MOST_SHOWN]
        if (told := caution.values(each.id, _FIELDS, each.values))
    )
    return Gallery(shown, len(found) - len(shown))


def of_record(reading: Reading, attachment: Attachment, today: date) -> Shown:
    """Return one attachment as a page shows it."""
    values = to_json(Caution(reading).of(attachment))
    return shown_file(attachment.id, {name: values.get(name) for name in _FIELDS}, today)


def shown_file(record_id: str, values: Mapping[str, Value], today: date) -> Shown:
    """Return one file from the JSON values of its record."""
    kind = _kind(values["attachment_type"])
    return Shown(
        id=record_id,
        title=" ".join(str(values["caption"] or values["file_name"] or "").split()),
        kind=kind,
        digest=str(values["sha256"] or ""),
        is_picture=str(values["media_type"]) in PICTURES,
        taken_on=day_of(values["taken_on"]),
        consent=consent(values, today),
    )


def consent(values: Mapping[str, Value], today: date) -> Consent:
    """Return where the permission stands on a day."""
    people = values["recognisable_people"]
    if people == RecognisablePeople.NO.value:
        return Consent.NOBODY
    if people != RecognisablePeople.YES_PERMITTED.value:
        return Consent.MISSING
    until = day_of(values["permission_until"])
    if until is not None and until < today:
        return Consent.OVER
    return Consent.WRITTEN if values["permission"] else Consent.TO_JOIN


def _kind(value: Value) -> AttachmentType:
    """Return the kind of a file; one that only a later version knows is a document."""
    found = (kind for kind in AttachmentType if kind.value == value)
    return next(found, AttachmentType.DOCUMENT)
