"""CSV files as they come: letters, separators, quotes, and those that are no table."""

import pytest

from desktop.importing.table import UnreadableTable
from desktop.importing.text_table import read_text_table

TEXT = 'Nom;Objet\nÉcole d’été;"Deux\nlignes; et « un » point"\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_letters_are_recognised(encoding: str) -> None:
    table = read_text_table(TEXT.encode(encoding))

    assert [row.cells for row in table.rows] == [
        ("Nom", "Objet"),
        ("École d’été", "Deux\nlignes; et « un » point"),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_that_cuts_evenly(separator: str) -> None:
    rows = [["Nom", "Adresse"], ["A", "1 rue B"], ["C", "2, rue; D\tE"]]
    text = "\r\n".join(
        separator.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows
    )

    table = read_text_table(text.encode())

    assert [list(row.cells) for row in table.rows] == rows


def test_a_single_column_needs_no_separator() -> None:
    assert [row.cells for row in read_text_table(b"siret\n1\n2\n").rows] == [
        ("siret",),
        ("1",),
        ("2",),
    ]


def test_lines_are_counted_as_a_text_editor_does() -> None:
    table = read_text_table(b'a;b\n\n;;\n"1\n2";3\n4;5\n')

    assert [row.number for row in table.rows] == [1, 4, 6]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n \n",
        b'a;b\n"jamais ferm\xc3\xa9;c\n',
        b"a;b\n" + b"x" * 200_000 + b";c\n",
        b"\xff\xfea\x00;\x00b\x00c",
        b"\x81\x8d\x8f;\xe9",
        b"a;b\x00c\n",
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        read_text_table(content)

    assert "Rien n’a été écrit" in refusal.value.sentence
    assert refusal.value.advice


def test_more_rows_than_a_notebook_takes_are_refused() -> None:
    with pytest.raises(UnreadableTable, match="200\u202f000"):
        read_text_table(b"a;b\n" * 200_001)
