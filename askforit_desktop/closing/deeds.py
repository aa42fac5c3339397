"""Cues: the words in a close that name a deed, found by the rules of `deedrules`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from askforit_desktop.closing.deedrules import RULES, Role, Rule
from askforit_desktop.closing.finding import Deed
from askforit_desktop.closing.grammar import may_start, readings
from askforit_desktop.closing.transcript import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a deed."""

    what: Deed
    role: Role
    span: Span


def find_cues(words: Sequence[str], within: Span, edge: int = 0) -> tuple[Cue, ...]:
    """The cues that begin in a part of lower-case words, in order and apart: the longest at each word."""
    start, last = max(0, within.first - edge), min(within.last + edge, len(words) - 1)
    plain = tuple(word.removesuffix("'s") for word in words[start : last + _LONGEST])
    found: list[Cue] = []
    at = start
    while at <= last:
        cue = max(_cues_at(plain, at, start), key=lambda c: c.span.last, default=None)
        if cue:
            found.append(_as_noun(words, cue))
        at = cue.span.last + 1 if cue else at + 1
    return tuple(found)


def _as_noun(words: Sequence[str], cue: Cue) -> Cue:
    """The same cue, as a means where one word of it stands as a noun: "a text", "your call"."""
    # One word, or the "e mail" of a written "e-mail".
    alone = cue.role is Role.ACT and tuple(words[cue.span.first : cue.span.last]) in ((), ("e",))
    before = words[cue.span.first - 1] if cue.span.first else ""
    after = words[cue.span.last + 1] if cue.span.last + 1 < len(words) else ""
    noun = alone and (before in _DETERMINERS or after in _COPULAS or _owns(words, cue.span.first))
    return replace(cue, role=Role.MEANS) if noun else cue


def _owns(words: Sequence[str], at: int) -> bool:
    """Whether the word before owns what stands here: "mr hale's call"."""
    return at > 0 and words[at - 1].endswith("'s") and words[at - 1] not in _SHORTENED


def _cues_at(plain: Sequence[str], at: int, start: int) -> Iterator[Cue]:
    """The cues that begin at a word; `plain`: the words from `start` on."""
    for what, role, steps in _rules_from(plain[at - start]):
        for end, _ in readings(steps, plain, at - start, {}):
            yield Cue(what, role, Span(at, start + end - 1))


@lru_cache(maxsize=4096)
def _rules_from(word: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if may_start(rule[2], word, lambda *_: False))


# No rule reads so many words, its longest gap included.
_LONGEST = 16
_SHORTENED = frozenset("let's it's that's what's there's here's who's he's she's".split())
_COPULAS = frozenset("is works best good fine better".split())
_DETERMINERS = frozenset(
    "a an the your my by via over on any does phone telephone house cell video zoom quick wee regular minute "
    "hour".split()
)
