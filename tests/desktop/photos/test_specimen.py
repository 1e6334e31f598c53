"""The files of the demonstration are files like any other, and nobody's."""

import pytest

from desktop.photos.prepare import prepare
from desktop.photos.specimen import specimen
from sync.records.attachment import AttachmentType

NAMES = {
    AttachmentType.PHOTO: "photo-jardin.jpg",
    AttachmentType.SOUND: "plateau-radio.mp3",
    AttachmentType.DOCUMENT: "devis.pdf",
    AttachmentType.DRAWING: "affiche.png",
}


@pytest.mark.parametrize("kind", AttachmentType)
def test_each_would_be_taken_in_for_what_it_is(kind: AttachmentType) -> None:
    made = prepare(specimen(kind, NAMES[kind]), NAMES[kind])

    assert made.kind is kind
    assert made.file_name == NAMES[kind]


def test_a_name_always_gives_the_same_file_and_another_name_another() -> None:
    photo = AttachmentType.PHOTO

    assert specimen(photo, "un") == specimen(photo, "un") != specimen(photo, "deux")
