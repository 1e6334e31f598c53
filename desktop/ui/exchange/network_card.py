"""The fold of the page of exchanges where one says how the server is reached."""

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from desktop.errors import UserError
from desktop.services.exchanging.networking import keep
from desktop.store.enrolment import enrolment_of
from desktop.store.network import Network, network_of
from desktop.ui.exchange.network_form import LANE, NetworkForm, tried
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, push, titled
from desktop.ui.workplace import Workplace

_KEPT = "Les réglages du réseau sont gardés. {}"
_MOVED = (
    "L’adresse n’a pas été changée, car rien n’y répond comme le serveur de l’équipe. Les autres "
    "réglages non plus."
)


class NetworkCard(QFrame):
    """Folded at first. Another address is kept only once the server answered there."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("card")
        self._work = work
        self.fold = push("Réglages réseau, proxy, certificat", lambda: None, quiet=True)
        self.fold.setCheckable(True)
        self.people_button = push(
            "Personnes et ordinateurs", partial(work.go, "people"), quiet=True
        )
        self.server = LineBox()
        self.form = NetworkForm(work, self.server.text)
        self.keep_button = push("Garder ces réglages", self.keep, primary=True)
        self._address, self._holder = QWidget(), QWidget()
        self._build()
        self.fold.toggled.connect(self._turn)

    def keep(self) -> None:
        """Keep what is chosen; try a new address first."""
        try:
            network = self.form.network()
        except UserError as error:
            self.form.say_trouble(error)
            return
        notebook, server = self._work.notebook, self.server.text().strip()
        enrolment = enrolment_of(notebook.base.settings)
        if enrolment is None or server.rstrip("/") == enrolment.url:
            self._write(network, "", "")
            return
        self.keep_button.setEnabled(False)
        self.form.say("Essai de la nouvelle adresse…")
        self._work.tasks.run(
            partial(tried, notebook, server, network),
            lane=LANE,
            owner=self,
            done=partial(self._write, network, server),
            failed=self._not_moved,
            stopped=self._stopped,
        )

    def _write(self, network: Network, server: str, said: str) -> None:
        self.keep_button.setEnabled(True)
        try:
            keep(self._work.notebook, network, server)
        except UserError as error:
            self.form.say_trouble(error)
            return
        self.form.say("")
        self._work.notices.done(_KEPT.format(said).strip())

    def _not_moved(self, error: BaseException) -> None:
        self.keep_button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.form.say(f"{_MOVED} {error}", "error")

    def _stopped(self) -> None:
        self.keep_button.setEnabled(True)
        self.form.say("")

    def _turn(self, shown: bool) -> None:
        self._holder.setVisible(shown)
        if shown:
            self._read()

    def _read(self) -> None:
        settings = self._work.notebook.base.settings
        enrolment = enrolment_of(settings)
        self._address.setVisible(enrolment is not None)
        self.server.setText(enrolment.url if enrolment else "")
        self.form.try_button.setVisible(enrolment is not None)
        self.form.show_network(network_of(settings))

    def _build(self) -> None:
        address = column(self._address, spacing=6)
        address.addWidget(titled("Adresse du serveur", self.server))
        address.addWidget(self.server)
        within = column(self._holder, spacing=6)
        within.addWidget(self._address)
        within.addWidget(self.form)
        within.addWidget(buttons(self.keep_button))
        self._holder.hide()
        inside = column(self, margin=16, spacing=8)
        inside.addWidget(buttons(self.fold, self.people_button))
        inside.addWidget(self._holder)
