"""Search over everything: folded words, prefixes, ranking, and forgiven typing errors."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.store.database import Database
from desktop.store.folding import words_of
from desktop.store.index import kind_word, searched_texts
from desktop.store.schema import searched_fields, searched_values
from desktop.store.snippet import snippet
from sync.records import RECORD_TYPES

CANDIDATES = 2_000
"""Beyond this many matches only the newest are ranked, so that a broad word stays fast."""

PREFIXED = 4
"""Shorter beginnings are read from an index of their own, so that they are always quick."""

WIDE = 20_000
"""With more records than this, a letter alone is looked for as a word of its own."""

FEW = 3
"""With fewer results than this, organisation names are searched again with typing errors."""

_RANKED = (
    "SELECT s.seq, r.id, r.kind, r.code, r.heading, s.trashed FROM"
    " (SELECT seq, rank, seq IN (SELECT seq FROM record WHERE deleted_at IS NOT NULL) AS trashed"
    "  FROM (SELECT rowid AS seq, bm25(search, 0.0, 8.0, 1.0) AS rank FROM search"
    "   WHERE search MATCH ? ORDER BY rowid DESC LIMIT {candidates})"
    "  ORDER BY trashed, rank LIMIT ?) s"
    " JOIN record r ON r.seq = s.seq ORDER BY s.trashed, s.rank"
)


_Found: TypeAlias = tuple[int, str, str, str, str, int]
"""Row number, id, kind, code, heading, whether it is in the trash."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. In `snippet`, what matched stands between U+0002 and U+0003."""

    id: str
    kind: str
    code: str
    heading: str
    snippet: str
    trashed: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found. `corrected` says what was understood when a word was misspelt."""

    hits: tuple[Hit, ...]
    corrected: str = ""
    more: bool = False


class Search:
    """Answer queries on one base."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, text: str, kinds: Collection[str], limit: int) -> SearchResult:
        """Return the best `limit` records that hold every word, the last word as a beginning."""
        words = words_of(text)
        if not words:
            return SearchResult(())
        rows = self._ranked(words, kinds, limit + 1)
        corrected = self._corrected(words, "search") if len(rows) < FEW else words
        if corrected != words:
            known = {row[0] for row in rows}
            rows += [row for row in self._ranked(corrected, kinds, limit) if row[0] not in known]
        if not rows:
            # The same error may stand in a note: only the words of names are then good ones.
            named = self._corrected(words, "organisation_name")
            rows = [] if named == corrected else self._ranked(named, kinds, limit)
            corrected = named if rows else corrected
        hits = self._hits(rows[:limit], corrected)
        understood = "" if corrected == words else " ".join(corrected)
        return SearchResult(hits, understood, len(rows) > limit)

    def match(self, text: str, kind: str) -> list[int]:
        """Return the row numbers of the records of one kind that hold every word, newest first."""
        words = words_of(text)
        if not words:
            return []
        query = match_of(words, (kind,))
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC"
        return [int(row[0]) for row in self._db.execute(sql, [query])]

    def _ranked(self, words: Sequence[str], kinds: Collection[str], limit: int) -> list[_Found]:
        sql = _RANKED.format(candidates=CANDIDATES)
        whole = {word for word in words if self._is_common(word)}
        return list(self._db.execute(sql, [match_of(words, kinds, whole), limit]))

    def _is_common(self, word: str) -> bool:
        """Tell whether a word, just as it is, already gives more than can be ranked.

        Reading all the words that begin with it would then cost much and add nothing.
        """
        if len(word) == 1:
            return self._is_wide()
        if len(word) < PREFIXED:
            return False
        sql = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT {CANDIDATES})"
        return bool(self._db.execute(sql, [f'"{word}"']).fetchone()[0] == CANDIDATES)

    def _is_wide(self) -> bool:
        """Tell whether reading all that begins with one letter would take too long."""
        last = self._db.execute("SELECT max(seq) FROM record").fetchone()[0]
        return bool(last and last > WIDE)

    def _corrected(self, words: Sequence[str], index: str) -> list[str]:
        """Replace the words that an index does not have by the nearest of organisation names."""
        return [word if self._known(word, index) else self._nearest(word) for word in words]

    def _known(self, word: str, index: str) -> bool:
        sql = f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1"
        return self._db.execute(sql, [f'"{word}"*']).fetchone() is not None

    def _nearest(self, word: str) -> str:
        """Return the word of a name that was most likely meant.

        The first letter is rarely the wrong one; between equals, the most common word.
        """
        tolerance = max(0, min(2, len(word) - 3))
        if not tolerance:
            return word
        rows = self._db.execute(
            "SELECT term, doc FROM organisation_word WHERE length(term) BETWEEN ? AND ?",
            [len(word) - tolerance, len(word) + tolerance],
        )
        names = {str(term): int(count) for term, count in rows}
        # Late: only a search that finds almost nothing compares words.
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        found = process.extract(
            word,
            names.keys(),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=tolerance,
            limit=None,
        )
        ranked = ((distance + (t[0] != word[0]), -names[t], t) for t, distance, _ in found)
        return min(ranked, default=(0, 0, word))[2]

    def _hits(self, rows: Sequence[_Found], words: Sequence[str]) -> tuple[Hit, ...]:
        snippets: dict[int, str] = {}
        for kind in {row[2] for row in rows}:
            model = RECORD_TYPES[kind]
            headings = {row[0]: row[4] for row in rows if row[2] == kind}
            for seq, *cells in self._searched(kind, tuple(headings)):
                texts = searched_texts(model, searched_values(model, cells))
                snippets[seq] = snippet(headings[seq], texts, words)
        return tuple(
            Hit(record_id, kind, code, heading, snippets.get(seq, ""), bool(trashed))
            for seq, record_id, kind, code, heading, trashed in rows
        )

    def _searched(self, kind: str, numbers: Sequence[int]) -> Iterable[Sequence[Any]]:
        names = ", ".join(f'"{field.name}"' for field in searched_fields(RECORD_TYPES[kind]))
        places = ", ".join("?" * len(numbers))
        sql = f'SELECT seq, {names} FROM "{kind}" WHERE seq IN ({places})'
        return self._db.execute(sql, list(numbers))


def match_of(words: Sequence[str], kinds: Collection[str] = (), whole: Collection[str] = ()) -> str:
    """Return the full-text query for folded words: all of them, each as a beginning.

    Those in `whole` are looked for as they are.
    """
    wanted = " AND ".join(
        f'{{heading words}}: "{word}"{"" if word in whole else "*"}' for word in words
    )
    if not kinds:
        return wanted
    return f"kind: ({' OR '.join(kind_word(kind) for kind in kinds)}) AND ({wanted})"
