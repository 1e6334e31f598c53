"""How the server is reached: proxy, certificate, and a try that says what is wrong."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.services.exchanging.networking import read_authority, read_proxy, try_out
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.network import Network
from desktop.ui import words
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, LineBox, announce, column, label, push, repolish, titled
from desktop.ui.tasks import Tasks

LANE: Final = "network"
_SYSTEM, _NONE, _BY_HAND = "", "none", "hand"
_PROXIES: Final = (
    ("Celui de cet ordinateur (conseillé)", _SYSTEM),
    ("Aucun", _NONE),
    ("Saisi à la main", _BY_HAND),
)
_TRUSTED: Final = "Certificats reconnus\u00a0: ceux de cet ordinateur."
_TRUSTED_TOO: Final = "Certificats reconnus\u00a0: ceux de cet ordinateur, et {}."
_TRYING: Final = "Essai en cours…"


class Around(Protocol):
    """What the form needs of the place where it stands."""

    @property
    def notebook(self) -> Notebook:
        """Return the notebook whose way to the server it is."""

    @property
    def tasks(self) -> Tasks:
        """Return what runs a try."""

    @property
    def ask_files(self) -> Callable[[], tuple[Path, ...]]:
        """Return what asks for a file."""


class NetworkForm(QWidget):
    """`server` gives the address to try."""

    def __init__(self, work: Around, server: Callable[[], str]) -> None:
        super().__init__()
        self._work, self._server = work, server
        self._authority = ""
        self.proxy, self.address = CalmCombo(), LineBox()
        self.proxy.setMinimumContentsLength(34)
        for text, value in _PROXIES:
            self.proxy.addItem(text, value)
        self.address.setPlaceholderText("proxy.mairie.fr:3128")
        self.trusted = label(_TRUSTED, wrap=True)
        self.choose = push("Ajouter l’autorité de la collectivité…", self._choose)
        self.forget = push("La retirer", self._forget, quiet=True)
        self.try_button = push("Essayer la connexion", self.try_out)
        self.said = label("", wrap=True)
        self._by_hand = QWidget()
        self._build()
        self.show_network(Network())
        self.proxy.currentIndexChanged.connect(lambda _place: self._fit())

    def show_network(self, network: Network) -> None:
        """Show how the server is reached now."""
        by_hand = network.proxy not in (_SYSTEM, _NONE)
        self.proxy.setCurrentIndex(self.proxy.findData(_BY_HAND if by_hand else network.proxy))
        self.address.setText(network.proxy if by_hand else "")
        self._authority = network.authority
        self.say("")
        self._fit()

    def network(self) -> Network:
        """Return what is chosen; raises BadInput."""
        chosen = str(self.proxy.currentData())
        proxy = read_proxy(self.address.text()) if chosen == _BY_HAND else chosen
        return Network(proxy, self._authority)

    def try_out(self) -> None:
        """Reach the server as is chosen, and say how it went; nothing is kept."""
        try:
            network = self.network()
        except UserError as error:
            self.say_trouble(error)
            return
        self.try_button.setEnabled(False)
        self.say(_TRYING)
        job = partial(tried, self._work.notebook, self._server(), network)
        self._work.tasks.run(
            job, lane=LANE, owner=self, done=self._good, failed=self._bad, stopped=self._stopped
        )

    def say(self, sentence: str, role: str = "") -> None:
        """Say something under the buttons."""
        self.said.setText(sentence)
        self.said.setProperty("role", role)
        repolish(self.said)
        self.said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def say_trouble(self, error: UserError) -> None:
        """Say what is wrong, and what to do."""
        self.say(" ".join(filter(None, (error.sentence, error.advice))), "error")

    def _good(self, sentence: str) -> None:
        self.try_button.setEnabled(True)
        self.say(sentence, "ok")

    def _bad(self, error: BaseException) -> None:
        self.try_button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.say_trouble(error)

    def _stopped(self) -> None:
        self.try_button.setEnabled(True)
        self.say("")

    def _choose(self) -> None:
        paths = self._work.ask_files()
        if not paths:
            return
        try:
            found = read_authority(paths[0])
        except UserError as error:
            self.say_trouble(error)
            return
        self._authority = found.pem
        until = words.short_day(found.until.date())
        self.say(f"«\u00a0{found.name}\u00a0», valable jusqu’au {until}.")
        self._fit()

    def _forget(self) -> None:
        self._authority = ""
        self._fit()

    def _fit(self) -> None:
        self._by_hand.setVisible(self.proxy.currentData() == _BY_HAND)
        self.forget.setVisible(bool(self._authority))
        name = f"«\u00a0{_name_of(self._authority)}\u00a0»" if self._authority else ""
        self.trusted.setText(_TRUSTED_TOO.format(name) if name else _TRUSTED)

    def _build(self) -> None:
        beside = column(self._by_hand, spacing=6)
        beside.addWidget(titled("Adresse du serveur mandataire", self.address))
        beside.addWidget(self.address)
        inside = column(self, spacing=6)
        inside.addWidget(titled("Serveur mandataire (proxy)", self.proxy))
        inside.addWidget(buttons(self.proxy))
        for part in (self._by_hand, self.trusted):
            inside.addWidget(part)
        inside.addWidget(buttons(self.choose, self.forget))
        inside.addWidget(buttons(self.try_button))
        inside.addWidget(self.said)


def _name_of(pem: str) -> str:
    from sync.client.authority import read_authority as read

    return read(pem.encode("ascii")).name


def tried(notebook: Notebook, server: str, network: Network, ticket: Ticket) -> str:
    """Reach the server with a notebook of its own; a job."""
    ticket.check()
    with notebook.second() as own:
        return try_out(own, server, network)
