"""Who does a deed: the subject before it, or else the person it is done to."""

from collections.abc import Sequence
from itertools import pairwise

from askforit_desktop.closing.deedrules import Role
from askforit_desktop.closing.deeds import Cue
from askforit_desktop.closing.finding import Deed, Party

_NEAR = 10
_CANDIDATE = frozenset("i i'll i'd i'm i've i'ma lemme we we'll we'd let's plan".split())
_EMPLOYER = frozenset(
    "you you'll you're you'd you've yous ye y'all he he'll she she'll they they'll somebody someone anybody anyone "
    "boss secretary assistant pa office hr people folk folks yourself".split()
)
_MAKES_ME_ACT = frozenset("let for want like have if mind to".split())
_ME = frozenset("me us".split())
_TO_CANDIDATE = _ME | frozenset("my mine".split())
_TO_EMPLOYER = frozenset("you your ya yours her him them".split())
_YOU = frozenset("you your yours ya yous ye".split())
_SENDING = frozenset("send flick forward post mail write".split())
_REACHING = frozenset((verb, me) for verb in ("get", "reach", "find", "contact", "catch") for me in _ME)
_OURSELVES = frozenset("we we'll we'd let's".split())
_OURS = frozenset("my our".split())
_INVERTED = frozenset("i it that a an the you we my your they he she somebody someone one there this".split())
_AFTER_AN_OBJECT = frozenset(
    "a an the down on in at by till until with for of this that monday tuesday wednesday thursday friday".split()
)
_PREPOSITIONS = frozenset("with to from through for of past by".split())
_PROPOSING = frozenset("shall can may should could might i'll will would".split())
_AWAITING = frozenset("expect expecting wait waiting await prefer take have like be want need look looking get".split())
_THIRD_PERSON = frozenset("calls phones rings telephones emails mails texts messages writes sends".split())
_PROPOSALS = frozenset("is would how can could shall may".split())
_IMPERATIVE = frozenset("so please kindly do just or".split())
_ADVERBS = frozenset("just please kindly do".split())
_AUXILIARY = frozenset("should may can could might shall must will would do to".split())
_MODALS = frozenset("will would can could gonna".split())
_NO_NOUN = frozenset(
    "and but so or if when what how that this it there well okay ok right yeah then please i you it'll that'll "
    "there'll".split()
)


def doer(words: Sequence[str], cue: Cue, floor: int, before_it: Party | None) -> Party:
    """Who acts, as far as the words around the cue tell.

    `floor`: where the words begin that belong to it; `before_it`: who does the deed before, that "and email" goes on.
    """
    if cue.role in (Role.ANSWER, Role.AWAITED) or cue.what is Deed.DECIDE:
        return Party.EMPLOYER
    if cue.what is Deed.MEET:
        return Party.CANDIDATE
    before = words[max(floor, cue.span.first - _NEAR) : cue.span.first]
    subject = subject_of(before)
    if cue.role in (Role.MEANS, Role.HINT):
        return _by_means(words, cue, before, subject)
    if cue.span.first == floor and subject is None and _imperative(words, cue):
        return Party.EMPLOYER
    return _plainly(words, cue, before, subject) or _on_the_whole(words, cue, before, subject or before_it)


def _plainly(words: Sequence[str], cue: Cue, before: Sequence[str], subject: Party | None) -> Party | None:
    """Who acts, where a word beside the deed settles it."""
    first, last = cue.span.first, cue.span.last
    if words[first] in _THIRD_PERSON:
        return Party.EMPLOYER
    if tuple(words[last - 1 : last + 1]) == ("from", "me") or not _CANDIDATE.isdisjoint(before[-1:]):
        return Party.CANDIDATE
    # Whoever "calls you" is not you.
    done_to_you = not _YOU.isdisjoint(words[first + 1 : first + 2])
    return Party.CANDIDATE if done_to_you and subject is Party.EMPLOYER else None


def _on_the_whole(words: Sequence[str], cue: Cue, before: Sequence[str], subject: Party | None) -> Party:
    towards = subject if subject is Party.CANDIDATE and _theirs_to_give(words, cue) else _object(words, cue)
    if towards is Party.EMPLOYER or _told_to(before):
        return towards or Party.EMPLOYER
    # A question that names nobody: "is it okay to call", "would a call be alright".
    proposed = cue.role is Role.CONTACT or not _PROPOSALS.isdisjoint(before)
    return subject or towards or (Party.CANDIDATE if proposed else Party.EMPLOYER)


def _imperative(words: Sequence[str], cue: Cue) -> bool:
    """Whether a deed that begins what is said is asked of them: "send it to my old address"."""
    return words[cue.span.first] in _SENDING and _object(words, cue) is not Party.CANDIDATE


def _told_to(before: Sequence[str]) -> bool:
    """Whether a deed after these words is an imperative: "so ring", "or just email"."""
    if not before or before[-1] not in _IMPERATIVE:
        return False
    led = before[-2:-1]
    return before[-1] not in _ADVERBS or (subject_of(led) is None and _AUXILIARY.isdisjoint(led))


def subject_of(before: Sequence[str]) -> Party | None:
    """The party that stands last in these words as one who acts."""
    for at in range(len(before) - 1, -1, -1):
        if party := _acting(before, at):
            return party
    return None


def _acting(before: Sequence[str], at: int) -> Party | None:
    """The party that the word there names as one who acts."""
    word, previous, last = before[at], before[at - 1] if at else "", at == len(before) - 1
    following = "" if last else before[at + 1]
    if word in _CANDIDATE or (word in _ME and (previous in _MAKES_ME_ACT or last)) or (word == "my" and last):
        return Party.CANDIDATE
    if word in _EMPLOYER:
        done_to = following in _AFTER_AN_OBJECT or (previous in _PREPOSITIONS and following != "to")
        named = not done_to
    elif word in _MODALS:
        named = bool(previous) and _a_noun(previous) and following not in _INVERTED
    else:
        asked = word == "the" and previous in _MODALS and before[-1] != "to"
        named = asked or (word.endswith("'ll") and word not in _NO_NOUN)
    if not named:
        return None
    whose = before[at - 2] if word in _MODALS and at > 1 else previous
    return Party.CANDIDATE if whose in _OURS else Party.EMPLOYER


def _a_noun(word: str) -> bool:
    return word not in _NO_NOUN and word not in _CANDIDATE


def _theirs_to_give(words: Sequence[str], cue: Cue) -> bool:
    """Whether what belongs to the candidate is what is sent: "send my references"."""
    return words[cue.span.first] in _SENDING and tuple(words[cue.span.first + 1 : cue.span.first + 2]) == ("my",)


def _object(words: Sequence[str], cue: Cue) -> Party | None:
    for word in words[cue.span.first + 1 : cue.span.last + 3]:
        if word in _TO_CANDIDATE:
            return Party.EMPLOYER
        if word in _TO_EMPLOYER:
            return Party.CANDIDATE
    return None


def _by_means(words: Sequence[str], cue: Cue, before: Sequence[str], subject: Party | None) -> Party:
    """A means is how the candidate is to be reached, unless they are said to use it ("it'll be in your inbox")."""
    after = tuple(words[cue.span.last + 1 : cue.span.last + 3])
    if after[:1] == ("from",):
        return Party.CANDIDATE if after[1:] and after[1] in _ME else Party.EMPLOYER
    whose, led = tuple(before[-1:]), tuple(before[-2:-1])
    if led in (("in",), ("to",)) and whose == ("your",):
        return Party.CANDIDATE
    if cue.role is Role.MEANS and whose in (("my",), ("your",)) and led not in (("in",), ("to",)):
        return Party.EMPLOYER
    if not _ME.isdisjoint(before) and any(pair in _REACHING for pair in pairwise(before)):
        return Party.EMPLOYER
    ours = not _OURSELVES.isdisjoint(before)
    proposed = subject is Party.CANDIDATE and not _PROPOSING.isdisjoint(before) and _AWAITING.isdisjoint(before)
    offered = subject is None and not _PROPOSALS.isdisjoint(before)
    return Party.CANDIDATE if ours or proposed or offered else Party.EMPLOYER
