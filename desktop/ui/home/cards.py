"""The four cards of the home page, with what each says when it has nothing to show."""

from dataclasses import dataclass

from desktop.services.today import appointments, promises, silences, unfinished
from desktop.services.today.lines import Today
from desktop.ui.home.card import Card
from desktop.ui.home.wording import Wording
from desktop.ui.icons import Icons


@dataclass(frozen=True, slots=True, eq=False)
class Cards:
    """The cards, in their order of reading."""

    unfinished: Card
    appointments: Card
    promises: Card
    silences: Card

    @property
    def all(self) -> tuple[Card, ...]:
        """Return the four of them."""
        return (self.unfinished, self.appointments, self.promises, self.silences)

    def show_day(self, today: Today, say: Wording) -> None:
        """Write the lines of a day."""
        waiting, coming = today.unfinished, today.appointments
        promised, silent = today.promises, today.silences
        self.unfinished.show_rows(tuple(map(say.unfinished, waiting.shown)), waiting.total)
        self.appointments.show_rows(tuple(map(say.appointment, coming.shown)), coming.total)
        self.promises.show_rows(tuple(map(say.promise, promised.shown)), promised.total)
        self.silences.show_rows(tuple(map(say.silence, silent.shown)), silent.total)


def cards(icons: Icons) -> Cards:
    """Return the cards, empty."""
    return Cards(
        unfinished=Card(
            "À compléter", icons, lines=unfinished.SHOWN, empty="Rien n’attend d’être complété."
        ),
        appointments=Card(
            "Prochains rendez-vous",
            icons,
            lines=appointments.SHOWN,
            empty="Aucun rendez-vous n’est noté pour la suite.",
        ),
        promises=Card(
            "Promesses et tâches",
            icons,
            lines=promises.SHOWN,
            empty="Rien n’est attendu de vous dans les deux semaines qui viennent.",
            ticked=True,
        ),
        silences=Card(
            "Sans nouvelles depuis trois mois",
            icons,
            lines=silences.SHOWN,
            empty="Vous avez vu récemment toutes les structures que vous suivez.",
        ),
    )
