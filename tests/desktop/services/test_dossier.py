"""The file of an organisation: what may be read outside of the team, nothing else, whole or not."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from desktop.errors import BadInput, NotWritten
from desktop.export.perimeter import Perimeter
from desktop.services.dossier import export_dossier, suggested_name
from desktop.services.jobs import Cancelled, Progress, Ticket
from desktop.services.notebook import Notebook
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of
from tests.desktop.services.test_export import marked

Full = Callable[..., dict[str, Any]]
LINKS = {
    "visit": "organisation",
    "idea": "presumed_carrier",
    "evaluation": "about",
    "action": "organisation",
    "funding": "organisation",
    "agreement": "organisation",
    "task": "about",
    "attachment": "about",
    "contact": "organisation",
}
"""How each kind is tied to an organisation."""
VISIT = {"visited_on": "2026-03-02", "visit_type": "ECOUTE", "facts": "Vu le jardin."}


@pytest.fixture
def organisation(carnet: Notebook) -> str:
    """Return the id of an association."""
    return carnet.add("organisation", {"name": "Les Jardins d’Éloi"}).record.id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file goes."""
    return tmp_path / "dossier.xlsx"


def everything(path: Path) -> str:
    """Return all that a workbook holds, as one text."""
    with ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def column(path: Path, sheet: str, place: int) -> list[Any]:
    """Return the values of a column under the titles."""
    rows = load_workbook(path)[sheet].iter_rows(min_row=5, values_only=True)
    return [row[place] for row in rows]


def test_what_may_not_leave_is_nowhere_in_the_file(
    carnet: Notebook, full: Full, path: Path
) -> None:
    planted = []
    values, markers = marked(full("organisation") | {"diffusion": "INTERNE"}, "organisation")
    planted += markers
    organisation = carnet.add("organisation", values).record.id
    for kind, link in LINKS.items():
        sound = full(kind) | {link: organisation, "diffusion": "INTERNE"}
        if kind == "contact":
            sound["diffusion"] = "CONFIDENTIEL"
        values, markers = marked(sound, kind)
        carnet.add(kind, values)
        planted += markers

    export_dossier(carnet, organisation, path)

    written, perimeter = everything(path), Perimeter()
    hidden = [
        (marker, field.name)
        for marker, field, above in planted
        if perimeter.reason_to_hide(field) or (above and perimeter.reason_to_hide(above))
    ]
    assert len(hidden) > 15
    assert {"private_note", "internal_note", "who", "last_name"} <= {name for _, name in hidden}
    assert [name for marker, name in hidden if marker in written] == []
    assert sum(marker in written for marker, _, _ in planted) > 20


def test_a_confidential_record_stays_out_of_every_sheet(
    carnet: Notebook, organisation: str, path: Path
) -> None:
    hidden = {"diffusion": "CONFIDENTIEL"}
    carnet.add("visit", VISIT | hidden | {"organisation": organisation, "next_step": "zqpas"})
    action = carnet.add(
        "action", {"title": "zqsecrète", "year": 2026, "organisation": organisation} | hidden
    ).record.id
    carnet.add("funding", {"action": action, "year": 2026, "funder_type": "CAF_ORG_SOCIAL"})
    carnet.add(
        "task",
        {"what": "zqtâche", "who": "J", "due_on": "2026-12-01", "about": organisation} | hidden,
    )

    written = export_dossier(carnet, organisation, path)

    assert "zq" not in everything(path)
    assert written.left_out == 3
    assert written.rows["Actions et financements"] == 0
    assert written.rows["Promesses"] == 0


def test_what_hangs_on_a_confidential_record_stays_with_it(
    carnet: Notebook, full: Full, organisation: str, path: Path
) -> None:
    secret = {"organisation": organisation, "diffusion": "CONFIDENTIEL"}
    visit = carnet.add("visit", VISIT | secret).record.id
    action = carnet.add("action", {"title": "Écoute", "year": 2026} | secret).record.id
    task = {"what": "Marqueur ouvert", "who": "JD", "due_on": "2026-12-01", "about": visit}
    carnet.add("task", task)
    carnet.add("task", task | {"what": "Marqueur fait", "state": "FAITE", "done_on": "2026-03-03"})
    photo = {"caption": "Marqueur vu", "recognisable_people": "NON", "about": visit}
    carnet.add("attachment", full("attachment") | {"diffusion": "INTERNE"} | photo)
    note = {"title": "Marqueur dit", "about": action, "consent": "PARTENAIRES_ANONYME"}
    carnet.add("evaluation", full("evaluation") | {"diffusion": "INTERNE"} | note)
    carnet.add("funding", {"action": action, "year": 2026, "funder_type": "COMMUNE"})

    written = export_dossier(carnet, organisation, path)

    assert "Marqueur" not in everything(path)
    assert written.rows["Chronologie"] == 0
    assert written.left_out == 6


def test_a_recognisable_person_without_permission_is_left_out(
    carnet: Notebook, organisation: str, full: Full, path: Path
) -> None:
    file = full("attachment") | {"about": organisation, "diffusion": "INTERNE"}
    for seen, permission, caption in (
        ("NON", None, "La serre"),
        ("OUI_SANS_AUTORISATION", None, "zqun"),
        ("OUI_AUTORISE", None, "zqdeux"),
        ("OUI_AUTORISE", "0" * 32, "La fête"),
    ):
        carnet.add(
            "attachment",
            file | {"recognisable_people": seen, "permission": permission, "caption": caption},
        )

    written = export_dossier(carnet, organisation, path)

    assert sorted(column(path, "Chronologie", 3)) == ["La fête", "La serre"]
    assert "zq" not in everything(path)
    assert written.left_out == 2


def test_an_amount_proposed_stays_in_the_team_until_the_decision(
    carnet: Notebook, organisation: str, path: Path
) -> None:
    values = {"title": "Goûters", "year": 2026, "organisation": organisation}
    action = carnet.add("action", values).record.id
    for status, proposed in (("INSTRUIT", 777_700), ("VOTE", 555_500)):
        carnet.add(
            "funding",
            {"action": action, "year": 2026, "funder_type": "COMMUNE", "status": status,
             "proposed": proposed},
        )  # fmt: skip

    export_dossier(carnet, organisation, path)

    assert [amount for amount in column(path, "Actions et financements", 4) if amount] == [5555] * 3


def test_the_first_sheet_says_what_is_not_there(
    carnet: Notebook, organisation: str, path: Path
) -> None:
    carnet.add("visit", VISIT | {"organisation": organisation, "diffusion": "CONFIDENTIEL"})

    export_dossier(carnet, organisation, path)

    book = load_workbook(path)
    told = {row[0]: row[1] for row in book["Lisez-moi"].iter_rows(min_row=4, values_only=True)}
    assert book.sheetnames == [
        "Lisez-moi",
        "Identité",
        "Chronologie",
        "Actions et financements",
        "Promesses",
    ]
    assert str(told["Fiches laissées de côté"]) == "1, pour l’une de ces raisons."
    assert "Note interne" in str(told["Champs laissés de côté"])
    assert "Les notes internes" in str(told["Ce qui n’y est jamais"])


def test_the_chronology_holds_what_was_written_the_newest_first(
    carnet: Notebook, organisation: str, path: Path
) -> None:
    carnet.add("visit", VISIT | {"organisation": organisation, "purpose": "Voir"})
    later = VISIT | {"organisation": organisation, "visited_on": "2026-04-01", "mode": "TELEPHONE"}
    carnet.add("visit", later | {"purpose": "Rappeler"})

    export_dossier(carnet, organisation, path)

    assert column(path, "Chronologie", 1) == ["Appel", "Visite"]
    assert column(path, "Chronologie", 3) == ["Rappeler", "Voir"]
    assert "Vu le jardin." in column(path, "Chronologie", 5)[1]


def test_a_confidential_organisation_is_refused_kindly(carnet: Notebook, path: Path) -> None:
    values = {"name": "Les Jardins d’Éloi", "diffusion": "CONFIDENTIEL"}
    organisation = carnet.add("organisation", values).record.id

    with pytest.raises(BadInput, match="Confidentiel"):
        export_dossier(carnet, organisation, path)

    assert not path.exists()


def test_a_stopped_export_leaves_the_old_file_and_nothing_else(
    carnet: Notebook, organisation: str, path: Path
) -> None:
    path.write_bytes(b"avant")
    for day in range(1, 25):
        on = f"2026-03-{day:02d}"
        carnet.add("visit", VISIT | {"organisation": organisation, "visited_on": on})
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        ticket.cancel()

    ticket = Ticket(stop)

    with pytest.raises(Cancelled):
        export_dossier(carnet, organisation, path, ticket=ticket)

    assert told[0].done == 20
    assert path.read_bytes() == b"avant"
    assert [each.name for each in path.parent.glob("*.tmp")] == []


def test_a_folder_that_is_not_there_is_told(
    carnet: Notebook, organisation: str, tmp_path: Path
) -> None:
    with pytest.raises((BadInput, NotWritten)):
        export_dossier(carnet, organisation, tmp_path / "ailleurs" / "dossier.xlsx")


def test_the_suggested_name_is_one_that_every_system_takes() -> None:
    assert suggested_name("L’Œuvre / « Éloi »") == "Dossier-L-Oeuvre-Eloi.xlsx"
    assert suggested_name("???") == "Dossier-structure.xlsx"
    assert re.fullmatch(r"[\w-]{1,80}\.xlsx", suggested_name("é" * 300))


def test_every_kind_tied_here_exists_and_has_its_link() -> None:
    for kind, link in LINKS.items():
        assert link in {field.name for field in fields_of(RECORD_TYPES[kind])}
