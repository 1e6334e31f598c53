"""Load the cells of a template, and nothing that is not looked at: no image, chart or comment."""

from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import openpyxl
from openpyxl.workbook import Workbook

_UNSEEN: Final = (
    "xl/media/",
    "xl/drawings/",
    "xl/charts/",
    "xl/embeddings/",
    "xl/pivotTables/",
    "xl/pivotCache/",
    "xl/externalLinks/",
    "xl/comments",
    "xl/threadedComments/",
    "xl/vbaProject.bin",
    "customXml/",
)
_KEPT: Final = ("/table", "/hyperlink")
"""What a sheet is bound to that matters here: its tables, and the links of its cells."""


def loaded(archive: ZipFile) -> Workbook:
    """Return the workbook of an archive, read by openpyxl from a copy without what is not seen.

    Images would be opened by a library of images, comments and charts by code that few files
    try: all that can fail, or fill the memory, is left out. Raises what openpyxl raises.
    """
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as lighter:
        for name in archive.namelist():
            if not name.startswith(_UNSEEN):
                lighter.writestr(name, _lighter(name, archive.read(name)))
    return openpyxl.load_workbook(kept, keep_links=False)


def _lighter(name: str, content: bytes) -> bytes:
    folder = name.rpartition("/")[0]
    if not folder.endswith("sheets/_rels"):
        return content
    relations = ElementTree.fromstring(content)
    for one in list(relations):
        if not one.attrib.get("Type", "").endswith(_KEPT):
            relations.remove(one)
    return ElementTree.tostring(relations)
