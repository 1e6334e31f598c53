"""What a new notebook says first: a kind word and three things to begin with."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, picture, push

_HELLO = (
    "Ici, vous notez ce que vous voyez, entendez et promettez dans les quartiers. Tout reste sur "
    "cet ordinateur, chiffré, et s’enregistre à mesure que vous écrivez\u00a0: vous ne pouvez rien "
    "perdre en fermant."
)


class Welcome(QFrame):
    """Three ways to begin; each is a sentence and a button."""

    def __init__(
        self,
        icons: Icons,
        *,
        visit: Callable[[], object],
        lists: Callable[[], object],
        guide: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        inside = column(self, spacing=14)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.addWidget(label("Bienvenue dans votre carnet", "title", wrap=True))
        inside.addWidget(label(_HELLO, wrap=True))
        self.visit = push("Noter une visite", visit, primary=True)
        self.lists = push("Importer une liste…", lists)
        self.guide = push("Lire le guide", guide)
        for icon, text, button in (
            ("footprints", "Vous revenez d’un rendez-vous\u00a0? Une minute suffit.", self.visit),
            (
                "buildings",
                "Vous avez déjà une liste, de quartiers ou de structures\u00a0? Importez-la\u00a0: "
                "vous verrez tout avant que rien ne soit écrit.",
                self.lists,
            ),
            ("info", "Pour tout comprendre en quelques pages.", self.guide),
        ):
            sign = picture()
            sign.show_icon(icons.icon(icon, "action"), 24)
            row = line(sign, label(text, wrap=True), button, spacing=12)
            row.setStretch(1, 1)
            inside.addLayout(row)
