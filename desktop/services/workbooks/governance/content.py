"""The whole of W6: « Instances et droit commun »."""

from typing import Final

from desktop.export.content import Content, Labels, Note
from desktop.services.workbooks.governance.alliances import alliances
from desktop.services.workbooks.governance.attendance import attendance
from desktop.services.workbooks.governance.commitments import commitments
from desktop.services.workbooks.governance.credits import credits_granted
from desktop.services.workbooks.governance.decisions import decisions
from desktop.services.workbooks.governance.partners import partners
from desktop.services.workbooks.governance.sittings import sittings
from desktop.services.workbooks.governance.summary import TITLE, figures, summary
from desktop.services.workbooks.parts import put_together
from desktop.services.workbooks.sources import Sources
from sync.records.commitment import Commitment, MeansNature
from sync.records.decision import Decision, DecisionState
from sync.records.funding import Funding
from sync.records.meeting import Meeting
from sync.records.meeting_items import AttendanceRole
from sync.records.partner import Partner

_NOTES: Final = (
    Note(
        "Engagement de la période",
        "Un engagement n’a pas un seul jour. Il est de la période s’il avait commencé avant la fin "
        "(sa fiche, une étape franchie, un point avec les partenaires ou son échéance le dit) et "
        "s’il restait à tenir le premier jour\u00a0: échéance à venir, engagement encore à "
        "tenir, ou "
        "point fait depuis. Un engagement sur plusieurs années est donc dans chacun des bilans.",
    ),
    Note(
        "Tenu, tenu en partie, non tenu",
        "L’état noté lors du dernier point avec les partenaires, au jour de l’extraction, même "
        "pour une période passée. «\u00a0Tenu en partie\u00a0» reste à tenir.",
    ),
    Note(
        "Par partenaire",
        "Un engagement pris à plusieurs compte pour chacun\u00a0: la somme des partenaires "
        "dépasse le "
        "nombre d’engagements.",
    ),
    Note(
        "Moyens de droit commun",
        "Ce que les partenaires apportent avec leurs moyens ordinaires. Le montant n’est compté "
        "que lorsqu’il est connu\u00a0; il ne s’ajoute pas aux montants accordés aux actions.",
    ),
    Note(
        "Débat et décision",
        "La part des minutes de l’ordre du jour en débat ou en décision, sur les points dont la "
        "nature est notée. Le temps de parole d’usage est celui où les habitantes et habitants "
        "parlent de ce qu’ils vivent.",
    ),
    Note(
        "Présence",
        "Des organismes, jamais des personnes\u00a0: ni nom, ni nombre de personnes par organisme.",
    ),
    Note(
        "Décision de la période",
        "Selon sa date\u00a0; à défaut, selon la date de la séance qui l’a prise. Une décision "
        "est en "
        "retard quand elle reste à mener après son échéance.",
    ),
    Note(
        "Alliance",
        "De 0 (inconnu) à 4 (copilote). Le niveau du début est le dernier noté le premier jour de "
        "la période ou, si rien n’était encore noté, le premier noté ensuite\u00a0; celui de la "
        "fin, le dernier noté avant la fin de la période.",
    ),
    Note(
        "Droit commun et crédits spécifiques",
        "Le programme 147 est spécifique. Les autres lignes sont réparties selon ce que leur fiche "
        "dit («\u00a0Droit commun\u00a0: oui ou non\u00a0»)\u00a0; ce que rien ne dit est montré "
        "à part, sans être réparti. Montants votés, en argent\u00a0; ni ressources propres, ni "
        "valorisation, ni aide en nature.",
    ),
    Note(
        "Lignes et comptes",
        "Toutes les fiches validées sont comptées. Seules celles qui sont validées et "
        "«\u00a0Diffusable\u00a0» ont une ligne. Les montants accordés sont publics.",
    ),
)


def content(sources: Sources) -> Content:
    """Return all that W6 says."""
    start = Content("W6", TITLE, (), notes=_NOTES, figures=figures(sources), lists=_lists(sources))
    parts = (
        summary(sources),
        commitments(sources),
        partners(sources),
        sittings(sources),
        attendance(sources),
        decisions(sources),
        alliances(sources),
        credits_granted(sources),
    )
    return put_together(start, parts)


def _lists(sources: Sources) -> tuple[Labels, ...]:
    named = (
        (Commitment, "state"),
        (Meeting, "meeting_type"),
        (Meeting, "dispositifs"),
        (Meeting, "restitution"),
        (Decision, "nature"),
        (Partner, "echelon"),
        (Partner, "alliance_level"),
        (Funding, "funder_type"),
    )
    return (
        *(sources.labels(model, name) for model, name in named),
        Labels("État de la décision", tuple((s.value, s.label) for s in DecisionState)),
        Labels("Nature du moyen", tuple((n.value, n.label) for n in MeansNature)),
        Labels("Rôle", tuple((r.value, r.label) for r in AttendanceRole)),
    )
