"""The colours of the window, light and dark: data, and the measure that their contrast is tested by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from askforit_desktop.closing.rubric import Act


@dataclass(frozen=True, slots=True)
class ActColours:
    """One act's accent: `strong` for marks, bars and text; `soft` lies behind words."""

    strong: str
    soft: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours, as `#rrggbb`.

    `text` and `muted` are legible on every surface (window, sidebar, card and the soft tones); `line` only separates.
    `on_...` is what is drawn upon the colour of that name.
    """

    dark: bool
    window: str
    sidebar: str
    card: str
    line: str
    edge: str
    text: str
    muted: str
    track: str
    wave: str
    accent: str
    accent_hover: str
    on_accent: str
    record: str
    record_halo: str
    on_record: str
    danger: str
    warn: str
    warn_soft: str
    on_act: str
    connect: ActColours
    case: ActColours
    ask: ActColours
    secure: ActColours

    def act(self, act: "Act") -> ActColours:
        """The accent of one act."""
        found: ActColours = getattr(self, act.value)
        return found


LIGHT = Palette(
    dark=False,
    window="#f6f5f2",
    sidebar="#efede8",
    card="#ffffff",
    line="#e3e1db",
    edge="#81878c",
    text="#1d2327",
    muted="#5c656b",
    track="#e3e1db",
    wave="#b9bec1",
    accent="#0f766e",
    accent_hover="#0b5f58",
    on_accent="#ffffff",
    record="#d9463b",
    record_halo="#f0d5d1",
    on_record="#ffffff",
    danger="#b5342a",
    warn="#8a5605",
    warn_soft="#fdf0d3",
    on_act="#ffffff",
    connect=ActColours("#2b69bd", "#e3edf9"),
    case=ActColours("#7a4fb5", "#eee6f8"),
    ask=ActColours("#b04c14", "#fbe9dc"),
    secure=ActColours("#0f766e", "#dcf0ec"),
)

DARK = Palette(
    dark=True,
    window="#16191b",
    sidebar="#1a1e20",
    card="#1f2427",
    line="#30373b",
    edge="#788187",
    text="#e9ecee",
    muted="#a3adb3",
    track="#30373b",
    wave="#596268",
    accent="#35b5a6",
    accent_hover="#4cc3b2",
    on_accent="#0d1f1d",
    record="#f0655a",
    record_halo="#3d2626",
    on_record="#ffffff",
    danger="#f58a80",
    warn="#e3b25a",
    warn_soft="#3b3119",
    on_act="#16191b",
    connect=ActColours("#7fb0f0", "#22324a"),
    case=ActColours("#bb98ec", "#33284a"),
    ask=ActColours("#f0a06c", "#4a2f20"),
    secure=ActColours("#4cc3b2", "#183d38"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it (relative luminance, flare 0.05)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
