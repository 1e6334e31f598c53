"""The second step: which workbooks, about what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.other_files import Readers
from desktop.services.workbooks.scope import Scope
from desktop.ui.exporting.data_choice import DataChoice
from desktop.ui.exporting.period_box import PeriodBox
from desktop.ui.exporting.service_card import ServiceCard
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.exporting.ticking import (
    TickBox,
    code_said,
    of_funders,
    of_kind,
    of_list,
    type_said,
)
from desktop.ui.panels.parts import Columns, Section, buttons
from desktop.ui.pieces import column, label, push
from desktop.ui.revealing import reveal
from desktop.ui.workplace import Workplace
from sync.records.funding import FunderType

# What one finds in each, after who reads it.
_HELD: Mapping[str, str] = {
    "W1": "Actions et montants, publics touchés, résultats par thème et par quartier.",
    "W2": "Plan de financement croisé, structures, conventions, budget prévu et réalisé.",
    "W3": "Visites d’accompagnement, vivier d’idées, besoins, ateliers et suites.",
    "W4": "Récits, effets constatés, marqueurs, paroles, ce qui est appris et changé.",
    "W5": "GUSP\u00a0: observations, ressources, marches, récurrences, suivi par responsable.",
    "W6": "Engagements tenus ou non, instances, décisions, alliances et droit commun.",
}
_NONE = "Cochez au moins un classeur."
_WORDS = (
    "Seules les paroles dont la personne a accepté la diffusion y sont, sans son nom. Les autres "
    "restent dans le carnet, et la feuille Lisez-moi dit combien."
)
_SEVERAL = "Plusieurs classeurs cochés sont enregistrés ensemble, dans le dossier de votre choix."


class MatterStep(Stepped):
    """Tells `checked` to go on, `left` for the step before."""

    checked = Signal()
    left = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        notebook = work.notebook
        self._notebook = notebook
        self.workbooks = {code: QCheckBox(_called(code)) for code in WORKBOOKS}
        self.period = PeriodBox(work.sources.today)
        self.territories = TickBox("Territoires", "tous", of_kind(notebook, "territory"))
        self.themes = TickBox("Thèmes", "tous", of_list(notebook, "theme"))
        self.dispositifs = TickBox("Dispositifs", "tous", of_list(notebook, "dispositif"))
        self.funders = TickBox("Financeurs", "tous", of_funders(notebook))
        self.words = QCheckBox("Inclure les paroles recueillies")
        self.service = ServiceCard(notebook)
        self.data = DataChoice()
        self.data.hide()
        self.lacking = label("", "attention", wrap=True)
        self.go_on = push("Vérifier", self._go_on, primary=True)
        self.back = push("Revenir", self.left.emit, quiet=True)
        self._build()
        self._connect()
        self._settle()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the workbooks that are ticked."""
        return tuple(code for code, box in self.workbooks.items() if box.isChecked())

    @property
    def boxes(self) -> tuple[TickBox, ...]:
        """Return the filters, in their order."""
        return self.territories, self.themes, self.dispositifs, self.funders

    def scope(self, first: Scope) -> Scope | None:
        """Return a scope with what is chosen here; None while the period cannot be read."""
        period = self.period.period
        if period is None:
            return None
        return replace(
            first,
            period=period,
            words=self.words.isChecked(),
            territories=self.territories.ticked,
            themes=self.themes.ticked,
            dispositifs=self.dispositifs.ticked,
            funders=self.funders.ticked.difference(FunderType),
            funder_types=frozenset(one for one in FunderType if one in self.funders.ticked),
        )

    def show_choice(self, codes: Sequence[str], scope: Scope) -> None:
        """Show what a preset chooses."""
        for code, box in self.workbooks.items():
            box.setChecked(code in codes)
        self.period.show_period(scope.period)
        self.words.setChecked(scope.words)
        self.territories.tick(self._headings(scope.territories))
        types = {one.value: type_said(one) for one in FunderType if one in scope.funder_types}
        self.funders.tick(types | self._headings(scope.funders))
        self.themes.tick(self._labels("theme", scope.themes))
        self.dispositifs.tick(self._labels("dispositif", scope.dispositifs))

    def show_data(self, readers: Readers | None) -> None:
        """Show what counts for the file of data of these readers; None for the workbooks."""
        if readers is not None:
            self.data.show_readers(readers)
        self.data.setVisible(readers is not None)
        self._choosing.setVisible(readers is None)
        self._filters.setVisible(readers is None)
        self.go_on.setText("Enregistrer le fichier…" if readers else "Vérifier")
        self._settle()

    def take_focus(self) -> None:
        """Go to the first workbook, or on for the file of data."""
        first = next(iter(self.workbooks.values()))
        (first if not self._choosing.isHidden() else self.go_on).setFocus()

    def fit(self) -> None:
        """Fit the lists to another size of text."""
        self.settle_foot()
        for box in self.boxes:
            box.fit()

    def _go_on(self) -> None:
        """Go on, with what is typed of the service kept."""
        if self.service.asking and not self.service.keep():
            reveal(self.service)
            return
        self.checked.emit()

    def _headings(self, ids: frozenset[str]) -> dict[str, str]:
        found = self._notebook.headings(ids)
        return dict(sorted(found.items(), key=lambda one: one[1]))

    def _labels(self, name: str, codes: frozenset[str]) -> dict[str, str]:
        known = {one.code: code_said(one) for one in self._notebook.entries(name)}
        return {code: known.get(code, code) for code in sorted(codes)}

    def _settle(self) -> None:
        data = self._choosing.isHidden()
        lacking = "" if data or self.codes else _NONE
        self.lacking.setText(lacking)
        self.lacking.setVisible(bool(lacking))
        self.go_on.setEnabled(not lacking and (data or self.period.period is not None))

    def _connect(self) -> None:
        for box in self.workbooks.values():
            box.toggled.connect(lambda _on: self._settle())
        self.period.changed.connect(self._settle)

    def _build(self) -> None:
        self._choosing = Section("Classeurs")
        self._choosing.say(_SEVERAL)
        self._choosing.add(Columns(*(_offered(*one) for one in self.workbooks.items())))
        self._filters = Section("Période et filtres", self.period, *self.boxes)
        said = label(_WORDS, "quiet", wrap=True)
        said.setContentsMargins(28, 0, 0, 0)
        self.words.setAccessibleDescription(_WORDS)
        self._filters.add(self.words, said)
        body, foot = QWidget(), QWidget()
        inside = column(body, spacing=14)
        for part in (self.data, self._choosing, self._filters):
            inside.addWidget(part)
        inside.addWidget(Section("Votre service", self.service))
        inside.addStretch(1)
        below = column(foot, spacing=6)
        below.addWidget(self.lacking)
        below.addWidget(buttons(self.go_on, self.back))
        self.lay_out(body, foot)


def _called(code: str) -> str:
    """Return « W5 – Observatoire social et urbain »: a box to tick stands on one line."""
    return f"{code} – {WORKBOOKS[code].title.removesuffix(', GUSP')}"


def _offered(code: str, box: QCheckBox) -> QWidget:
    """Return a workbook to tick, with what it holds and who reads it."""
    told = f"{_HELD[code]} Pour\u00a0: {WORKBOOKS[code].reader}."
    box.setAccessibleDescription(told)
    said = label(told, "quiet", wrap=True)
    said.setContentsMargins(28, 0, 0, 0)
    holder = QWidget()
    inside = column(holder, spacing=0)
    inside.addWidget(box)
    inside.addWidget(said)
    return holder
