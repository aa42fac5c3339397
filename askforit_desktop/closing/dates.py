"""Times in spoken words ("a week on tuesday", "by the end of the month") and the day each one names.

The rules are in `timerules`. At every word the longest reading counts, so
that "the monday after thanksgiving" is one time and "monday or tuesday" names no day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from askforit_desktop.closing import timewords
from askforit_desktop.closing.almanac import Almanac
from askforit_desktop.closing.grammar import Slot, first_words, may_start, readings
from askforit_desktop.closing.numerals import ordinal
from askforit_desktop.closing.timerules import GROUPS, Rule
from askforit_desktop.closing.transcript import Span


@dataclass(frozen=True, slots=True)
class Time:
    """A time as spoken, without a leading on, by, at or the, and the day it names; None where that is no single one."""

    span: Span
    when: str
    date: date | None


def find_times(words: Sequence[str], rehearsed_on: date, start: int = 0) -> tuple[Time, ...]:
    """The times in lower-case words from `start` on, in order and apart.

    Times that are past or denied ("not monday") are left out.
    """
    found: list[Time] = []
    reader = _Reader(words, Almanac(rehearsed_on))
    at = start
    while at < len(words):
        end, day, ahead = reader.longest(at) if _may_begin(words[at]) else (at, None, False)
        if ahead:
            day = day if day and day >= rehearsed_on else None
            found.append(_time(words, at, end, day))
            reader = _Reader(words, Almanac(rehearsed_on, day)) if day else reader
        at = max(end, at + 1)
    return tuple(found)


def _time(words: Sequence[str], first: int, end: int, day: date | None) -> Time:
    while first < end - 1 and words[first] in ("on", "by", "at", "the", "say") and not _keeps_the(words, first):
        first += 1
    return Time(Span(first, end - 1), " ".join(words[first:end]), day)


def _keeps_the(words: Sequence[str], at: int) -> bool:
    return words[at] == "the" and ordinal(words, at + 1) is not None


class _Reader:
    """Reads the groups of rules at the places of some words, each group once at each place."""

    def __init__(self, words: Sequence[str], almanac: Almanac) -> None:
        self._words = words
        self._almanac = almanac
        self._read: dict[tuple[str, int], tuple[tuple[int, date | None], ...]] = {}
        nested: dict[str, Slot] = {group: partial(self._slot, group) for group in GROUPS}
        self._slots = timewords.SLOTS | nested

    def longest(self, at: int) -> tuple[int, date | None, bool]:
        """The longest reading at a word: its end, its day, and whether it is a time to come."""
        best: tuple[int, date | None, bool] = (at, None, False)
        for group, ahead in (("past", False), ("time", True), ("vague", True)):
            for end, day in self._slot(group, self._words, at):
                if end > best[0]:
                    best = (end, day, ahead)
        return best

    def _slot(self, group: str, words: Sequence[str], at: int) -> Iterator[tuple[int, date | None]]:
        if (group, at) not in self._read:
            read = (
                (end, self._day(meaning, values))
                for steps, meaning in _rules_from(group, words[at])
                for end, values in readings(steps, words, at, self._slots)
            )
            self._read[group, at] = tuple(dict.fromkeys(read))
        return iter(self._read[group, at])

    def _day(self, meaning: Callable[..., date | None], values: tuple[object, ...]) -> date | None:
        """The day that is meant; none where the calendar ends before it."""
        try:
            return meaning(self._almanac, *values)
        except (OverflowError, ValueError):
            return None


@lru_cache(maxsize=4096)
def _rules_from(group: str, word: str) -> tuple[Rule, ...]:
    """The rules of a group that may match where this word stands: most words start none."""
    return tuple(rule for rule in GROUPS[group] if may_start(rule[0], word, _opens))


# Most words begin no time: told at once, without trying the rules.
_FIRST_WORDS = frozenset(word for rules in GROUPS.values() for steps, _ in rules for word in first_words(steps))


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    return word in _FIRST_WORDS or timewords.begins_a_time(word)


def _opens(slot: str, word: str) -> bool:
    return bool(_rules_from(slot, word)) if slot in GROUPS else timewords.opens(slot, word)
