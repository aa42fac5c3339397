"""Find filler words: hesitation sounds, and "you know" and "like" where their context shows that they fill."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from askforit_desktop.closing.transcript import Span

# Before "you know" these make it a question or a promise, not a filler: "do you know", "let you know".
_OPENERS = frozenset("do did does don't as if what whether that let letting lets since once when how all would".split())
# After "you know" these make it a verb with an object: "you know the team", "you know how it works".
_OBJECTS = frozenset("the a an how what when where who why which that my your our their his her me him us them".split())

# After these "like" is the verb, or a comparison: "i would like um to ask", "it looks like uh a fine team".
_LIKERS = frozenset("i you we they i'd you'd we'd they'd would to feel feels look looks sound sounds seems".split())


def find_fillers(words: Sequence[str], sounds: frozenset[str]) -> tuple[Span, ...]:
    """The fillers among the words, in order; `sounds` are the hesitation sounds that could be heard."""
    return tuple(sorted([*_sounds(words, sounds), *_you_knows(words), *_likes(words, sounds)], key=lambda s: s.first))


def _sounds(words: Sequence[str], sounds: frozenset[str]) -> Iterator[Span]:
    yield from (Span(i, i) for i, word in enumerate(words) if word in sounds)


def _you_knows(words: Sequence[str]) -> Iterator[Span]:
    for i, pair in enumerate(pairwise(words)):
        if pair != ("you", "know"):
            continue
        before = words[i - 1] if i else ""
        after = words[i + 2] if i + 2 < len(words) else ""
        if before not in _OPENERS and after not in _OBJECTS:
            yield Span(i, i + 1)


def _likes(words: Sequence[str], sounds: frozenset[str]) -> Iterator[Span]:
    """A "like" fills when it is doubled or stands beside a hesitation; alone it is too often a real word."""
    fillers = sounds | {"like"}
    for i, word in enumerate(words):
        before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        if word == "like" and before not in _LIKERS and (before in fillers or after in fillers):
            yield Span(i, i)
