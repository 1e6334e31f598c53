"""What each step does, with the verbs that the window and the commands use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from desktop.photos.prepared import Prepared
from desktop.services.attaching.files import Piece, attach
from desktop.services.carrying.bringing import apply
from desktop.services.carrying.making import ALL as EVERYTHING
from desktop.services.carrying.making import create
from desktop.services.differences.asking import differences
from desktop.services.differences.resolving import resolve
from desktop.services.exchanging.handing_over import hand_over
from desktop.store.enrolment import enrolment_of
from sync.records.attachment import AttachmentType
from tests.simulation.changes import changes_of
from tests.simulation.forging import push_forged
from tests.simulation.histories import Deed, Step
from tests.simulation.laptop import Laptop
from tests.simulation.line import Line
from tests.simulation.losses import lost_when_emptied, server_log
from tests.simulation.newer import write_as_newer
from tests.simulation.world import MINUTE, Broken, World

YEAR: Final = timedelta(days=365)


class Play(World):
    """A world in which steps are played."""

    def play(self) -> None:
        """Play all the steps."""
        for step in self.history.steps:
            self.stage.clock.now += MINUTE
            if self.live:
                self._deeds[step.deed](self.live[step.who % len(self.live)], step)

    @property
    def _deeds(self) -> dict[Deed, Callable[[Laptop, Step], None]]:
        return {
            Deed.ADD: self.add,
            Deed.EDIT: self.edit,
            Deed.DELETE: self.delete,
            Deed.RESTORE: self.restore,
            Deed.UNDO: self.undo,
            Deed.RESOLVE: self.resolve,
            Deed.ATTACH: self.attach,
            Deed.SYNC: lambda laptop, step: self.sync(laptop, step.fault) and None,
            Deed.USB: self.usb,
            Deed.BACK_UP: lambda laptop, _: laptop.copies.append(laptop.content()),
            Deed.GO_BACK: self.go_back,
            Deed.CLONE: self.clone,
            Deed.COPY_SERVER: lambda _laptop, _step: self.town.copy(),
            Deed.SERVER_GOES_BACK: lambda _, step: self.server_goes_back(step),
            Deed.SERVER_LOSES: lambda _, step: self.server_goes_back(step, said=False),
            Deed.FORGE: self.forge,
            Deed.SET_CLOCK: self.set_clock,
            Deed.REVOKE: self.revoke,
            Deed.WIPE: self.wipe,
            Deed.ERASE: self.erase,
            Deed.NEWER: self.newer,
        }

    def add(self, laptop: Laptop, step: Step) -> None:
        word = self.memory.word()
        with self.writing(laptop, step.fault):
            if step.how % 2:
                laptop.notebook.add("organisation", {"name": f"Asso {word}"})
            else:
                values = {"visited_on": "2026-01-01", "visit_type": "PROXIMITE", "facts": word}
                laptop.notebook.add("visit", values)

    def edit(self, laptop: Laptop, step: Step) -> None:
        record = _record(laptop, step.what)
        if record:
            with self.writing(laptop, step.fault):
                word = self.memory.word()
                changes = changes_of(laptop.notebook.get(record), step.how, word)
                if "private_note" in changes:
                    own = laptop.notebook.base.identity.private_scope
                    self.memory.private[word] = own
                laptop.notebook.edit(record, changes)

    def delete(self, laptop: Laptop, step: Step) -> None:
        record = _record(laptop, step.what)
        if record:
            with self.writing(laptop, step.fault):
                laptop.notebook.delete(record)

    def restore(self, laptop: Laptop, step: Step) -> None:
        record = _record(laptop, step.what, gone=True)
        if record:
            with self.writing(laptop, step.fault):
                laptop.notebook.restore(record)

    def undo(self, laptop: Laptop, step: Step) -> None:
        with self.writing(laptop, step.fault):
            laptop.notebook.undo()

    def resolve(self, laptop: Laptop, step: Step) -> None:
        asked = differences(laptop.notebook)
        if asked:
            chosen = asked[step.what % len(asked)]
            values = {
                each.field: each.versions[step.how % len(each.versions)].value
                for each in chosen.questions
            }
            with self.writing(laptop, step.fault):
                resolve(laptop.notebook, chosen, values)

    def attach(self, laptop: Laptop, step: Step) -> None:
        content = f"photo {self.memory.word()}".encode() * (1 + 20 * step.how)
        file = Prepared("mot.txt", content, "text/plain", AttachmentType.DOCUMENT)
        with self.writing(laptop, step.fault):
            attach(laptop.notebook, [Piece(file, "NON")], _record(laptop, step.what))

    def newer(self, laptop: Laptop, step: Step) -> None:
        word, record = self.memory.word(), _record(laptop, step.what)
        with self.writing(laptop, step.fault):
            write_as_newer(laptop.notebook.base, record if step.how % 2 else "", word)

    def set_clock(self, laptop: Laptop, step: Step) -> None:
        shift = (YEAR, -YEAR, timedelta(0), timedelta(hours=-3))[step.how % 4]
        laptop.skew = int(shift.total_seconds() * 1000)

    def usb(self, laptop: Laptop, step: Step) -> None:
        """Hand what one laptop has over to another."""
        others = [each for each in self.laptops if each is not laptop and not each.emptied]
        if not others:
            return
        other = others[step.what % len(others)]
        key = self.stage.folder / "key.carnet-echange"
        create(laptop.notebook, key, since=EVERYTHING if step.how % 2 else None)
        with self.receiving(other, step.fault):
            apply(other.notebook, key)
        key.unlink(missing_ok=True)

    def go_back(self, laptop: Laptop, step: Step) -> None:
        """Put an older copy of the base in the place of the present one, noticed or not."""
        if not laptop.copies:
            return
        copy = laptop.copies[step.what % len(laptop.copies)]
        self.went_back = True
        laptop.close()
        if step.how % 2:
            laptop.put({name: held for name, held in copy.items() if name != "carnet.end"})
            laptop.start()
        else:
            laptop.put(copy)
            laptop.open_as_left()
        self.forget_what_nobody_holds()

    def clone(self, laptop: Laptop, step: Step) -> None:
        """Copy a whole laptop, as a disk image does; the copy may not notice."""
        if self.twin is None:
            self.went_back = True
            self.twin = laptop.cloned(self.stage.folder / "twin")
            self.laptops.append(self.twin)
            self.twin.open_as_left()
            if step.how % 2:
                self.twin.close()
                self.twin.start()
            else:
                self.twin.believe_in_its_place()

    def server_goes_back(self, step: Step, *, said: bool = True) -> None:
        """Put the server back to a copy; it may be done by hand, and then no laptop is told."""
        self.note_acknowledged()
        self.town.go_back(step.what, said=said)
        self.went_back, self.compared = True, said
        self.forget_what_nobody_holds()

    def revoke(self, laptop: Laptop, _step: Step) -> None:
        if self.can_lose(laptop):
            self.town.devices.revoke(self.device_of(laptop))
            self.put_out(laptop)

    def wipe(self, laptop: Laptop, _step: Step) -> None:
        """Have a laptop emptied at its next contact: its unsent work stays with the server."""
        if not self.can_lose(laptop):
            return
        self.town.devices.ask_wipe(self.device_of(laptop))
        line = Line(self.town, laptop.seat.token)
        enrolment = enrolment_of(laptop.notebook.base.settings)
        assert enrolment is not None
        assert line.wipe_state().wipe
        hand_over(laptop.notebook, enrolment, line)
        line.wipe_done()
        if lost := lost_when_emptied(self.town.store, laptop):
            raise Broken(f"emptied, a laptop took {len(lost)} operations with it")
        self.put_out(laptop)

    def erase(self, laptop: Laptop, step: Step) -> None:
        """Erase a record for everybody: what the server has of it now."""
        record = _record(laptop, step.what)
        if record:
            self.erase_for_all(record)

    def forge(self, laptop: Laptop, _step: Step) -> None:
        """Push work in the name of somebody else, whose key one does not have."""
        victim = next((each for each in self.live if each.seat.person != laptop.seat.person), None)
        if victim is not None:
            forged = push_forged(Line(self.town, laptop.seat.token), laptop, victim)
            if any(each.id == forged for each in server_log(self.town.store)):
                raise Broken("the server took in what nobody vouches for")


def _record(laptop: Laptop, what: int, *, gone: bool = False) -> str:
    """Return one of the records that a person may change, in use or in the trash; "" for none."""
    rows = laptop.notebook.base.db.execute(
        "SELECT id FROM record WHERE kind IN ('visit', 'organisation')"
        " AND (deleted_at IS NOT NULL) = ? ORDER BY id",
        [gone],
    ).fetchall()
    return str(rows[what % len(rows)][0]) if rows else ""
