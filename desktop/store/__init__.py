"""What is kept on this computer: the only room that speaks SQL."""

# First, so that sqlite-utils finds SQLCipher's copy of SQLite and never a second one.
from desktop.store import cipher as _cipher  # noqa: F401 - imported for that effect
