"""Whether the notebook is sound, in sentences that can be read over the telephone."""

from contextlib import closing
from dataclasses import dataclass

from desktop.services.attaching.file_health import file_faults, files_elsewhere
from desktop.services.session import Session
from desktop.store.base import Base
from desktop.store.damage import check
from sync.operations.chain import FaultReason, check_chain
from sync.records.french import number


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check says, in French; `sound` when nothing needs doing.

    `files_only` when the base is whole and attached files are not: no backup would mend that.
    """

    sound: bool
    sentences: tuple[str, ...]
    files_only: bool = False


def examine(session: Session, *, full: bool = False) -> CheckReport:
    """Check every page, then every operation; any thread may call.

    `full` also compares the indexes with their tables.
    """
    with closing(session.connect()) as base:
        pages = check(base.connection, full=full)
        if not pages.sound:
            return CheckReport(
                False,
                (
                    "Le fichier du carnet est abîmé. Vos sauvegardes sont intactes\u00a0: "
                    "restaurez la dernière depuis le menu Outils ou avec «\u00a0carnet backup "
                    "restore\u00a0»; ce qui a été écrit depuis sera repris autant que possible.",
                ),
            )
        return _with_files(_of_the_log(base), session, base, full=full)


def _with_files(report: CheckReport, session: Session, base: Base, *, full: bool) -> CheckReport:
    """Add what there is to say of the files; what is wrong is said first, and then alone."""
    faults = file_faults(session, base, full=full)
    if not report.sound or faults:
        wrong = () if report.sound else report.sentences
        return CheckReport(False, (*wrong, *faults), files_only=report.sound)
    return CheckReport(True, (*report.sentences, *files_elsewhere(session, base)))


def _of_the_log(base: Base) -> CheckReport:
    found = check_chain(base.log.everything(), redacted_ids=base.log.redacted())
    # What the server keeps apart, or this version cannot read, is missing in others' chains.
    faults = [
        each
        for each in found
        if each.reason is not FaultReason.GAP or base.log.is_of_own_chain(each.operation_id)
    ]
    records = int(base.db.execute("SELECT count(*) FROM record").fetchone()[0])
    if faults or base.log.broken_ends():
        return CheckReport(
            False,
            (
                "Des enregistrements du journal manquent ou ne se suivent pas comme prévu. Vos "
                "fiches se lisent toujours\u00a0: prévenez la personne qui suit l’outil, avec une "
                "sauvegarde.",
            ),
        )
    return CheckReport(
        True,
        (
            f"Tout va bien\u00a0: {number(records)} fiches, et toutes les pages du fichier sont "
            "intactes.",
            "Chaque enregistrement du journal suit le précédent.",
        ),
    )
