"""Ten thousand histories of the real laptops and the real server."""

import pytest

from tests.simulation.comparing import compare_databases
from tests.simulation.seeding import DRAWN
from tests.simulation.shares import search_in_shares

pytestmark = pytest.mark.proof


def test_ten_thousand_histories_lose_nothing_and_end_the_same_everywhere() -> None:
    search_in_shares(10_000, DRAWN)


def test_a_thousand_histories_come_to_the_same_on_both_databases() -> None:
    compare_databases(1_000, DRAWN)
