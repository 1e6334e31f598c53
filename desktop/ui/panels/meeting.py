"""« Séance »: what an instance debated, who spoke, what it decided, what it can prepare."""

from desktop.services.steering.meetings import Present, Sitting, sitting
from desktop.ui import words
from desktop.ui.charts.shares import Share, SharesBar
from desktop.ui.panels.follow_up import decision_line, plain_line, rows
from desktop.ui.panels.parts import Columns, Facts, RowLine, Section, buttons
from desktop.ui.panels.preparing import Preparing
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import label, push
from desktop.ui.workplace import Workplace

_NO_QUESTION = (
    "Aucune question n’est écrite. Une à trois vraies questions, dans l’onglet «\u00a0Fiche\u00a0»,"
    " aident l’instance à décider."
)
_NO_TIME = "Donnez une nature et une durée aux points de l’ordre du jour pour voir leur partage."
_NOBODY = "Personne n’est encore noté. La présence se note par organisme, sans nom."


class MeetingPanel(ScrolledPanel):
    """One session, from its questions to what it leaves; and what the next one can take up."""

    title = "Séance"
    first = True
    kinds = frozenset({"meeting", "decision", "commitment", "observation", "evaluation"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.questions = Section("Ce que l’instance doit trancher")
        self._asked = label("", "title", wrap=True)
        self.chart = SharesBar("Temps de la séance")
        self.time = Section("Le temps, en minutes", self.chart)
        self._share = label("", "field", wrap=True)
        self._remark = label("", "quiet", wrap=True)
        self.present = rows(work, "Organismes présents", _NOBODY)
        self.voices = Facts()
        self.material = rows(work, "Matière de terrain", "Aucune matière de terrain présentée.")
        self.decisions = rows(work, "Décisions", "Aucune décision notée.")
        self._learned = label("", wrap=True)
        self.learned = Section("Ce que l’on a appris", self._learned)
        self.preparing = Preparing(work)
        self._build()

    def read(self) -> None:
        """Show the session again."""
        told = sitting(self.work.notebook, self.record_id, self.work.sources.today())
        self._show_questions(told)
        self._show_time(told)
        self._show_voices(told)
        self.material.show_lines([plain_line(one) for one in told.material])
        self.decisions.show_lines([decision_line(one) for one in told.decisions])
        self._learned.setText(told.meeting.learned or "")
        self.learned.setVisible(bool(told.meeting.learned))
        self.preparing.show_meeting(told.meeting)

    def _build(self) -> None:
        self.questions.add(self._asked)
        self.time.add(self._share, self._remark)
        decide = push("Nouvelle décision", self._decide)
        charge = push("Nouvelle tâche", self._charge)
        self.fill(
            self.questions,
            Columns(self.time, Section("Qui est là, qui parle", self.voices, self.present)),
            Columns(
                Section("Décisions", self.decisions, buttons(decide, charge)),
                Section("Matière de terrain présentée", self.material),
            ),
            self.learned,
            self.preparing,
        )

    def _show_questions(self, told: Sitting) -> None:
        asked = [question.question for question in told.meeting.questions]
        self._asked.setText("\n".join(_numbered(asked)))
        self._asked.setVisible(bool(asked))
        self.questions.say("" if asked else _NO_QUESTION)

    def _show_time(self, told: Sitting) -> None:
        shares = told.shares
        parts = (
            Share("Information", shares.information, _minutes(shares.information)),
            Share("Débat", shares.debate, _minutes(shares.debate)),
            Share("Décision", shares.decision, _minutes(shares.decision)),
            Share("Nature non précisée", shares.unsaid, _minutes(shares.unsaid)),
        )
        self.chart.setVisible(bool(shares.total))
        self.chart.show_shares(parts if shares.unsaid else parts[:3])
        self.time.say("" if shares.total else _NO_TIME)
        for said, text in ((self._share, shares.sentence), (self._remark, shares.remark)):
            said.setText(text)
            said.setVisible(bool(text))

    def _show_voices(self, told: Sitting) -> None:
        residents, minutes = told.meeting.residents_present, told.meeting.usage_speaking_minutes
        percent = told.speaking_percent
        share = f", {percent}\u00a0% de la séance" if percent is not None else ""
        self.voices.show_facts(
            (
                ("Habitantes et habitants", "" if residents is None else words.number(residents)),
                ("Temps de parole d’usage", "" if minutes is None else _minutes(minutes) + share),
            )
        )
        self.present.show_lines([_present_line(one) for one in told.present])

    def _decide(self) -> None:
        told = sitting(self.work.notebook, self.record_id, self.work.sources.today()).meeting
        values = {"meeting": told.id, "decided_on": told.held_on, "territory": told.territory}
        self.work.begin("decision", values)

    def _charge(self) -> None:
        self.work.begin("task", {"about": self.record_id})


def _numbered(asked: list[str]) -> list[str]:
    if len(asked) < 2:
        return asked
    return [f"{place}. {text}" for place, text in enumerate(asked, start=1)]


def _minutes(count: int) -> str:
    return words.counted(count, "minute")


def _present_line(present: Present) -> RowLine:
    roles = ", ".join(role.label.lower() for role in present.roles)
    count = words.counted(present.count, "personne") if present.count else ""
    return RowLine(present.id, present.name, " · ".join(part for part in (roles, count) if part))
