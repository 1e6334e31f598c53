"""The named colours of the themes, and the contrast between two of them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #rrggbb."""

    dark: bool
    window: str
    base: str
    raised: str
    text: str
    secondary: str
    disabled: str
    line: str
    border: str
    action: str
    action_hover: str
    on_action: str
    selected: str
    focus: str
    ok: str
    ok_ground: str
    attention: str
    attention_ground: str
    error: str
    error_ground: str


LIGHT: Final = Tokens(
    dark=False,
    window="#f6f7f9",
    base="#ffffff",
    raised="#eceff4",
    text="#1a1a1a",
    secondary="#5a5a5a",
    disabled="#676c74",
    line="#dde1e7",
    border="#7c8592",
    action="#1f4e99",
    action_hover="#173c78",
    on_action="#ffffff",
    selected="#d6e4f7",
    focus="#b34000",
    ok="#18653a",
    ok_ground="#e8f5ec",
    attention="#7a4b00",
    attention_ground="#fff4dc",
    error="#9b1c1c",
    error_ground="#fdeaea",
)

DARK: Final = Tokens(
    dark=True,
    window="#191c20",
    base="#212429",
    raised="#2a2e35",
    text="#ececec",
    secondary="#b7bcc4",
    disabled="#979da6",
    line="#3a3f47",
    border="#878f9b",
    action="#9cc0ff",
    action_hover="#bcd4ff",
    on_action="#10213f",
    selected="#2f4a72",
    focus="#ffa362",
    ok="#86d9a6",
    ok_ground="#18331f",
    attention="#f3ca7d",
    attention_ground="#3b2c0c",
    error="#ffa3a3",
    error_ground="#431c1c",
)


# White and yellow on black, every line drawn in full: for eyes that need it.
CONTRAST: Final = Tokens(
    dark=True,
    window="#000000",
    base="#000000",
    raised="#000000",
    text="#ffffff",
    secondary="#ffffff",
    disabled="#c8c8c8",
    line="#ffffff",
    border="#ffffff",
    action="#ffff00",
    action_hover="#ffffff",
    on_action="#000000",
    selected="#003a8c",
    focus="#ff9f1a",
    ok="#7dff9b",
    ok_ground="#000000",
    attention="#ffd27d",
    attention_ground="#000000",
    error="#ff9c9c",
    error_ground="#000000",
)


def pairs(tokens: Tokens) -> tuple[tuple[str, str], ...]:
    """Return every pair of text and ground that the windows use."""
    grounds = (tokens.window, tokens.base, tokens.raised, tokens.selected)
    plain = tuple((tokens.text, ground) for ground in grounds)
    quiet = tuple((tokens.secondary, ground) for ground in grounds)
    words = tuple((tokens.action, ground) for ground in (tokens.window, tokens.base, tokens.raised))
    off = ((tokens.disabled, ground) for ground in (tokens.window, tokens.base, tokens.raised))
    return (
        *plain,
        *quiet,
        *off,
        *words,
        (tokens.on_action, tokens.action),
        (tokens.on_action, tokens.action_hover),
        (tokens.focus, tokens.base),
        (tokens.ok, tokens.ok_ground),
        (tokens.attention, tokens.attention_ground),
        (tokens.error, tokens.error_ground),
        (tokens.ok, tokens.window),
        (tokens.error, tokens.window),
        (tokens.attention, tokens.window),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
