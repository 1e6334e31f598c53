"""Ask for the ids of some of the 256 parts in which two copies of a scope are compared."""

from typing import Annotated

from pydantic import Field

from sync.operations.digest import BUCKETS
from sync.protocol.messages import Message

Bucket = Annotated[int, Field(ge=0, lt=BUCKETS)]


class WantedBuckets(Message):
    """Parts of a scope whose operations are asked for by id."""

    buckets: Annotated[tuple[Bucket, ...], Field(max_length=BUCKETS)]
