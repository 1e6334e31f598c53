"""Histories of the real laptops and the real server: whatever happens, nothing is lost."""

from tests.simulation.seeding import SEED
from tests.simulation.shares import search_in_shares


def test_a_thousand_histories_lose_nothing_and_end_the_same_everywhere() -> None:
    search_in_shares(1_000, SEED)
