"""What the words of the committee of financers mean, for the first sheet."""

from typing import Final

from desktop.export.content import Note
from desktop.services.workbooks.money_notes import APART, ASKED, EMPTY, GRANTED, P147, PROPOSED

NOTES: Final = (
    GRANTED,
    ASKED,
    PROPOSED,
    P147,
    APART,
    Note(
        "Avis des financeurs",
        "Avant la décision, l’état d’un financement n’est lu que par son financeur\u00a0: la case"
        " est vide pour les autres. Une fois la décision prise, votée ou refusée, elle est lue par"
        " tous.",
    ),
    Note(
        "Effet de levier",
        "Ce que tous les autres financeurs accordent pour 1 € accordé par le programme 147, en"
        " numéraire et sur le même périmètre.",
    ),
    Note(
        "Pluriannuel",
        "Un financement rattaché à une convention pluriannuelle d’objectifs (CPO), ou accordé pour"
        " plusieurs années. La part se lit face à l’objectif national de 50 %.",
    ),
    Note(
        "Reste à financer",
        "Le coût prévu sans les contributions volontaires (86), moins les produits prévus hors"
        " subventions, moins tout ce qui est accordé.",
    ),
    Note(
        "Budget",
        "Les lignes sont celles du CERFA 12156 et du CERFA 15059. La part et l’écart ne comparent"
        " que les actions dont le bilan est saisi. Les contributions volontaires (86 et 87) ont"
        " leur propre total.",
    ),
    Note(
        "Compte rendu financier (CRF)",
        "Dû six mois après la fin de l’exercice (loi n° 2000-321, article 10), ou à la date"
        " convenue. Les actions de l’exercice précédent y sont quand leur compte rendu est dû dans"
        " la période.",
    ),
    Note(
        "SCDL",
        "Seize colonnes du schéma «\u00a0subventions\u00a0» 2.1.1, toutes en texte, une ligne par"
        " convention. Toutes les conventions y sont, au-dessus comme au-dessous du seuil de"
        " 23 000 € qui rend la publication obligatoire. Sans convention signée, la date est celle"
        " de la décision\u00a0; au-dessus du seuil, la ligne attend la date de signature. Une CPO"
        " est une seule ligne, dans l’année de sa signature, pour toutes ses années. Les aides en"
        " nature d’un financeur y figurent. Le carnet écrit «\u00a0non\u00a0» à notificationUE et 1"
        " à pourcentageSubvention\u00a0: vérifiez-les si une aide est notifiée à la Commission"
        " européenne ou partagée entre plusieurs bénéficiaires.",
    ),
    EMPTY,
)
