"""What joins the parts of the main window: their places, what pages are given, what menus do."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.services.notebook import Notebook
from desktop.ui.carrying.dropping import Dropping
from desktop.ui.exchange.exchanges import Exchanges
from desktop.ui.forms.sources import Sources
from desktop.ui.notices import Offer
from desktop.ui.pieces import column, line
from desktop.ui.rail import EXCHANGE, EXPORT, HEALTH, SETTINGS
from desktop.ui.surroundings import Surroundings
from desktop.ui.verbs import Acts
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def workplace_of(window: "MainWindow", notebook: Notebook, around: Surroundings) -> Workplace:
    """Return what each page and panel is given."""
    sources = Sources(
        notebook,
        around.icons,
        around.today,
        window.open_record,
        remarks=around.remarks,
        discretion=window.discretion,
        created=lambda made: window.notices.done(made.sentence, Offer("Annuler", made.take_back)),
    )
    return Workplace(
        notebook,
        sources,
        window.notices,
        around.tasks,
        window.discretion,
        window.exchanges,
        begin=window.begin,
        resume=window.resume,
        go=window.go,
        back=window.back,
        act=window.act,
        ask_save=around.ask_save,
        ask_files=around.ask_files,
        ask_folder=around.ask_folder,
        zoom_factor=around.zoom_factor,
        theme=around.theme,
        opening=around.opening,
        version=around.version,
    )


def exchanges_of(window: "MainWindow", notebook: Notebook, around: Surroundings) -> Exchanges:
    """Return what exchanges with the server, asked for or by itself."""
    return Exchanges(
        notebook,
        around.tasks,
        (window.notices, window.status),
        join=partial(window.go, EXCHANGE),
        close=window.close,
        parent=window,
    )


def acts_of(window: "MainWindow", around: Surroundings) -> Acts:
    """Return what each command of the menus does."""
    return {
        **window.verbs.by_name(),
        **window.tools.by_name(),
        **window.exchanges.by_name(),
        **around.acts,
        "quit": window.close,
        "new_visit": partial(window.begin, "visit", {}),
        "new_idea": partial(window.begin, "idea", {}),
        "new_evaluation": partial(window.begin, "evaluation", {}),
        "new_observation": partial(window.begin, "observation", {}),
        "make_key": partial(_turn_to, window, EXCHANGE, "make_key"),
        "read_key": partial(_turn_to, window, EXCHANGE, "read_key"),
        "people": partial(window.go, "people"),
        "discretion": window.discretion.turn,
        "export": partial(window.go, EXPORT),
        "sent": partial(_turn_to, window, EXPORT, "sent"),
        "import": partial(window.go, "import"),
        "settings": partial(window.go, SETTINGS),
        "health": partial(window.go, HEALTH),
        "search": window.seek,
        "next_page": partial(window.rail.step, 1),
        "previous_page": partial(window.rail.step, -1),
        "focus_rail": window.rail.setFocus,
        "zoom_in": partial(around.zoom, 1),
        "zoom_out": partial(around.zoom, -1),
        "zoom_reset": partial(around.zoom, 0),
    }


def _turn_to(window: "MainWindow", key: str, view: str) -> None:
    """Open a view of a page, such as a form of the USB key on that of exchanges."""
    window.go(key)
    if window.page is not None:
        window.page.turn_to(view)


def lay_out(window: "MainWindow") -> None:
    """Put the parts of the window in their places."""
    right, middle, whole = QWidget(), QWidget(), QWidget()
    inside = column(right, spacing=0)
    for part in (window.notices, window.drafts, window.shelf):
        inside.addWidget(part)
    inside.setStretch(2, 1)
    middle.setLayout(line(window.rail, right, spacing=0))
    outside = column(whole, spacing=0)
    outside.addWidget(window.top)
    outside.addWidget(middle, 1)
    window.setCentralWidget(whole)
    window.setStatusBar(window.status)
    _tell_status(window)
    window.installEventFilter(Dropping(partial(_look_at, window), window))


def _tell_status(window: "MainWindow") -> None:
    """Have the status zone, and what the menus offer, follow the pages and the exchanges."""
    window.shelf.saved.connect(window.status.show_saved)
    window.shelf.kept.connect(window.status.show_kept)
    window.status.undecided.clicked.connect(partial(window.go, EXCHANGE))
    window.exchanges.sendable.connect(window.commands["exchange_and_quit"].setEnabled)
    window.exchanges.ended.connect(window.refresh_offers)
    window.closing.connect(window.exchanges.keeping.stop)


def _look_at(window: "MainWindow", path: Path) -> None:
    """Show what an exchange file holds that was dropped on the window."""
    window.go(EXCHANGE)
    if window.page is not None:
        window.page.look_at(path)
