"""A day's work done with the keyboard alone in the real program, then read back from its base."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from desktop.ui.preferences import Preferences
from tests.tour.typist import Typist, window_in_front

PASSPHRASE = "une longue phrase de rue"
FACTS = "Huit habitantes préparent la fête ; l’atelier a déjà trouvé sa salle à l’école Françoise."
QUOTES = ("Ici, on se parle enfin entre étages.", "J’ose pousser la porte de la mairie.")
TITLES = ("La voix de l’escalier", "La voix du palier")
HEARD = ("Le mercredi, ça change tout.", "On n’avait jamais osé demander.")
MORE = ("Le banc a changé nos soirées.", "On s’y retrouve sans s’être donné rendez-vous.")
IDEA = "Cuisine partagée d’été"
NEED = "Des familles veulent cuisiner ensemble là où il fait moins chaud."
COMMITMENT = "Garder l’accueil ouvert le mercredi"
STAKE = "Que chacune trouve une réponse près de chez elle, sans œillères."
CAPTION = "La fresque achevée, côté cour"
# words typed in the search box -> what the record found shows
FINDABLE = {
    "fete atelier ecole": FACTS,
    "jamais ose demander": HEARD[1],
    "four a pain": NEED,
    "voix escalier": QUOTES[0],
    "voix palier": QUOTES[1],
    "fresque achevee": CAPTION,
    "accueil mercredi oeilleres": STAKE,
}


def cheap() -> Opening:
    """Return what opens notebooks without spending time on passphrases."""
    return Opening(cost=Argon2(memory_kib=64, iterations=1, lanes=1))


def furnish(folder: Path) -> None:
    """Make a notebook that knows a neighbourhood, some organisations and two partners."""
    made = cheap().create(folder, name="Jeanne Dupont", passphrase=PASSPHRASE)
    with made.notebook as notebook:
        notebook.add(
            "territory",
            {"name": "Les Érables", "territory_code": "QN05109M", "territory_type": "QPV"},
        )
        for name in ("Les Jardins d’Éloi", "Atelier du Préau", "Les Cordées de l’Est"):
            notebook.add("organisation", {"name": name})
        for name in ("Caisse d’allocations de l’Est", "Ville d’Orée"):
            notebook.add("partner", {"name": name, "echelon": "COMMUNE"})


@dataclass
class Told:
    """What the tour did: keys and signs of each part, seconds, and the platform it ran on."""

    platform: str = ""
    keys: dict[str, int] = field(default_factory=dict)
    signs: dict[str, int] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Tour:
    """Does the work; each method is a part of it, from one key to the last."""

    def __init__(self, program: Program, pictures: Path) -> None:
        self._program = program
        self._pictures = pictures
        self.typist = Typist()
        self.told = Told(platform=QGuiApplication.platformName())

    def take(self) -> Told:
        """Do everything, in the order of a day."""
        began = time.monotonic()
        for part in (
            self.unlock,
            self.visit,
            self.words_of_a_visit,
            self.idea,
            self.notes,
            self.photo,
            self.commitment,
            self.find,
            self.delete_and_take_back,
            self.leave,
        ):
            with self._counted(part.__name__):
                part()
        self.told.seconds = round(time.monotonic() - began, 1)
        return self.told

    def unlock(self) -> None:
        """Type the passphrase."""
        typist = self.typist
        typist.wait_until(window_in_front, "the opening window")
        typist.tab_to("Phrase secrète")
        typist.write(PASSPHRASE)
        typist.press("Return")
        typist.wait_until(lambda: self._program.window, "the notebook")
        typist.wait_until(window_in_front, "the keyboard")

    def visit(self) -> None:
        """Write down a visit and what comes next."""
        typist = self.typist
        typist.press("Ctrl+N")
        typist.choose("Structure", "jardins elo")
        typist.fill("Type de visite", "Ec")
        typist.fill("Ce que j’ai vu et entendu", FACTS)
        typist.fill("Suite convenue", "Rappeler la présidente")
        typist.fill("Prochaine visite", "demain")
        self._picture("visite")
        typist.press("Ctrl+Return")

    def words_of_a_visit(self) -> None:
        """Write down another visit, with two things that were said, among the details."""
        typist = self.typist
        typist.choose("Structure", "preau")
        typist.fill("Type de visite", "Permanence")
        typist.fill("Ce que j’ai vu et entendu", "La permanence reprend.")
        typist.tab_to("Afficher les détails")
        typist.press("Space")
        self._quote(HEARD)
        self._picture("paroles")
        typist.press("Ctrl+S")

    def _quote(self, words: Sequence[str]) -> None:
        """Add quotations, each with who said it and the agreement given."""
        typist = self.typist
        for said in words:
            typist.tab_to("Ajouter une parole")
            typist.press("Space")
            typist.fill("Parole", said)
            typist.fill("Dit par", "Hab")
            typist.fill("Accord de diffusion", "Tout public, sans")
            typist.tab_to("Garder cette parole")
            typist.press("Space")

    def idea(self) -> None:
        """Write down an idea."""
        typist = self.typist
        typist.press("Ctrl+I")
        typist.fill("Titre", IDEA)
        typist.fill("En une phrase", "Un four à pain que l’on sort le samedi")
        typist.choose("Territoire", "erables")
        typist.tab_to("Origine de l’idée")
        typist.press("Down")
        typist.fill("Besoin auquel elle répond", NEED)
        self._picture("idee")
        typist.press("Ctrl+S")

    def notes(self) -> None:
        """Write down two evaluation notes; the second holds two quotations besides its own."""
        typist = self.typist
        typist.press("Ctrl+E")
        for place, said in enumerate(QUOTES):
            typist.tab_to("Forme")
            typist.press("Down", "Down", "Return")
            typist.fill("Date", "auj")
            typist.fill("Titre", TITLES[place])
            typist.choose("Porte sur", "cordees")
            typist.fill("Par qui", "Hab")
            typist.fill("Accord de diffusion", "Tout public, sans")
            typist.fill("Parole", said)
            if place:
                self._quote(MORE)
            self._picture(f"note-{place + 1}")
            typist.press("Ctrl+S" if place else "Ctrl+Return")

    def photo(self) -> None:
        """Paste a picture copied elsewhere on the note, say who is on it, and add it."""
        typist = self.typist
        QGuiApplication.clipboard().setImage(_wall())
        typist.turn_to_tab("Photos et fichiers")
        typist.press("Ctrl+V")
        typist.wait_until(lambda: "Légende" in typist.at(), "the question about the picture")
        typist.write(CAPTION)
        typist.fill("Personnes reconnaissables sur Image collée.png", "No")
        self._picture("photo")
        typist.tab_to("Ajouter à la fiche")
        typist.press("Space")
        typist.wait_until(lambda: typist.at() != "Ajouter à la fiche", "the picture")
        typist.glance()

    def commitment(self) -> None:
        """Go to the commitments by their name, and write one with two partners."""
        typist = self.typist
        typist.seek("engagements")
        typist.press("Ctrl+Shift+N")
        typist.fill("Titre", COMMITMENT)
        typist.choose("Ajouter : Partenaires", "caisse")
        typist.write("ville")
        typist.glance()
        typist.press("Return")
        typist.fill("Enjeu partagé", STAKE)
        typist.fill("Échéance", "31/12/2099")
        self._picture("engagement")
        typist.press("Ctrl+S")

    def find(self) -> None:
        """Find each record again by words it holds, and read there what was typed."""
        for words, text in FINDABLE.items():
            self.typist.seek(words)
            self.typist.wait_until(partial(self.typist.sees, text), f"{text} for {words}")
            self.told.found.append(text)
            self._picture(f"trouve-{words.replace(' ', '-')}")

    def delete_and_take_back(self) -> None:
        """Send a note to the trash and leave it there; send the commitment and take it back."""
        typist = self.typist
        for words, text in (("voix escalier", QUOTES[0]), ("accueil mercredi", STAKE)):
            typist.seek(words)
            typist.wait_until(partial(typist.sees, text), text)
            typist.press("Ctrl+Del")
            typist.wait_until(lambda: typist.sees("à la corbeille"), "the way back")
        self._picture("supprime")
        typist.press("Ctrl+Z")
        typist.wait_until(lambda: typist.sees("Annulé"), "what was taken back")
        self._picture("repris")

    def leave(self) -> None:
        """Quit."""
        window = self._program.window
        self.typist.press("Ctrl+Q")
        self.typist.wait_until(lambda: window is None or not window.isVisible(), "the end")

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        keys, signs = self.typist.keys, self.typist.signs
        yield
        self.told.keys[name] = self.typist.keys - keys
        self.told.signs[name] = self.typist.signs - signs

    def _picture(self, name: str) -> None:
        QTest.qWait(60)
        if self._program.window is not None:
            self._program.window.grab().save(str(self._pictures / f"{name}.png"))


def take(qt: QApplication, folder: Path) -> Told:
    """Furnish a notebook in `folder`, do the whole tour in the real program, and tell it."""
    furnish(folder / "carnet")
    pictures = folder / "images"
    pictures.mkdir()
    program = Program(qt, Preferences(folder / "fenetre.ini"), folder / "carnet", cheap())
    program.start()
    try:
        return Tour(program, pictures).take()
    finally:
        program.stop()


def said(told: Told) -> str:
    """Return what was told as one line of JSON."""
    return json.dumps(asdict(told), ensure_ascii=False)


def _wall() -> QImage:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    painter = QPainter(image)
    painter.fillRect(120, 90, 300, 360, Qt.GlobalColor.yellow)
    painter.end()
    return image
