"""What people write is never taken for HTML: nothing in the windows could read it so."""

import re
from pathlib import Path

import pytest

# A document, or what makes one: it reads HTML, follows its links and loads its pictures.
_READERS = re.compile(
    r"\b(setHtml|insertHtml|appendHtml|setMarkdown|insertMarkdown|QTextDocument|QTextBrowser"
    r"|QTextEdit|QStaticText|RichText|AutoText|QMessageBox|QErrorMessage|QWebEngine\w*"
    r"|QNetwork(?!Information)\w*|QWhatsThis|QToolTip\.showText)\b"
)
# The guide is ours, and is the only text that is drawn and not shown as it is written; the style
# sheet only colours it. The map takes the signs of HTML off before it tells what a point is. The
# titles of the charts of a workbook are made by openpyxl, far from any window.
_ALLOWED = {"text_window.py", "style_sheet.py", "canvas.py", "charts.py"}


def sources(root: Path) -> list[Path]:
    """Return every module of the windows."""
    return sorted((root / "desktop").rglob("*.py"))


def test_no_window_has_a_reader_of_html_but_the_guide(root: Path) -> None:
    found = {
        f"{path.name}: {reader}"
        for path in sources(root)
        if path.name not in _ALLOWED
        for reader in _READERS.findall(path.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize("word", ["QTextBrowser", "RichText"])
def test_a_reader_of_html_would_be_found(word: str) -> None:
    assert _READERS.search(f"made = {word}()")
