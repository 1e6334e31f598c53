"""What the actions changed: evaluations of the seven forms."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from desktop.demo.content import Trade, Values
from desktop.demo.season import Body, Entries, Known, Season

EVALUATIONS: Final = 80
_ROLES: Final = ("HABITANT", "PARTICIPANT", "BENEVOLE", "PROFESSIONNEL", "PARTENAIRE")
_CONSENTS: Final = (
    "PUBLIC_ANONYME",
    "PARTENAIRES_ANONYME",
    "PARTENAIRES_ANONYME",
    "PUBLIC_ANONYME",
    "AUCUNE_DIFFUSION",
)
_AGREED: Final = frozenset(_CONSENTS[:2])
_FOR_THE_TEAM: Final = 9
"""One note out of so many was told for the team alone."""
_KEPT_INSIDE: Final = 8
"""One note out of so many stays as it is, agreed or not: nobody thought of sharing it."""
_SETBACK: Final = 2
"""One effect out of so many is not for the better."""
_AT_ONCE: Final = 5
_DONE_TOGETHER: Final = ("GRILLE_MARQUEURS", "BILAN_PARTAGE", "CHIFFRES")
_PARTIES: Final = ("ASSOCIATION", "AGENT", "HABITANTS")
_CHANGES: Final = ("COMPORTEMENT", "RELATION", "ACTION", "REGLE", "PRATIQUE")


def evaluations(season: Season) -> Entries:
    """Yield the evaluations, in turn of each form, about the actions of the season."""
    forms = list(_FORMS)
    begun = season.begun
    for rank in range(EVALUATIONS):
        form = forms[rank % len(forms)]
        action = begun[rank % len(begun)]
        values = _evaluation(season, form, action)
        yield "evaluation", values | _shared(rank, form, str(values["consent"]))


def _evaluation(season: Season, form: str, action: Known) -> Values:
    chance, texts = season.chance, season.content.evaluations
    body = action.body or season.bodies[0]
    lately = action.until > season.today and chance.often(0.5)
    on = season.day(max(action.on, season.ago(40)) if lately else action.on, action.until)
    values = season.record(
        on,
        action.place,
        evaluated_on=on.isoformat(),
        form=form,
        about=action.id,
        by_role=chance.pick(_ROLES),
        theme=season.theme(body.trade.theme),
        consent=chance.pick(_CONSENTS),
        anonymised=True,
        period_from=action.on.isoformat(),
        period_to=on.isoformat(),
        learning=chance.pick(_turned(season, texts.learnings)),
        decided=chance.pick(_turned(season, texts.decided)),
        **_FORMS[form](season, body, on),
    )
    if season.decisions and chance.often(0.3):
        values["decisions"] = [chance.pick(season.decisions).id]
    season.evaluations.append(Known(str(values["id"]), "evaluation", on, action.place, body))
    return values


def _shared(rank: int, form: str, consent: str) -> Values:
    """Return how far a note may go: what is done together was meant to be read."""
    if rank % _FOR_THE_TEAM == 4:
        return {"consent": "INTERNE"}
    consent = _CONSENTS[1] if form in _DONE_TOGETHER else consent
    if consent in _AGREED and rank % _KEPT_INSIDE:
        return {"consent": consent, "diffusion": "DIFFUSABLE"}
    return {"consent": consent}


def _story(season: Season, body: Body, on: date) -> Values:
    chance, texts, trade = season.chance, season.content.evaluations, body.trade
    title, before, story, after, why = trade.story
    kept = chance.often(0.6)
    return {
        "title": title,
        "change_domain": _domain(season, trade),
        "before": before,
        "story": story,
        "after": after,
        "why_it_matters": why,
        "selections": [
            season.line(
                group=chance.pick(texts.groups),
                on=on.isoformat(),
                kept=kept,
                reason=texts.reasons[chance.number(0, 1) if kept else -1],
            )
        ],
    }


def _turned(season: Season, texts: Sequence[str]) -> Sequence[str]:
    """Return five of the texts, others from one round of the forms to the next."""
    first = len(season.evaluations) // len(_FORMS) * _AT_ONCE % len(texts)
    return texts[first : first + _AT_ONCE]


def _round(season: Season) -> tuple[int, bool]:
    """Return how many setbacks were told before, and whether one is to be told now."""
    turn, rest = divmod(len(season.evaluations) // len(_FORMS), _SETBACK)
    return turn, rest == 1


def _effect(season: Season, body: Body, on: date) -> Values:
    """Return an effect of the action; one out of some is a setback, and says so."""
    chance, texts = season.chance, season.content.evaluations
    who, what = chance.pick(body.trade.effects)
    told: Values = {
        "title": body.name,
        "who_changed": who,
        "what_changed": f"{who} {what}.",
        "changed_when": f"Au cours de l’année {on.year}",
        "changed_where": chance.pick(season.content.territoires.places),
        "change_type": chance.pick(_CHANGES),
        "reach": chance.pick(("FAIBLE", "MOYENNE", "FORTE")),
        "contribution": chance.pick(texts.contribution),
        "expected": chance.often(0.5),
        "direction": chance.pick(("POSITIF", "POSITIF", "MELE")),
        "evidence": chance.pick(texts.evidence),
        "confirmed_by": chance.pick(_ROLES),
        "strength": chance.pick(("DECLARE", "RECOUPE", "VERIFIE")),
    }
    turn, setback = _round(season)
    return told | _setback(season, turn) if setback else told


def _setback(season: Season, turn: int) -> Values:
    texts = season.content.evaluations.setbacks
    who, what, direction, why = texts[turn % len(texts)]
    return {
        "who_changed": who,
        "what_changed": f"{who} {what}.",
        "contribution": why,
        "expected": False,
        "direction": direction,
    }


def _quote(season: Season, body: Body, _on: date) -> Values:
    """Return the words of somebody; one out of some is critical, and is kept."""
    chance = season.chance
    told: Values = {
        "title": body.name,
        "quote": chance.pick(body.trade.quotes),
        "quote_context": season.told("Entendu pendant {activite}.", body),
        "tone": chance.pick(("POSITIF", "POSITIF", "MITIGE", "NEUTRE")),
    }
    turn, setback = _round(season)
    critical = season.content.evaluations.critical
    return told | {"quote": critical[turn % len(critical)], "tone": "NEGATIF"} if setback else told


def _micro_narrative(season: Season, body: Body, _on: date) -> Values:
    chance, texts = season.chance, season.content.evaluations
    return {
        "title": body.name,
        "prompt": chance.pick(texts.prompts),
        "narrative": chance.pick(texts.narratives),
        "tone": chance.pick(("POSITIF", "MITIGE", "NEUTRE")),
        "triads": [_triad(season, triad) for triad in texts.triads],
        "sliders": [
            season.line(
                question=question, left_pole=left, right_pole=right, position=chance.number(0, 100)
            )
            for question, left, right in texts.sliders
        ],
        "recurrence": chance.pick(("UNE_FOIS", "PARFOIS", "SOUVENT")),
        "who_should_hear": chance.pick(texts.hear),
    }


def _triad(season: Season, triad: tuple[str, str, str, str]) -> Values:
    """Return a triad whose three shares make 100."""
    question, first, second, third = triad
    one = season.chance.number(0, 100)
    two = season.chance.number(0, 100 - one)
    return season.line(
        question=question,
        first_pole=first,
        second_pole=second,
        third_pole=third,
        first_share=one,
        second_share=two,
        third_share=100 - one - two,
    )


def _markers(season: Season, body: Body, _on: date) -> Values:
    """Return a grid scored by three voices that mostly agree, but for two markers."""
    chance, markers = season.chance, season.lists.get("marker", ())
    apart = chance.some(markers, 2, 2)
    scores = []
    for marker in markers:
        level = chance.number(2, 3) if marker in apart else chance.number(1, 3)
        for party in _PARTIES:
            seen = level - 2 if marker in apart and party == "HABITANTS" else level
            seen += chance.pick((0, 0, 0, 1)) if marker not in apart else 0
            proof = chance.pick(season.content.evaluations.proofs)
            proofs = {"evidence": proof} if chance.often(0.5) else {}
            scores.append(season.line(marker=marker, party=party, level=str(seen), **proofs))
    return {"title": f"Regards croisés – {body.name}", "scores": scores}


def _shared_review(season: Season, body: Body, _on: date) -> Values:
    chance, texts = season.chance, season.content.evaluations
    return {
        "title": body.name,
        "expected_results": chance.pick(texts.expected),
        "achieved": chance.pick(texts.achieved),
        "surprises": chance.pick(texts.surprises),
        "learned": chance.pick(_turned(season, texts.learnings)),
        "to_change": chance.pick(texts.change),
    }


def _figures(season: Season, body: Body, _on: date) -> Values:
    chance = season.chance
    name, measure, planned = body.trade.indicator
    lines = []
    for band, gender, home in season.audience(2, 5):
        expected = chance.number(5, 40)
        lines.append(
            season.line(
                age_band=band,
                gender=gender,
                residence=home,
                planned=expected,
                actual=max(0, expected + chance.number(-6, 12)),
            )
        )
    indicator = season.line(
        name=name,
        measure=measure,
        planned=planned,
        actual=round(planned * chance.number(70, 130) / 100),
        source="Suivi de la structure",
    )
    return {"title": body.name, "audience": lines, "indicators": [indicator]}


def _domain(season: Season, trade: Trade) -> str | None:
    return trade.domain if trade.domain in season.lists.get("change_domain", ()) else None


_FORMS: Final[Mapping[str, Callable[[Season, Body, date], Values]]] = {
    "RECIT_CHANGEMENT": _story,
    "EFFET_CONSTATE": _effect,
    "VERBATIM": _quote,
    "MICRO_RECIT_SIGNIFIE": _micro_narrative,
    "GRILLE_MARQUEURS": _markers,
    "BILAN_PARTAGE": _shared_review,
    "CHIFFRES": _figures,
}
