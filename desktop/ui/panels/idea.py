"""What an idea's sheet tells besides its form: its path, what it lacks, which support fits."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.ideas.advice import Advice, advise, compared, follow, followed, said
from desktop.services.ideas.path import IdeaPath, path_of
from desktop.services.ideas.stages import tell_residents
from desktop.services.notebook import Changed
from desktop.ui import words
from desktop.ui.panels.idea_steps import StepRow
from desktop.ui.panels.panel import Panel
from desktop.ui.panels.undoing import carried_out
from desktop.ui.pieces import column, label, line, push
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.idea import Idea

NO_PATH = (
    "Le chemin de cette idée commence ici. Indiquez dans la fiche d’où elle vient, et choisissez"
    " cette idée dans les visites et les actions qui la concernent\u00a0: elles s’y rangeront."
)
_READ = frozenset(
    {
        "idea",
        "visit",
        "observation",
        "meeting",
        "workshop",
        "action",
        "funding",
        "evaluation",
        "decision",
    }
)


class IdeaPanel(Panel):
    """Shows the genealogy of an idea from top to bottom; every step opens its record."""

    title = "Parcours"

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._idea = ""
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Parcours de l’idée")
        self.setFocusProxy(self.area)
        column(self).addWidget(self.area)
        work.discretion.tell(self, self._read_if_shown)

    def show_record(self, record_id: str) -> None:
        """Show the path of a saved idea."""
        self._idea = record_id
        idea = self.work.notebook.get(record_id)
        if not isinstance(idea, Idea):
            return
        path = path_of(self.work.notebook, idea)
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=14, spacing=10)
        self._tell_what_lacks(inside, path)
        self._advise(inside, idea, path)
        self._tell_path(inside, path)
        self._tell_residents(inside, path)
        inside.addStretch(1)
        above = self.area.verticalScrollBar().value()
        before = self.area.takeWidget()
        self.area.setWidget(holder)
        self.area.verticalScrollBar().setValue(above)
        if before is not None:
            # One of its buttons may be what was just pressed.
            before.deleteLater()

    def on_changed(self, changed: Changed) -> None:
        """Read the path again when one of its steps may have changed."""
        if changed.kinds & _READ:
            self._read_if_shown()

    def _read_if_shown(self) -> None:
        if self._idea and self.isVisible():
            self.show_record(self._idea)

    def _tell_what_lacks(self, inside: QVBoxLayout, path: IdeaPath) -> None:
        inside.addWidget(label("Pour avancer", "section"))
        lacks = ", ".join(lack[:1].lower() + lack[1:] for lack in path.lacks)
        text = (
            f"Il manque\u00a0: {lacks}."
            if lacks
            else "Rien de noté dans «\u00a0Ce qui manque\u00a0»."
        )
        inside.addWidget(label(text, "" if lacks else "quiet", wrap=True))
        done = path.asked - len(path.to_complete)
        filled = f"Fiche remplie\u00a0: {done} champs demandés sur {path.asked}."
        left = ", ".join(path.to_complete)
        inside.addWidget(
            label(f"{filled} À compléter\u00a0: {left}." if left else filled, "quiet", wrap=True)
        )

    def _advise(self, inside: QVBoxLayout, idea: Idea, path: IdeaPath) -> None:
        advice = advise(path.situation)
        if advice is None:
            return
        frame = QFrame()
        frame.setObjectName("card")
        room = column(frame, margin=12, spacing=6)
        room.addWidget(label(said(advice), wrap=True))
        others = ", ".join(f"«\u00a0{mode.label}\u00a0»" for mode in advice.others)
        room.addWidget(label(f"Autres possibilités\u00a0: {others}.", "quiet", wrap=True))
        if followed(advice, idea.support_mode, idea.time_span):
            room.addWidget(label("C’est ce que dit déjà la fiche.", "ok"))
        else:
            differs = compared(advice, idea.support_mode, idea.time_span)
            if differs:
                room.addWidget(label(differs, wrap=True))
            take = push("Reprendre cette suggestion", partial(self._take, advice))
            room.addLayout(line(take, None))
        inside.addWidget(frame)

    def _tell_path(self, inside: QVBoxLayout, path: IdeaPath) -> None:
        inside.addWidget(label("Le chemin de l’idée", "section"))
        if path.days_to_support is not None:
            days = words.counted(path.days_to_support, "jour")
            inside.addWidget(label(f"Entre l’idée entendue et l’idée soutenue\u00a0: {days}."))
        if not any(step.record_id for step in path.steps):
            inside.addWidget(label(NO_PATH, "quiet", wrap=True))
        steps = QVBoxLayout()
        steps.setSpacing(0)
        for step in path.steps:
            steps.addWidget(StepRow(step, self.work))
        inside.addLayout(steps)
        for kind, count in path.more.items():
            name = words.counted(count, RECORD_TYPES[kind].label, RECORD_TYPES[kind].label_plural)
            inside.addWidget(label(f"Et encore\u00a0: {name.lower()}.", "quiet"))

    def _tell_residents(self, inside: QVBoxLayout, path: IdeaPath) -> None:
        inside.addWidget(label("Retour fait aux habitantes et habitants", "section"))
        if path.told_on is not None:
            inside.addWidget(label(f"Fait le {words.long_day(path.told_on)}.", "ok", wrap=True))
            return
        inside.addWidget(label("Pas encore noté.", "quiet"))
        tell = push("Noter le retour aujourd’hui", self._tell_today)
        inside.addLayout(line(tell, None))

    def _tell_today(self) -> None:
        today = self.work.sources.today()
        self._write(
            partial(tell_residents, self.work.notebook, self._idea, today),
            "Le retour aux habitantes et habitants est noté à la date d’aujourd’hui.",
        )

    def _take(self, advice: Advice) -> None:
        self._write(
            partial(follow, self.work.notebook, self._idea, advice),
            "La suggestion est reprise dans la fiche.",
        )

    def _write(self, act: Callable[[], object], done: str) -> None:
        if carried_out(self.work, act, done):
            self.show_record(self._idea)
            self.area.setFocus()
