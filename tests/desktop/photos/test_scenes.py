"""The invented pictures of the demonstration are taken in like any other, and all differ."""

import pytest

from desktop.photos.prepare import prepare
from desktop.photos.scenes import SUBJECTS, scene


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_each_subject_is_a_picture_that_would_be_kept(subject: str) -> None:
    made = prepare(scene(subject, f"{subject} 1"), f"{subject}.jpg")

    assert (made.width, made.height) == (960, 720)
    assert made.thumbnail
    assert made.media_type == ("image/png" if subject == "carte-marche" else "image/jpeg")


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_a_name_always_gives_the_same_picture_and_another_name_another(subject: str) -> None:
    assert scene(subject, "un") == scene(subject, "un") != scene(subject, "deux")


def test_nobody_draws_what_is_not_a_subject() -> None:
    with pytest.raises(KeyError):
        scene("portrait", "un")
