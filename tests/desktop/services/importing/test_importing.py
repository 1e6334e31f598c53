"""Files taken into the notebook: what is planned, what is written, and never by half."""

import random
from pathlib import Path

import openpyxl
import pytest

from desktop.errors import BadInput, UserError
from desktop.importing.plan import ImportPlan, Nature, Outcome
from desktop.services.importing.run import Import, target_of
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.store.backups import Reason
from desktop.store.query import ListQuery
from sync.records.action import Action
from sync.records.base import Origin
from sync.records.fields import field_of

DATA = Path(__file__).parents[5] / "shared" / "data"
ORGANISATIONS = "N° SIRET;Raison sociale;Dép.;Couleur\n{rows}"
DRAWINGS = 300


@pytest.fixture
def work(notebook: Notebook) -> Import:
    """Return the imports of the test notebook."""
    return Import(notebook)


def _file(folder: Path, text: str, name: str = "fichier.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _plan(work: Import, path: Path, read_as: str, sheet: str = "") -> ImportPlan:
    return work.plan(path, target_of(read_as), Ticket(), sheet=sheet)


def _take(work: Import, path: Path, read_as: str) -> ImportPlan:
    plan = _plan(work, path, read_as)
    work.apply(plan, path.name, Ticket())
    return plan


def _outcomes(plan: ImportPlan) -> list[str]:
    return [line.outcome.value for line in plan.lines]


def _names(notebook: Notebook, kind: str = "organisation") -> list[str]:
    return sorted(record.heading() for record in notebook.records(ListQuery(kind)))


@pytest.mark.skipif(not DATA.is_dir(), reason="the official files are not beside the project")
@pytest.mark.parametrize(
    ("name", "read_as", "kind", "count"),
    [
        ("qpv_2024.csv", "qpv", "territory", 1_493),
        ("contrats_de_ville_2024.csv", "contrats", "contract", 448),
        ("structures_employeuses_2025.csv", "organisations", "organisation", 2_238),
    ],
)
def test_official_files_come_in_whole_and_only_once(
    work: Import, notebook: Notebook, name: str, read_as: str, kind: str, count: int
) -> None:
    first = _take(work, DATA / name, read_as)
    second = _take(work, DATA / name, read_as)

    assert first.counts()[Outcome.CREATE] == count
    assert second.counts()[Outcome.SAME] == count
    assert notebook.count(kind) == count
    if kind == "organisation":
        assert notebook.search("college zena").hits[0].heading == "COLLEGE DE ZENA"


def test_planning_writes_nothing(work: Import, notebook: Notebook, tmp_path: Path) -> None:
    path = _file(tmp_path, "Code QPV;Libellé\nQN05109M;Le Hamois\n")

    plan = _plan(work, path, "qpv")

    assert plan.counts()[Outcome.CREATE] == 1
    assert notebook.count("territory") == 0
    assert notebook.next_undo() is None


def test_an_import_is_one_act_behind_one_backup(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    path = _file(tmp_path, "Code QPV;Libellé\nQN05109M;Le Hamois\nQN05110I;Rome\n")
    _take(work, path, "qpv")
    names = _names(notebook, "territory")

    act = notebook.undo()

    assert names == ["Le Hamois", "Rome"]
    assert act is not None
    assert "fichier.csv" in act.label
    assert notebook.count("territory") == 0
    assert [backup.reason for backup in notebook.backups.list()] == [Reason.IMPORT]


def test_new_records_say_where_they_come_from(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    _take(work, _file(tmp_path, ORGANISATIONS.format(rows=";Les Invités;1;\n")), "organisations")

    (record,) = notebook.records(ListQuery("organisation"))

    assert record.origin is Origin.IMPORT
    assert dict(record)["departement"] == "01"
    assert dict(record)["organisation_type"] == "AUTRE"


def test_what_is_put_right_and_left_aside_is_told(work: Import, tmp_path: Path) -> None:
    rows = "665008900037;HABITATIONS DE HAUTE PROVENCE;4;bleu\n"

    plan = _plan(work, _file(tmp_path, ORGANISATIONS.format(rows=rows)), "organisations")

    assert plan.unknown == ("Couleur",)
    assert plan.repaired() == 1
    repairs = [remark for remark in plan.remarks if remark.nature is Nature.REPAIR]
    assert [remark.column for remark in repairs] == ["N° SIRET", "Dép."]
    assert "00665008900037" in repairs[0].sentence


def test_a_known_record_only_changes_where_the_file_speaks(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    record = notebook.add(
        "organisation",
        {"name": "Ancien nom", "siret": "81223113200026", "acronym": "AN", "departement": "51"},
    ).record
    rows = "812 231 132 00026;Nouveau nom;;\n"

    plan = _take(work, _file(tmp_path, ORGANISATIONS.format(rows=rows)), "organisations")

    (line,) = plan.lines
    after = dict(notebook.get(record.id))
    assert (line.outcome, line.changed) == (Outcome.MODIFY, ("name",))
    assert (after["name"], after["acronym"], after["departement"]) == ("Nouveau nom", "AN", "51")
    assert after["origin"] is Origin.AGENT


def test_the_readable_code_finds_a_record_too(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    record = notebook.add("organisation", {"name": "Les Invités"}).record
    text = f"Code;Sigle\n{record.code};LI\nORG-00-XX-0001;Rien\n"

    plan = _plan(work, _file(tmp_path, text), "organisation")

    assert _outcomes(plan) == ["modify", "refused"]
    assert plan.lines[0].record_id == record.id


def test_lines_without_a_number_are_not_doubled(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    path = _file(tmp_path, "Date;Type;Faits\n01/03/2026;Écoute;Un jardin\n01/03/2026;Écoute;Non\n")

    _take(work, path, "visit")
    again = _take(work, path, "visit")

    assert _outcomes(again) == ["same", "same"]
    assert notebook.count("visit") == 2


def test_a_line_that_repeats_another_is_taken_once(work: Import, tmp_path: Path) -> None:
    rows = (
        "81223113200026;Les Invités;;\n81223113200026;LES AUTRES;;\n81223113200026;Les Invités;;\n"
    )

    plan = _plan(work, _file(tmp_path, ORGANISATIONS.format(rows=rows)), "organisations")

    assert _outcomes(plan) == ["create", "refused", "duplicate"]
    assert "ligne 2" in plan.lines[1].remarks[0].sentence


def test_a_line_with_more_cells_than_headings_is_doubted(work: Import, tmp_path: Path) -> None:
    text = "Nom;Commune\nLes Amis; du quai;Reims\nLa Ruche;Reims;;\n"

    plan = _plan(work, _file(tmp_path, text), "organisations")

    assert [(one.line, one.nature) for one in plan.remarks] == [(2, Nature.WARNING)]
    assert not plan.refused


def test_one_refused_line_stops_the_whole_file(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    rows = "81223113200026;Les Invités;;\n12345678901234;Les Autres;;\n"
    plan = _plan(work, _file(tmp_path, ORGANISATIONS.format(rows=rows)), "organisations")

    with pytest.raises(BadInput):
        work.apply(plan, "fichier.csv", Ticket())

    (remark,) = (remark for remark in plan.remarks if remark.nature is Nature.ERROR)
    assert (remark.line, remark.field, remark.column) == (3, "siret", "N° SIRET")
    assert notebook.count("organisation") == 0
    assert notebook.backups.list() == ()


def test_two_places_of_one_contract_code_stay_two(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    text = (
        "code_contrat;libelle;code_geo\nCV428;CC de Petite-Terre;200050532\nCV428;Dzaoudzi;97608\n"
    )

    _take(work, _file(tmp_path, text), "contrats")
    again = _plan(work, _file(tmp_path, text), "contrats")

    assert _outcomes(again) == ["same", "same"]
    assert notebook.count("contract") == 2


def test_records_are_linked_by_number_by_code_or_by_name(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    values = {"name": "Les Invités du Hamois", "siret": "81223113200026"}
    organisation = notebook.add("organisation", values).record
    text = "Intitulé;Exercice;Structure\n" + "".join(
        f"Action {rank};2026;{name}\n"
        for rank, name in enumerate(
            ("812 231 132 00026", organisation.code, "LES INVITES DU HAMOIS")
        )
    )

    _take(work, _file(tmp_path, text), "action")

    linked = [dict(one)["organisation"] for one in notebook.records(ListQuery("action"))]
    assert linked == [organisation.id] * 3


def test_a_name_that_nobody_bears_is_refused(work: Import, tmp_path: Path) -> None:
    text = "Intitulé;Exercice;Structure\nJardin;2026;Personne\n"

    plan = _plan(work, _file(tmp_path, text), "action")

    assert plan.refused
    assert "«\u00a0Personne\u00a0»" in plan.remarks[0].sentence


def test_codes_of_lists_are_given_by_their_labels(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    entry = next(one for one in notebook.entries("theme") if one.active and one.parent)
    text = f"Intitulé;Exercice;Thématique\nJardin;2026;{entry.label.upper()}\n"

    _take(work, _file(tmp_path, text), "action")

    (action,) = notebook.records(ListQuery("action"))
    assert isinstance(action, Action)
    assert action.theme is not None
    assert notebook.label_of(field_of(type(action), "theme"), action.theme) == entry.label


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nom;Sigle\n", "aucune ligne"),
        ("Pomme;Poire\n1;2\n", "Aucun titre"),
        ("Sigle;RNA\nLI;W751234567\n", "Il manque une colonne pour"),
    ],
)
def test_a_file_of_something_else_is_refused_whole(
    work: Import, tmp_path: Path, text: str, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        _plan(work, _file(tmp_path, text), "organisations")


def test_the_sheet_that_says_the_most_is_read_unless_one_is_named(
    work: Import, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Lisez-moi"
    book.worksheets[0].append(["Nom"])
    sheet = book.create_sheet("Données")
    for row in (("Nom", "Sigle"), ("Les Invités", "LI")):
        sheet.append(row)
    path = tmp_path / "classeur.xlsx"
    book.save(path)

    assert _plan(work, path, "organisations").sheet == "Données"
    assert _plan(work, path, "organisations", "DONNEES").sheet == "Données"
    with pytest.raises(BadInput, match="La feuille"):
        _plan(work, path, "organisations", "Autre")


def test_an_import_stops_when_asked_and_leaves_nothing(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    rows = "".join(f";Structure {number};;\n" for number in range(1_000))
    plan = _plan(work, _file(tmp_path, ORGANISATIONS.format(rows=rows)), "organisations")
    ticket = Ticket(lambda progress: ticket.cancel() if progress.done else None)

    with pytest.raises(Cancelled):
        work.apply(plan, "fichier.csv", ticket)

    assert notebook.count("organisation") == 0


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(BadInput):
        target_of("pommes")


def test_mutilated_files_are_refused_or_reported_and_change_nothing(
    work: Import, notebook: Notebook, tmp_path: Path
) -> None:
    """300 files, half CSV and half workbooks, each with a few wrong bytes, cut or doubled."""
    chance = random.Random(20261123)
    rows = "".join(f"{siret};Structure {siret};51;\n" for siret in ("81223113200026", "", "1 2"))
    text = ORGANISATIONS.format(rows=rows).encode("utf-8")
    book = openpyxl.Workbook()
    for line in text.decode().splitlines():
        book.worksheets[0].append(line.split(";"))
    book.save(tmp_path / "sain.xlsx")
    workbook = (tmp_path / "sain.xlsx").read_bytes()
    path = tmp_path / "mutile.bin"

    ends = {"plan": 0, "refusal": 0}
    for drawing in range(DRAWINGS):
        path.write_bytes(_mutilated(workbook if drawing % 2 else text, chance))
        ends[_end(work, path)] += 1

    assert min(ends.values()) > DRAWINGS // 20
    assert notebook.count("organisation") == 0
    assert notebook.next_undo() is None


def _end(work: Import, path: Path) -> str:
    try:
        plan = _plan(work, path, "organisations")
    except UserError as refusal:
        return "refusal" if "Rien n’a été écrit" in refusal.sentence else "unkind refusal"
    return "plan" if plan.lines else "plan of nothing"


def _mutilated(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(damaged))
        match chance.randrange(5):
            case 0:
                damaged[place] ^= 1 << chance.randrange(8)
            case 1:
                del damaged[place : place + chance.randint(1, 60)]
            case 2:
                damaged[place:place] = damaged[place : place + chance.randint(1, 60)]
            case 3:
                damaged[place:place] = bytes(chance.choices(b'\x00\xff";,\t\n\r=<&\xe9', k=3))
            case _:
                damaged[place] = chance.randrange(256)
        damaged = damaged or bytearray(b";")
    return bytes(damaged)
