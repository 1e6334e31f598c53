"""What an exchange that went to its end did, in one sentence."""

from desktop.services.exchanging.wording import counted
from sync.client.outcome import Outcome


def done(outcome: Outcome, *, photos: bool) -> str:
    """Say what moved; ``photos`` when the files of the notebook are nothing but pictures."""
    sent = _moved(outcome.sent, outcome.files_sent, "envoyé", photos=photos)
    received = _moved(outcome.received, outcome.files_fetched, "reçu", photos=photos)
    moved = ", ".join(filter(None, (sent, received)))
    return f"L’échange est fait\u00a0: {moved}." if moved else "Tout était déjà à jour."


def _moved(changes: int, files: int, what: str, *, photos: bool) -> str:
    """Return « 1 modification et 2 photos envoyées », "" when nothing moved."""
    named = ("photo", "photos") if photos else ("fichier joint", "fichiers joints")
    parts = (
        counted(changes, "modification") if changes else "",
        counted(files, *named) if files else "",
    )
    said = " et ".join(filter(None, parts))
    if not said:
        return ""
    gender = "" if files and not photos else "e"
    return f"{said} {what}{gender}{'s' if changes + files > 1 else ''}"
