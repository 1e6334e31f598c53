"""Organisations whose name is near to one being typed, from the index of names alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.store.database import Database
from desktop.store.folding import words_of

# Words that half of the names hold: alone they tell nothing.
_EMPTY = frozenset(
    words_of(
        "association assoc asso amicale club comité collectif groupe union fédération centre"
        " maison le la les de du des et en au aux un une pour par sur dans avec son ses nos notre"
    )
)
_MOST_TERMS = 400
_COMMON = 3_000
_NEAR = (
    "SELECT r.id, r.heading FROM (SELECT rowid AS seq, rank FROM organisation_name"
    " WHERE organisation_name MATCH ? ORDER BY rank LIMIT ?) n JOIN record r ON r.seq = n.seq"
    " WHERE r.deleted_at IS NULL ORDER BY n.rank"
)


@dataclass(frozen=True, slots=True)
class Alike:
    """An organisation that shares a word, or nearly, with a name."""

    id: str
    heading: str


def telling_words(name: str) -> list[str]:
    """Return the folded words that tell one name from another; all of them when none does."""
    words = words_of(name)
    return [w for w in words if len(w) > 1 and w not in _EMPTY] or words


def alike(db: Database, name: str, limit: int) -> tuple[Alike, ...]:
    """Return the organisations in use that share the rarest words of a name, the nearest first."""
    words = telling_words(name)
    if not words:
        return ()
    rare = [near for word in words for near in _rare(db, (word, *_misspelt(db, word)))]
    join = " OR " if rare else " AND "
    query = join.join(f'"{word}"*' for word in dict.fromkeys(rare or words))
    return tuple(Alike(str(row[0]), str(row[1])) for row in db.execute(_NEAR, [query, limit]))


def _rare(db: Database, words: Iterable[str]) -> list[str]:
    """Leave out the words so common that ranking their names would be felt while typing."""
    counted = (
        "SELECT count(*) FROM (SELECT 1 FROM organisation_name WHERE organisation_name MATCH ?"
        f" LIMIT {_COMMON})"
    )
    return [w for w in words if db.execute(counted, [f'"{w}"*']).fetchone()[0] < _COMMON]


def _misspelt(db: Database, word: str) -> Sequence[str]:
    """Return the words of names that one or two slips of typing make of this one."""
    if len(word) < 4:
        return ()
    sql = "SELECT term FROM organisation_word WHERE term >= ? AND term < ? LIMIT ?"
    start = word[:2]
    terms = [str(row[0]) for row in db.execute(sql, [start, start + "\uffff", _MOST_TERMS])]
    # Late: only typing a new name compares words.
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    slips = 1 if len(word) < 7 else 2
    near = process.extract(
        word, terms, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=4
    )
    return [term for term, _, _ in near if term != word]
