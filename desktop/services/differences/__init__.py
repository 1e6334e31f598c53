"""What two people wrote apart: what must be decided, and what was put together."""
