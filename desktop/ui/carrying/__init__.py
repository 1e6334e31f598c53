"""The USB key: prepare one for somebody, and read the one that somebody brought."""
