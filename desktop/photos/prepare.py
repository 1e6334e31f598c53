"""Read a file that somebody chose, make it safe to keep, or say in French why it is not kept."""

from pathlib import Path
from typing import Final

from desktop.photos.names import clean_name, shown_name
from desktop.photos.pictures import (
    EXPLODING,
    MOST_PIXELS,
    UNREADABLE,
    Remade,
    remake,
)
from desktop.photos.prepared import FileRefused, Prepared
from desktop.photos.sniffing import Document, Picture, Unwanted, sniff
from sync.records.attachment import AttachmentType

LARGEST_PICTURE: Final = 40_000_000
LARGEST_DOCUMENT: Final = 25_000_000
"""Bytes of the largest file that is read."""

_HIDDEN: Final = (
    "Ce document est gardé tel quel\u00a0: il peut contenir des noms cachés (auteur, corrections, "
    "commentaires). Relisez-le avant de le transmettre."
)
_HIDDEN_SOUND: Final = (
    "Ce son est gardé tel quel\u00a0: il peut contenir le nom de l’appareil ou le lieu, et une "
    "voix se reconnaît. Réécoutez-le avant de le transmettre."
)


def prepare_file(path: Path) -> Prepared:
    """Return a chosen file ready to be kept; raises FileRefused. The file itself is only read."""
    name = shown_name(path.name) or "fichier"
    try:
        if not path.is_file():
            raise FileRefused(name, "ce n’est pas un fichier", "Choisissez un fichier.")
        with path.open("rb") as file:
            content = file.read(LARGEST_PICTURE + 1)
    except OSError as error:
        raise FileRefused(
            name,
            "il ne peut pas être lu",
            "Vérifiez qu’il n’a pas été déplacé et qu’il n’est pas ouvert ailleurs.",
        ) from error
    return prepare(content, path.name)


def prepare(content: bytes, name: str) -> Prepared:
    """Return what a file holds, ready to be kept; raises FileRefused."""
    shown = shown_name(name) or "fichier"
    if not content:
        raise FileRefused(
            shown, "il est vide", "Vérifiez l’original, ou copiez-le de nouveau depuis l’appareil."
        )
    match sniff(content, name):
        case Unwanted(reason, advice):
            raise FileRefused(shown, reason, advice)
        case Picture(format_name):
            _refuse_large(content, shown, LARGEST_PICTURE)
            return _picture(_remade(content, format_name, shown), name)
        case Document(media_type, kind):
            _refuse_large(content, shown, LARGEST_DOCUMENT)
            warning = _HIDDEN_SOUND if kind is AttachmentType.SOUND else _HIDDEN
            return Prepared(
                clean_name(name, media_type), content, media_type, kind, warning=warning
            )


def _picture(made: Remade, name: str) -> Prepared:
    media_type = "image/png" if made.drawn else "image/jpeg"
    return Prepared(
        file_name=clean_name(name, media_type),
        content=made.content,
        media_type=media_type,
        kind=AttachmentType.DRAWING if made.drawn else AttachmentType.PHOTO,
        taken_on=made.taken_on,
        width=made.width,
        height=made.height,
        thumbnail=made.thumbnail,
    )


def _remade(content: bytes, format_name: str, shown: str) -> Remade:
    try:
        return remake(content, format_name)
    except EXPLODING as error:
        raise FileRefused(
            shown,
            f"cette image compte plus de {MOST_PIXELS // 1_000_000} millions de points",
            "Réduisez-la avec un logiciel de photo, puis joignez la copie.",
        ) from error
    except UNREADABLE as error:
        raise FileRefused(
            shown,
            "cette image est abîmée ou incomplète et ne peut pas être lue",
            "Copiez-la de nouveau depuis l’appareil, ou joignez-en une autre.",
        ) from error


def _refuse_large(content: bytes, shown: str, largest: int) -> None:
    if len(content) > largest:
        raise FileRefused(
            shown,
            f"il dépasse {largest // 1_000_000}\u00a0Mo",
            "Joignez-en une version plus légère, ou notez seulement où il est rangé.",
        )
