"""Who signs, and the phrase that opens the notebook: the two settings that are the person's."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import UserError
from desktop.services.signing import sign_as
from desktop.ui.opening.secret_field import SecretField
from desktop.ui.panels.parts import Section, buttons
from desktop.ui.pieces import column, label, push
from desktop.ui.workplace import Workplace

_LOST = (
    "Une phrase de plusieurs mots sans lien entre eux. Elle n’est gardée nulle part : "
    "si elle se perd, seule la clé de secours ouvre le carnet."
)


class Signature(Section):
    """The name and the initials that sign each record."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self.name = QLineEdit()
        self.initials = QLineEdit()
        self.initials.setMaxLength(4)
        super().__init__(
            "Vous",
            _titled("Votre nom, tel que l’équipe le lit", self.name),
            _titled("Vos initiales, dans le code des fiches (VIS-26-JD-0042)", self.initials),
            buttons(push("Enregistrer le nom et les initiales", self.save)),
        )
        self.refresh()

    def refresh(self) -> None:
        """Show who signs now."""
        person = self._work.notebook.person
        self._signing = (person.name, person.initials)
        self.name.setText(person.name)
        self.initials.setText(person.initials)

    def settle(self) -> None:
        """Sign with what is typed, if it is another name; what cannot sign is given up."""
        if (self.name.text(), self.initials.text()) != self._signing:
            self.save()

    def save(self) -> None:
        """Sign with these from now on."""
        try:
            person = sign_as(self._work.notebook, self.name.text(), self.initials.text())
        except UserError as error:
            self._work.notices.failed(error)
            return
        self.refresh()
        self._work.notices.done(f"Vos prochaines fiches seront signées {person.name}.")


class Phrase(Section):
    """Another passphrase for the same notebook."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        icons = work.sources.icons
        self.old = SecretField("Phrase secrète actuelle", icons)
        self.new = SecretField("Nouvelle phrase secrète", icons)
        self.again = SecretField("La nouvelle, encore une fois", icons)
        super().__init__(
            "Phrase secrète",
            label(_LOST, "quiet", wrap=True),
            self.old,
            self.new,
            self.again,
            buttons(push("Changer la phrase secrète", self.change)),
        )

    def change(self) -> None:
        """Change it, off the window's thread: deriving a key is slow on purpose."""
        if self.new.text != self.again.text:
            self._work.notices.warn(
                "Les deux nouvelles phrases diffèrent. La phrase d’avant reste la bonne : "
                "écrivez-les de nouveau."
            )
            return
        path, old, new = self._work.notebook.folder.path, self.old.text, self.new.text
        self._work.tasks.run(
            lambda _ticket: self._work.opening.change_passphrase(path, old, new),
            lane="keys",
            owner=self,
            done=lambda _none: self._changed(),
            failed=self._refused,
        )

    def _changed(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self._work.notices.done("La nouvelle phrase secrète ouvre le carnet dès maintenant.")

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._work.notices.failed(error)


def _titled(title: str, box: QLineEdit) -> QWidget:
    made = QWidget()
    name = label(title, "field", wrap=True)
    name.setBuddy(box)
    box.setAccessibleName(title)
    inside = column(made, spacing=4)
    inside.addWidget(name)
    inside.addWidget(box)
    return made
