"""What the takes so far amount to, counted from their summaries, without a widget."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.rubric import Element, Rubric
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.standing import signs
from askforit_desktop.gui.widgets.element_grid import GridColumn, GridRow
from askforit_desktop.gui.widgets.line_chart import Point
from askforit_desktop.gui.wording import moment
from askforit_desktop.takes import Summary

_LATELY = 10  # takes that count as "lately", and from which the misses are counted
_BEFORE = 3  # takes before those, from which on it is worth comparing with them
_NEXT = 3  # elements to practise next: advice comes few at a time

Figure = tuple[str, str, str]
"""A tile's caption, value and words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page shows; takes are oldest first."""

    takes: int
    rows: tuple[GridRow, ...]
    columns: tuple[GridColumn, ...]
    figures: tuple[Figure, ...]
    pace: tuple[Point, ...]
    length: tuple[Point, ...]
    hedging: tuple[Point, ...]
    practise: tuple[Element, ...]


def measure(newest_first: tuple[Summary, ...], count: int, rubric: Rubric, now: datetime) -> Progress:
    """Count up takes; those without a transcript say nothing. `count` is how many takes there are in all."""
    takes = tuple(take for take in reversed(newest_first) if take.headline)
    names = [f"{take.title}, {moment(take.recorded_at, now)}" for take in takes]
    missed = _missed(takes[-_LATELY:], rubric)
    named = tuple(zip(takes, names, strict=True))
    figures = (_takes(newest_first, count), _asked(takes), _most_missed(takes, missed), _hedging(takes))
    return Progress(
        takes=count,
        rows=tuple(GridRow(element.id, element.title, element.act) for element in rubric.elements),
        columns=tuple(GridColumn(take.id, name, signs(take)) for take, name in named),
        figures=figures if takes else (),
        pace=tuple(Point(take.pace, name) for take, name in named),
        length=tuple(Point(take.duration, name) for take, name in named),
        hedging=tuple(Point(None if take.hedging is None else float(take.hedging), name) for take, name in named),
        practise=tuple(element for element, _ in missed[:_NEXT]),
    )


def _missed(takes: tuple[Summary, ...], rubric: Rubric) -> list[tuple[Element, int]]:
    """The elements missed lately, most often first, and the most telling first where they are alike."""
    count = Counter(name for take in takes for name, sign in signs(take).items() if sign is Sign.MISSED)
    order = {name: place for place, name in enumerate(rubric.priority)}
    missed = [(element, count[element.id]) for element in rubric.elements if count[element.id]]
    return sorted(missed, key=lambda pair: (-pair[1], order.get(pair[0].id, len(order))))


def _takes(newest: tuple[Summary, ...], count: int) -> Figure:
    days = len({take.recorded_at.astimezone().date() for take in newest})
    when = f"on {days} days" if days > 1 else "on one day"
    return "Takes", str(count), when if len(newest) == count else f"the last {len(newest)} {when}"


def _asked(takes: tuple[Summary, ...]) -> Figure:
    lately, before = takes[-_LATELY:], takes[:-_LATELY]
    of_first = f"{_count_asked(before)} of the {len(before)} before" if len(before) >= _BEFORE else ""
    which = f"of last {len(lately)}" if before else f"of {len(lately)}"
    return "Asked for the job", f"{_count_asked(lately)} {which}", of_first


def _count_asked(takes: tuple[Summary, ...]) -> int:
    return sum(dict(take.said).get("ask_for_job", take.headline is Headline.ASKED) for take in takes)


def _most_missed(takes: tuple[Summary, ...], missed: list[tuple[Element, int]]) -> Figure:
    if not missed:
        return "Most missed", "Nothing", "lately"
    element, count = missed[0]
    return "Most missed", element.title, f"in {count} of the last {min(len(takes), _LATELY)}"


def _hedging(takes: tuple[Summary, ...]) -> Figure:
    counts = [take.hedging for take in takes if take.hedging is not None]
    if not counts:
        return "Hedging", "Not measured", ""
    before = f"was {fmean(counts[:-_LATELY]):.1f}" if len(counts) >= _LATELY + _BEFORE else ""
    return "Hedging", f"{fmean(counts[-_LATELY:]):.1f} a take", before
