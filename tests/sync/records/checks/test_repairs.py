"""Small slips of typing are put right before a value is judged."""

import subprocess
import sys

import pytest

from sync.records import checks
from sync.records.fields import Check


@pytest.mark.parametrize(
    ("check", "typed", "stored"),
    [
        (checks.siret, "812 231 132 00026", "81223113200026"),
        (checks.siren, "200 040 350", "200040350"),
        (checks.epci_code, "200.040.350", "200040350"),
        (checks.rna, "w751 234 567", "W751234567"),
        (checks.dauphin_reference, "da01234567-1", "DA01234567-1"),
        (checks.qpv_code, "qn05109m ", "QN05109M"),
        (checks.contract_code, "cv002", "CV002"),
        (checks.insee_code, "1053", "01053"),
        (checks.phone, "06 39 98 89 93", "+33639988993"),
        (checks.email_address, "a@EXEMPLE.fr", "a@exemple.fr"),
    ],
)
def test_a_checked_value_is_stored_in_its_usual_form(check: Check, typed: str, stored: str) -> None:
    found = checks.repaired(check, typed)

    assert found == stored
    assert check(found) is None


def test_what_cannot_be_repaired_is_left_as_typed() -> None:
    typed = "pas de numéro"

    assert checks.repaired(checks.siret, typed) == typed
    assert checks.repaired(None, typed) == typed


def test_importing_the_checks_reads_no_slow_library() -> None:
    question = (
        "import sys, sync.records.checks;"
        "print(sorted({'phonenumbers', 'stdnum', 'email_validator'} & set(sys.modules)))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
