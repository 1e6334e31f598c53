"""A workshop: who came, what was born there, what the group does with more ease since."""

from dataclasses import dataclass

from desktop.services.reading import Reading
from desktop.services.steering.linked import Linked, linked, of_type
from sync.records.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Ease:
    """The ease of the group with one skill, from 0 to 4; None when it was not asked."""

    skill: str
    before: int | None
    after: int | None

    @property
    def gain(self) -> int | None:
        """Return how many steps were climbed; None unless both are known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class WorkshopTold:
    """One workshop as its panel tells it."""

    workshop: Workshop
    organisations: tuple[Linked, ...]
    ideas: tuple[Linked, ...]
    ease: tuple[Ease, ...]

    @property
    def gained(self) -> int:
        """Return the number of skills with which the group has more ease."""
        return sum(1 for each in self.ease if (each.gain or 0) > 0)


def workshop_told(reading: Reading, workshop_id: str) -> WorkshopTold:
    """Return what remains of a workshop; raises NotFound."""
    held = of_type(reading, workshop_id, Workshop)
    names = {entry.code: entry.label for entry in reading.entries("competence")}
    return WorkshopTold(
        held,
        linked(reading, held.organisations),
        linked(reading, held.ideas),
        tuple(
            Ease(names.get(line.competence, line.competence), line.before, line.after)
            for line in held.autonomy
        ),
    )
