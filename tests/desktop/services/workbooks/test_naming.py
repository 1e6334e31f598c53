"""How files are called, and what their first sheet says of the filters."""

from datetime import date

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.naming import file_name, place_code, plain, stem_of
from desktop.services.workbooks.perimeter import perimeter_of
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.service import Service, keep_service
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.season import Season

YEAR = Period.of_years(2025)


@pytest.fixture
def season(notebook: Notebook) -> Season:
    return Season(notebook)


def place(season: Season, code: str, kind: str = "QPV", contract: str | None = "CN01303M") -> str:
    return season.add(
        "territory",
        name=code,
        territory_code=code,
        territory_type=kind,
        contract_code=contract,
    )


def test_a_file_is_called_as_finance_officers_expect(notebook: Notebook, season: Season) -> None:
    place(season, "QN01319I")

    stem = stem_of(notebook, WORKBOOKS["W1"], Scope(YEAR))

    name = file_name(stem, 1, date(2025, 3, 31))
    assert name == "W1_bilan_CN01303M_2025_v1_20250331"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.of_years(2024, 2026), "2024-2026"),
        (Period(date(2025, 2, 1), date(2025, 6, 30)), "20250201-20250630"),
    ],
)
def test_a_period_is_in_the_name(notebook: Notebook, period: Period, said: str) -> None:
    keep_service(notebook, Service("Ville"))

    assert stem_of(notebook, WORKBOOKS["W6"], Scope(period)) == f"W6_instances_Ville_{said}"


def test_the_reader_is_in_the_name_when_each_reads_its_own_lines(
    notebook: Notebook, season: Season
) -> None:
    place(season, "QN01319I")
    scope = Scope(YEAR, recipient=Recipient("Conseil régional", frozenset({FunderType.REGION})))

    stems = [stem_of(notebook, WORKBOOKS[code], scope) for code in ("W1", "W2")]

    assert stems == ["W1_bilan_CN01303M_2025", "W2_financeurs_CN01303M_Conseil-regional_2025"]


def test_a_perimeter_has_the_code_of_its_neighbourhood_or_of_its_contract(
    notebook: Notebook, season: Season
) -> None:
    one, two = place(season, "QN01319I"), place(season, "QN01320I")
    town = place(season, "13056", "COMMUNE")
    other = place(season, "QN05109M", contract="CN05103I")

    codes = [place_code(notebook, ids) for ids in ([one], [one, two], [town], [one, other], [])]

    usual = "Équipe de la politique de la ville"
    assert codes == ["QN01319I", "CN01303M", "CN01303M", usual, usual]


def test_without_a_neighbourhood_the_only_contract_names_the_perimeter(
    notebook: Notebook, season: Season
) -> None:
    before = place_code(notebook, [])
    season.add("contract", contract_code="CN05103I", name="Vitry")

    assert before == "Équipe de la politique de la ville"
    assert place_code(notebook, []) == "CN05103I"
    assert place_code(notebook, ["unknown"]) == "CN05103I"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Équipe de la politique de la ville", "Equipe-de-la-politique"),
        ("L’Île d’Œuvre", "L-Ile-d-OEuvre"),
        ('..\\/:*?"<>|%#~ CON ', "CON"),
        ("a" * 40, "a" * 24),
        ("🙂", ""),
    ],
)
def test_a_name_holds_only_what_every_disk_accepts(text: str, safe: str) -> None:
    assert plain(text) == safe


def test_the_filters_are_told_in_french(notebook: Notebook, season: Season) -> None:
    marne = season.add("partner", name="La Marne", echelon="DEPARTEMENT")
    scope = Scope(
        YEAR,
        territories=frozenset({place(season, "QN01319I"), place(season, "QN01320I")}),
        themes=frozenset({"2024:2.2"}),
        dispositifs=frozenset({"CITE_EDUCATIVE"}),
        funders=frozenset({marne}),
        funder_types=frozenset({FunderType.REGION}),
        recipient=Recipient("La Marne", partners=frozenset({marne})),
        words=False,
    )

    told = dict(perimeter_of(notebook, scope))

    assert told == {
        "Période": "2025",
        "Territoires": "QN01319I ; QN01320I",
        "Thèmes": "2.2 Soutien à la parentalité",
        "Dispositifs": "Cité éducative",
        "Financeurs": "La Marne ; Région",
        "Destinataire": "La Marne",
        "Paroles": "Non reprises",
    }
    assert dict(perimeter_of(notebook, Scope(YEAR)))["Territoires"] == "Tous"


def test_a_filter_on_what_is_gone_is_still_told(notebook: Notebook, season: Season) -> None:
    chosen = frozenset({place(season, "QN01319I"), "purged"})

    told = dict(perimeter_of(notebook, Scope(YEAR, territories=chosen)))

    assert told["Territoires"] == "QN01319I ; Retiré du carnet depuis"


def test_a_filter_is_not_named_by_a_record_that_nobody_has_validated(
    notebook: Notebook, season: Season
) -> None:
    draft = season.add("partner", name="Madame Dupont", echelon="AUTRE", review_state="BROUILLON")
    inner = season.add("partner", name="Monsieur Durand", echelon="AUTRE", diffusion="CONFIDENTIEL")
    binned = season.add("partner", name="Mairie", echelon="AUTRE")
    notebook.delete(binned)

    told = dict(perimeter_of(notebook, Scope(YEAR, funders=frozenset({draft, inner, binned}))))

    assert told["Financeurs"] == (
        "Non nommé\u00a0: fiche pas encore validée, ou confidentielle ; Retiré du carnet depuis"
    )
