"""Keep the key file twice on the disk, so that one damaged copy never closes the notebook."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Damaged, NewerNotebook, UserError
from desktop.files import write_atomically
from desktop.store.keyslots import LARGEST_KEY_FILE, KeyFile


@dataclass(frozen=True)
class KeyPair:
    """Read and write the two copies of one key file."""

    main: Path
    copy: Path

    def exists(self) -> bool:
        """Tell whether at least one copy is there, whatever its state."""
        return self.main.exists() or self.copy.exists()

    def load(self) -> KeyFile:
        """Return the newest sound copy and repair the other one.

        Raises `Damaged` when neither can be used, `NewerNotebook` when a later program wrote them.
        A folder that cannot be written does not prevent reading.
        """
        found = [_sound(self.main), _sound(self.copy)]
        sound = [file for file in found if file is not None]
        if not sound:
            raise Damaged(
                "Les deux exemplaires du fichier de clés sont abîmés ou absents. "
                "Le carnet est resté tel quel, mais ne peut pas être déchiffré sans eux.",
                "Chaque sauvegarde garde son propre fichier de clés\u00a0: restaurez la dernière "
                "avec votre phrase secrète ou votre clé de secours.",
            )
        if len({file.base_id for file in sound}) > 1:
            # Somebody mixed the files of two notebooks: writing would destroy one of them.
            return sound[0]
        best = max(sound, key=lambda file: file.revision)
        if any(file != best for file in found):
            with suppress(UserError):
                self.save(best)
        return best

    def save(self, file: KeyFile) -> None:
        """Write both copies, one after the other; raises `DiskFull` or `NotWritten`.

        A stop between the two leaves the new revision in one and the former in the other:
        `load` then takes the new one.
        """
        content = file.render()
        for path in (self.main, self.copy):
            if _content(path) != content:
                write_atomically(path, content)


def read_key_file(path: Path) -> KeyFile:
    """Return the key file at `path`, such as a backup's; raises `Damaged`, `NewerNotebook`."""
    return KeyFile.parse(_content(path))


def _sound(path: Path) -> KeyFile | None:
    try:
        return read_key_file(path)
    except NewerNotebook:
        raise
    except Damaged:
        return None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_KEY_FILE + 1)
    except OSError:
        return b""
