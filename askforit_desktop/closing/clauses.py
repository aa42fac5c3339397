"""The stretches of a close that speak of a time or a means to follow up, with the deeds and times they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from askforit_desktop.closing.dates import Time
from askforit_desktop.closing.deeds import Cue, Role, find_cues
from askforit_desktop.closing.finding import Deed
from askforit_desktop.closing.transcript import Span

# A way to follow up and its time may be labelled apart: "email me, obviously, by the thirtieth".
_NEAR = 6
_LEADS_TO_A_TIME = 6
# The judge may cut a word or two off a stretch.
_EDGE = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words of a close; whether they speak of a time, of a means, or both; the deeds and times they name."""

    words: tuple[str, ...]
    span: Span
    timeline: bool
    channel: bool
    cues: tuple[Cue, ...] = ()
    times: tuple[Time, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """The words of the clause itself."""
        return self.words[self.span.first : self.span.last + 1]

    def before(self, at: int) -> tuple[str, ...]:
        """The words of the clause before a word."""
        return self.words[max(0, self.span.first - _EDGE) : at]

    def after(self, at: int) -> tuple[str, ...]:
        """The words of the clause after a word."""
        return self.words[at + 1 : self.span.last + 1]

    @property
    def acts(self) -> tuple[Cue, ...]:
        """The cues that tell of somebody acting."""
        return tuple(cue for cue in self.cues if cue.role is Role.ACT)


def find_clauses(
    words: Sequence[str], timeline: Iterable[Span], channel: Iterable[Span], times: Sequence[Time]
) -> tuple[Clause, ...]:
    """The clauses in word order: overlapping stretches are one, and a time that stands apart joins its deed."""
    everything = tuple(words)
    stretches = [Clause(everything, span, True, False) for span in timeline]
    stretches += [Clause(everything, span, False, True) for span in channel]
    clauses: list[Clause] = []
    for stretch in sorted(stretches, key=lambda c: (c.span.first, c.span.last)):
        if clauses and clauses[-1].span.overlaps(stretch.span):
            clauses[-1] = _joined(clauses[-1], stretch)
        else:
            clauses.append(stretch)
    ends = [clause.span.first - 1 for clause in clauses[1:]] + [len(words) - 1]
    read = [_read(clause, times, end) for clause, end in zip(clauses, ends, strict=True)]
    return _with_times_joined(read)


def _joined(one: Clause, two: Clause) -> Clause:
    return Clause(
        one.words,
        Span(one.span.first, max(one.span.last, two.span.last)),
        one.timeline or two.timeline,
        one.channel or two.channel,
        one.cues + two.cues,
        one.times + two.times,
    )


def _read(clause: Clause, times: Sequence[Time], end: int) -> Clause:
    first = clause.span.first
    cues = (replace(c, span=Span(c.span.first + first, c.span.last + first)) for c in find_cues(clause.said))
    reach = Span(first, min(clause.span.last + _EDGE, end))
    inside = tuple(time for time in times if time.span.overlaps(reach))
    return replace(clause, cues=tuple(cues), times=inside)


def _with_times_joined(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    joined: list[Clause] = []
    for clause in clauses:
        if joined and _completes(joined[-1], clause, clause.span.first - joined[-1].span.last):
            joined[-1] = _joined(joined[-1], clause)
        else:
            joined.append(clause)
    return tuple(joined)


def _completes(one: Clause, two: Clause, distance: int) -> bool:
    """Whether one of two clauses only gives the other's time, or the means of what is to be heard or said."""
    if distance <= _NEAR and (_condition(one) or (_only_a_time(two) and not one.times)):
        return True
    return distance <= _NEAR * 2 and _lacks_a_means(one) and not two.times and two.channel


def _only_a_time(clause: Clause) -> bool:
    lead = clause.times[0].span.first - clause.span.first if clause.times else _LEADS_TO_A_TIME
    return not clause.channel and not clause.cues and lead < _LEADS_TO_A_TIME


def _condition(clause: Clause) -> bool:
    return not clause.channel and clause.said[0] == "if"


def _lacks_a_means(clause: Clause) -> bool:
    told = (Deed.HEAR_BACK, Role.ACT), (Deed.MESSAGE, Role.CONTACT)
    return not clause.channel and any((cue.what, cue.role) in told for cue in clause.cues)
