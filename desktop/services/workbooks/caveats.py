"""What the team is told before any content leaves, whatever it is made of."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from desktop.export.content import Content, Remark
from desktop.privacy.concerns import Concern
from desktop.services.reviewing.changes import changes_of
from desktop.services.sharing.shareable import reason_to_keep
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.service import DEFAULT_NAME, service_of
from desktop.services.workbooks.sources import PUBLIC_BY_LAW, Sources
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, fields_of
from sync.records.french import inside

_APART: Final = re.compile(r"[._\-+]+")


def caveats(content: Content, sources: Sources, remarks: Remarks) -> tuple[Remark, ...]:
    """Return what is to look at in a content made of these sources."""
    return (*_unnamed(sources), *_changed(content, sources), *_somebody(sources, remarks))


def _unnamed(sources: Sources) -> Iterator[Remark]:
    """Yield which records are cited without their names, as nobody has validated them."""
    found = sources.unnamed()
    ids = tuple(chain.from_iterable(found.values()))
    if not ids:
        return
    many = len(ids) > 1
    kinds = (
        several(len(each), inside(kind.label), inside(kind.label_plural))
        for kind, each in found.items()
    )
    said = several(len(ids), "fiche citée n’est pas validée", "fiches citées ne sont pas validées")
    named = "elles ne sont pas nommées" if many else "elle n’est pas nommée"
    yield Remark(f"{said}, {named}\u00a0: {', '.join(kinds)}.", ids)


def _changed(content: Content, sources: Sources) -> Iterator[Remark]:
    """Yield which records say something new since the day somebody read them again.

    Only words count, and not those of money or of who gives or receives it: a state and a day
    are kept up to date all year.
    """
    references = chain.from_iterable(sheet.references for sheet in content.sheets)
    told = (sources.get(Record, each) for each in dict.fromkeys(references) if each)
    ids = tuple(each.id for each in told if each is not None and _says_more(sources, each))
    if ids:
        said = several(
            len(ids),
            "fiche a été modifiée après le jour de sa relecture\u00a0: relisez-la",
            "fiches ont été modifiées après le jour de leur relecture\u00a0: relisez-les",
        )
        yield Remark(f"{said} avant l’envoi.", ids)


def _says_more(sources: Sources, record: Record) -> bool:
    read, modified = record.reviewed_on, record.modified_at
    if isinstance(record, PUBLIC_BY_LAW) or read is None or modified is None:
        return False
    if modified.astimezone().date() <= read:
        return False
    fields = {each.name: each for each in fields_of(type(record))}
    changed = changes_of(sources.reading, record.id).fields
    return any(_is_words(fields[each.name]) for each in changed if each.name in fields)


def _is_words(field: FieldSpec) -> bool:
    words = field.kind in (Kind.LONG_TEXT, Kind.ITEMS) or field.is_free_text
    return words and not reason_to_keep(field)


def _somebody(sources: Sources, remarks: Remarks) -> Iterator[Remark]:
    """Yield that the first sheet or the name of the file names somebody, as far as one can see."""
    service, recipient = service_of(sources.reading), sources.scope.recipient
    mailbox = _APART.sub(" ", service.email.partition("@")[0]).title()
    asked = {
        "Le nom du service": "" if service.name == DEFAULT_NAME else service.name,
        "L’adresse du service": service.address,
        "L’adresse électronique du service": mailbox if " " in mailbox else "",
        "Le nom du destinataire": recipient.name if recipient else "",
    }
    for what, text in asked.items():
        if text and any(one.concern is Concern.NAME for one in remarks(text)):
            yield Remark(
                f"{what} semble désigner une personne, et la première feuille le montre\u00a0:"
                " préférez ce qui désigne un service."
            )
