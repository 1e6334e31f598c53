"""The way to every screen of the main window, and each state that it shows on the way."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.ui.exporting.page import ExportPage
from desktop.ui.exporting.template.chosen_action import choose_action
from desktop.ui.exporting.template.page import FILL, FillPage
from desktop.ui.exporting.template.report_page import REPORT
from desktop.ui.pages.registry import CAPTURE, CAPTURED
from desktop.ui.rail import EXCHANGE, EXPORT, HEALTH, HOME, REVIEW, SEARCH, SETTINGS, TRASH
from sync.records import RECORD_TYPES
from tests.desktop.export.template.models import make_template
from tests.desktop.ui.stage import Stage

Screen = Callable[[Stage], Iterator[str]]


def _page(key: str, stage: Stage) -> Iterator[str]:
    """Show a page that is not of a kind."""
    stage.window.go(key)
    stage.settle()
    yield key


def _search(stage: Stage) -> Iterator[str]:
    stage.window.go(SEARCH)
    stage.window.shelf.search.look_for("titre")
    stage.settle()
    yield "results"
    stage.window.shelf.search.look_for("introuvable")
    stage.settle()
    yield "nothing found"


def _finder(stage: Stage) -> Iterator[str]:
    stage.window.go(HOME)
    stage.window.act("search")
    stage.settle()
    yield "recent and commands"
    stage.window.finder.look_for("titre")
    stage.settle()
    yield "answers"
    stage.window.finder.hide()


def _bars(stage: Stage) -> Iterator[str]:
    """Show the bars: unfinished work, a deletion to take back, the screen that is shown."""
    stage.window.go("task")
    stage.settle()
    yield "drafts"
    stage.window.open_record(stage.records["task"])
    stage.window.act("delete")
    stage.settle()
    yield "deleted"
    stage.window.act("undo")
    stage.window.act("discretion")
    stage.settle()
    yield "shown to somebody"
    stage.window.act("discretion")


def _capture(kind: str, stage: Stage) -> Iterator[str]:
    """Show a quick form folded, unfolded and refused."""
    stage.window.go(f"{CAPTURE}{kind}")
    page = stage.window.page
    assert page is not None
    page.start_new({})
    stage.settle()
    yield "folded"
    page.form.panel.unfold(True)  # type: ignore[attr-defined]  # a quick form has one
    stage.settle()
    yield "unfolded"
    page.save()
    stage.settle()
    yield "refused"
    page.delete()
    stage.window.notices.bar.dismiss()


def _export(stage: Stage) -> Iterator[str]:
    """Show each step of an export, each tab of its last one, and what was sent."""
    stage.window.go(EXPORT)
    page = stage.window.page
    assert isinstance(page, ExportPage)
    page.recipient.manage.click()
    stage.settle()
    yield "for whom"
    page.recipient.choose("etat")
    page.describe()
    stage.settle()
    yield "what"
    for box in page.matter.boxes:
        box.fold.click()
    page.matter.service.unfold()
    page.matter.period.spans.setCurrentIndex(2)
    page.matter.period.show_boxes()
    stage.settle()
    yield "what, unfolded"
    page.verify()
    stage.settle()
    for place in range(page.check.tabs.count()):
        if page.check.tabs.isTabVisible(place):
            page.check.tabs.setCurrentIndex(place)
            stage.settle()
            yield page.check.tabs.tabText(place)
    page.turn_to("sent")
    stage.settle()
    yield "sent"


def _report(stage: Stage) -> Iterator[str]:
    """Show where the report of an action begins, then what it would say."""
    stage.window.go(REPORT)
    stage.settle()
    yield "without an action"
    choose_action(stage.notebook, stage.records["action"])
    stage.window.go(REPORT)
    stage.settle()
    yield "of an action that may not leave"
    stage.window.notices.bar.dismiss()
    stage.notebook.edit(stage.records["action"], {"review_state": "VALIDE"})
    stage.window.go(REPORT)
    stage.settle()
    yield "of an action"


def _fill(stage: Stage) -> Iterator[str]:
    """Show the choice of a template, then one being pointed at."""
    choose_action(stage.notebook, "")
    stage.window.go(FILL)
    stage.settle()
    yield "no template"
    page = stage.window.page
    assert isinstance(page, FillPage)
    with TemporaryDirectory() as folder:
        page.read(make_template(Path(folder) / "modele.xlsx"))
        stage.settle()
    yield "a template"
    page.parts.grid.go_to((4, 2))
    page.put()
    stage.settle()
    yield "a cell filled"


def _kind(kind: str, stage: Stage) -> Iterator[str]:
    """Show the views of a kind, a new form refused, then each tab of a full record."""
    window = stage.window
    window.go(kind)
    stage.settle()
    yield "page"
    yield from _views(stage)
    if window.page is not None and kind != "attachment":
        window.page.start_new({})
        window.page.save()
        stage.settle()
        yield "refused"
        window.page.delete()
        window.notices.bar.dismiss()
    window.open_record(stage.records[kind])
    yield from _tabs(stage)


def _views(stage: Stage) -> Iterator[str]:
    page = stage.window.page
    for view in page.views if page is not None else ():
        page.turn_to(view)  # type: ignore[union-attr]  # there is a page when it has views
        stage.settle()
        yield view


def _tabs(stage: Stage) -> Iterator[str]:
    records = stage.window.records
    assert records is not None
    records.sheet.form.panel.unfold(True)
    tabs = records.sheet.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        stage.settle()
        yield tabs.tabText(place)


SCREENS: Mapping[str, Screen] = {
    **{key: partial(_page, key) for key in (HOME, REVIEW, EXCHANGE, TRASH, SETTINGS, HEALTH)},
    EXPORT: _export,
    REPORT: _report,
    FILL: _fill,
    SEARCH: _search,
    "finder": _finder,
    "bars": _bars,
    **{f"{CAPTURE}{kind}": partial(_capture, kind) for kind in sorted(CAPTURED)},
    **{kind: partial(_kind, kind) for kind in RECORD_TYPES},
}
