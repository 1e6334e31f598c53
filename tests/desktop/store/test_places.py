"""Poor places for a notebook are recognised, good ones are left in peace."""

from pathlib import Path

import pytest

from desktop.store.places import Risk, cautions, cloud_service, file_system, is_network

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
//srv/partage /mnt/partage\040ville cifs rw 0 0
srv:/home /home nfs4 rw 0 0
/dev/sdb1 /home/agent/local ext4 rw 0 0
agent@srv: /media/distant fuse.sshfs rw 0 0
/dev/sdc1 /media/distant ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Users/agent/OneDrive - Ville de Lille/carnet", "OneDrive"),
        ("home/agent/Nextcloud/carnet", "Nextcloud"),
        ("Users/agent/Dropbox (Perso)", "Dropbox"),
        ("Users/agent/Library/Mobile Documents/carnet", "iCloud Drive"),
        ("Users/agent/kDrive", "kDrive"),
        ("home/agent/carnet-de-quartier", ""),
        ("home/agent/Documents/boxe et dropshipping", ""),
    ],
)
def test_cloud_folders_are_known_by_their_names(tmp_path: Path, place: str, service: str) -> None:
    assert cloud_service(tmp_path / place) == service


def test_cloud_folders_are_known_by_what_the_service_leaves_in_them(tmp_path: Path) -> None:
    (tmp_path / ".nextcloudsync.log").touch()

    assert cloud_service(tmp_path / "travail" / "carnet") == "Nextcloud"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/agent/carnet", "nfs4"),
        ("/home/agent/local/carnet", "ext4"),
        ("/homes/agent", "ext4"),
        ("/mnt/partage ville/carnet", "cifs"),
        ("/media/distant/carnet", "ext4"),
    ],
)
def test_the_file_system_is_that_of_the_closest_mount(place: str, kind: str) -> None:
    assert file_system(Path(place), MOUNTS) == kind


def test_shares_are_network_places() -> None:
    assert is_network(Path("/mnt/partage ville/carnet"), MOUNTS)
    assert is_network(Path(r"\\serveur\dsu\carnet"), "")
    assert not is_network(Path("/home/agent/local"), MOUNTS)


def test_a_caution_names_the_service_and_what_to_do(tmp_path: Path) -> None:
    found = [caution for caution in cautions(tmp_path / "Dropbox") if caution.risk is Risk.CLOUD]

    assert len(found) == 1
    assert "Dropbox" in found[0].sentence
    assert found[0].advice.startswith("Choisissez")
