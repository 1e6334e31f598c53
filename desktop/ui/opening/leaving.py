"""The screen of somebody who leaves a space: it goes on by itself, or says the ways that remain."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from desktop.errors import UserError
from desktop.services.carrying.naming import file_name
from desktop.services.exchanging.emptying import begun_emptying
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.stored import moment_of
from desktop.ui.icons import Icons
from desktop.ui.opening.crossing import lent, taken
from desktop.ui.opening.step import Step
from desktop.ui.pieces import label, line, push
from desktop.ui.revealing import reveal
from desktop.ui.tasks import Tasks

LEAVING: Final = "Vous quittez l’espace de votre équipe"
_LANE: Final = "opening"
_WHAT: Final = (
    "Ce qui n’est pas encore parti est envoyé au serveur, puis le carnet de cet ordinateur est "
    "effacé. Rien n’est effacé tant que tout n’est pas à l’abri."
)
_FILE: Final = (
    "Sans attendre le serveur\u00a0: ce qu’il n’a pas s’écrit dans un fichier chiffré, relu "
    "jusqu’au bout, puis le carnet s’efface. Un collègue de l’espace reprendra ce fichier et "
    "l’apportera au serveur. Vos notes pour vous seul n’en font pas partie."
)
_SENT: Final = "Vous avez quitté l’espace. Tout ce que vous aviez écrit est sur le serveur."
_UNTOLD: Final = (
    "Le serveur n’a pas entendu votre départ\u00a0: la personne qui gère l’espace peut retirer "
    "cet ordinateur de la liste."
)
_AGAIN: Final = "Réessayez plus tard, ou écrivez dans un fichier ce qui n’est pas parti."
Job = Callable[[Notebook, Ticket], str]


class LeavingStep(Step):
    """Tells `left` with what was done, `reopened` with the notebook, which stays as it was.

    Tells `ordered` with the notebook when its space has it emptied, `cut_short` with the folder
    when the emptying was begun and not ended.
    """

    left = Signal(str)
    reopened = Signal(object)
    ordered = Signal(object)
    cut_short = Signal(object)

    def __init__(self, tasks: Tasks, icons: Icons, ask_save: Callable[[str], Path | None]) -> None:
        super().__init__(LEAVING, icons)
        self._tasks = tasks
        self._ask_save = ask_save
        self._notebook: Notebook | None = None
        self._name = ""
        self.again_button = push("&Réessayer", self._send, primary=True)
        self.reopen_button = push("R&ouvrir le carnet", self._reopen)
        self.own_notes = QCheckBox("J’accepte de perdre &ces notes")
        self.file_button = push("&Écrire dans un fichier, puis quitter…", self._write)
        self._file = label(_FILE, wrap=True)
        self.inside.addWidget(label(_WHAT, wrap=True))
        self.finish(self.reopen_button, None, self.again_button)
        self.inside.addWidget(self._file)
        self.inside.addWidget(self.own_notes)
        self.inside.addLayout(line(self.file_button, None))

    def leave(self, notebook: Notebook) -> None:
        """Send what is left, then empty; the connection of this thread is closed."""
        self._name = file_name(notebook.person.name, moment_of(notebook.base.now_ms()))
        self._notebook = lent(notebook)
        self.own_notes.setChecked(False)
        self._send()

    def wait(self, waiting: bool) -> None:
        """Show the ways that remain only once it did not work."""
        super().wait(waiting)
        for part in (self.again_button, self.reopen_button, self._file, self.file_button):
            part.setVisible(not waiting)
        if waiting:
            self.own_notes.hide()

    def refuse(self, error: UserError) -> None:
        """Say why the notebook is still there, and offer what may help."""
        # Late, as below: a notebook that lives alone never loads the engine.
        from desktop.services.exchanging.leaving import FormsStay, OwnNotesStay
        from desktop.services.exchanging.troubles import Trouble

        passing = isinstance(error, Trouble) and not error.lasting
        super().refuse(UserError(error.sentence, _AGAIN) if passing else error)
        begun, own = isinstance(error, FormsStay), isinstance(error, OwnNotesStay)
        self._file.setHidden(begun)
        self.file_button.setHidden(begun)
        self.own_notes.setVisible(own or self.own_notes.isChecked())
        if own:
            self.own_notes.setFocus()
            reveal(self.file_button)
        else:
            (self.reopen_button if begun else self.again_button).setFocus()

    def _send(self) -> None:
        self._run(_sent)

    def _write(self) -> None:
        path = self._ask_save(self._name)
        if path is not None:
            self._run(partial(_written, path, self.own_notes.isChecked()))

    def _reopen(self) -> None:
        if self._notebook is not None:
            self.reopened.emit(taken(self._notebook))

    def _run(self, job: Job) -> None:
        notebook = self._notebook
        if notebook is None:
            return

        def whole(ticket: Ticket) -> str:
            with notebook.second() as own:
                return job(own, ticket)

        self.begin()
        self.wait(True)
        self._tasks.run(
            whole,
            lane=_LANE,
            owner=self,
            done=self.left.emit,
            failed=partial(self._failed, notebook),
            reported=self.say_how_far,
        )

    def _failed(self, notebook: Notebook, error: BaseException) -> None:
        from desktop.services.exchanging.declined import WipeOrdered

        if begun_emptying(notebook.folder.path):
            self.cut_short.emit(notebook.folder.path)
        elif isinstance(error, WipeOrdered):
            self.ordered.emit(notebook)
        elif isinstance(error, UserError):
            self.refuse(error)
        else:
            self.wait(False)
            raise error


def _sent(notebook: Notebook, ticket: Ticket) -> str:
    from desktop.services.exchanging.leaving import leave

    return _SENT if leave(notebook, ticket).told else f"{_SENT} {_UNTOLD}"


def _written(path: Path, without_own_notes: bool, notebook: Notebook, ticket: Ticket) -> str:
    from desktop.services.exchanging.leaving import leave_anyway

    made = leave_anyway(notebook, path, ticket, without_own_notes=without_own_notes)
    return (
        f"Vous avez quitté l’espace. Ce que le serveur n’avait pas est dans "
        f"«\u00a0{made.path.name}\u00a0»\u00a0: remettez ce fichier à un collègue de l’espace, "
        f"dont le carnet l’apportera au serveur. Empreinte, à comparer de vive voix si vous avez "
        f"un doute\u00a0: {made.print}."
    )
