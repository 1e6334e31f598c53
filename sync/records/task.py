"""A task: what someone has to do, by when, and about which record."""

from datetime import date
from typing import Annotated, Final

from sync.records.base import Record
from sync.records.declare import FORM, LATEST, LIST, LONG, TEXT, internal, never, said
from sync.records.fields import CodeList
from sync.records.kinds import KINDS

MAIN = "L’essentiel"
FOLLOW_UP = "Suivi"


class Priority(CodeList):
    """How pressing the task is."""

    LOW = "BASSE", "Basse"
    NORMAL = "NORMALE", "Normale"
    HIGH = "HAUTE", "Haute"


class TaskState(CodeList):
    """Whether the task is done."""

    TO_DO = "A_FAIRE", "À faire"
    IN_PROGRESS = "EN_COURS", "En cours"
    DONE = "FAITE", "Faite"
    DROPPED = "ABANDONNEE", "Abandonnée"


OPEN: Final = (TaskState.TO_DO, TaskState.IN_PROGRESS)
"""What is still to be done."""


class Task(Record):
    """Something to do after a visit, a meeting or an observation."""

    kind = "task"
    label = "Tâche"
    label_plural = "Tâches"
    feminine = True
    prefix = "TAC"
    heading_fields = ("what",)
    order_by = ("due_on", True)

    what: Annotated[
        str,
        said("Quoi", "Ce qu’il y a à faire, en commençant par un verbe.", 300),
        internal(MAIN, LIST, TEXT, searched=True, width=40),
    ]
    who: Annotated[
        str,
        said("Qui", "La personne de l’équipe qui s’en charge.", 80),
        never(MAIN, LIST, LATEST, searched=True, personal=True),
    ]
    due_on: Annotated[
        date,
        said("Pour quand", "Le jour où ce doit être fait."),
        internal(MAIN, LIST, LATEST),
    ]
    priority: Annotated[
        Priority,
        said("Priorité", "Basse, normale ou haute."),
        internal(MAIN, LIST, LATEST),
    ] = Priority.NORMAL
    state: Annotated[
        TaskState,
        said("État", "Où en est la tâche."),
        internal(MAIN, LIST, LATEST),
    ] = TaskState.TO_DO
    about: Annotated[
        str | None,
        said("Liée à", "La fiche d’où vient la tâche.", 36),
        internal(MAIN, FORM, LATEST, target=KINDS),
    ] = None
    done_on: Annotated[
        date | None,
        said("Faite le", "Le jour où elle a été faite."),
        internal(FOLLOW_UP, FORM, LATEST),
    ] = None
    note: Annotated[
        str | None,
        said("Note", "Ce qui aide à la faire, ou ce qui s’est passé.", 4_000),
        never(FOLLOW_UP, FORM, TEXT, kind=LONG, searched=True),
    ] = None
