"""What the commands of the workbooks say: figures, passages, exports, changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from desktop.cli.output import counted, dumped, note, safe, say, say_json
from desktop.cli.session import Session
from desktop.export.content import Figure
from desktop.export.said import said
from desktop.paths import resources_dir
from desktop.privacy.reader import late_reader
from desktop.services.workbooks.exporting import Preview
from desktop.services.workbooks.gate.passages import Passage, Remarks
from desktop.services.workbooks.kept_values import kept
from desktop.services.workbooks.register import Sent
from desktop.services.workbooks.since import FigureChange, RowChange, SheetChange, Since

if TYPE_CHECKING:
    from desktop.services.reading import Reading


def today_here() -> date:
    """Return the day of this computer."""
    return datetime.now().astimezone().date()


def privacy_remarks() -> Remarks:
    """Return what points out, in a text, what may tell too much."""
    return late_reader(resources_dir() / "privacy")


def say_remark(session: Session, sentence: str) -> None:
    """Say something to look at before sending, apart from the answer."""
    if not session.as_json:
        note(safe(f"À vérifier\u00a0: {sentence}"))


def show_passages(
    session: Session, passages: Iterable[Passage], reading: "Reading | None" = None
) -> None:
    """Show each passage to read, where it stands and why, apart from the answer.

    `reading` tells the codes of their records, which people know better than ids.
    """
    for each in passages:
        if session.as_json:
            note(dumped({"passage": passage_told(each)}))
            continue
        code = reading.get(each.record).code if reading and each.record else each.record
        place = f" (fiche {code})" if code else ""
        note(safe(f"À relire, feuille «\u00a0{each.sheet}\u00a0», {each.column}{place}"))
        note(safe(f"  {each.text}", lines=True))
        note(safe(f"  {each.why}"))


def say_made(session: Session, made: Sequence[Sent], *, as_list: bool) -> None:
    """Say which files were written."""
    if session.as_json:
        told = [*map(sent_told, made)]
        say_json(told if as_list else told[0])
        return
    for each in made:
        sheets = counted(len(each.counts), "feuille", "feuilles")
        rows = counted(sum(each.counts.values()), "ligne", "lignes")
        say(f"{safe(each.path)}\u00a0: {sheets}, {rows}. Envoi n°\u00a0{each.id}.")


def preview_told(seen: Preview) -> dict[str, Any]:
    """Return what a workbook would say as JSON."""
    return {
        "workbook": seen.content.code,
        "title": seen.content.title,
        "file_name": seen.file_name,
        "sheets": {sheet.name: len(sheet.rows) for sheet in seen.content.sheets},
        "figures": [*map(figure_told, seen.figures)],
        "left_out": [asdict(each) for each in seen.left_out],
        "remarks": [asdict(each) for each in seen.remarks],
        "passages": [*map(passage_told, seen.checked.passages)],
        "since": since_told(seen.since) if seen.since else None,
    }


def figure_told(figure: Figure) -> dict[str, Any]:
    """Return a figure as JSON."""
    return {"what": figure.what, "value": kept(figure.value), "held": figure.held}


def passage_told(passage: Passage) -> dict[str, Any]:
    """Return a passage as JSON."""
    return asdict(passage)


def sent_told(each: Sent) -> dict[str, Any]:
    """Return an export as JSON."""
    return {
        "number": each.id,
        "workbook": each.choice.code,
        "title": each.title,
        "preset": each.choice.preset,
        "period": str(each.choice.scope.period),
        "recipient": each.recipient,
        "at": each.at,
        "file": str(each.path or each.file_name),
        "format": each.format,
        "version": each.version,
        "sha256": each.digest,
        "rows": dict(each.counts),
        "figures": [*map(figure_told, each.figures)],
    }


def since_told(since: Since) -> dict[str, Any]:
    """Return what changed as JSON."""
    return {
        "number": since.sent.id,
        "nothing": since.nothing,
        "sentence": since.sentence,
        "figures": [*map(_figure_change, since.figures)],
        "sheets": [_sheet_change(sheet) for sheet in since.sheets],
        "new_sheets": since.new_sheets,
        "gone_sheets": since.gone_sheets,
    }


def lines_of(since: Since) -> Iterator[str]:
    """Yield what changed, one line for each thing."""
    for figure in since.figures:
        yield _before_after(figure)
    for name in since.new_sheets:
        yield f"Feuille ajoutée\u00a0: {name}"
    for name in since.gone_sheets:
        yield f"Feuille retirée\u00a0: {name}"
    for sheet in since.sheets:
        yield sheet.name
        yield from (f"  + {row.label}" for row in sheet.added)
        yield from (f"  − {row.label or 'une ligne'}" for row in sheet.removed)
        for row in sheet.changed:
            yield f"  {row.label}\u00a0: {', '.join(row.columns)}"
            yield from (f"    {_before_after(figure)}" for figure in row.figures)


def _before_after(figure: FigureChange) -> str:
    before, after = (said(value, figure.held) for value in (figure.before, figure.after))
    return f"{figure.what}\u00a0: {before or 'rien'} → {after or 'rien'}"


def _figure_change(figure: FigureChange) -> dict[str, Any]:
    return {"what": figure.what, "before": kept(figure.before), "after": kept(figure.after)}


def _sheet_change(sheet: SheetChange) -> dict[str, Any]:
    return {
        "sheet": sheet.name,
        "added": [*map(_row, sheet.added)],
        "removed": [*map(_row, sheet.removed)],
        "changed": [*map(_row, sheet.changed)],
    }


def _row(row: RowChange) -> dict[str, Any]:
    return {
        "label": row.label,
        "record": row.reference,
        "columns": row.columns,
        "figures": [*map(_figure_change, row.figures)],
    }
