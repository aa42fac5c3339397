"""What a row of the benchmark says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Row = Callable[[Path], tuple["Figure", ...]]
"""Measures something in an empty folder of its own."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `value` is what the target bounds: a ratio of ours to the yardstick, or ours itself."""

    what: str
    ours: float
    yardstick: float | None
    unit: str
    value: float
    target: float | None
    runs: int
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.value <= self.target


def ratio(what: str, pairs: Sequence[tuple[float, float]], unit: str, target: float | None, note: str = "") -> Figure:
    """The median of the ratios of pairs (ours, yardstick): a machine that slows down in between does not count."""
    ours, yardstick = (median(side) for side in zip(*pairs, strict=True))
    return Figure(what, ours, yardstick, unit, median(a / b for a, b in pairs), target, len(pairs), note)


def plain(what: str, values: Sequence[float], unit: str, target: float | None, note: str = "") -> Figure:
    """The median of some values of our own."""
    middle = median(values)
    return Figure(what, middle, None, unit, middle, target, len(values), note)
