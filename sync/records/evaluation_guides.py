"""When each form of an evaluation note is the right one, and how it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sync.records.evaluation_base import LEARNING, EvaluationForm
from sync.records.fields import FieldSpec


@dataclass(frozen=True, slots=True)
class Guide:
    """One sentence to choose a form, one to carry it out; the questions are the fields' help."""

    when: str
    how: str


GUIDES: Final[Mapping[EvaluationForm, Guide]] = MappingProxyType(
    {
        # Davies and Dart, 2005: the selection and its reasons are the heart of the method.
        EvaluationForm.STORY: Guide(
            "Quelqu’un raconte ce qui a changé, et cela vaut d’être partagé.",
            "Écoutez, relisez à voix haute, puis faites choisir un récit par un groupe, avec sa"
            " raison.",
        ),
        # Wilson-Grau and Britt: the outcome first, the contribution afterwards.
        EvaluationForm.EFFECT: Guide(
            "Vous avez vu un groupe, un service ou une règle changer.",
            "Partez du changement, remontez vers ce que l’action y a apporté, puis faites-le"
            " confirmer.",
        ),
        EvaluationForm.QUOTE: Guide(
            "Une phrase dit mieux que vous ce qui se passe.",
            "Notez les mots mêmes, sans les commenter, avec l’accord de la personne.",
        ),
        # After SenseMaker: the teller interprets the story, nobody else does.
        EvaluationForm.MICRO_NARRATIVE: Guide(
            "La personne veut dire elle-même ce que son histoire signifie.",
            "Posez une question ouverte, écoutez, puis laissez la personne placer ses points.",
        ),
        EvaluationForm.MARKERS: Guide(
            "Plusieurs parties veulent comparer leurs regards sur une action.",
            "Chacun donne ses niveaux de son côté ; on discute ensuite les écarts, sans moyenne.",
        ),
        EvaluationForm.SHARED_REVIEW: Guide(
            "Une étape ou une action se termine et l’on fait le point ensemble.",
            "Répondez à cinq questions, à plusieurs, en gardant les désaccords.",
        ),
        EvaluationForm.FIGURES: Guide(
            "Il faut compter : public touché, indicateurs prévus et réalisés.",
            "Reprenez les indicateurs du dossier, et dites d’où vient chaque chiffre.",
        ),
    }
)


def asks(field: FieldSpec) -> bool:
    """Tell whether the help of a field is a question of the method, to keep in sight."""
    when = field.about.when
    return (when is not None and when.field == "form") or field.about.section == LEARNING
