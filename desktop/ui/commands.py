"""Every command of the main window in one place: its words, its keys, its menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop.store.deeds import Act
from desktop.ui.finder.lines import Order
from desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu; an empty name is a line between two groups."""

    name: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()


_LINE = Command()

MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "&Fichier",
        (
            Command("new_visit", "Nouvelle &visite", ("Ctrl+N",)),
            Command("new_idea", "Nouvelle &idée", ("Ctrl+I",)),
            Command("new_evaluation", "Nouvelle n&ote d’évaluation", ("Ctrl+E",)),
            Command("new_observation", "Nouvelle o&bservation", ("Ctrl+Shift+O",)),
            Command("new", "&Nouvelle fiche dans cette rubrique", ("Ctrl+Shift+N",)),
            _LINE,
            Command("save", "&Enregistrer la fiche", ("Ctrl+S",)),
            Command("save_and_new", "Enregistrer et no&uvelle", ("Ctrl+Return", "Ctrl+Enter")),
            _LINE,
            Command("exchange_and_quit", "É&changer, puis quitter"),
            Command("quit", "&Quitter", ("Ctrl+Q",)),
        ),
    ),
    (
        "É&dition",
        (
            Command("undo", "&Annuler", ("Ctrl+Z",)),
            Command("redo", "&Rétablir", ("Ctrl+Y", "Ctrl+Shift+Z")),
            _LINE,
            Command("delete", "&Supprimer la fiche", ("Ctrl+Del",)),
            _LINE,
            Command("search", "R&echercher partout", ("Ctrl+K", "Ctrl+F")),
        ),
    ),
    (
        "&Affichage",
        (
            Command("zoom_in", "A&grandir le texte", ("Ctrl++", "Ctrl+=")),
            Command("zoom_out", "&Réduire le texte", ("Ctrl+-",)),
            Command("zoom_reset", "Taille &normale", ("Ctrl+0",)),
            _LINE,
            Command("theme_light", "Thème &clair"),
            Command("theme_dark", "Thème &sombre"),
            Command("theme_contrast", "Thème à &fort contraste"),
            Command("theme_system", "Thème de l’&ordinateur"),
            _LINE,
            Command("discretion", "Écran &montré à quelqu’un", ("F9",)),
            _LINE,
            Command("next_page", "Rubrique s&uivante", ("Ctrl+PgDown",)),
            Command("previous_page", "Rubrique &précédente", ("Ctrl+PgUp",)),
            Command("focus_rail", "Aller aux ru&briques", ("F6",)),
        ),
    ),
    (
        "&Outils",
        (
            Command("exchange", "É&changer maintenant", ("F5",)),
            Command("make_key", "&Préparer une clé USB…"),
            Command("read_key", "&Lire une clé USB…"),
            Command("people", "Personnes et &ordinateurs"),
            Command("backup", "&Sauvegarder maintenant"),
            Command("restore", "&Restaurer une sauvegarde…"),
            Command("export", "&Exporter…"),
            Command("sent", "Classe&urs envoyés"),
            Command("import", "&Importer une liste…"),
            Command("check", "&Vérifier le carnet"),
            Command("health", "S&anté de l’application"),
            _LINE,
            Command("settings", "Ré&glages", ("Ctrl+,",)),
            Command("folder", "Ouvrir le &dossier du carnet"),
        ),
    ),
    (
        "A&ide",
        (
            Command("guide", "&Guide", ("F1",)),
            Command("shortcuts", "&Raccourcis clavier", ("Shift+F1",)),
            _LINE,
            Command("about", "À &propos"),
        ),
    ),
)

THEMES = {
    "theme_light": Theme.LIGHT,
    "theme_dark": Theme.DARK,
    "theme_contrast": Theme.CONTRAST,
    "theme_system": Theme.SYSTEM,
}


CHECKED = frozenset({*THEMES, "discretion"})


def build_menus(
    window: QMainWindow, acts: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Fill the menu bar; each command calls its entry of `acts`. Return the actions by name."""
    actions: dict[str, QAction] = {}
    themes = QActionGroup(window)
    for title, commands in MENUS:
        menu: QMenu = window.menuBar().addMenu(title)
        for command in commands:
            if not command.name:
                menu.addSeparator()
                continue
            action = _action(window, command, acts[command.name])
            menu.addAction(action)
            actions[command.name] = action
            action.setCheckable(command.name in CHECKED)
            if command.name in THEMES:
                themes.addAction(action)
    return actions


def offer(action: QAction, text: str, act: Act | None) -> None:
    """Say in a menu what undoing takes back; a « & » in it must not become a mnemonic."""
    action.setText(text if act is None else f"{text}\u00a0: {act.label.replace('&', '&&')}")
    action.setEnabled(act is not None)


def orders() -> list[Order]:
    """Return every command with its words and its keys, in the order of the menus."""
    commands = (command for _, commands in MENUS for command in commands if command.name)
    return [Order(one.name, one.text.replace("&", ""), _keys(one)) for one in commands]


def shortcuts() -> list[tuple[str, str]]:
    """Return every command that has keys, with its keys in French."""
    return [(order.text, order.keys) for order in orders() if order.keys]


def _keys(command: Command) -> str:
    first = QKeySequence(command.keys[0] if command.keys else "")
    return first.toString(QKeySequence.SequenceFormat.NativeText)


def _action(window: QMainWindow, command: Command, act: Callable[[], object]) -> QAction:
    made = QAction(command.text, window)
    made.setShortcuts([QKeySequence(keys) for keys in command.keys])
    made.triggered.connect(lambda _checked: act())
    return made
