"""What the page of imports says in French: sentences made of what was read, tried and written."""

from collections.abc import Sequence

from desktop.importing.plan import Nature, Outcome, Remark
from desktop.services.importing.recognising import ColumnLine, Sketch, offered
from desktop.services.importing.trial import Taken, Trial
from desktop.ui.words import counted, number
from sync.records import RECORD_TYPES
from sync.records.french import inside

MOST_REMARKS = 200
MOST_COPIED = 5_000
ASIDE = "Rien (laissée de côté)"
UNKNOWN = "Rien (titre non reconnu)"
SAME = "Le carnet a déjà tout cela\u00a0: il n’y a rien à écrire."
REFUSED = (
    "Rien ne sera importé tant que des lignes sont à corriger. Corrigez-les dans le fichier, "
    "enregistrez-le, puis relisez-le ici."
)
READY = "Rien n’est encore écrit. Une sauvegarde est faite juste avant l’import."
NATURES = {
    Nature.ERROR: "à corriger",
    Nature.DUPLICATE: "doublon\u00a0?",
    Nature.WARNING: "à vérifier",
    Nature.REPAIR: "réparé",
}
# outcome -> one, many, icon, colour of the theme
_COUNTS = {
    Outcome.CREATE: ("à créer", "à créer", "plus", "action"),
    Outcome.MODIFY: ("à compléter ou modifier", "à compléter ou modifier", "note-pencil", "action"),
    Outcome.SAME: ("inchangée", "inchangées", "check-circle", "ok"),
    Outcome.DUPLICATE: (
        "répétée dans le fichier",
        "répétées dans le fichier",
        "warning",
        "attention",
    ),
    Outcome.REFUSED: ("à corriger", "à corriger", "warning-circle", "error"),
}


def title_of(read_as: str) -> str:
    """Return what the list of choices calls a target."""
    return next(one.title for one in offered() if one.name == read_as)


def about_file(sketch: Sketch) -> str:
    """Return the name of the file and how much it holds."""
    lines = counted(sketch.lines, "ligne")
    return f"{sketch.source.path.name} – {lines} sous les titres"


def proposal(sketch: Sketch, recognised: bool) -> str:
    """Return what the notebook made of the file."""
    if not recognised:
        return (
            "Le carnet n’a reconnu aucun titre de colonne. Dites ce que contient ce fichier, puis "
            "ce que donne chaque colonne."
        )
    found = f"Le carnet y lit\u00a0: {inside(title_of(sketch.read_as))}."
    return f"{found} Vérifiez, et corrigez s’il se trompe."


def field_said(line: ColumnLine) -> str:
    """Return what a column becomes."""
    if line.field is not None:
        return line.field.title
    return ASIDE if line.known else UNKNOWN


def missing_said(titles: tuple[str, ...]) -> str:
    """Return what keeps a file from being tried; empty when nothing does."""
    if not titles:
        return ""
    said = ", ".join(f"«\u00a0{title}\u00a0»" for title in titles)
    return (
        f"Il manque une colonne pour\u00a0: {said}. Choisissez-en une ci-dessus, puis ce qu’elle "
        "donne."
    )


def aside_said(lines: tuple[ColumnLine, ...]) -> str:
    """Return which columns nothing is taken from; empty when all are."""
    left = [line.heading for line in lines if line.field is None]
    if not left:
        return ""
    rest = f" et {number(len(left) - 6)} autres" if len(left) > 6 else ""
    count = counted(len(left), "colonne laissée", "colonnes laissées")
    return f"{count} de côté\u00a0: {', '.join(left[:6])}{rest}."


def counts_said(trial: Trial) -> list[tuple[str, str, str]]:
    """Return what would become of the lines: words, icon, colour."""
    said = [_count(outcome, count) for outcome, count in trial.counts.items()]
    if trial.alike:
        words = counted(trial.alike, "doublon probable", "doublons probables")
        said.insert(-1, (words, "warning", "attention"))
    if trial.repaired:
        said.append((counted(trial.repaired, "réparée", "réparées"), "info", "secondary"))
    return said


def _count(outcome: Outcome, count: int) -> tuple[str, str, str]:
    one, many, icon, colour = _COUNTS[outcome]
    return counted(count, one, many), icon, colour if count else "secondary"


def advice(trial: Trial) -> str:
    """Return what one can do now."""
    if trial.refused:
        return REFUSED
    return READY if trial.writes else SAME


def accept_said(trial: Trial) -> str:
    """Return the words of the button that imports."""
    if trial.refused or not trial.writes:
        return "Importer"
    model = RECORD_TYPES[trial.plan.kind]
    label = inside(model.label if trial.writes < 2 else model.label_plural)
    return f"Importer {number(trial.writes)}\u00a0{label}"


def taken_said(taken: Taken) -> str:
    """Return « 1 493 territoires ajoutés », « 2 structures ajoutées, 3 modifiées »."""
    model = RECORD_TYPES[taken.kind]
    names = inside(model.label), inside(model.label_plural)
    ending = "e" if model.feminine else ""
    parts = [
        (taken.created, f"ajouté{ending}"),
        (taken.modified, f"modifié{ending}"),
    ]
    there = [(count, verb) for count, verb in parts if count]
    said = [f"{number(count)} {verb}{'s' if count > 1 else ''}" for count, verb in there]
    if not there:
        return "Rien à écrire"
    count, verb = there[0]
    first = f"{counted(count, *names)} {verb}{'s' if count > 1 else ''}"
    return ", ".join([first, *said[1:]])


def remarks_said(remarks: Sequence[Remark]) -> str:
    """Return remarks as lines of text, to copy; a file full of them is not copied whole."""
    lines = [remark_line(remark) for remark in remarks[:MOST_COPIED]]
    if left := len(remarks) - len(lines):
        lines.append(f"… et {counted(left, 'autre remarque', 'autres remarques')}")
    return "\n".join(lines)


def remark_line(remark: Remark) -> str:
    """Return a remark as one line of text, to copy."""
    where = f", {remark.column}" if remark.column else ""
    return f"ligne {remark.line}{where}, {NATURES[remark.nature]}\u00a0: {remark.sentence}"


def more_said(count: int) -> str:
    """Return how many remarks are not shown; empty when all are."""
    left = count - MOST_REMARKS
    if left <= 0:
        return ""
    return f"Et {counted(left, 'autre remarque', 'autres remarques')}\u00a0: copiez-les toutes."
