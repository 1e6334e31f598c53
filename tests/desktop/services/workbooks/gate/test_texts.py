"""What names something is read too: it may hold a name or a number that no list would."""

import re
from datetime import date

from desktop.export.content import As, Column, Content, Labels, Sheet
from desktop.privacy.concerns import Concern, Remark
from desktop.services.notebook import Notebook
from desktop.services.workbooks.gate.gate import Checked, Gate
from desktop.services.workbooks.gate.passages import TO_READ, key_of
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources

BODY = "Régie de la Vigne, 06 39 98 12 34"
NAMESAKE = "Centre social Karima"


def noted(text: str) -> tuple[Remark, ...]:
    """Point out a first name and the numbers of telephones."""
    found = {Concern.NAME: r"Karima", Concern.PHONE: r"06( \d\d){4}"}
    return tuple(
        Remark(match.start(), len(match.group()), match.group(), concern)
        for concern, pattern in found.items()
        for match in re.finditer(pattern, text)
    )


def passed(notebook: Notebook, content: Content, *looked_at: str) -> Checked:
    sources = Sources(notebook, Scope(Period.of_years(2026)), date(2026, 11, 23))
    return Gate(noted, looked_at).check(content, sources)


def content(*texts: str, origin: str, held: As = As.TEXT) -> Content:
    column = Column("Quoi", held, "Comment on l’appelle.", origin=origin)
    rows = [(text,) for text in texts]
    return Content("W1", "Essai", (Sheet("Feuille", "Titre", "Phrase.", (column,), rows),))


def shown(checked: Checked) -> list[object]:
    return [row[0] for row in checked.passed.content.sheets[0].rows]


def test_a_number_in_the_name_of_a_body_is_held_but_not_the_first_name_of_a_place(
    notebook: Notebook,
) -> None:
    made = content(BODY, NAMESAKE, origin="organisation.name")

    checked = passed(notebook, made)

    assert shown(checked) == [TO_READ, NAMESAKE]
    assert [(one.column, one.text) for one in checked.passages] == [("Quoi", BODY)]
    assert shown(passed(notebook, made, key_of(BODY))) == [BODY, NAMESAKE]


def test_the_title_of_a_record_that_another_one_cites_is_read(notebook: Notebook) -> None:
    cited = "Le jardin de Karima"

    about = passed(notebook, content(cited, origin="evaluation.about"))
    place = passed(notebook, content(NAMESAKE, origin="evaluation.territory"))

    assert shown(about) == [TO_READ]
    assert about.held
    assert shown(place) == [NAMESAKE]


def test_a_label_of_a_list_with_a_number_in_it_is_held(notebook: Notebook) -> None:
    lists = (Labels("Thème", (("1", BODY), ("2", NAMESAKE))),)
    made = Content("W1", "Essai", (), lists=lists)

    checked = passed(notebook, made)

    assert checked.passed.content.lists[0].entries == (("1", TO_READ), ("2", NAMESAKE))
    assert [(one.sheet, one.column) for one in checked.passages] == [("Listes", "Thème")]


def test_among_codes_only_what_holds_a_word_may_be_a_telephone(notebook: Notebook) -> None:
    days = "2026-06-03/2026-11-14"
    made = content("06 39 98 12 34", days, BODY, origin="", held=As.CODE)

    assert shown(passed(notebook, made)) == ["06 39 98 12 34", days, TO_READ]
