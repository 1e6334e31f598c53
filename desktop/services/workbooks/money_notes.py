"""What the words of money mean in the workbooks, in the notes of their first sheet."""

from typing import Final

from desktop.export.content import Note

GRANTED: Final = Note(
    "Accordé",
    "Le montant d’un financement voté, versé ou soldé. Un montant saisi avant le vote n’est pas"
    " compté. Les montants accordés sont publics (loi n° 2000-321 du 12 avril 2000, article 10).",
)
ASKED: Final = Note(
    "Demandé",
    "Le montant des demandes déposées, refusées comprises\u00a0; un financement seulement envisagé"
    " n’est pas une demande.",
)
PROPOSED: Final = Note(
    "Proposé",
    "Le montant proposé à l’instruction. Il ne paraît que dans le classeur du financeur qui l’a"
    " proposé, et après la décision.",
)
P147: Final = Note(
    "P147",
    "Les crédits de l’État pour la politique de la ville (programme 147). Tous les autres"
    " financeurs en numéraire sont des cofinanceurs, les autres crédits de l’État compris.",
)
APART: Final = Note(
    "Hors des montants",
    "Les ressources propres des structures, la valorisation du bénévolat et des dons (comptes 86 et"
    " 87) et les aides en nature ne sont pas des financements en argent\u00a0: aucun total de"
    " subventions ne les comprend. Le coût prévu et le coût réalisé sont ceux du budget entier.",
)
EMPTY: Final = Note(
    "Cellules vides",
    "Une cellule vide est une information qui n’est pas connue, ou le nom d’une fiche qui n’est pas"
    " encore validée\u00a0; jamais un zéro.",
)
