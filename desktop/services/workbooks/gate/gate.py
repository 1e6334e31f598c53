"""The one door out of the notebook: only what a financer may read goes through it."""

from collections.abc import Collection
from dataclasses import dataclass

from desktop.export.content import Content, Passed
from desktop.services.workbooks.gate.masking import Masking
from desktop.services.workbooks.gate.passages import Passage, Readings, Remarks
from desktop.services.workbooks.gate.rules import Rules
from desktop.services.workbooks.gate.texts import Texts
from desktop.services.workbooks.sources import Sources


@dataclass(frozen=True, slots=True)
class Checked:
    """What went through the gate, and the texts that nobody has looked at yet.

    In `passed` these texts are replaced by a few words that say so: even a caller that forgets
    to ask whether it is held lets nothing out.
    """

    passed: Passed
    passages: tuple[Passage, ...] = ()

    @property
    def held(self) -> bool:
        """Tell whether a text must be looked at before anything is written."""
        return bool(self.passages)


class Gate:
    """Lets out of a content what may leave; `looked_at` holds the keys of the texts read again.

    A mistake of ours, such as a column that must never leave, raises `LeakError`, and nothing
    is written.
    """

    def __init__(self, remarks: Remarks, looked_at: Collection[str] = frozenset()) -> None:
        self._readings = Readings(remarks)
        self._looked_at = frozenset(looked_at)

    def check(self, content: Content, sources: Sources) -> Checked:
        """Return what may leave of a content made from these sources; raises LeakError."""
        rules = Rules(sources)
        content = rules.of(content)
        texts = Texts(self._readings, self._looked_at)
        content = texts.of(content)
        masking = Masking(content, sources.check)
        withheld = (*rules.withheld, *masking.hidden)
        return Checked(Passed(masking.masked(), withheld), texts.held)


def nothing(code: str) -> Passed:
    """Return what a content that was not made yet says: nothing."""
    return Passed(Content(code, "", ()))
