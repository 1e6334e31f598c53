"""Names of files are data: cleaned for the eye and for every system, never used as a path."""

import unicodedata

import pytest

from desktop.photos.names import ENDINGS, LONGEST, clean_name, ending_of, shown_name

HOSTILE = (
    "CON",
    "nul.txt",
    "LPT1.jpg",
    "com¹.jpg",
    "a:b",
    "photo.jpg:stream",
    "../../etc/passwd",
    "..\\..\\Windows\\system32\\x.jpg",
    "x" * 300 + ".jpg",
    "é" * 300,
    "photo\u202egpj.exe",
    "\u200bphoto\u2066.jpg",
    " . .jpg",
    "photo. . .",
    "",
    ".",
    "..",
    "/",
    "\x00\x1b[2J",
    "<script>.jpg",
    "a|b?c*.jpg",
    "ligne\nligne.jpg",
    "\ud800.jpg",
)
FORBIDDEN = set('<>:"/\\|?*')
DEVICES = {"con", "prn", "aux", "nul", "com1", "com¹", "lpt1"}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("media_type", ["image/jpeg", "text/plain"])
def test_every_name_comes_out_harmless(name: str, media_type: str) -> None:
    cleaned = clean_name(name, media_type)

    stem, _, ending = cleaned.rpartition(".")
    assert ending in ENDINGS[media_type]
    assert stem == stem.strip(" .")
    assert stem
    assert len(cleaned) <= LONGEST
    assert stem.split(".")[0].casefold() not in DEVICES
    assert not FORBIDDEN & set(cleaned)
    assert not [sign for sign in cleaned if unicodedata.category(sign)[0] == "C"]
    assert clean_name(cleaned, media_type) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Plantation du 13.11.JPG", "Plantation du 13.11.jpg"),
        ("Fête d’été (1).jpeg", "Fête d’été (1).jpeg"),
        ("IMG_2031.HEIC", "IMG_2031.jpg"),
        ("a:b", "a-b.jpg"),
        ("CON", "fichier-CON.jpg"),
        ("/tmp/photo.jpg", "photo.jpg"),
        ("Réunion du 3. novembre", "Réunion du 3. novembre.jpg"),
    ],
)
def test_ordinary_names_stay_recognisable(name: str, cleaned: str) -> None:
    assert clean_name(name, "image/jpeg") == cleaned


def test_two_ways_of_writing_an_accent_give_one_name() -> None:
    names = [unicodedata.normalize(form, "Été.jpg") for form in ("NFC", "NFD")]

    assert len(set(names)) == 2
    assert len({clean_name(name, "image/jpeg") for name in names}) == 1


def test_a_name_is_shown_on_one_line_without_its_path() -> None:
    assert shown_name("C:\\Photos\\Été\n.jpg") == "Été.jpg"
    assert shown_name("dossier/photo\u202egpj.exe") == "photogpj.exe"


@pytest.mark.parametrize(
    ("name", "ending"), [("a.JPG", "jpg"), ("a", ""), (".cache", ""), ("a.b.Txt ", "txt")]
)
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending
