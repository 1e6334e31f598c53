"""How the server is reached, from the page of exchanges: tried, told, kept, used to join."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.networking import ANSWERS, KNOWS, read_authority
from desktop.services.exchanging.troubles import ProxyInTheWay
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of
from desktop.store.network import Network, network_of, put_network
from desktop.ui.exchange.network_form import NetworkForm
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from tests.desktop.served import SPACE, Served, served
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain
from tests.sync.client.station import Said, open_station

Show = Callable[[Notebook], MainWindow]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server(notebook: Notebook, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "server", notebook.base.now_ms) as running:
        yield running


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """Return the certificate file of a commune."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mairie de Beauvais")])
    began = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "mairie.crt"
    path.write_bytes(made.public_bytes(serialization.Encoding.DER))
    return path


def opened(window: MainWindow) -> ExchangePage:
    window.go("exchange")
    page = window.page
    assert isinstance(page, ExchangePage)
    page.network.fold.setChecked(True)
    return page


def tried(qtbot: QtBot, form: NetworkForm) -> str:
    """Try the connection and return what is said."""
    form.try_button.click()
    qtbot.waitUntil(form.try_button.isEnabled)
    return form.said.text()


def by_hand(form: NetworkForm, proxy: str) -> None:
    form.proxy.setCurrentIndex(form.proxy.findData("hand"))
    form.address.setText(proxy)


def test_a_good_connection_is_said_and_the_laptop_is_known(
    qtbot: QtBot, notebook: Notebook, server: Served, show: Show
) -> None:
    server.welcome(notebook, "Jeanne")
    form = opened(show(notebook)).network.form

    assert tried(qtbot, form) == KNOWS


def test_a_silent_server_is_told_as_an_exchange_tells_it(
    qtbot: QtBot, notebook: Notebook, tmp_path: Path, show: Show
) -> None:
    with served(tmp_path / "server", notebook.base.now_ms) as running:
        running.welcome(notebook, "Jeanne")

    form = opened(show(notebook)).network.form

    assert "le serveur de l’équipe ne répond pas" in tried(qtbot, form)


def test_a_page_of_a_wifi_is_told_apart_before_joining(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window)
    page.show_join()
    page.join_form.fold.setChecked(True)
    with open_station() as station:
        station.answers(Said(200, b"<html>Bienvenue</html>", "text/html"))
        page.join_form.server.setText(station.address)

        assert "Une autre page a répondu" in tried(qtbot, page.join_form.network)


def test_the_form_that_joins_tries_the_address_that_is_typed(
    qtbot: QtBot, window: MainWindow, server: Served
) -> None:
    page = opened(window)
    page.show_join()
    page.join_form.fold.setChecked(True)
    page.join_form.server.setText(server.address)

    assert tried(qtbot, page.join_form.network) == ANSWERS


def test_a_proxy_typed_before_joining_is_used_and_kept(
    qtbot: QtBot, notebook: Notebook, window: MainWindow, server: Served
) -> None:
    page = opened(window)
    page.show_join()
    form = page.join_form
    form.fold.setChecked(True)
    by_hand(form.network, "127.0.0.1:9")
    form.server.setText("http://127.0.0.1:1")
    form.code.setText(server.code("Jeanne"))

    form.join_button.click()
    qtbot.waitUntil(form.join_button.isEnabled)

    assert network_of(notebook.base.settings) == Network("http://127.0.0.1:9")
    form.network.proxy.setCurrentIndex(form.network.proxy.findData("none"))
    form.server.setText(server.address)
    form.join_button.click()
    qtbot.waitUntil(lambda: enrolment_of(notebook.base.settings) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not form.isVisible(), timeout=20_000)
    enrolment = enrolment_of(notebook.base.settings)
    assert enrolment is not None
    assert (enrolment.space_name, enrolment.network) == (SPACE, Network("none"))


def test_the_exchange_goes_through_the_proxy_that_was_kept(
    notebook: Notebook, server: Served
) -> None:
    server.welcome(notebook, "Jeanne")
    with open_station() as proxy:
        proxy.answers(Said(407))
        with notebook.base.writing():
            put_network(notebook.base.settings, Network(proxy.address))

        with pytest.raises(ProxyInTheWay):
            exchange(notebook, Ticket())

        assert [each.target for each in proxy.heard] == [f"{server.address}/v1/exchange"]


@pytest.mark.parametrize("typed", ["", "proxy mairie", "ftp://proxy.fr", "http://"])
def test_a_proxy_that_cannot_be_read_is_told_and_nothing_is_kept(
    notebook: Notebook, window: MainWindow, typed: str
) -> None:
    card = opened(window).network
    by_hand(card.form, typed)

    card.keep_button.click()

    assert "serveur mandataire ne se lit pas" in card.form.said.text()
    assert network_of(notebook.base.settings) == Network()


def test_the_authority_of_the_commune_is_named_and_kept(
    notebook: Notebook, window: MainWindow, photo: Path, authority: Path
) -> None:
    photo.write_bytes(authority.read_bytes())
    card = opened(window).network

    card.form.choose.click()
    card.keep_button.click()

    assert "«\u00a0Mairie de Beauvais\u00a0»" in card.form.trusted.text()
    assert network_of(notebook.base.settings).authority == read_authority(authority).pem
    card.form.forget.click()
    card.keep_button.click()
    assert network_of(notebook.base.settings) == Network()


def test_a_file_without_a_certificate_is_told(window: MainWindow) -> None:
    card = opened(window).network

    card.form.choose.click()

    assert "ne contient pas de certificat" in card.form.said.text()


def test_an_address_where_nothing_answers_is_not_kept(
    qtbot: QtBot, notebook: Notebook, server: Served, show: Show
) -> None:
    server.welcome(notebook, "Jeanne")
    card = opened(show(notebook)).network
    card.server.setText(NOWHERE)

    card.keep_button.click()
    qtbot.waitUntil(card.keep_button.isEnabled)

    assert "L’adresse n’a pas été changée" in card.form.said.text()
    enrolment = enrolment_of(notebook.base.settings)
    assert enrolment is not None
    assert enrolment.url == server.address


def test_a_server_that_moved_is_found_at_its_new_address(
    qtbot: QtBot, notebook: Notebook, server: Served, show: Show
) -> None:
    server.welcome(notebook, "Jeanne")
    moved = server.address.replace("127.0.0.1", "localhost")
    card = opened(show(notebook)).network
    card.server.setText(moved)

    card.keep_button.click()
    qtbot.waitUntil(card.keep_button.isEnabled)

    enrolment = enrolment_of(notebook.base.settings)
    assert enrolment is not None
    assert enrolment.url == moved


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_everything_is_named_plain_and_whole(
    appearance: Appearance, show: Show, notebook: Notebook, zoom: float
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    window = show(notebook)
    page = opened(window)
    by_hand(page.network.form, "proxy.mairie.fr:3128")
    page.show_join()
    page.join_form.fold.setChecked(True)
    for _ in range(5):
        QApplication.processEvents()

    assert audit(window) == []
    assert not_plain(window) == []
    assert len(set(mnemonics(window))) == len(mnemonics(window))
    assert cut(page) == []
