"""The exchange in a few words, for the status zone."""

from desktop.services.exchanging.standing import Standing
from desktop.services.exchanging.wording import lapse


def brief(here: Standing, *, network: bool, under_way: bool) -> str:
    """Return « 3 fiches à envoyer · hors connexion · échangé il y a 2 heures », or ""."""
    if not here.joined:
        return ""
    if under_way:
        return "Échange en cours…"
    parts = [f"{here.unsent} à envoyer" if here.unsent else "Tout est envoyé"]
    if not network:
        parts.append("hors connexion")
    elif here.trouble:
        parts.append("échange arrêté")
    parts.append(_last(here))
    return " · ".join(parts)


def _last(here: Standing) -> str:
    if here.last_success is None:
        return "aucun échange encore"
    since = max(0, int((here.now - here.last_success).total_seconds() * 1000))
    return f"échangé il y a {lapse(since)}"
