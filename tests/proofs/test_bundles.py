"""A file for a USB key that was changed in any way is refused, and the base stays as it was."""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import orjson
import pytest

from desktop.photos.prepare import prepare
from desktop.services.attaching.files import Piece, attach
from desktop.services.carrying.bringing import apply
from desktop.services.carrying.making import ALL, create
from desktop.services.carrying.sentences import NotTakenIn
from desktop.services.opening import Opening
from sync.client.bundle.contents import MAGIC
from sync.client.bundle.reading import Bundle
from sync.client.bundle.writing import SIGNATURE_BYTES, SIGNED
from sync.protocol.signing import DeviceKey, from_text
from tests.keys import Agent, agents, content_of

HEAD = len(MAGIC) + 2 + 4


@dataclass(frozen=True)
class Taken:
    """A file taken apart: its clear head, its sealed parts, its signature."""

    version: bytes
    cover: bytes
    parts: tuple[bytes, ...]
    signature: bytes

    @classmethod
    def apart(cls, content: bytes) -> "Taken":
        length = int.from_bytes(content[HEAD - 4 : HEAD], "big")
        place = HEAD + length
        parts = []
        while place < len(content) - SIGNATURE_BYTES:
            size = 4 + (int.from_bytes(content[place : place + 4], "big") & 0x7FFFFFFF)
            parts.append(content[place : place + size])
            place += size
        cover = content[HEAD : HEAD + length]
        return cls(content[: HEAD - 4], cover, tuple(parts), content[place:])

    def whole(self) -> bytes:
        """Put the file together."""
        length = len(self.cover).to_bytes(4, "big")
        return b"".join((self.version, length, self.cover, *self.parts, self.signature))

    def signed(self, key: DeviceKey) -> bytes:
        """Put the file together and sign it with a key."""
        unsigned = replace(self, signature=b"").whole()
        digest = blake2b(unsigned, digest_size=32).digest()
        return unsigned + from_text(key.sign(SIGNED + digest))


Mutation = Callable[["Material", random.Random], bytes]


@dataclass(frozen=True)
class Material:
    """A sound file, another one of the same laptop, one of another space, and a stranger."""

    sound: bytes
    older: bytes
    elsewhere: bytes
    stranger: DeviceKey

    @property
    def apart(self) -> Taken:
        return Taken.apart(self.sound)


def flipped(material: Material, chance: random.Random) -> bytes:
    content = bytearray(material.sound)
    for _ in range(chance.choice((1, 1, 2, 8))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(material: Material, chance: random.Random) -> bytes:
    return material.sound[: chance.randrange(len(material.sound))]


def hollowed(material: Material, chance: random.Random) -> bytes:
    start = chance.randrange(len(material.sound) - 1)
    return material.sound[:start] + material.sound[start + chance.randrange(1, 200) :]


def spliced(material: Material, chance: random.Random) -> bytes:
    place, start = chance.randrange(len(material.sound)), chance.randrange(len(material.older))
    return material.sound[:place] + material.older[start:]


def lengthened(material: Material, chance: random.Random) -> bytes:
    place = chance.choice((len(material.sound), chance.randrange(len(material.sound))))
    added = chance.randbytes(chance.randrange(1, 64))
    return material.sound[:place] + added + material.sound[place:]


def moved(material: Material, chance: random.Random) -> bytes:
    parts = list(material.apart.parts)
    chance.shuffle(parts)
    return replace(material.apart, parts=tuple(parts)).whole()


def repeated(material: Material, chance: random.Random) -> bytes:
    parts = list(material.apart.parts)
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(parts))
    return replace(material.apart, parts=tuple(parts)).whole()


def left_out(material: Material, chance: random.Random) -> bytes:
    parts = list(material.apart.parts)
    parts.pop(chance.randrange(len(parts)))
    return replace(material.apart, parts=tuple(parts)).whole()


def borrowed(material: Material, chance: random.Random) -> bytes:
    parts, others = list(material.apart.parts), Taken.apart(material.older).parts
    parts[chance.randrange(len(parts))] = chance.choice(others)
    return replace(material.apart, parts=tuple(parts)).whole()


def swapped_signature(material: Material, _: random.Random) -> bytes:
    signature = Taken.apart(material.older).signature
    return replace(material.apart, signature=signature).whole()


def signed_by_a_stranger(material: Material, _: random.Random) -> bytes:
    return material.apart.signed(material.stranger)


def edited_cover(material: Material, chance: random.Random) -> bytes:
    cover = orjson.loads(material.apart.cover)
    name = chance.choice(list(cover))
    value = cover[name]
    cover[name] = value + 1 if isinstance(value, int) else f"{chance.getrandbits(128):032x}"
    edited = replace(material.apart, cover=orjson.dumps(cover))
    return edited.signed(material.stranger) if chance.random() < 0.5 else edited.whole()


def of_another_space(material: Material, _: random.Random) -> bytes:
    return material.elsewhere


def of_another_version(material: Material, chance: random.Random) -> bytes:
    version = MAGIC + chance.choice((0, 2, 3, 65_535)).to_bytes(2, "big")
    return replace(material.apart, version=version).whole()


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    cut,
    hollowed,
    spliced,
    lengthened,
    moved,
    repeated,
    left_out,
    borrowed,
    swapped_signature,
    signed_by_a_stranger,
    edited_cover,
    of_another_space,
    of_another_version,
)


@dataclass(frozen=True)
class Scene:
    """A laptop that is brought files, and what they are made of."""

    reader: Agent
    material: Material
    usb: Path

    def outcome(self, mutation: Mutation, chance: random.Random) -> str:
        """Bring one changed file: "refused", "accepted", or "partial" when the base changed."""
        content = mutation(self.material, chance)
        while content == self.material.sound:
            content = mutation(self.material, chance)
        self.usb.write_bytes(content)
        before = content_of(self.reader.base)
        try:
            apply(self.reader.notebook, self.usb)
        except NotTakenIn:
            return "refused" if content_of(self.reader.base) == before else "partial"
        return "accepted"

    def outcomes(self, count: int) -> Counter[str]:
        """Bring so many files, each kind of change in turn."""
        chance = random.Random(count)
        return Counter(
            self.outcome(MUTATIONS[number % len(MUTATIONS)], chance) for number in range(count)
        )


@pytest.fixture
def scene(opening: Opening, tmp_path: Path) -> Iterator[Scene]:
    """Return Bruno's laptop, and files that Jeanne's made."""
    (tmp_path / "ailleurs").mkdir()
    with (
        agents(opening, tmp_path, "5" * 32, "Jeanne", "Bruno") as (jeanne, bruno),
        agents(opening, tmp_path / "ailleurs", "6" * 32, "Jeanne") as (elsewhere,),
    ):
        usb = tmp_path / "cle.carnet-echange"
        material = Material(
            older=_made(jeanne, usb, "Avant"),
            sound=_made(jeanne, usb, "Après"),
            elsewhere=_made(elsewhere, usb, "Ailleurs"),
            stranger=DeviceKey.new(),
        )
        yield Scene(bruno, material, usb)


def _made(agent: Agent, usb: Path, words: str) -> bytes:
    for number in range(5):
        agent.visit(f"{words} {number}")
    files = [prepare(f"{words} {number}".encode(), f"note{number}.txt") for number in range(2)]
    attach(agent.notebook, [Piece(file, "NON") for file in files])
    create(agent.notebook, usb, since=ALL)
    return usb.read_bytes()


def test_two_hundred_changed_files_are_refused_whole(scene: Scene) -> None:
    assert scene.outcomes(200) == {"refused": 200}


@pytest.mark.proof
def test_two_thousand_changed_files_are_refused_whole(scene: Scene) -> None:
    found = scene.outcomes(2_000)

    sys.stderr.write(f"\n2,000 changed files: {dict(found)}\n")
    assert found == {"refused": 2_000}


def test_the_sound_file_is_taken_in(scene: Scene) -> None:
    scene.usb.write_bytes(scene.material.sound)

    assert apply(scene.reader.notebook, scene.usb).applied.added > 0


def test_a_reader_that_does_not_look_at_the_signature_is_caught(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bundle, "_check_signature", lambda _: None)

    assert scene.outcomes(60)["accepted"] > 0
