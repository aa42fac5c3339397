"""What a day is for that is named with no deed: a deadline is for them to decide, a day that is offered for meeting."""

from collections.abc import Sequence

from askforit_desktop.closing.finding import Deed, Party
from askforit_desktop.closing.grammar import begins, occurs, patterns

# A time with so few words about it is offered.
_BARE = 9


def offers_a_day(said: Sequence[str]) -> bool:
    """Whether a day is offered, as "would tuesday suit" does."""
    return occurs(_OFFERED, said)


def deed_of_a_day(said: Sequence[str]) -> tuple[Party, Deed] | None:
    """Who does what on the day that these words name, where no deed is named."""
    if occurs(_WANTED, said):
        return Party.EMPLOYER, Deed.HEAR_BACK
    if occurs(_DEADLINES, said):
        return Party.EMPLOYER, Deed.DECIDE
    if occurs(_BY_A_DAY, said):
        return None
    if occurs(_OFFERED, said) or (len(said) <= _BARE and not occurs(_OTHERWISE, said)):
        return Party.CANDIDATE, Deed.MEET
    return None


def is_appointment(before: Sequence[str], when: str, after: Sequence[str]) -> bool:
    """Whether a day in a clause that names no deed is one to be there: with its hour, its place or its company."""
    if occurs(_NOT_ONE, before):
        return False
    return not _HOUR.isdisjoint(when.split()) or begins(_IT_IS, before) or begins(_WITH_WHOM, after)


_WANTED = patterns("figure|number|word|yours", "i'll|i have")
_DEADLINES = patterns(
    "you|you've|y'all|wait|waiting|on|give|giving|gave|them|it ... till|until|past",
    "make it",
    "i|i'll|i'm give|giving|gave you|it|them|that|people",
    "i give people",
    "hours|cutoff|deadline",
    "you've got",
    "confirmed",
    "i|i'll|i'd|gonna|to want|need it|a|an|your|yours|that|this|one|the|to",
)
_OFFERED = patterns(
    "suit|suits|works|work|perfect|agreed|diary|calendar|pencilled|we|we've|say",
    "it is",
    "what|how about",
    "on|down for",
    "i|we can|could",
    "good|fine|clear|free for|by me|him|her|us|you",
    "is fine|good|clear",
    "that do",
)
# What is to be done by a day is not done on it.
_BY_A_DAY = patterns(
    "by monday|tuesday|wednesday|thursday|friday|the|end|close|then|say|tonight|tomorrow|noon",
    "within",
    "side of",
    "i'll need",
)
_HOUR = frozenset("at half past o'clock".split())
_IT_IS = patterns("so|then? it's|that's a|an|the|our")
_WITH_WHOM = patterns("with the|him|her|them|mr|ms|mrs|dr|doctor|your", "for the|a|my")
_NOT_ONE = patterns(
    "i|i'm|i've|i'd|i'll|you|you're|you've|you'd|they|they're|she|she's|he|he's|we've",
    "by|before|until|till|since|within|if|is|not|was|when",
    "decision|deadline|train|flight|birthday",
)
_OTHERWISE = patterns(
    "you|you'd|you've|they|she|he|i've|i'm", "contract|offer|sign|start|starts|begin|closing|until", "if"
)
