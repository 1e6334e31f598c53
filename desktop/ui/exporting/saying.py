"""What the assistant says of a workbook: its values, its figures, what is left out of it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.errors import UserError
from desktop.export.content import As, Figure, Hidden, Typed, Value
from desktop.services.export import Exported, held_said
from desktop.services.jobs import Cancelled
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.scope import Scope
from desktop.ui import words


def value_said(value: Value, held: As) -> str:
    """Return a value as a cell shows it; empty for none."""
    if isinstance(value, Typed):
        return value_said(value.value, value.held)
    if value is None:
        return ""
    if isinstance(value, Hidden):
        return value.value
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return words.short_day(value)
    if isinstance(value, int | float):
        return _number_said(value, held)
    return " ".join(value.split())


def _number_said(value: float | int, held: As) -> str:
    match held:
        case As.EUROS:
            return words.money(round(value))
        case As.SHARE:
            return f"{words.number(round(value * 100, 1))}\u00a0%"
        case As.YEAR | As.CODE | As.TEXT:
            return str(value)
    return words.number(value)


def figure_said(figure: Figure) -> str:
    """Return « 214 visites », or « Montant accordé : 12 450,00 € »."""
    value = value_said(figure.value, figure.held) or "néant"
    # What is counted is named in the plural: one, or none, stands after its name.
    if figure.held is As.WHOLE and isinstance(figure.value, int) and figure.value > 1:
        return f"{value}\u00a0{figure.what[:1].lower()}{figure.what[1:]}"
    return f"{figure.what[:1].upper()}{figure.what[1:]}\u00a0: {value}"


def saved_said(paths: Sequence[Path], left_out: int) -> str:
    """Return what was written, and how much stayed behind."""
    if len(paths) == 1:
        said = f"Classeur enregistré\u00a0: {paths[0].name}."
    else:
        many = words.counted(len(paths), "classeur enregistré", "classeurs enregistrés")
        said = f"{many} dans le dossier «\u00a0{paths[0].parent.name}\u00a0»."
    if not left_out:
        return said
    if len(paths) > 1:
        # The same record stays out of several workbooks: a sum would tell more than there are.
        return (
            f"{said} La feuille Lisez-moi de chacun dit quelles fiches n’y sont pas, et pourquoi."
        )
    count = words.counted(left_out, "fiche n’y est pas", "fiches n’y sont pas")
    return f"{said} {count}\u00a0: la feuille Lisez-moi dit pourquoi."


def half_written(paths: Sequence[Path], ended: UserError | Cancelled) -> UserError:
    """Return what to say when some workbooks were written and the others were not."""
    done = words.counted(len(paths), "classeur est enregistré", "classeurs sont enregistrés")
    if isinstance(ended, Cancelled):
        return UserError(f"{done}, les autres non\u00a0: vous avez arrêté. Vos choix sont gardés.")
    return UserError(f"{done}, les autres non. {ended.sentence}", ended.advice)


def about_said(title: str, scope: Scope) -> str:
    """Return « Bilan de programmation – 2026 – pour la Région »; a year in the title is enough."""
    reader = f" – pour\u00a0: {scope.recipient.name}" if scope.recipient else ""
    period = "" if title.endswith(f", {scope.period}") else f" – {scope.period}"
    return f"{title}{period}{reader}"


def file_said(name: str, format: Format, many: int) -> str:
    """Return how a file will be called, and how many others come with it."""
    said = f"Fichier\u00a0: {name}{format.ending}"
    if many == 1:
        return said
    others = words.counted(many - 1, "autre classeur", "autres classeurs")
    return f"{said}, et {others} dans le même dossier"


def data_said(exported: Exported) -> str:
    """Return what the file of data holds, and how much stayed behind."""
    count = words.counted(sum(exported.counts.values()), "fiche")
    left = sum(exported.left_out.values())
    behind = words.counted(left, "fiche n’y est pas", "fiches n’y sont pas")
    told = f" {behind}\u00a0: la feuille Lisez-moi dit pourquoi." if left else ""
    held = f" {held_said(len(exported.passages))}" if exported.passages else ""
    return f"Classeur enregistré\u00a0: {exported.path.name} ({count}).{told}{held}"
