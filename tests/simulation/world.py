"""Play a history with the real programs: what is done, and what the world remembers of it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from desktop.services.carrying.sentences import NotTakenIn
from desktop.services.differences.resolving import Overtaken
from desktop.services.exchanging.reaching import local_of
from desktop.services.refusals import NotFound
from desktop.services.refusals import Refused as NotSaved
from desktop.store.log import SCHEMA
from sync.client.errors import Interrupted, Refused, RemovalsToConfirm
from sync.client.outcome import Outcome
from sync.client.round import Round
from sync.protocol.codes import Refusal
from sync.server.store.devices import KnownDevice
from tests.simulation.falling import Crash, Fault, Switch, Trouble
from tests.simulation.histories import History
from tests.simulation.laptop import Laptop
from tests.simulation.line import Line
from tests.simulation.losses import held_anywhere, server_log
from tests.simulation.memory import Memory, mark_of, words_in
from tests.simulation.stage import Stage
from tests.sync.client.memory import AtOnce

MINUTE: Final = 60_000
ALL: Final = 2**31
MANY_ROUNDS: Final = 12
_REFUSED: Final = (NotSaved, NotFound, Overtaken)


class Broken(AssertionError):  # noqa: N818 - named after what happened
    """A promise was not kept."""


class _Stop(Exception):  # noqa: N818 - named after what is done
    """Somebody stopped the exchange."""


class _Watcher:
    """Whoever follows an exchange, and may stop it."""

    def __init__(self, switch: Switch) -> None:
        self._switch = switch

    def check(self) -> None:
        if self._switch.happens(Trouble.STOPPED):
            raise _Stop

    def report(self, done: int, total: int, what: str) -> None:
        """Hear nothing."""


class World:
    """One history being played: the server, the laptops, and what must be true at its end."""

    def __init__(self, stage: Stage, history: History) -> None:
        self.stage = stage
        self.history = history
        self.twin: Laptop | None = None
        self.went_back = False
        self.compared = True
        """Whether somebody has compared with the server since it lost something unsaid."""
        self.verdicts: list[tuple[str, str]] = []
        self.town, self.laptops = stage.reset(history.laptops)
        self.switch = stage.switch
        self.memory = Memory()
        self.memory.typed((), self.laptops[0].operations())

    @property
    def live(self) -> list[Laptop]:
        """Return the laptops that still take part."""
        return [laptop for laptop in self.laptops if laptop.lives]

    def close(self) -> None:
        """Close all notebooks."""
        for laptop in self.laptops:
            laptop.switch_off()

    @contextmanager
    def writing(self, laptop: Laptop, fault: Fault | None = None) -> Iterator[None]:
        """Let somebody write on a laptop, which may stop; remember what was written."""
        before = laptop.operations()
        with self.switch.armed(fault), suppress(*_REFUSED):
            try:
                yield
            except Crash:
                laptop.switch_off()
        laptop.start_if_off()
        self.memory.typed(before, laptop.operations())

    @contextmanager
    def receiving(self, laptop: Laptop, fault: Fault | None = None) -> Iterator[None]:
        """Let a laptop take a file in; it may say no, or stop."""
        with self.switch.armed(fault), suppress(NotTakenIn):
            try:
                yield
            except Crash:
                laptop.switch_off()
        laptop.start_if_off()

    def sync(self, laptop: Laptop, fault: Fault | None = None, agreed: int = 0) -> Outcome | None:
        """Make a round; None when it did not end."""
        visible = records_on(laptop, in_use=True)
        with self.switch.armed(fault):
            outcome = self._round(laptop, agreed)
        if outcome is not None and not laptop.lives:
            raise Broken("a laptop that was put out exchanged")
        if outcome is not None:
            self.compared = self.compared or outcome.repaired > 0
            self.verdicts += [(each.operation, each.reason) for each in outcome.parked]
        if outcome is not None and outcome.repaired and not self.went_back:
            raise Broken("a comparison was needed although nobody went back")
        gone = len(visible & records_on(laptop, in_use=False))
        if gone > max(1, len(visible) / 10, agreed):
            raise Broken(f"{gone} records of {len(visible)} went without asking")
        return outcome

    def _round(self, laptop: Laptop, agreed: int) -> Outcome | None:
        line = Line(self.town, laptop.seat.token)
        round_ = Round(
            local_of(laptop.notebook),
            line,
            _Watcher(self.switch),
            schema_version=SCHEMA,
            executor=AtOnce,
        )
        try:
            return round_.run(agreed_removals=agreed)
        except Crash:
            laptop.switch_off()
            laptop.start()
        except (Interrupted, RemovalsToConfirm, _Stop):
            pass
        except Refused as refused:
            if laptop.lives or refused.code is not Refusal.UNKNOWN_DEVICE:
                raise
        return None

    def settle(self) -> None:
        """Let every live laptop exchange until a whole turn of them moves nothing."""
        self.town.deliver_late()
        for laptop in self.laptops:
            if laptop.revoked and not laptop.emptied:
                self.sync(laptop)
        quiet, rounds, first = 0, 0, self.history.seed
        while quiet < len(self.live):
            laptop = self.live[(first + rounds) % len(self.live)]
            outcome = self.sync(laptop, agreed=ALL)
            if outcome is None:
                raise Broken("an exchange without any trouble did not end")
            quiet = 0 if moved(outcome) else quiet + 1
            rounds += 1
            if rounds > MANY_ROUNDS * len(self.live):
                raise Broken(f"it never gets quiet: {outcome}")

    def can_lose(self, laptop: Laptop) -> bool:
        """Tell whether somebody is left without this laptop and its copies."""
        return any(each.seat.device != laptop.seat.device for each in self.live)

    def device_of(self, laptop: Laptop) -> KnownDevice:
        """Return the laptop as the server knows it."""
        found = self.town.devices.find(laptop.seat.device)
        assert found is not None
        return found

    def put_out(self, laptop: Laptop) -> None:
        """Note that a laptop, and any copy of it, takes part no more."""
        for each in self.laptops:
            each.revoked = each.revoked or each.seat.device == laptop.seat.device
        self.forget_what_nobody_holds()

    def note_acknowledged(self) -> None:
        """Remember what the server has now."""
        self.memory.acknowledged |= {mark_of(each) for each in server_log(self.town.store)}

    def forget_what_nobody_holds(self) -> None:
        """Leave out what went with a laptop or with the server: nobody could bring it back."""
        held = held_anywhere(self.town.store, self.live)
        self.memory.kept &= words_in(held)
        self.memory.acknowledged &= {mark_of(each) for each in held}

    def erase_for_all(self, record: str) -> None:
        """Erase what the server has of a record, and remember what that was."""
        before = {each.id: each for each in server_log(self.town.store) if not each.redacted}
        self.town.erasing.erase(self.stage.space, [record])
        gone = [
            before[each.id]
            for each in server_log(self.town.store)
            if each.redacted and each.id in before
        ]
        self.memory.erased |= {each.id for each in gone}
        self.memory.touched |= {each.record for each in gone}
        self.memory.kept -= words_in(gone)


def moved(outcome: Outcome) -> bool:
    """Tell whether a round did anything."""
    if outcome.unequal:
        raise Broken("both sides differ even after a comparison")
    return bool(
        outcome.sent
        or outcome.received
        or outcome.refused
        or outcome.parked
        or outcome.moved is not None
        or outcome.repaired
        or outcome.files_sent
        or outcome.files_fetched
        or outcome.files_failed
    )


def records_on(laptop: Laptop, *, in_use: bool) -> set[str]:
    """Return the records in use on a laptop, or those in its trash."""
    sql = "SELECT id FROM record WHERE (deleted_at IS NULL) = ?"
    return {str(row[0]) for row in laptop.notebook.base.db.execute(sql, [in_use])}
