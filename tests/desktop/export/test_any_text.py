"""Whatever text is in a content, wherever it is, the three files are sound and it is kept."""

import csv
import io
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.export.content import (
    As,
    Chart,
    Check,
    Column,
    Content,
    Labels,
    LeftOut,
    Marks,
    Note,
    Passed,
    Remark,
    Sheet,
)
from desktop.export.csv_sheets import write_csv
from desktop.export.ods import write_ods
from desktop.export.source import About
from desktop.export.text import cell_text
from desktop.export.workbook import write_workbook

ANY = st.text(st.characters(), max_size=40)


def content_of(text: str) -> Passed:
    """Return a content that says a text everywhere it may."""
    title = f"{text} (€)"
    column = Column("Texte", As.TEXT, text, unit=text, origin=text, form=text, listed=text)
    figures = Column(title, As.WHOLE, "", total=True)
    chart = Chart(text, Marks.BARS, "Texte", (title,), text)
    sheets = (
        Sheet(f"A{text}", text, text, (column, figures), ((text, 3),), charts=(chart,)),
        Sheet(f"B{text}", text, text, (column,), (), when_empty=text),
    )
    return Passed(
        Content(
            code="W1",
            title=text,
            sheets=sheets,
            notes=(Note(text, text),),
            checks=(Check(text, 3, f"A{text}", title),),
            left_out=(LeftOut(text, 1, text),),
            remarks=(Remark(text),),
            lists=(Labels(text, ((text, text),)),),
        ),
        withheld=(LeftOut(text, 1, text),),
    )


@settings(max_examples=30, deadline=None)
@example(text="\ud800\x00\x0b\ufffe")
@example(text="it's [a] #'test' @ & <b>]]>")
@example(text="=1+1\n\t\r\n  x")
@example(text="_x0041_")
@given(text=ANY)
def test_any_text_is_kept_in_the_three_formats(about: About, text: str) -> None:
    expected = cell_text(text).text
    passed = content_of(text)
    files = [io.BytesIO() for _ in range(3)]

    for write, file in zip((write_workbook, write_ods, write_csv), files, strict=True):
        write(file, passed, about, lambda *_told: None)

    sheet = load_workbook(files[0]).worksheets[1]
    assert str(sheet["A5"].value or "").replace("_x005F_", "_") == expected
    assert sheet["B6"].value.startswith("=SUBTOTAL(109,T_A")
    with ZipFile(files[1]) as archive:
        for name in archive.namelist():
            if name != "mimetype":
                Xml.fromstring(archive.read(name))
    with ZipFile(files[2]) as archive:
        body = archive.read(archive.namelist()[1]).decode("utf-8-sig")
    shown = list(csv.reader(io.StringIO(body, newline=""), delimiter=";"))[1][0]
    assert shown in (expected, f"'{expected}")
