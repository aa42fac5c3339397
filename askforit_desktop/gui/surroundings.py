"""What is looked up around a take while it is already on screen."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from askforit_desktop.audio.wav import peaks
from askforit_desktop.closing.take import Take
from askforit_desktop.gui.wording import moment
from askforit_desktop.problems import UnreadableFile
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query, Sort

_BARS = 1200  # peaks a picture: more than there are pixels for bars on a 4K screen
_OTHERS = 12  # takes offered to compare with


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked up besides the take: its sound, the takes to compare with, the models, the first take's count."""

    levels: tuple[float, ...]
    others: tuple[tuple[str, str], ...]
    models: tuple[str, ...]
    first: int | None


def look_around(studio: Studio, take: Take, now: datetime) -> Surroundings:
    """Look all that up; takes a moment, so not for the window's thread."""
    recent = studio.library.list(Query(limit=_OTHERS + 1))
    first = studio.library.list(Query(sort=Sort.DATE, descending=False, limit=1))
    named = tuple((o.id, f"{o.title} · {moment(o.recorded_at, now)}") for o in recent if o.id != take.id)
    models = tuple(dict.fromkeys(model.name for model in studio.models()))
    is_first = bool(first) and first[0].id == take.id
    count = first[0].elements_said if first and not is_first and first[0].headline else None
    return Surroundings(levels(take.recording.wav), named[:_OTHERS], models, count)


def levels(recording: Path) -> tuple[float, ...]:
    """A recording's loudness, stretch by stretch, 0 to 1; empty where it cannot be read."""
    try:
        sound = peaks(recording, _BARS)
    except UnreadableFile:  # the player says so where it matters, when the take is to be heard
        return ()
    return tuple(max(-low, high) / 32768 for low, high in zip(sound.low.tolist(), sound.high.tolist(), strict=True))
