"""What the words of the programmation mean, for the first sheet."""

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
        "Actions sur plusieurs quartiers",
        "Une action est comptée une seule fois. Celle qui touche plusieurs quartiers est sur la"
        " ligne «\u00a0Actions sur plusieurs quartiers\u00a0»\u00a0; les colonnes «\u00a0Actions"
        " partagées\u00a0» la rappellent dans chaque quartier, sans s’ajouter aux totaux.",
    ),
    Note(
        "Publics",
        "Une personne qui suit deux actions est comptée dans chacune. Le prévu vient de la demande,"
        " le réalisé du bilan\u00a0; une cellule vide veut dire que personne n’a compté.",
    ),
    Note(
        "Thèmes",
        "La nomenclature du programme 147, dans le millésime de l’action. Une action a un seul"
        " thème.",
    ),
    EMPTY,
)
