"""Checks of phone numbers and e-mail addresses, made without any network."""

import re

from sync.records.findings import Finding, error

_PHONE_CHARACTERS = re.compile(r"[+0-9()./\-\s\u200b]+")
# Metropolitan France first. Then the regions whose numbers are also dialled with ten digits
# (Guadeloupe, Martinique, Guyane, La Réunion, Mayotte), then Polynesia, alone with eight.
_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PF")


def phone(value: str) -> Finding | None:
    """Check that a phone number is a possible one, in France, overseas or with its prefix."""
    if normalised_phone(value) is not None:
        return None
    return error(
        "Ce numéro de téléphone n’a pas le bon nombre de chiffres. Écrivez-le comme "
        "06\u00a012\u00a034\u00a056\u00a078, ou avec l’indicatif du pays (+33…)."
    )


def normalised_phone(text: str) -> str | None:
    """Return a phone number as stored (E.164), or None when it is not a possible number."""
    if not _PHONE_CHARACTERS.fullmatch(text):
        return None
    import phonenumbers  # late: its tables are slow to read

    possible = None
    for region in _REGIONS:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        written = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        if phonenumbers.is_valid_number(number):
            return written
        # Numbers kept for fiction (06 39 98 …) are possible without ever being given out.
        if region == "FR" and phonenumbers.is_possible_number(number):
            possible = written
    return possible


def shown_phone(text: str) -> str:
    """Return a phone number as read aloud in France ("06 12 34 56 78"), abroad with a prefix."""
    stored = normalised_phone(text)
    if stored is None:
        return text
    import phonenumbers

    number = phonenumbers.parse(stored, None)
    french = number.country_code in {33, 262, 590, 594, 596}
    style = phonenumbers.PhoneNumberFormat
    form = style.NATIONAL if french else style.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def email_address(value: str) -> Finding | None:
    """Check how an e-mail address is written; whether it exists is never asked."""
    if normalised_email(value) is not None:
        return None
    return error(
        "Cette adresse électronique n’est pas complète ou contient un signe inattendu. "
        "Écrivez-la comme accueil@exemple.fr."
    )


def normalised_email(text: str) -> str | None:
    """Return an address as stored (domain in small letters), or None when it cannot be one."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None
