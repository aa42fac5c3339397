"""Deeds that are named but not meant: set aside, known already, between others, or only a way to be reached."""

from collections.abc import Sequence

from askforit_desktop.closing.deedrules import Role
from askforit_desktop.closing.deeds import Cue
from askforit_desktop.closing.doers import subject_of
from askforit_desktop.closing.finding import Deed, Party
from askforit_desktop.closing.grammar import begins, ends, patterns

_NEAR = 5
_KNOWING = frozenset("i you".split())
_AUXILIARY = frozenset("should may can could might shall must will would do".split())
_REFEREES = frozenset("old last former previous current ex references referees referee supervisor".split())
_FAMILY = frozenset("wife husband partner mum mom mam mother dad father brother sister son daughter landlord".split())
_ME = frozenset("me us".split())
_THEM = frozenset("you they he she yous trust council".split())
_BODIES = frozenset(
    "board panel committee council governor trustee partner trust staff moderation kirk parish faculty department "
    "december january management leadership director exec".split()
)
_HAVING = frozenset("got has have put".split())
_NOT_YET = frozenset("hasn't haven't hadn't nothing".split())
_OCCASION = frozenset("at before after until till since once".split())
_LACKING = frozenset("no there's it's".split())
_REJECTING = frozenset(
    "don't not than never nothing nothing's over hasn't haven't hadn't cannot can't won't shan't wouldn't didn't "
    "doesn't without instead".split()
)


def set_aside(words: Sequence[str], cue: Cue, floor: int) -> bool:
    """Whether a deed is not meant; `floor`: where the words begin that belong to it."""
    before = words[max(floor, cue.span.first - _NEAR) : cue.span.first]
    after = words[cue.span.last + 1 : cue.span.last + 3]
    known = words[cue.span.first] == "know" and _known_already(before)
    return (
        known
        or _theirs(cue, words[cue.span.first], before, after)
        or _elsewhere(cue, before, after)
        or _rejected(before, after)
        or _only_named(cue, before, after)
    )


def _known_already(before: Sequence[str]) -> bool:
    """Whether somebody knows now, or they do: "i know", "when you know"."""
    if "let" in before[-3:]:
        return True
    return not _KNOWING.isdisjoint(before[-1:]) and _AUXILIARY.isdisjoint(before[-2:-1])


def _theirs(cue: Cue, said: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether it is a meeting that the candidate is not at: "the board's meeting", "you see her on monday"."""
    if cue.what is not Deed.MEET or not _ME.isdisjoint(after[:1]):
        return False
    if said.startswith("meeting") and before:
        return before[-1].removesuffix("s").removesuffix("'") in _BODIES
    among = not _THEM.isdisjoint(before[-1:]) and _AUXILIARY.isdisjoint(before[-2:-1])
    return said in ("meet", "see", "sit") and among


def _elsewhere(cue: Cue, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether it is between the candidate and others: "another firm is calling me", "i'll ring my wife"."""
    if cue.role is Role.ACT and tuple(after[:1]) == ("my",):
        # They may well ring a candidate's wife, who passes it on.
        others = _FAMILY if subject_of(before) is Party.CANDIDATE else _REFEREES
        return not others.isdisjoint(after[1:])
    return "another" in (*before, *after)


def _rejected(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether it is said not to be: "don't mail", "rather than call", "if the phone hasn't rung"."""
    said = before[-3:]
    denied = next((at for at in range(len(said) - 1, -1, -1) if said[at] in _REJECTING), None)
    if denied is not None and "hesitate" not in said and subject_of(said[denied + 1 :]) is None:
        return True
    return not _NOT_YET.isdisjoint(after[:1])


def _only_named(cue: Cue, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether it tells only of a place, a day or a lack: "you've got my number", "after the meeting", "no word"."""
    if ends(_BAD_AT, before):
        return True
    if cue.role is Role.OTHER:
        return "before" in before[-3:]
    if cue.role in (Role.MEANS, Role.HINT):
        return begins(_NO_GOOD, after) or _held(cue, before, after)
    if cue.role is Role.ANSWER:
        return tuple(after[:1]) == ("to",)
    return cue.role is Role.AWAITED and not _LACKING.isdisjoint(before[-2:])


def _held(cue: Cue, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether they have it already, and no more is said of it, or it is only when they meet."""
    if cue.what is Deed.MEET:
        return not _OCCASION.isdisjoint(before[-3:])
    has = not _HAVING.isdisjoint(before[-4:]) if cue.role is Role.HINT else ends(_MINE, before)
    return (has or ends(_LENT, before)) and tuple(after) != ("that's", "the")


# Complaints of a means: "i'm rubbish at email", "the phone's no use".
_BAD_AT = patterns(
    "rubbish|slow|bad|hopeless|terrible|useless|awful|poor|scared|dark at|with|on|of answering? the|my|any?",
    "hate|never|rarely|hardly|seldom|barely check|read|answer|hear|use|open|look at? the|my|any?",
    "hate|dread|detest|avoid to? the|my|on|in? the|my?",
)
# What they have already: "you've my daughter's email".
_LENT = patterns("you've|got|have my " + "|".join(f"{person}'s" for person in sorted(_FAMILY)))
_MINE = patterns("you've|got|have my")
_NO_GOOD = patterns("no|never|hardly good|use|works|reaches", "is no|broken|dead|shocking|dreadful|a")
