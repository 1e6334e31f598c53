"""Histories of the real laptops and the real server: whatever happens, nothing is lost."""

from tests.simulation.comparing import compare_databases
from tests.simulation.seeding import SEED
from tests.simulation.shares import search_in_shares


def test_a_thousand_histories_lose_nothing_and_end_the_same_everywhere() -> None:
    search_in_shares(1_000, SEED)


def test_sixty_histories_come_to_the_same_on_both_databases() -> None:
    compare_databases(60, SEED)
