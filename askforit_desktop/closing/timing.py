"""Which of the times that are spoken of belongs to which deed: mostly the nearest."""

from collections.abc import Sequence

from askforit_desktop.closing.clauses import Passage, breaks
from askforit_desktop.closing.dates import Time
from askforit_desktop.closing.deedrules import Role
from askforit_desktop.closing.deeds import Cue
from askforit_desktop.closing.doers import doer
from askforit_desktop.closing.finding import Deed, Party
from askforit_desktop.closing.offers import offers_a_day
from askforit_desktop.closing.transcript import Span

# A time further from a deed than this is no time of it; a clause that begins between counts for so many words.
_FAR = 25
_A_CLAUSE = 4
_A_TIME_BEFORE = 4
# So many words may lead up to a time in a stretch of its own that belongs to a deed in another.
_LEAD = 6
# What is joined on begins anew with its time: "you decide on tuesday and on wednesday i get a call".
_JOINS = frozenset("and then but".split())


def times_of(words: Sequence[str], passage: Passage, cues: Sequence[Cue], times: Sequence[Time]) -> list[list[Time]]:
    """For each cue the times that are nearest to it, the nearest first."""
    owned: list[list[Time]] = [[] for _ in cues]
    for time in times:
        near = [
            (_distance(words, cue, time.span), number)
            for number, cue in enumerate(cues)
            if said_with(passage, cue, time) or _leads_up(words, passage, cue, time)
        ]
        distance, number = min(near, default=(_FAR, 0))
        if distance < _FAR:
            owned[number].append(time)
    for cue, own in zip(cues, owned, strict=True):
        own.sort(key=lambda time: _distance(words, cue, time.span))
    return owned


def said_with(passage: Passage, cue: Cue, time: Time) -> bool:
    """Whether a deed and a time stand in one stretch."""
    return passage.start_of(cue.span.first) == passage.start_of(time.span.first)


def _leads_up(words: Sequence[str], passage: Passage, cue: Cue, time: Time) -> bool:
    """Whether a stretch of its own does little more than name a time: "by the thirtieth if you can"."""
    own = next((span for span in passage.stretches if span.overlaps(time.span)), time.span)
    if cue.what is not Deed.MEET and offers_a_day(words[own.first : own.last + 1]):
        # What they are to do is not when it suits the candidate to meet.
        return doer(words, cue, passage.start_of(cue.span.first), None) is Party.CANDIDATE
    lead = time.span.first - passage.start_of(time.span.first)
    return lead <= (_LEAD if cue.role in (Role.ACT, Role.CONTACT, Role.ANSWER) else _LEAD // 3)


def _distance(words: Sequence[str], cue: Cue, time: Span) -> int:
    first, last = sorted((cue.span, time), key=lambda span: span.first)
    apart = max(0, last.first - first.last) + _A_CLAUSE * breaks(words, first.last + 1, last.first)
    joined = first is not time and not _JOINS.isdisjoint(words[max(0, time.first - 2) : time.first])
    before = _A_TIME_BEFORE * ((first is time) + (cue.role is Role.AWAITED))
    return apart + before + (_A_CLAUSE if joined else 0)
