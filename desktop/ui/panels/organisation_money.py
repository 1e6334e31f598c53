"""The money of an organisation: agreements above, all actions and all funders in one table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from desktop.services.desk.money import MoneyLine, money
from desktop.services.desk.plan import Agreed
from desktop.services.desk.reach import paid_for
from desktop.services.notebook import Changed
from desktop.ui import words
from desktop.ui.organisation.money import MoneyTable, MoneyView
from desktop.ui.organisation.saying import euros
from desktop.ui.panels.panel import Panel
from desktop.ui.pieces import column, label, line, push, repolish
from desktop.ui.workplace import Workplace

_MOST = 3
_TOUCHING = frozenset({"organisation", "action", "funding", "agreement", "partner", "list_entry"})


class MoneyPanel(Panel):
    """What was asked, proposed, granted and paid, and what account is due when."""

    title = "Actions et financements"
    first = True

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._record_id = ""
        self.table = MoneyTable(work.discretion.shown, self)
        self.view = MoneyView(self.table, work.sources.open_record)
        self.agreements: QLabel = label("", wrap=True)
        self.accounts: QLabel = label("", wrap=True)
        self._stack = QStackedWidget()
        self._build()
        work.discretion.tell_shown(self, self.read)

    def show_record(self, record_id: str) -> None:
        """Show the money of an organisation."""
        self._record_id = record_id
        self.read()

    def read(self) -> None:
        """Read everything again."""
        if not self._record_id:
            return
        notebook = self.work.notebook
        around = paid_for(notebook, self._record_id)
        found = money(notebook, around, self.work.sources.today())
        self.table.show(found.lines)
        self.view.measure()
        self._stack.setCurrentIndex(1 if found.is_empty else 0)
        self.agreements.setText("\n".join(map(self._agreed, found.agreements)))
        self.agreements.setVisible(bool(found.agreements))
        self._show_accounts(found.accounts)

    def on_changed(self, changed: Changed) -> None:
        """Read again when the money may have changed."""
        if changed.kinds & _TOUCHING:
            self.read()

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        self.view.fit()

    def _show_accounts(self, awaited: Sequence[MoneyLine]) -> None:
        late = any(line.account.late for line in awaited)
        said = [f"{line.name}, {line.account.sentence}" for line in awaited[:_MOST]]
        if len(awaited) > _MOST:
            said.append(f"et {words.counted(len(awaited) - _MOST, 'autre')}")
        sign = "⚠ " if late else ""
        self.accounts.setText(f"{sign}Compte rendu financier\u00a0: {' ; '.join(said)}.")
        self.accounts.setProperty("role", "attention" if late else "quiet")
        repolish(self.accounts)
        self.accounts.setVisible(bool(awaited))

    def _agreed(self, agreed: Agreed) -> str:
        shown = self.work.discretion.shown
        yearly = ", ".join(f"{year}\u00a0: {shown(euros(sum_))}" for year, sum_ in agreed.yearly)
        due = agreed.evaluation_due
        parts = (
            f"Convention pluriannuelle {agreed.years[0]}–{agreed.years[1]}\u00a0: {agreed.title}",
            f"prévu {yearly}" if yearly else "",
            f"évaluation prévue le {words.short_day(due)}" if due else "",
        )
        return " · ".join(part for part in parts if part)

    def _begin(self) -> None:
        self.work.begin("action", {"organisation": self._record_id})

    def _build(self) -> None:
        table, nothing = QWidget(), QWidget()
        inner = column(table, spacing=6)
        inner.addWidget(self.accounts)
        inner.addWidget(self.agreements)
        inner.addWidget(self.view, 1)
        inner.addLayout(line(None, push("Copier le tableau", self._copy, quiet=True)))
        empty = column(nothing, margin=16)
        text = "Aucune action ni aucun financement n’est encore noté pour cette structure."
        empty.addWidget(label(text, "quiet", wrap=True))
        empty.addLayout(line(push("Ajouter une action", self._begin, primary=True), None))
        empty.addStretch(1)
        self._stack.addWidget(table)
        self._stack.addWidget(nothing)
        column(self, margin=10).addWidget(self._stack, 1)
        self.view.fit()

    def _copy(self) -> None:
        self.view.clearSelection()
        self.view.copy()
        self.work.notices.done("Le tableau est copié\u00a0: collez-le dans un tableur.")
