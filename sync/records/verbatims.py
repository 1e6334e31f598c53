"""Words as they were said, with what their speaker agreed to."""

from typing import Annotated

from sync.records.base import Item
from sync.records.declare import CODE, LATEST, PERSON, TEXT, in_line, said
from sync.records.fields import CodeList, Sensitivity
from sync.records.roles import PartyRole


class Consent(CodeList):
    """How far the person who speaks accepts that the words travel."""

    NO_DIFFUSION = "AUCUNE_DIFFUSION", "Aucune diffusion"
    TEAM = "INTERNE", "L’équipe seulement"
    PARTNERS_ANONYMOUS = "PARTENAIRES_ANONYME", "Les partenaires, sans nom"
    PUBLIC_ANONYMOUS = "PUBLIC_ANONYME", "Tout public, sans nom"
    PUBLIC_NAMED = "PUBLIC_NOMME", "Tout public, avec le nom"


class Tone(CodeList):
    """How the words sound."""

    POSITIVE = "POSITIF", "Plutôt positif"
    MIXED = "MITIGE", "Partagé"
    NEGATIVE = "NEGATIF", "Plutôt négatif"
    NEUTRAL = "NEUTRE", "Neutre"


class Verbatim(Item):
    """One sentence said, kept in the words of the person."""

    label = "Parole recueillie"

    quote: Annotated[
        str,
        said(
            "Parole", "Les mots mêmes de la personne, sans détail qui la ferait reconnaître.", 500
        ),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ]
    context: Annotated[
        str | None,
        said("Contexte", "Ce qui était en train de se passer ou de se dire.", 300),
        in_line(Sensitivity.INTERNAL, TEXT, searched=True),
    ] = None
    theme: Annotated[
        str | None,
        said("Thème", "Le thème dont parle la personne.", 80),
        in_line(Sensitivity.PUBLIC, LATEST, kind=CODE, list_name="theme"),
    ] = None
    tone: Annotated[
        Tone | None,
        said("Tonalité", "Comment la parole sonne à l’oreille."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    by_role: Annotated[
        PartyRole | None,
        said("Dit par", "Le rôle de la personne, jamais son nom."),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    consent: Annotated[
        Consent,
        said("Accord de diffusion", "Jusqu’où la personne accepte que ses mots circulent."),
        in_line(Sensitivity.INTERNAL, PERSON),
    ] = Consent.NO_DIFFUSION
