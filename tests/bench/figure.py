"""What a row of the benchmark says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

Row = Callable[..., tuple["Figure", ...]]
"""Measures something in an empty folder of its own, which it is given; how much of it, can be told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `value` is what the target bounds.

    For a ratio (`value_unit` is "x") it is ours to the yardstick, otherwise ours, or by how much ours is more. `best`
    is the same of the shortest times only, `spread` the yardstick's longest time to its shortest: how restless it was.
    """

    what: str
    ours: float
    yardstick: float | None
    unit: str
    value: float
    value_unit: str
    target: float | None
    runs: int
    note: str = ""
    best: float = inf
    spread: float = 1.0

    @property
    def ok(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.value <= self.target


def ratio(
    what: str, pairs: Sequence[tuple[float, float]], unit: str, target: float | None = None, note: str = ""
) -> Figure:
    """The median of the ratios of pairs (ours, yardstick): a machine that slows down in between does not count."""
    ours, yardstick = _medians(pairs)
    value = median(a / b for a, b in pairs)
    return Figure(what, ours, yardstick, unit, value, "x", target, len(pairs), note, *_best(pairs))


def best_ratio(
    what: str, pairs: Sequence[tuple[float, float]], unit: str, target: float | None = None, note: str = ""
) -> Figure:
    """The ratio of the shortest times, for work of milliseconds or in real time: the rest is the machine's moods."""
    ours, yardstick = (min(side) for side in zip(*pairs, strict=True))
    return Figure(what, ours, yardstick, unit, ours / yardstick, "x", target, len(pairs), note, *_best(pairs))


def more(
    what: str, pairs: Sequence[tuple[float, float]], unit: str, target: float | None = None, note: str = ""
) -> Figure:
    """By how much ours is more than the yardstick, in the median of pairs."""
    ours, yardstick = _medians(pairs)
    return Figure(what, ours, yardstick, unit, median(a - b for a, b in pairs), unit, target, len(pairs), note)


def plain(what: str, values: Sequence[float], unit: str, target: float | None = None, note: str = "") -> Figure:
    """The median of some values of our own."""
    middle = median(values)
    return Figure(what, middle, None, unit, middle, unit, target, len(values), note, min(values))


def highest(what: str, values: Sequence[float], unit: str, target: float | None = None, note: str = "") -> Figure:
    """What 95 % of some values stay below."""
    ordered = sorted(values)
    edge = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    return Figure(what, edge, None, unit, edge, unit, target, len(values), note)


def _best(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    ours, yardstick = zip(*pairs, strict=True)
    return min(ours) / min(yardstick), max(yardstick) / min(yardstick)


def _medians(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    ours, yardstick = zip(*pairs, strict=True)
    return median(ours), median(yardstick)
