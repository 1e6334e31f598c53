"""Where each call of the protocol is made, as both ends write it."""

from typing import Final

from sync.protocol.versions import PREFIX

JOIN: Final = f"{PREFIX}/join"
"""POST a `JoinRequest`, unsigned; answers a `JoinReply`."""

EXCHANGE: Final = f"{PREFIX}/exchange"
"""POST an `ExchangeRequest`; answers an `ExchangeReply`."""

LOG: Final = PREFIX + "/scopes/{scope}/log"
"""GET with `since`; answers frames (`sync.protocol.framing`), each a `LogPage`."""

BUCKETS: Final = PREFIX + "/scopes/{scope}/buckets"
"""GET; answers `BucketDigests`."""

IDS: Final = PREFIX + "/scopes/{scope}/ids"
"""POST `sync.protocol.parts.WantedBuckets`; answers `BucketIds`."""

OPERATIONS: Final = PREFIX + "/scopes/{scope}/operations"
"""POST `Wanted`; answers `Singles`."""

FILE: Final = PREFIX + "/scopes/{scope}/files/{sha256}"
"""PUT with `size` announces a file, GET asks; both answer `FileState`."""

FILES: Final = PREFIX + "/scopes/{scope}/files/states"
"""POST `sync.protocol.files.WantedFiles`; answers `sync.protocol.files.FileStates`."""

CHUNK: Final = PREFIX + "/scopes/{scope}/files/{sha256}/{index}"
"""PUT bytes as they are, answers `FileState`; GET answers bytes as they are."""

WIPE: Final = f"{PREFIX}/wipe"
"""GET answers `WipeState`, also to a revoked laptop; POST without a body says that it is done."""

LEAVE: Final = f"{PREFIX}/leave"
"""POST without a body: this laptop leaves, and is refused from now on; answers nothing (204)."""

SEALED: Final = f"{PREFIX}/sealed"
"""POST a `Sealed`; answers nothing (204). Also for a revoked laptop."""

PEOPLE: Final = f"{PREFIX}/space/people"
"""GET; answers `sync.protocol.people.SpacePeople`, of the space of whoever asks."""

INVITATIONS: Final = f"{PREFIX}/space/invitations"
"""POST an `Invite`; answers an `InvitationCode`."""

ROLE: Final = PREFIX + "/space/people/{person}/role"
"""POST a `NewRole`; answers `SpacePeople`."""

REMOVE: Final = PREFIX + "/space/people/{person}/remove"
"""POST without a body: this person leaves the space, with all laptops; answers `SpacePeople`."""

REVOKE: Final = PREFIX + "/space/devices/{device}/revoke"
"""POST without a body: this laptop is refused from now on; answers `SpacePeople`."""

WIPE_DEVICE: Final = PREFIX + "/space/devices/{device}/wipe"
"""POST without a body: this laptop empties itself at its next contact; answers `SpacePeople`."""

UNLOCK: Final = PREFIX + "/space/devices/{device}/unlock"
"""POST a `Challenge`; answers an `UnlockCode`."""

HEALTH: Final = "/health"
METRICS: Final = "/metrics"

FRAMES: Final = "application/vnd.carnet.frames"
"""The media type of a stream of frames."""
