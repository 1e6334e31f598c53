"""Recognise folders where a notebook is at risk: network shares and cloud-synced folders.

SQLite's locks are unreliable on network file systems, and a synchroniser copies the base while
it is being written (sqlite.org, "How to corrupt", §2.1 and §1.2).
"""

import ctypes
import os
import re
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PureWindowsPath
from typing import Final

LEAST_FREE: Final = 200 * 1024 * 1024
"""Bytes under which the disk is said to be nearly full."""


class Risk(StrEnum):
    """Name what makes a folder a poor place."""

    CLOUD = "cloud"
    NETWORK = "network"
    SPACE = "space"


@dataclass(frozen=True)
class Caution:
    """Tell why a folder is a poor place for a notebook, in one French sentence and an advice."""

    risk: Risk
    sentence: str
    advice: str


_CLOUD_FOLDERS: Final = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "drivefs": "Google Drive",
    "mon drive": "Google Drive",
    "my drive": "Google Drive",
    "iclouddrive": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "un espace en ligne",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "kdrive": "kDrive",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "box sync": "Box",
    "cozy drive": "Cozy",
    "twake drive": "Twake",
    "seafile": "Seafile",
    "proton drive": "Proton Drive",
    "tresorit": "Tresorit",
    "syncthing": "Syncthing",
    "resilio sync": "Resilio Sync",
    "hubic": "hubiC",
    "synologydrive": "Synology Drive",
}

_CLOUD_MARKERS: Final = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".seafile-data": "Seafile",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}

# fmt: off
_NETWORK_TYPES: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "ceph",
        "glusterfs", "lustre", "9p", "davfs", "webdav", "fuse.sshfs", "fuse.smbnetfs",
        "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.curlftpfs",
        "fuse.s3fs",
    }
)
# fmt: on
_DRIVE_REMOTE: Final = 4


def cautions(folder: Path) -> tuple[Caution, ...]:
    """Return every reason not to keep a notebook in `folder`, which need not exist yet."""
    place = folder.absolute()
    found = (_network(place), _cloud(place), _space(place))
    return tuple(caution for caution in found if caution is not None)


def cloud_service(folder: Path) -> str:
    """Return the name of the service that copies `folder` elsewhere; empty when none is seen."""
    for part in folder.parts:
        # Accounts are named after the folder: "OneDrive - Ville de Lille", "Dropbox (Perso)".
        name = re.split(r" - | \(|_", part.casefold())[0].strip()
        if name in _CLOUD_FOLDERS:
            return _CLOUD_FOLDERS[name]
    for ancestor in (folder, *folder.parents):
        for marker, service in _CLOUD_MARKERS.items():
            if (ancestor / marker).exists() and ancestor != Path.home():
                return service
    return ""


def is_network(folder: Path, mounts: str) -> bool:
    """Tell whether `folder` is on a share, by its Windows form or the lines of /proc/mounts."""
    if PureWindowsPath(folder).drive.startswith("\\\\"):
        return True
    return file_system(folder, mounts) in _NETWORK_TYPES


def file_system(folder: Path, mounts: str) -> str:
    """Return the type of the file system that holds `folder`, from the lines of /proc/mounts."""
    best, kind = Path(), ""
    for line in mounts.splitlines():
        _device, point, found, *_options = line.split(" ")
        mount = Path(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), point))
        # A later line covers an earlier one mounted at the same place.
        if folder.is_relative_to(mount) and len(mount.parts) >= len(best.parts):
            best, kind = mount, found
    return kind


def _network(folder: Path) -> Caution | None:
    if not (is_network(folder, _mounts()) or _is_remote_drive(folder)):
        return None
    return Caution(
        Risk.NETWORK,
        "Ce dossier est sur un disque réseau : deux postes pourraient y écrire en même temps "
        "et abîmer le carnet.",
        "Choisissez un dossier de cet ordinateur. Les échanges avec l’équipe passent par "
        "la synchronisation du logiciel.",
    )


def _cloud(folder: Path) -> Caution | None:
    service = cloud_service(folder)
    if not service:
        return None
    return Caution(
        Risk.CLOUD,
        f"Ce dossier est copié en ligne par {service} : une copie prise pendant une écriture "
        "peut abîmer le carnet, et des données de terrain quitteraient cet ordinateur.",
        "Choisissez de préférence un dossier qui n’est pas synchronisé.",
    )


def _space(folder: Path) -> Caution | None:
    existing = next((path for path in (folder, *folder.parents) if path.exists()), None)
    if existing is None or shutil.disk_usage(existing).free >= LEAST_FREE:
        return None
    return Caution(
        Risk.SPACE,
        "Le disque est presque plein : les sauvegardes du carnet pourraient manquer de place.",
        "Libérez de la place sur ce disque.",
    )


def _mounts() -> str:
    listed = Path("/proc/mounts")
    return listed.read_text(errors="replace") if listed.exists() else ""


def _is_remote_drive(folder: Path) -> bool:
    """Tell whether Windows says that this drive letter is a share."""
    if os.name != "nt":
        return False
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 — absent from other systems' types
    return bool(kernel.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
