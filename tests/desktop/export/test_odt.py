"""The text document: headings, real tables with header rows, nothing about who wrote it."""

from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from desktop.export.content import (
    As,
    Column,
    Content,
    Hidden,
    LeftOut,
    Note,
    Passed,
    Row,
    Sheet,
    Typed,
    Value,
)
from desktop.export.odt import write_odt
from desktop.export.said import said
from desktop.export.source import About

ABOUT = About("Service ville", "ville@example.org", datetime(2026, 11, 23, 9, tzinfo=UTC), "1")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def made(*sheets: Sheet) -> ZipFile:
    """Return the archive of a document of these sheets."""
    file = BytesIO()
    content = Content("CRF", "Compte rendu & bilan", sheets, notes=(Note("Note", "Un projet."),))
    write_odt(file, Passed(content, (LeftOut("Publics", 2, "Moins de 5."),)), ABOUT)
    return ZipFile(file)


def tree(archive: ZipFile) -> ElementTree.Element:
    """Return the body of a document."""
    return ElementTree.fromstring(archive.read("content.xml"))


def words(element: ElementTree.Element) -> list[str]:
    """Return the text of each cell of a table."""
    return ["".join(cell.itertext()) for cell in element.iter(f"{TABLE}table-cell")]


def answers(*rows: Row) -> Sheet:
    """Return a sheet of questions and answers."""
    columns = (Column("Rubrique", As.TEXT, ""), Column("Réponse", As.LONG_TEXT, ""))
    return Sheet("Bilan", "1. Bilan", "En mots.", columns, rows)


def figures(*rows: Row) -> Sheet:
    """Return a sheet of amounts."""
    columns = (Column("Compte", As.TEXT, ""), Column("Montant", As.EUROS, "", total=True))
    return Sheet("Charges", "2. Charges", "", columns, rows)


def test_a_document_is_recognised_by_its_first_entry() -> None:
    archive = made(figures(("601", 1)))

    first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert archive.read(first) == b"application/vnd.oasis.opendocument.text"


def test_each_sheet_has_its_heading_and_its_table_with_a_header_row() -> None:
    body = tree(made(figures(("601", 123_456), ("604", 100))))

    headings = ["".join(each.itertext()) for each in body.iter(f"{TEXT}h")]
    (table,) = body.iter(f"{TABLE}table")
    (header,) = table.iter(f"{TABLE}table-header-rows")
    assert headings == ["2. Charges", "À propos de ce document"]
    assert words(header) == ["Compte", "Montant"]
    assert words(table)[2:4] == ["601", "1\u202f234,56\u00a0€"]
    assert words(table)[-2:] == ["Total", "1\u202f235,56\u00a0€"]


def test_answers_are_paragraphs_and_empty_ones_a_line_to_fill_in() -> None:
    body = tree(made(answers(("Lieux", ""), ("Objectifs", "Un\nDeux"))))

    headings = ["".join(each.itertext()) for each in body.iter(f"{TEXT}h")]
    paragraphs = ["".join(each.itertext()) for each in body.iter(f"{TEXT}p")]
    assert headings[1:3] == ["Lieux", "Objectifs"]
    assert "…" * 30 in paragraphs
    assert len(list(body.iter(f"{TEXT}line-break"))) == 1


def test_text_is_text_whatever_it_looks_like() -> None:
    odd = "=1+1 <b>&amp;</b> \x07\ttab  deux"

    body = tree(made(figures((odd, None))))

    (table,) = body.iter(f"{TABLE}table")
    assert words(table)[2].startswith("=1+1 <b>&amp;</b>")
    assert len(list(table.iter(f"{TEXT}tab"))) == 1


def test_a_sheet_without_rows_says_so() -> None:
    body = tree(made(figures()))

    assert "Aucune fiche ne correspond à ce périmètre." in "".join(body.itertext())
    assert not list(body.iter(f"{TABLE}table"))


def test_nobody_is_named_as_the_author() -> None:
    archive = made(figures(("601", 1)))

    meta = archive.read("meta.xml").decode()

    assert "creator" not in meta
    assert "Compte rendu &amp; bilan" in meta
    assert "Service ville" in "".join(tree(archive).itertext())


def test_pages_are_numbered_and_what_was_withheld_is_said() -> None:
    archive = made(figures(("601", 1)))

    styles = archive.read("styles.xml").decode()

    assert "page-number" in styles
    assert "page-count" in styles
    assert "Laissé de côté\u00a0: Publics, 2. Moins de 5." in "".join(tree(archive).itertext())


@pytest.mark.parametrize(
    ("value", "held", "expected"),
    [
        (0.583, As.SHARE, "58,3\u00a0%"),
        (date(2026, 6, 30), As.DAY, "30/06/2026"),
        (True, As.YES_NO, "Oui"),
        (Hidden.FEW, As.WHOLE, "<5"),
        (Typed(1200, As.WHOLE), As.TEXT, "1\u202f200"),
        (2025, As.YEAR, "2025"),
        (None, As.EUROS, ""),
        (-50, As.EUROS, "−0,50\u00a0€"),
    ],
)
def test_values_are_said_as_france_writes_them(value: Value, held: As, expected: str) -> None:
    assert said(value, held) == expected
