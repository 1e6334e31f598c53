"""How much one message may hold; what goes beyond is cut into several, or refused."""

from typing import Final

PAGE_OPERATIONS: Final = 1_000
"""Operations in one page, sent or received."""

REQUEST_OPERATIONS: Final = 10 * PAGE_OPERATIONS
"""Operations of one scope in one request: a chain carried for another comes with its proof."""

PAGE_BYTES: Final = 1 << 20
"""Bytes of operation content after which a page is closed, unless it holds a single one."""

OPERATION_BYTES: Final = 1 << 20
"""The largest content of one operation, UTF-8 bytes; larger ones are parked."""

BODY_BYTES: Final = 8 << 20
"""The largest body of a request or of a reply, once decompressed."""

CHUNK_BYTES: Final = 1 << 20
"""Bytes of each chunk of an attached file; the last may have fewer."""

FILE_BYTES: Final = 200 << 20
"""The largest attached file that travels."""

PARENTS: Final = 2_000
"""The most parents that one operation names."""

NAMED_IDS: Final = 5_000
"""The most operations or files asked about by id at once."""
