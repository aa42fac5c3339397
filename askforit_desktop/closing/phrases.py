"""A user's own lines, found in recognised words though a word or two of them was misheard.

Words are compared in full form ("i'm" as "i am"), alike when equal or one slip of the recogniser apart. A line is
sought only where enough of its words stand in about its order, and there it is aligned word by word: one word in five
may be wrong, missing or added, but never one that denies ("not", "never"), for then something else was said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from askforit_desktop.closing.transcript import Span, spoken_words

# A recogniser gets about one word in ten wrong, and its errors come in clusters.
_WORDS_PER_ERROR = 5
_ALIKE = 0.25
_DENIALS = frozenset("not never none nothing hardly without neither nor nobody".split())
_LITTLE = frozenset("a an the to of i would will do is am are have and so".split())
_FULL = {
    "i'm": ("i", "am"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_WITH_IS = frozenset("what's that's it's there's here's where's who's how's he's she's".split())


@dataclass(frozen=True, slots=True)
class Match:
    """Words in which a line was said, and how nearly: 1 is word for word."""

    span: Span
    score: float


def find_phrases(words: Sequence[str], phrases: Iterable[str]) -> tuple[Match, ...]:
    """Where any of the lines was said in lower-case words: the best matches that share no word, in order."""
    lines = [_full_words(spoken_words(phrase)) for phrase in phrases]
    text = _Text(words) if lines else None
    matches = [match for line in lines if text for match in text.matches(line)]
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-m.score, m.span.first - m.span.last)):
        if not any(match.span.overlaps(other.span) for other in kept):
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: m.span.first))


class _Text:
    """The words in full form: where each stands, and which spoken word it is part of."""

    def __init__(self, words: Sequence[str]) -> None:
        parts = [(part, at) for at, word in enumerate(words) for part in _full(word)]
        self._words = [part for part, _ in parts]
        self._spoken = [at for _, at in parts]
        self._places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._places[word].append(at)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            self._by_letter[word[:1]].append(word)

    def matches(self, line: Sequence[str]) -> Iterator[Match]:
        """Where a line in full form stands, each place with its score."""
        errors = len(line) // _WORDS_PER_ERROR
        for start in self._starts(line, errors):
            offset = max(0, start - errors)
            cost, first, end = _align(line, self._words[offset : start + len(line) + 2 * errors])
            first, end = first + offset, end + offset
            if cost < errors + 1 and first < end and _DENIALS.isdisjoint(self._words[max(0, first - 2) : first]):
                yield Match(Span(self._spoken[first], self._spoken[end - 1]), 1 - cost / len(line))

    def _starts(self, line: Sequence[str], errors: int) -> Iterator[int]:
        """Where the line may begin, one place of those close together: most words stand at their distance from it."""
        heard: dict[int, set[int]] = defaultdict(set)
        for offset, word in enumerate(line):
            for at in self._like(word):
                for start in range(at - offset - errors, at - offset + errors + 1):
                    heard[start].add(offset)
        last = -len(line)
        for start in sorted(heard):
            if len(heard[start]) >= len(line) - 2 * errors and start > last + errors:
                last = start
                yield start

    def _like(self, word: str) -> Iterator[int]:
        for other in self._by_letter[word[:1]]:
            if alike(word, other):
                yield from self._places[other]


@lru_cache(maxsize=8192)
def alike(one: str, two: str) -> bool:
    """Whether two words are equal or easily misheard for each other: same first letter, one or two letters apart."""
    if one == two:
        return True
    shortest = min(len(one), len(two))
    if shortest < 4 or one[0] != two[0] or abs(len(one) - len(two)) > 2 or not _DENIALS.isdisjoint((one, two)):
        return False
    return _letters_apart(one, two) <= (1 if shortest < 7 else 2)


def _letters_apart(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _align(line: Sequence[str], window: Sequence[str]) -> tuple[float, int, int]:
    """The cheapest place of the line in a window: its cost in wrong, missing and added words, its first word, its end.

    One row a word of the line; a cell is the cost so far and the first word of the place that it began at.
    """
    row = [(0.0, at) for at in range(len(window) + 1)]
    for word in line:
        above, row = row, [(row[0][0] + _weight(word), 0)]
        for at, heard in enumerate(window, 1):
            same = (above[at - 1][0] + _wrong(word, heard), above[at - 1][1])
            missing = (above[at][0] + _weight(word), above[at][1])
            added = (row[at - 1][0] + _weight(heard), row[at - 1][1])
            row.append(min(same, missing, added))
    cost, end = min((cell[0], at) for at, cell in enumerate(row))
    return cost, row[end][1], end


def _wrong(word: str, heard: str) -> float:
    if word == heard:
        return 0.0
    if alike(word, heard):
        return _ALIKE
    return max(1.0, _weight(word), _weight(heard))


def _weight(word: str) -> float:
    """What a word weighs that is missing or added: little words are lost most, and one that denies changes all."""
    if word in _DENIALS:
        return inf
    return 0.5 if word in _LITTLE else 1.0


def _full_words(words: Iterable[str]) -> list[str]:
    return [part for word in words for part in _full(word)]


@lru_cache(maxsize=8192)
def _full(word: str) -> tuple[str, ...]:
    """The word or words that a word stands for, without its punctuation."""
    if word in _FULL:
        return _FULL[word]
    if word in _WITH_IS:
        return (word.removesuffix("'s"), "is")
    for ending, meaning in _ENDINGS.items():
        if word.endswith(ending) and word != ending:
            return (word.removesuffix(ending), meaning)
    return (word,)
