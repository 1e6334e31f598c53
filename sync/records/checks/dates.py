"""Checks of dates that were probably typed wrong."""

from datetime import date

from sync.records.findings import Finding, error, warning


def sensible_date(value: date) -> Finding | None:
    """Warn of a day outside 2000-2060 and refuse one outside 1900-2100."""
    if not 1900 <= value.year <= 2100:
        return error(
            f"L’année {value.year} ne convient pas\u00a0: une date se situe entre 1900 et 2100. "
            "Corrigez l’année."
        )
    if not 2000 <= value.year <= 2060:
        return warning(f"L’année {value.year} est inhabituelle. Vérifiez-la, puis continuez.")
    return None
