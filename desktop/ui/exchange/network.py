"""Whether the network is there, as the system says; taken for there when it does not say."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """Tells `changed` when the network comes or goes."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = True
        told = _information()
        if told is not None:
            told.reachabilityChanged.connect(self._follow)
            self._follow(told.reachability())

    def see(self, there: bool) -> None:
        """Hear that the network is there, or not."""
        if there != self.there:
            self.there = there
            self.changed.emit(there)

    def _follow(self, reach: QNetworkInformation.Reachability) -> None:
        # A server may be on the local network, and what is unknown is worth a try.
        self.see(reach is not QNetworkInformation.Reachability.Disconnected)


def _information() -> QNetworkInformation | None:
    wanted = QNetworkInformation.Feature.Reachability
    loaded = QNetworkInformation.loadBackendByFeatures(wanted)
    told: QNetworkInformation | None = QNetworkInformation.instance() if loaded else None
    return told
