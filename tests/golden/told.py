"""Tell a workbook as lines of text, so that a change in any figure is a difference one can read."""

from collections.abc import Iterator

from desktop.export.content import Content, Row, Sheet, Typed, Value


def told(content: Content) -> Iterator[str]:
    """Yield the lines of a content: figures, notes, remarks, then each sheet, row by row."""
    yield f"# {content.code} {content.title}"
    for figure in content.figures:
        yield f"figure: {figure.what} = {_value(figure.value)} ({figure.held.value})"
    for remark in content.remarks:
        yield f"remark: {remark.sentence}"
    for left in content.left_out:
        yield f"left out: {left.what} = {left.count} : {left.why}"
    for check in content.checks:
        yield f"check: {check.what} = {check.expected} in {check.sheet} / {check.column or 'rows'}"
    for note in content.notes:
        yield f"note: {note.title} : {_on_one_line(note.text)}"
    for sheet in content.sheets:
        yield from _sheet(sheet)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"== {sheet.name} : {sheet.title}"
    yield _row(tuple(column.title for column in sheet.columns))
    yield from map(_row, sheet.rows)
    for chart in sheet.charts:
        yield f"chart: {chart.title} : {chart.said}"


def _row(row: Row) -> str:
    return " | ".join(map(_value, row))


def _value(value: Value) -> str:
    if isinstance(value, Typed):
        value = value.value
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else _on_one_line(str(value))


def _on_one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())
