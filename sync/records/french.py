"""Small French wording: the article of a title, quotes and numbers as France writes them."""

from types import MappingProxyType

# Only words whose gender is sure; any other title is quoted, which is never wrong.
_NOUNS = MappingProxyType(
    {
        "le": """
            besoin bilan budget bureau but code commentaire consentement contenu contexte
            contrat coût dispositif domaine dossier début fichier financeur format genre groupe
            libellé lien lieu marqueur micro-récit mode moment montant motif niveau nom nombre
            numéro parcours partenaire pilote point porteur poste premier prénom public quartier
            rang rapport recueil responsable récit rôle sens service stade statut sujet
            territoire texte thème titre ton type
        """,
        "la": """
            citation commune complexité compétence contribution date demande dernière
            description difficulté diffusion durée décision fiche fin fonction forme fréquence
            gravité ligne liste légende nature note parole part personne perspective phase
            phrase portée position première priorité précision période quantité question raison
            ressource réponse solidité source structure suite temporalité tonalité tranche
            valeur ville visite
        """,
        "l’": """
            accord action activité adresse agent alerte alliance amorce année appui article
            association atelier auteur autrice axe effet engagement enjeu entité exercice heure
            identifiant idée indicateur instance intensité intercommunalité intitulé objectif
            objet observation organisation organisme origine unité usage échelon échéance
            élément étape état évaluation événement
        """,
        "les": """
            besoins codes communes compétences dates difficultés dispositifs faits financeurs
            indicateurs marqueurs minutes montants mots moyens objectifs organismes partenaires
            personnes points preuves quartiers questions ressources structures suites
            territoires thèmes
        """,
    }
)
_ARTICLES = MappingProxyType(
    {noun: article for article, nouns in _NOUNS.items() for noun in nouns.split()}
)

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
"""The months as one writes them, from January."""

SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
"""The months where there is little room: at the head of a column, in a list."""


def named(title: str) -> str:
    """Return a title with its article ("la date de la visite"), or in quotes."""
    first, _, rest = title.partition(" ")
    article = _ARTICLES.get(first.lower())
    if article is None or (first.isupper() and len(first) > 1):
        return f"une réponse à {quoted(title)}" if title else "une réponse"
    words = f"{first.lower()} {rest}".rstrip()
    return f"{article}{words}" if article == "l’" else f"{article} {words}"


def quoted(text: str) -> str:
    """Return a text between French quotes."""
    return f"«\u00a0{text}\u00a0»"


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence: its acronyms keep their capitals."""
    return label[:1].lower() + label[1:]


def number(value: float) -> str:
    """Return a number with its thousands apart and a decimal comma ("1 234,5")."""
    whole = float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.4f}".rstrip("0")
    return text.replace(",", "\u202f").replace(".", ",")


def euros(cents: int) -> str:
    """Return an amount in cents as French text, such as 1 234,50 €."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'−' if cents < 0 else ''}{number(whole)},{rest:02d}\u00a0€"
