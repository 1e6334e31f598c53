"""What a cell of a list shows: the base has put codes and links in words, except when many."""

import json
from functools import partial
from typing import Any

from desktop.services.notebook import Notebook
from desktop.ui import words
from desktop.ui.lists.table import Say
from sync.records.fields import FieldSpec, Kind


def cell_sayer(notebook: Notebook) -> Say:
    """Return what turns a cell of `Notebook.rows` into a text."""
    return partial(_say, notebook)


def _say(notebook: Notebook, field: FieldSpec, value: Any) -> str:
    many = field.kind in (Kind.CODES, Kind.LINKS) and isinstance(value, str)
    return _many(notebook, field, value) if many else words.cell(field, value)


def _many(notebook: Notebook, field: FieldSpec, text: str) -> str:
    try:
        parts = [str(part) for part in json.loads(text)]
    except (ValueError, TypeError):
        return text
    if field.kind is Kind.LINKS:
        headings = notebook.headings(parts)
        return ", ".join(headings[part] for part in parts if part in headings)
    return ", ".join(notebook.label_of(field, part) for part in parts)
