"""Whether the attached files are all here and whole, in sentences that name them."""

from collections.abc import Sequence
from typing import Final

from desktop.services.session import Session
from desktop.store.base import Base
from desktop.store.kept_files import Spoken
from sync.records.french import number

_NAMED: Final = 5


def file_faults(session: Session, base: Base, *, full: bool = False) -> tuple[str, ...]:
    """Return what is wrong with the files written here; `full` opens each to its last byte."""
    blobs, written = session.blobs, base.kept_files.names()
    right = blobs.is_whole if full else blobs.is_here
    faulty = [
        each
        for each in base.kept_files.spoken()
        if blobs.name(each.digest) in written and not right(each.digest)
    ]
    return (_told(faulty),) if faulty else ()


def files_elsewhere(session: Session, base: Base) -> tuple[str, ...]:
    """Return a remark about the records whose file never was in this notebook."""
    blobs, written = session.blobs, base.kept_files.names()
    absent = [
        each
        for each in base.kept_files.spoken()
        if blobs.name(each.digest) not in written and not blobs.is_here(each.digest)
    ]
    if not absent:
        return ()
    subject = "Une pièce jointe n’a" if len(absent) == 1 else f"{number(len(absent))} pièces n’ont"
    return (f"{subject} pas encore de fichier dans ce carnet\u00a0: {_list(absent)}.",)


def _told(faulty: Sequence[Spoken]) -> str:
    one = len(faulty) == 1
    subject = "Un fichier joint manque ou est abîmé" if one else (
        f"{number(len(faulty))} fichiers joints manquent ou sont abîmés"
    )  # fmt: skip
    again = "joignez-le de nouveau" if one else "joignez-les de nouveau"
    rest = "Sa fiche et tout le reste sont" if one else "Leurs fiches et tout le reste sont"
    return (
        f"{subject}\u00a0: {_list(faulty)}. {rest} intacts\u00a0: si vous avez encore "
        f"l’original, {again}."
    )


def _list(files: Sequence[Spoken]) -> str:
    titles = [f"«\u00a0{each.title}\u00a0»" for each in files[:_NAMED]]
    more = len(files) - len(titles)
    return ", ".join(titles) + (f" et {number(more)} autres" if more else "")
