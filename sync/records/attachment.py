"""An attachment: a photo, a sound, a document, and the permission that comes with it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from sync.records.base import Diffusion, Record, ReviewState
from sync.records.declare import (
    FORM,
    LATEST,
    LIST,
    PERSON,
    SYSTEM,
    TEXT,
    VALIDATE,
    counted,
    internal,
    public,
    said,
)
from sync.records.fields import CodeList, When
from sync.records.findings import Finding, error, warning
from sync.records.kinds import KINDS

MAIN = "L’essentiel"
PEOPLE = "Personnes et autorisation"
FILE = "Fichier"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


class AttachmentType(CodeList):
    """What the file holds."""

    PHOTO = "PHOTO", "Photo"
    SOUND = "SON", "Son"
    DOCUMENT = "DOCUMENT", "Document"
    DRAWING = "DESSIN", "Dessin"


class RecognisablePeople(CodeList):
    """Whether somebody can be recognised, and agreed."""

    NO = "NON", "Non"
    YES_PERMITTED = "OUI_AUTORISE", "Oui, avec autorisation"
    YES_NOT_PERMITTED = "OUI_SANS_AUTORISATION", "Oui, sans autorisation"


ONLY_PERMITTED = When("recognisable_people", frozenset({RecognisablePeople.YES_PERMITTED.value}))


def digest(value: str) -> Finding | None:
    """Check the fingerprint of a file: 64 hexadecimal digits."""
    if _SHA256.fullmatch(value):
        return None
    return error("L’empreinte du fichier n’est pas reconnue : joignez de nouveau le fichier.")


def media_format(value: str) -> Finding | None:
    """Check the media type of a file, such as image/jpeg."""
    if _MEDIA_TYPE.fullmatch(value):
        return None
    return error("Le type du fichier n’est pas reconnu : il s’écrit comme image/jpeg.")


class Attachment(Record):
    """A file kept beside a record; the file itself is stored apart, under its fingerprint."""

    kind = "attachment"
    label = "Pièce jointe"
    label_plural = "Pièces jointes"
    feminine = True
    prefix = "PJ"
    heading_fields = ("caption", "file_name")

    file_name: Annotated[
        str,
        said("Fichier", "Le nom du fichier.", 200),
        internal(MAIN, LIST, LATEST, searched=True, width=32),
    ]
    attachment_type: Annotated[
        AttachmentType,
        said("Type", "Photo, son, document ou dessin."),
        public(MAIN, LIST, LATEST),
    ] = AttachmentType.DOCUMENT
    caption: Annotated[
        str | None,
        said("Légende", "Ce que l’on voit ou entend, sans nom de personne.", 300),
        public(MAIN, LIST, TEXT, searched=True, stage=VALIDATE),
    ] = None
    about: Annotated[
        str | None,
        said("Jointe à", "La fiche que la pièce accompagne.", 36),
        public(MAIN, FORM, LATEST, target=KINDS),
    ] = None
    taken_on: Annotated[
        date | None,
        said("Prise le", "Le jour de la prise de vue ou de son."),
        public(MAIN, LIST, LATEST),
    ] = None
    recognisable_people: Annotated[
        RecognisablePeople,
        said(
            "Personnes reconnaissables",
            "Si l’on peut reconnaître quelqu’un, et s’il a donné son accord écrit.",
        ),
        internal(PEOPLE, LIST, PERSON),
    ]
    permission: Annotated[
        str | None,
        said("Autorisation", "La pièce où l’accord est signé, par les parents pour un mineur.", 36),
        internal(PEOPLE, FORM, LATEST, target=("attachment",), when=ONLY_PERMITTED),
    ] = None
    permission_until: Annotated[
        date | None,
        said("Autorisation jusqu’au", "Le dernier jour de l’accord, trois ans au plus."),
        internal(PEOPLE, FORM, LATEST, when=ONLY_PERMITTED),
    ] = None
    exif_removed: Annotated[
        bool,
        said("Données cachées retirées", "Oui quand lieu et appareil ont été retirés du fichier."),
        internal(FILE, SYSTEM, LATEST),
    ] = False
    sha256: Annotated[
        str,
        said("Empreinte", "L’empreinte du fichier, qui permet de le vérifier.", 64),
        internal(FILE, SYSTEM, LATEST, check=digest),
    ]
    media_type: Annotated[
        str,
        said("Format", "Le format technique du fichier.", 80),
        internal(FILE, SYSTEM, LATEST, check=media_format),
    ]
    size_bytes: Annotated[
        int | None,
        counted("Taille", "La taille du fichier.", ge=0, le=1e12),
        internal(FILE, SYSTEM, LATEST, unit="octets"),
    ] = None

    @property
    def shareable(self) -> bool:
        """Tell whether the file may leave the team: validated, shareable, nobody exposed."""
        permitted = self.recognisable_people is RecognisablePeople.NO or (
            self.recognisable_people is RecognisablePeople.YES_PERMITTED
            and self.permission is not None
        )
        clean = self.exif_removed or self.attachment_type is not AttachmentType.PHOTO
        validated = self.review_state is ReviewState.VALIDATED
        return permitted and clean and validated and self.diffusion is Diffusion.SHAREABLE

    def cross_checks(self) -> Iterator[Finding]:
        """Yield warnings when people can be recognised and the written agreement is missing."""
        if self.recognisable_people is RecognisablePeople.YES_NOT_PERMITTED:
            yield warning(
                "Une personne est reconnaissable sans autorisation : la pièce ne sortira pas de"
                " l’équipe.",
                "recognisable_people",
            )
        elif self.recognisable_people is RecognisablePeople.YES_PERMITTED and not self.permission:
            yield warning(
                "L’autorisation écrite n’est pas jointe : sans elle, la pièce ne sortira pas de"
                " l’équipe.",
                "permission",
            )
