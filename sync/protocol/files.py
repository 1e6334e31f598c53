"""Ask at once what the server holds of many attached files."""

from typing import Annotated

from pydantic import Field

from sync.protocol.limits import NAMED_IDS
from sync.protocol.messages import FileState, Message, Sha256


class WantedFiles(Message):
    """Files asked about, by the hash of their content."""

    files: Annotated[tuple[Sha256, ...], Field(max_length=NAMED_IDS)]


class FileStates(Message):
    """What the server holds of them; those it never heard of are left out."""

    states: dict[Sha256, FileState]
