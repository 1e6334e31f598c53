"""Small French wording: the article of a title, quotes and numbers as France writes them."""

from types import MappingProxyType

# Only words whose gender is sure; any other title is quoted, which is never wrong.
_NOUNS = MappingProxyType(
    {
        "le": """bilan bureau code commentaire consentement contenu contexte contrat coût domaine
        dispositif dossier fichier financeur format genre lien lieu mode moment montant
        motif nom niveau nombre numéro parcours partenaire pilote point porteur poste prénom
        public quartier rang rapport responsable rôle récit sens service stade statut sujet
        territoire texte thème titre type ton""",
        "la": """commune complexité compétence contribution date demande description difficulté
        diffusion durée décision fiche fin fonction forme fréquence gravité légende liste
        nature note personne perspective phase phrase portée priorité période question raison
        ressource réponse solidité source structure suite tonalité tranche valeur ville visite
        temporalité citation""",
        "l’": """action activité adresse agent alerte alliance amorce année appui article
        association atelier auteur autrice axe engagement enjeu effet entité heure idée identifiant
        indicateur instance intensité intitulé intercommunalité objectif objet observation
        organisation organisme origine unité usage échelon échéance élément état étape évaluation
        événement exercice""",
        "les": """codes communes compétences dates difficultés faits mots moyens objectifs
        organismes partenaires personnes points preuves quartiers questions ressources structures
        suites territoires thèmes besoins""",
    }
)
_ARTICLES = MappingProxyType(
    {noun: article for article, nouns in _NOUNS.items() for noun in nouns.split()}
)


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


def number(value: float) -> str:
    """Return a number with its thousands apart and a decimal comma ("1 234,5")."""
    whole = float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.4f}".rstrip("0")
    return text.replace(",", "\u202f").replace(".", ",")
