"""Who does what, and when: the acts that a close proposes or agrees to.

The judge says where a time or a means to follow up is spoken of (`timeline`, `channel`). Those stretches, joined where
they touch (`clauses`), are read by hand-made rules for the deed each names (`deeds`), who does it (`doers`), the time
(`dates`), and whether anything is proposed at all (`openness`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from askforit_desktop.closing.clauses import Clause, find_clauses
from askforit_desktop.closing.dates import Time, find_times
from askforit_desktop.closing.deeds import Cue, Role
from askforit_desktop.closing.doers import doer, handed_over, rejected
from askforit_desktop.closing.finding import Commitment, Deed, Party
from askforit_desktop.closing.grammar import Pattern, occurs, pattern
from askforit_desktop.closing.heard import Found
from askforit_desktop.closing.openness import is_open
from askforit_desktop.closing.soundalikes import as_meant

# Words before the first stretch in which a day may stand that it refers to ("that same day").
_LOOK_BACK = 30
_MEANS = (Deed.CALL, Deed.EMAIL, Deed.MESSAGE, Deed.MEET)


@dataclass(frozen=True, slots=True)
class _Deal:
    """What a clause settles, before its time is looked for: `at` is the word it is told by."""

    who: Party
    what: Deed
    at: int


def commitments(
    words: Sequence[str], found: Mapping[str, Sequence[Found]], rehearsed_on: date
) -> tuple[Commitment, ...]:
    """The commitments in lower-case words, in order; `found` is what the judge noticed, by element."""
    timeline = [stretch.span for stretch in found.get("timeline", ())]
    channel = [stretch.span for stretch in found.get("channel", ())]
    if not timeline and not channel:
        return ()
    meant = as_meant(words)
    start = max(0, min(span.first for span in timeline + channel) - _LOOK_BACK)
    clauses = find_clauses(meant, timeline, channel, find_times(meant, rehearsed_on, start))
    return _once_each(commitment for clause in clauses for commitment in _commitments(clause))


def _once_each(told: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """What is said twice is agreed once."""
    first: dict[tuple[Party, Deed, date | None], Commitment] = {}
    for commitment in told:
        first.setdefault((commitment.who, commitment.what, commitment.date), commitment)
    return tuple(first.values())


def _commitments(clause: Clause) -> Iterator[Commitment]:
    cues = _telling(clause)
    deals = [_Deal(doer(clause, cue), cue.what, cue.span.first) for cue in cues]
    acting = bool(cues) and cues[0].role in (Role.ACT, Role.CONTACT)
    if is_open(clause, acting and any(deal.who is Party.CANDIDATE for deal in deals)):
        return
    deals = _apart(deals) if acting else deals[:1]
    if len(deals) > 1 and len(clause.times) < len(deals):
        deals = deals[:1]
    told = deals or list(_without_a_deed(clause))
    for deal, time in zip(told, _times_of(clause, told), strict=True):
        when, day = (time.when, time.date) if time else (None, None)
        yield Commitment(deal.who, deal.what, when, day, clause.span)


def _telling(clause: Clause) -> list[Cue]:
    """The cues that say what is done: acts before means before hints, and a named means before a mere answer."""
    cues = [cue for cue in clause.cues if not rejected(clause, cue) and not handed_over(clause, cue)]
    named = [cue for cue in cues if cue.what in _MEANS] if clause.channel else cues
    for roles in ((Role.ACT, Role.CONTACT), (Role.MEANS,), (Role.HINT,)):
        if told := [cue for cue in named if cue.role in roles]:
            return [_by_the_means(cue, named) for cue in told]
    return cues


def _by_the_means(contact: Cue, named: Sequence[Cue]) -> Cue:
    """Getting in touch, by the means that is named with it."""
    if contact.role is not Role.CONTACT:
        return contact
    means = next((cue.what for cue in named if cue.role in (Role.MEANS, Role.HINT)), contact.what)
    return replace(contact, what=means)


def _apart(deals: Sequence[_Deal]) -> list[_Deal]:
    """One deal for each run of acts by the same party: "I'll email or call" is one, "and you'll ring me" another."""
    kept: list[_Deal] = []
    for deal in deals:
        if not kept or kept[-1].who is not deal.who:
            kept.append(deal)
    return kept


def _without_a_deed(clause: Clause) -> Iterator[_Deal]:
    """A time alone: a deadline is for them to decide, a day that is offered is for meeting."""
    if clause.channel or not any(time.date for time in clause.times):
        return
    if occurs(_WANTED, clause.said):
        yield _Deal(Party.EMPLOYER, Deed.HEAR_BACK, clause.span.first)
    elif occurs(_DEADLINES, clause.said):
        yield _Deal(Party.EMPLOYER, Deed.DECIDE, clause.span.first)
    elif not occurs(_DEMANDS, clause.said):
        yield _Deal(Party.CANDIDATE, Deed.MEET, clause.span.last)


def _times_of(clause: Clause, deals: Sequence[_Deal]) -> Sequence[Time | None]:
    """The time of each deal: in the order spoken where there is one for each, else the nearest that names a day."""
    if len(deals) == len(clause.times):
        return clause.times
    return [min(clause.times, key=lambda t: (t.date is None, abs(t.span.first - d.at)), default=None) for d in deals]


def _patterns(*texts: str) -> tuple[Pattern, ...]:
    return tuple(pattern(text) for text in texts)


_WANTED = _patterns("want", "need", "i'll|i have")
_DEADLINES = _patterns("till|until", "make it", "give|giving|gave", "hours")
_DEMANDS = _patterns("you|you'd|you've", "contract|offer|sign", "if", "they")
