"""Where a close speaks of what follows it, and the words that lead up to a deed there.

What a recogniser writes has no sentences. The stretches that the judge marks say where to look, and a deed is read
with the words before it, back to the deed before or the start of its stretch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from askforit_desktop.closing.transcript import Span

# A way to follow up and its time may be marked apart: "email me, obviously, by the thirtieth".
_NEAR = 7
# The judge may cut a few words off a stretch.
EDGE = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Stretches of words about what follows, near to each other; `timeline`: one of them speaks of a time."""

    stretches: tuple[Span, ...]
    timeline: bool

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.stretches[0].first, self.stretches[-1].last)

    def start_of(self, at: int) -> int:
        """Where the words begin that may belong to a deed at a word: with its stretch."""
        inside = [span.first for span in self.stretches if span.first <= at <= span.last]
        return max(inside or [span.first for span in self.stretches if span.first - EDGE <= at], default=at)

    def end_of(self, at: int) -> int:
        """Where the words end that may belong to a deed at a word."""
        return min((span.last for span in self.stretches if at <= span.last), default=at)

    def reaches(self, span: Span) -> bool:
        """Whether some words are among these, or so near that the judge may have cut them off."""
        return any(s.first - EDGE <= span.last and span.first <= s.last + EDGE for s in self.stretches)


def find_passages(timeline: Iterable[Span], channel: Iterable[Span]) -> tuple[Passage, ...]:
    """The passages in word order: stretches that overlap are one stretch, those that nearly touch one passage."""
    passages: list[Passage] = []
    marked = [(span, True) for span in timeline] + [(span, False) for span in channel]
    for span, dated in sorted(marked, key=lambda m: (m[0].first, m[0].last)):
        if passages and span.first - passages[-1].span.last <= _NEAR:
            last = passages.pop()
            passages.append(Passage(_with(last.stretches, span), last.timeline or dated))
        else:
            passages.append(Passage((span,), dated))
    return tuple(passages)


def _with(stretches: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    *before, last = stretches
    if last.overlaps(span):
        return (*before, Span(last.first, max(last.last, span.last)))
    return (*stretches, span)


def breaks(words: Sequence[str], first: int, last: int) -> int:
    """How many clauses begin from a word up to another."""
    return sum(_begins(word) for word in words[first:last])


def clause_about(words: Sequence[str], span: Span, within: Span) -> Span:
    """The clause that some words stand in, from where it is begun to where the next is."""
    begun = [at for at in range(within.first, span.first) if _begins(words[at])]
    ended = [at for at in range(span.last + 1, within.last + 1) if _begins(words[at])]
    return Span(
        max(begun, default=min(within.first, span.first)), min(ended, default=max(within.last, span.last) + 1) - 1
    )


def _begins(word: str) -> bool:
    return word in _CONJUNCTIONS or word.split("'")[0] in _SUBJECTS


_CONJUNCTIONS = frozenset("and but so or because if when once unless that's".split())
_SUBJECTS = frozenset("i you we they she he it".split())
