"""Who does a deed: the subject before it, or else the person after it."""

from askforit_desktop.closing.clauses import Clause
from askforit_desktop.closing.deeds import Cue, Role
from askforit_desktop.closing.finding import Deed, Party

_NEAR = 7
_CANDIDATE = frozenset("i i'll i'd i'm i've i'ma lemme we we'll let's".split())
_EMPLOYER = frozenset(
    "you you'll you're you'd you've yous ye y'all he he'll she she'll they they'll somebody someone anybody anyone "
    "boss secretary assistant pa office hr people".split()
)
_MAKES_ME_ACT = frozenset("let for want like if".split())
_TO_CANDIDATE = frozenset("me us my mine".split())
_TO_EMPLOYER = frozenset("you your ya yours him her them".split())
_PROPOSING = frozenset("shall can may should could might i'll will would".split())
_AWAITING = frozenset("expect expecting wait waiting await prefer take have like be want need look".split())
_THIRD_PERSON = frozenset("calls phones rings telephones emails texts messages writes".split())
_IMPERATIVE = frozenset("so please kindly do".split())
_HAVING = frozenset("got has have put".split())
_NOT_YET = frozenset("hasn't haven't hadn't".split())
_REJECTING = frozenset("don't not than never over hasn't haven't hadn't cannot can't".split())


def doer(clause: Clause, cue: Cue) -> Party:
    """Who acts, as far as the words around the cue tell."""
    if cue.what in (Deed.HEAR_BACK, Deed.DECIDE):
        return Party.EMPLOYER
    if cue.what is Deed.MEET:
        return Party.CANDIDATE
    before = clause.before(cue.span.first)[-_NEAR:]
    subject = _subject(before)
    if cue.role in (Role.MEANS, Role.HINT):
        return _by_means(clause, cue, subject)
    if _third_person(clause, cue):
        return Party.EMPLOYER
    if before and before[-1] in _IMPERATIVE:
        return _object(clause, cue) or Party.EMPLOYER
    return subject or _object(clause, cue) or (Party.CANDIDATE if cue.role is Role.CONTACT else Party.EMPLOYER)


def handed_over(clause: Clause, cue: Cue) -> bool:
    """Whether only where the candidate can be reached is told: "you've got my number"."""
    before = clause.before(cue.span.first)[-4:]
    return cue.role is Role.HINT and not _HAVING.isdisjoint(before)


def rejected(clause: Clause, cue: Cue) -> bool:
    """Whether the deed is named only to be set aside: "don't mail", "rather than call", "if the phone hasn't rung"."""
    before = clause.before(cue.span.first)
    after = clause.after(cue.span.last)
    denied = any(word in _REJECTING for word in before[-3:]) or any(word in _NOT_YET for word in after[:1])
    return denied or before[-2:] == ("instead", "of")


def _third_person(clause: Clause, cue: Cue) -> bool:
    """Whether somebody else is told of as acting: "jasmine calls me"."""
    return cue.span.first == cue.span.last and clause.words[cue.span.first] in _THIRD_PERSON


def _subject(before: tuple[str, ...]) -> Party | None:
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word in _CANDIDATE or (word == "me" and at and before[at - 1] in _MAKES_ME_ACT):
            return Party.CANDIDATE
        if word in _EMPLOYER:
            return Party.EMPLOYER
    return None


def _object(clause: Clause, cue: Cue) -> Party | None:
    for word in clause.words[cue.span.first + 1 : cue.span.last + 1] + clause.after(cue.span.last)[:_NEAR]:
        if word in _TO_CANDIDATE:
            return Party.EMPLOYER
        if word in _TO_EMPLOYER:
            return Party.CANDIDATE
    return None


def _by_means(clause: Clause, cue: Cue, subject: Party | None) -> Party:
    """A means is how the candidate is to be reached, unless they are said to use it ("it'll be in your inbox")."""
    before, after = clause.before(cue.span.first)[-_NEAR:], clause.after(cue.span.last)
    proposed = subject is Party.CANDIDATE and not _PROPOSING.isdisjoint(before) and _AWAITING.isdisjoint(before)
    yours = (before[-1:] == ("your",) and before[-2:-1] in (("in",), ("to",))) or after[:2] == ("from", "me")
    offered = clause.said[:2] in (("would", "a"), ("would", "an"))
    return Party.CANDIDATE if proposed or yours or offered else Party.EMPLOYER
