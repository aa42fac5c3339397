"""Patterns over words: the small notation in which the judge's hand-made rules are written.

A pattern is words with spaces between. `a|b` is either, `a|b?` may be missing, `<name>` is a slot that a reader
fills (a weekday, a number), `<name>?` a slot that may be missing (its value is then None), `...` up to six words,
as few as will do, that begin no new clause.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Reading = tuple[int, tuple[Any, ...]]
Slot = Callable[[Sequence[str], int], Iterator[tuple[int, Any]]]

_GAP = 6
_CLAUSE_STARTS = frozenset(
    "i i'll i'd i'm i've we we'll you'll you'd you're and or but if when so then because to till until by rather than "
    "not".split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a pattern: some words, a slot, or a gap."""

    choices: frozenset[str]
    slot: str
    optional: bool


Pattern = tuple[Item, ...]


def pattern(text: str) -> Pattern:
    """Read a pattern from its notation."""
    return tuple(_item(token) for token in text.split())


def patterns(*texts: str) -> tuple[Pattern, ...]:
    """Read several."""
    return tuple(pattern(text) for text in texts)


def may_start(steps: Pattern, word: str, opens: Callable[[str, str], bool]) -> bool:
    """Whether a pattern could match where this word stands; `opens(slot, word)` says so for a slot."""
    for step in steps:
        if opens(step.slot, word) if step.slot else word in step.choices:
            return True
        if not step.optional:
            return False
    return False


def first_words(steps: Pattern) -> Iterator[str]:
    """The words of a pattern's own that may come first in what it matches."""
    for step in steps:
        yield from step.choices
        if not step.optional:
            return


def readings(steps: Pattern, words: Sequence[str], at: int, slots: Mapping[str, Slot]) -> Iterator[Reading]:
    """Every way in which a pattern matches from a word on: the index after it and the values of its slots."""
    if not steps:
        yield at, ()
        return
    first, rest = steps[0], steps[1:]
    for end, values in _step(first, words, at, slots):
        for last, more in readings(rest, words, end, slots):
            yield last, values + more


def _step(step: Item, words: Sequence[str], at: int, slots: Mapping[str, Slot]) -> Iterator[Reading]:
    if step.slot == "...":
        yield from ((end, ()) for end in _gap(words, at))
        return
    if at < len(words):
        if step.slot:
            yield from ((end, (value,)) for end, value in slots[step.slot](words, at))
        elif words[at] in step.choices:
            yield at + 1, ()
    if step.optional:
        yield at, (None,) if step.slot else ()


def _gap(words: Sequence[str], at: int) -> Iterator[int]:
    yield at
    for end in range(at, min(at + _GAP, len(words))):
        if words[end] in _CLAUSE_STARTS:
            return
        yield end + 1


def occurs(any_of: Sequence[Pattern], words: Sequence[str]) -> bool:
    """Whether any of the patterns, which have no slots, matches somewhere in the words."""
    return any(begins(any_of, words[at:]) for at in range(len(words)))


def begins(any_of: Sequence[Pattern], words: Sequence[str]) -> bool:
    """Whether the words begin with any of the patterns, which have no slots."""
    return any(True for steps in any_of for _ in readings(steps, words, 0, {}))


def ends(any_of: Sequence[Pattern], words: Sequence[str]) -> bool:
    """Whether the words end with any of the patterns, which have no slots."""
    return any(
        end == len(words) for at in range(len(words)) for steps in any_of for end, _ in readings(steps, words, at, {})
    )


def _item(token: str) -> Item:
    optional = token.endswith("?")
    body = token.removesuffix("?")
    if body == "...":
        return Item(frozenset(), body, False)
    if body.startswith("<"):
        return Item(frozenset(), body.strip("<>"), optional)
    return Item(frozenset(body.split("|")), "", optional)
