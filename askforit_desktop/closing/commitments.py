"""Who does what, and when: the acts that a close proposes or agrees to.

The judge says where a time or a means to follow up is spoken of (`timeline`, `channel`). There (`clauses`) hand-made
rules find the deeds that are named (`deeds`), who does each (`doers`), whether it is meant (`asides`) and proposed at
all (`openness`), and the times (`dates`), each of which belongs to the nearest deed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from askforit_desktop.closing.asides import set_aside
from askforit_desktop.closing.clauses import EDGE, Passage, breaks, clause_about, find_passages
from askforit_desktop.closing.dates import Time, find_times
from askforit_desktop.closing.deedrules import Role
from askforit_desktop.closing.deeds import Cue, find_cues
from askforit_desktop.closing.doers import doer
from askforit_desktop.closing.finding import Commitment, Deed, Party
from askforit_desktop.closing.heard import Found
from askforit_desktop.closing.offers import deed_of_a_day, is_appointment
from askforit_desktop.closing.openness import asks_whether, corrected, is_open, taken_back
from askforit_desktop.closing.soundalikes import as_meant
from askforit_desktop.closing.timing import said_with, times_of
from askforit_desktop.closing.transcript import Span

# Words before the first passage in which a day may stand that it refers to ("that same day").
_LOOK_BACK = 30
# A means this near to a contact by no named means is its means.
_WITH = 16
# And this near after an answer that is awaited: "hear from you by phone".
_BY = 5
# So many clauses on an act has nothing to do with it: "it comes by email and you'll text me".
_ANOTHER = 2
_TIMED = (Deed.HEAR_BACK, Deed.DECIDE, Deed.MEET)


@dataclass(frozen=True, slots=True)
class _Deal:
    """What is settled: who does what, in the words of a cue, and the times that belong to it."""

    who: Party
    cue: Cue
    times: tuple[Time, ...]

    @property
    def time(self) -> Time | None:
        """The nearest of its times that names a day, else the nearest."""
        return min(self.times, key=lambda time: time.date is None, default=None)


def commitments(
    words: Sequence[str], found: Mapping[str, Sequence[Found]], rehearsed_on: date
) -> tuple[Commitment, ...]:
    """The commitments in lower-case words, in order; `found` is what the judge noticed, by element."""
    timeline, channel = ([stretch.span for stretch in found.get(name, ())] for name in ("timeline", "channel"))
    passages = find_passages(timeline, channel)
    if not passages:
        return ()
    meant = as_meant(words)
    times = find_times(meant, rehearsed_on, max(0, passages[0].span.first - _LOOK_BACK))
    return _once_each(told for passage in passages for told in _commitments(meant, passage, times))


def _once_each(told: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """What is said twice is agreed once."""
    first: dict[tuple[Party, Deed, date | None], Commitment] = {}
    for commitment in told:
        first.setdefault((commitment.who, commitment.what, commitment.date), commitment)
    dated = {(who, what) for who, what, day in first if day}
    return tuple(c for (who, what, day), c in first.items() if day or (who, what) not in dated)


def _commitments(words: Sequence[str], passage: Passage, times: Sequence[Time]) -> Iterator[Commitment]:
    near = [time for time in times if time.span.overlaps(passage.span) or passage.reaches(time.span)]
    for deal in _deals(words, passage, near):
        when, day = (deal.time.when, deal.time.date) if deal.time else (None, None)
        yield Commitment(deal.who, deal.cue.what, when, day, passage.span)


def _deals(words: Sequence[str], passage: Passage, times: Sequence[Time]) -> Sequence[_Deal]:
    named = _named(words, passage, times)
    cues = _telling(words, [cue for cue in named if not set_aside(words, cue, passage.start_of(cue.span.first))])
    owned = times_of(words, passage, cues, times)
    deals: list[_Deal] = []
    for number, cue in enumerate(cues):
        if cue.role is Role.OTHER:
            continue
        start = max(passage.start_of(cue.span.first), cues[number - 1].span.last + 1 if number else 0)
        end = min([after.span.first for after in cues[number + 1 :]] + [passage.end_of(cue.span.last) + 1])
        who = doer(words, cue, start, deals[-1].who if deals else None)
        deal = _Deal(who, _by(who, cue), tuple(owned[number]))
        open_ = is_open(words, cue, Span(start, end - 1), deal.who, bool(deal.time and deal.time.date))
        if not open_ and not taken_back(words, cue.span.first):
            if deals and _instead(words, deals[-1], deal):
                deals.pop()
            deals.append(deal)
    taken = [time for cue, own in zip(cues, owned, strict=True) for time in own if said_with(passage, cue, time)]
    agreed = {deal.time.date for deal in deals if deal.time}
    spare = [time for time in times if time.date and time.date not in agreed]
    alone = [time for time in spare if time not in taken]
    told = [deal for deal in _apart(deals) if _settled(deal)]
    return [*told, *(_without_a_deed(words, passage, alone, named) or _appointed(words, passage, spare, named))]


def _instead(words: Sequence[str], before: _Deal, deal: _Deal) -> bool:
    """Whether a deed is said once more to put its time right: "i'll call monday no hang on i'll call wednesday"."""
    again = (before.who, before.cue.what) == (deal.who, deal.cue.what) and before.times and deal.times
    return bool(again) and corrected(words[before.cue.span.last + 1 : deal.cue.span.first])


def _named(words: Sequence[str], passage: Passage, times: Sequence[Time]) -> Sequence[Cue]:
    """The cues in the stretches, or else those that the judge may have cut off; "after your lunch" is only a time."""
    cues = find_cues(words, passage.span, EDGE)
    near = [c for c in cues if passage.reaches(c.span) and not any(_within(c.span, time.span) for time in times)]
    return [cue for cue in near if any(cue.span.overlaps(span) for span in passage.stretches)] or near


def _within(inner: Span, outer: Span) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _by(who: Party, cue: Cue) -> Cue:
    """Getting in touch somehow: from them it is an answer, from the candidate a message."""
    return replace(cue, what=Deed.MESSAGE) if who is Party.CANDIDATE and cue.what is Deed.HEAR_BACK else cue


def _settled(deal: _Deal) -> bool:
    """Whether it is told well enough: what nobody acts in, and getting in touch somehow, needs a time."""
    somehow = deal.cue.role is Role.CONTACT and deal.who is Party.CANDIDATE
    if deal.cue.role is Role.MEANS and deal.cue.what is Deed.MEET:
        return any(time.date for time in deal.times)
    return bool(deal.times) or not (deal.cue.role is Role.AWAITED or deal.cue.what in _TIMED or somehow)


def _telling(words: Sequence[str], cues: Sequence[Cue]) -> list[Cue]:
    """The cues that say what is done: a means named beside somebody acting is how they do it."""
    acts = [cue for cue in cues if cue.role not in (Role.MEANS, Role.HINT)]
    means = [cue for cue in cues if cue.role is Role.MEANS and not any(_used_in(words, cue, act) for act in acts)]
    told = sorted([_by_the_means(act, cues) for act in acts] + means, key=lambda cue: cue.span.first)
    return told or list(cues)


def _used_in(words: Sequence[str], means: Cue, act: Cue) -> bool:
    apart = breaks(words, means.span.last + 1, act.span.first) if act.role in (Role.ACT, Role.CONTACT) else 0
    return apart < _ANOTHER and _beside(means, act)


def _beside(means: Cue, act: Cue) -> bool:
    if act.role is Role.OTHER:
        return False
    near = abs(means.span.first - act.span.last) <= _WITH
    return near and means.what is not Deed.MEET and act.what is not Deed.DECIDE


def _by_the_means(act: Cue, cues: Sequence[Cue]) -> Cue:
    """Getting in touch, by the means that is named with it."""
    if act.role is Role.AWAITED:
        cues = [cue for cue in cues if 0 < cue.span.first - act.span.last <= _BY]
    elif act.role not in (Role.CONTACT, Role.ANSWER):
        return act
    means = [cue for cue in cues if cue.role in (Role.MEANS, Role.HINT) and _beside(cue, act)]
    after = [
        cue
        for cue in means
        if cue.span.first > act.span.last or (act.role is Role.CONTACT and act.what is not Deed.MEET)
    ]
    named = min(after, key=lambda cue: (cue.role is Role.HINT, abs(cue.span.first - act.span.last)), default=act)
    return replace(act, what=named.what)


def _apart(deals: Sequence[_Deal]) -> list[_Deal]:
    """Acts by the same party with one time between them are one deal: "I'll email or call on Friday"."""
    kept: list[_Deal] = []
    for deal in deals:
        last = kept[-1] if kept else None
        if last and last.who is deal.who and _alike(last.cue, deal.cue) and not (last.times and deal.times):
            told = deal if last.cue.role is not Role.ACT and deal.cue.role is Role.ACT else last
            kept[-1] = replace(told, times=last.times or deal.times)
        else:
            kept.append(deal)
    return kept


def _alike(one: Cue, two: Cue) -> bool:
    if any((one.what is deed) != (two.what is deed) for deed in (Deed.MEET, Deed.DECIDE)):
        return False
    return {one.role, two.role} not in ({Role.ACT, Role.AWAITED}, {Role.ACT, Role.ANSWER})


def _without_a_deed(words: Sequence[str], passage: Passage, times: Sequence[Time], named: Sequence[Cue]) -> list[_Deal]:
    """A time alone: a deadline is for them to decide, a day that is offered is for meeting."""
    deals: list[_Deal] = []
    for span in passage.stretches:
        own = tuple(time for time in times if time.span.overlaps(span))
        said = words[span.first : span.last + 1]
        if not own or any(cue.span.overlaps(span) for cue in named) or taken_back(words, span.last):
            continue
        if not asks_whether(said) and (told := deed_of_a_day(said)):
            deals.append(_Deal(told[0], Cue(told[1], Role.ACT, span), own))
    return deals


def _appointed(words: Sequence[str], passage: Passage, times: Sequence[Time], named: Sequence[Cue]) -> list[_Deal]:
    """A day in a clause of its own beside other deeds: "then it's the workshop on tuesday and you'll text me"."""
    deals: list[_Deal] = []
    for time in times:
        within = next((span for span in passage.stretches if span.overlaps(time.span)), time.span)
        clause = clause_about(words, time.span, within)
        if any(cue.span.overlaps(clause) for cue in named):
            continue
        before, after = words[clause.first : time.span.first], words[time.span.last + 1 : clause.last + 1]
        if is_appointment(before, time.when, after):
            deals.append(_Deal(Party.CANDIDATE, Cue(Deed.MEET, Role.ACT, time.span), (time,)))
    return deals
