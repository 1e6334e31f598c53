"""The tables that are not a kind of record, as the first migration makes them."""

SYSTEM_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (
  prefix TEXT NOT NULL, year INTEGER NOT NULL, initials TEXT NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (prefix, year, initials)
) WITHOUT ROWID;
CREATE TABLE chain (
  device TEXT NOT NULL, scope TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (device, scope)
) WITHOUT ROWID;
CREATE TABLE deed (
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL,
  target INTEGER, in_force INTEGER, state TEXT NOT NULL
);
CREATE INDEX deed_undone ON deed(number) WHERE state = 'undone';
CREATE TABLE operation (
  seq INTEGER PRIMARY KEY, act INTEGER NOT NULL, id TEXT NOT NULL, device TEXT NOT NULL,
  number INTEGER NOT NULL, previous TEXT NOT NULL, scope TEXT NOT NULL, record TEXT NOT NULL,
  kind TEXT NOT NULL, verb TEXT NOT NULL, fields TEXT NOT NULL, parents TEXT NOT NULL,
  clock INTEGER NOT NULL, author TEXT NOT NULL, schema INTEGER NOT NULL, reason TEXT NOT NULL,
  redacted INTEGER NOT NULL DEFAULT 0, server_version INTEGER
);
CREATE UNIQUE INDEX operation_id ON operation(id);
CREATE INDEX operation_record ON operation(record);
CREATE INDEX operation_act ON operation(act);
CREATE INDEX operation_unsent ON operation(seq) WHERE server_version IS NULL;
CREATE TABLE record (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
  heading TEXT NOT NULL, heads TEXT NOT NULL, private_heads TEXT NOT NULL,
  version INTEGER NOT NULL, author TEXT NOT NULL, created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL, deleted_at INTEGER
);
CREATE UNIQUE INDEX record_id ON record(id);
CREATE INDEX record_code ON record(code);
CREATE INDEX record_kind ON record(kind, modified_at);
CREATE INDEX record_trash ON record(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE draft (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, input TEXT NOT NULL,
  kept_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  kind, heading, words, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIRTUAL TABLE organisation_name USING fts5(
  name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE organisation_word USING fts5vocab(organisation_name, row);
"""
"""Never edited once released: a change is a new migration."""

KEPT_FILES = "CREATE TABLE kept_file (name TEXT PRIMARY KEY, unused_since INTEGER) WITHOUT ROWID"
"""Which files lie encrypted beside the base, and since when nothing speaks of one (ms)."""

EXCHANGE = """
CREATE TABLE exchange_scope (
  scope TEXT PRIMARY KEY, cursor INTEGER NOT NULL, epoch TEXT NOT NULL, erasures INTEGER NOT NULL,
  digest TEXT NOT NULL, count INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE parked (operation TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE member (
  person TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE device (
  device TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, public_key TEXT NOT NULL,
  active INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE incarnation (id TEXT PRIMARY KEY, device TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE attestation (
  scope TEXT NOT NULL, device TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
  signature TEXT NOT NULL, PRIMARY KEY (scope, device)
) WITHOUT ROWID;
CREATE TABLE erased (operation TEXT PRIMARY KEY, scope TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE waiting_operation (
  id TEXT PRIMARY KEY, scope TEXT NOT NULL, content TEXT NOT NULL, reason TEXT NOT NULL,
  held INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE difference (
  record TEXT PRIMARY KEY, kind TEXT NOT NULL, fields TEXT NOT NULL, since INTEGER NOT NULL,
  postponed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE automatic_merge (
  number INTEGER PRIMARY KEY, record TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL,
  operations TEXT NOT NULL, overlap INTEGER NOT NULL, at INTEGER NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX automatic_merge_once ON automatic_merge(record, field, operations);
CREATE TABLE arrival (
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, way TEXT NOT NULL,
  first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL
);
CREATE TABLE exchange_journal (
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, way TEXT NOT NULL, duration_ms INTEGER NOT NULL,
  sent INTEGER NOT NULL, received INTEGER NOT NULL, outcome TEXT NOT NULL
);
CREATE TABLE file_transfer (
  digest TEXT PRIMARY KEY, size INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
"""
"""What is known of the server and of the others; never edited once released."""

WAITING_KINDS = (
    "territory contract organisation contact partner visit idea evaluation observation walk"
    " observer workshop action funding agreement meeting decision commitment task attachment"
    " rights_request"
)
WAITING_INDEX = (
    'CREATE INDEX "{kind}_waiting" ON "{kind}"(review_state) WHERE trashed = 0'
    " AND review_state IN ('A_SYNCHRONISER', 'RECU', 'BROUILLON')"
)
WRITTEN_INDEX = "CREATE INDEX record_written ON record(seq, author, modified_at)"
"""What waits for a reader is found, counted and ordered in indexes alone; never edited either."""

REPLACED_WORDS = "INSERT INTO search(search, rank) VALUES ('deletemerge', 40)"
"""At 10 % replaced, its default, FTS5 merges at each page: most of what an edit costs."""

SENT_WORKBOOKS = """
CREATE TABLE sent_workbook (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL,
  stem TEXT NOT NULL, version INTEGER NOT NULL, preset TEXT NOT NULL, scope TEXT NOT NULL,
  recipient TEXT NOT NULL, day TEXT NOT NULL, file_name TEXT NOT NULL, format TEXT NOT NULL,
  digest TEXT NOT NULL, key TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE TABLE sent_sheet (
  sent INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, columns TEXT NOT NULL,
  rows INTEGER NOT NULL, digests BLOB NOT NULL, PRIMARY KEY (sent, position)
);
CREATE TABLE workbook_preset (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, content TEXT NOT NULL
);
CREATE TABLE looked_at (passage TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
"""
"""What was exported, the presets, the passages that were read; never edited once released."""
