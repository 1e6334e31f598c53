"""The server's base: the only SQL of the server, for SQLite and PostgreSQL alike."""
