"""What all parties agree on: the records, and the operations they are made of."""

import os

# We use none; looking for them reads the metadata of every installed package at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
