"""What the reader asks for stands in the author's day."""

from datetime import date

from desktop.services.notebook import Notebook
from desktop.services.reviewing.verdicts import send_back
from desktop.services.today.unfinished import unfinished

TODAY = date(2026, 11, 23)

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


def test_a_record_sent_back_tells_who_asks_what(notebook: Notebook) -> None:
    key = notebook.add("visit", VISIT).record.id
    send_back(notebook, key, "Combien\nde personnes ?")

    shown = unfinished(notebook, TODAY, ()).shown

    assert [(one.record_id, one.asked, one.reader) for one in shown] == [
        (key, "Combien de personnes ?", "Jeanne Dupont")
    ]
