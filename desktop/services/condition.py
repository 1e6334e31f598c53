"""How the application is doing, in plain facts that one can read aloud over the telephone."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.services.notebook import Notebook
from desktop.store.identity import last_clock
from desktop.store.stored import moment_of
from sync.operations.clock import moment
from sync.records import RECORD_TYPES
from sync.records.french import number

CHECKED = "checked"
"""The name under which the moment of the last full check is remembered."""

_LEAST_ROOM = 500_000_000
_BACKUP_AGE = timedelta(days=7)
_CHECK_AGE = timedelta(days=60)
_DRIFT = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of the application; `sound` when nothing needs doing."""

    title: str
    sentence: str
    sound: bool = True


def condition(notebook: Notebook, version: str) -> tuple[Fact, ...]:
    """Return what there is to know: nothing in it comes from a record."""
    now = moment_of(notebook.base.now_ms())
    return (
        _size(notebook),
        _backups(notebook, now),
        _last_check(notebook, now),
        _room(notebook),
        *_folder(notebook),
        _clock(notebook, now),
        _waiting(notebook),
        Fact("Réseau", "Ce carnet n’échange avec aucun serveur : tout reste sur cet ordinateur."),
        Fact("Version", f"Carnet de quartier {version}."),
    )


def told(facts: tuple[Fact, ...]) -> str:
    """Return the facts as a text to send to whoever helps."""
    marks = {True: "en ordre", False: "à voir"}
    return "\n".join(f"{fact.title} ({marks[fact.sound]}) : {fact.sentence}" for fact in facts)


def note_check(notebook: Notebook) -> None:
    """Remember that every page was checked now."""
    notebook.remember(CHECKED, moment_of(notebook.base.now_ms()).isoformat())


def _size(notebook: Notebook) -> Fact:
    count = sum(notebook.count(kind) for kind in RECORD_TYPES)
    size = notebook.folder.base.stat().st_size
    return Fact("Carnet", f"{number(count)} fiches, {_megabytes(size)}, sur cet ordinateur.")


def _backups(notebook: Notebook, now: datetime) -> Fact:
    kept = notebook.backups.list()
    if not kept:
        return Fact(
            "Sauvegardes",
            "Aucune encore : la première se fait d’elle-même après vos premières fiches.",
        )
    age = now - kept[0].moment
    many = "" if len(kept) == 1 else "s"
    sentence = f"{len(kept)} sauvegarde{many} vérifiée{many}, la dernière {_since(age)}."
    return Fact("Sauvegardes", sentence, age < _BACKUP_AGE)


def _last_check(notebook: Notebook, now: datetime) -> Fact:
    written = notebook.remembered(CHECKED)
    if not written:
        return Fact("Vérification", "Jamais demandée : « Vérifier maintenant » lit chaque page.")
    age = now - datetime.fromisoformat(written)
    return Fact("Vérification", f"Toutes les pages ont été lues {_since(age)}.", age < _CHECK_AGE)


def _room(notebook: Notebook) -> Fact:
    free = shutil.disk_usage(notebook.folder.path).free
    sentence = f"{_megabytes(free)} libres sur le disque du carnet."
    if free >= _LEAST_ROOM:
        return Fact("Place", sentence)
    return Fact("Place", f"{sentence} C’est peu : libérez-en avant que tout soit plein.", False)


def _folder(notebook: Notebook) -> Iterator[Fact]:
    cautions = notebook.folder.cautions()
    if not cautions:
        yield Fact("Dossier", f"Le carnet est dans {notebook.folder.path}.")
    for caution in cautions:
        yield Fact("Dossier", f"{caution.sentence} {caution.advice}", False)


def _clock(notebook: Notebook, now: datetime) -> Fact:
    ahead = moment(last_clock(notebook.base.db)) - now
    if ahead < _DRIFT:
        return Fact("Horloge", "L’heure de cet ordinateur suit celle des dernières fiches.")
    return Fact(
        "Horloge",
        "Des fiches portent une date plus tardive que l’heure de cet ordinateur : vérifiez "
        "la date et l’heure dans les réglages de l’ordinateur.",
        False,
    )


def _waiting(notebook: Notebook) -> Fact:
    count = len(notebook.drafts())
    if not count:
        return Fact("En attente", "Aucune saisie inachevée.")
    many = "s" if count > 1 else ""
    return Fact("En attente", f"{count} saisie{many} inachevée{many}, gardée{many} en brouillon.")


def _network(notebook: Notebook) -> Fact:
    # Late: a start does not pay for the messages of the exchange.
    from desktop.services.exchanging.standing import standing

    here = standing(notebook)
    sentences = (here.may_i_close, here.the_others, *here.remarks)
    return Fact("Échanges", " ".join(sentences), not (here.trouble or here.lock.warning))


def _since(age: timedelta) -> str:
    if age < timedelta(hours=1):
        return "il y a moins d’une heure"
    if age < timedelta(days=1):
        return f"il y a {age.seconds // 3600} h"
    return f"il y a {age.days} jour{'s' if age.days > 1 else ''}"


def _megabytes(size: int) -> str:
    return f"{number(max(1, round(size / 1_000_000)))} Mo"
