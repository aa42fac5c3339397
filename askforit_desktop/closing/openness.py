"""Whether a deed is proposed or agreed to, or only asked about, as "when will you decide" does, or taken back."""

from collections.abc import Sequence

from askforit_desktop.closing.deedrules import Role
from askforit_desktop.closing.deeds import Cue
from askforit_desktop.closing.doers import subject_of
from askforit_desktop.closing.finding import Deed, Party
from askforit_desktop.closing.grammar import begins, occurs, patterns
from askforit_desktop.closing.transcript import Span

_TAKEN_BACK_WITHIN = 14
# Words: a question that follows so soon, or an imperative that begins so early.
_SOON = 4


def is_open(words: Sequence[str], cue: Cue, room: Span, who: Party, dated: bool) -> bool:
    """Whether a deed is only asked about; `room`: the words that belong to it."""
    before = _since_a_plan(words[room.first : cue.span.first])
    after = words[cue.span.last + 1 : room.last + 1]
    if cue.role is Role.AWAITED or cue.what is Deed.DECIDE:
        return _awaited_in_a_question(before, after)
    if cue.role in (Role.MEANS, Role.HINT):
        return not dated and not _preferred(before, after)
    if words[cue.span.first] in _PAST and not occurs(_SUPPOSING, before):
        return True
    if _or_the_other_way(after) or (not dated and _asks_who(before)):
        return True
    if who is Party.CANDIDATE and dated:
        return False
    if asks_which(before) or (not dated and (asks_which(after[:_SOON]) or _either_or(before, after))):
        return True
    return occurs(_THEIR_WAY, before[-4:])


def _since_a_plan(before: Sequence[str]) -> Sequence[str]:
    """The words from where a plan is begun, after whatever was asked before it: "so i'll"."""
    begun = [at for at in range(1, len(before)) if before[at] in _PLANS and before[at - 1] in _JOINS]
    return before[begun[-1] :] if begun else before


def taken_back(words: Sequence[str], at: int) -> bool:
    """Whether what is proposed at a word is withdrawn outright soon after."""
    return occurs(_WITHDRAWN, words[at : at + _TAKEN_BACK_WITHIN])


def corrected(between: Sequence[str]) -> bool:
    """Whether these words put right what stands before them: "no hang on"."""
    return occurs(_CORRECTION, between)


def asks_which(before: Sequence[str]) -> bool:
    """Whether a question for a time, a person or a way stands in the words before a deed."""
    return occurs(_WHICH, before)


def _awaited_in_a_question(before: Sequence[str], after: Sequence[str]) -> bool:
    said = (*before, *after)
    if "still" in said:
        return False
    if not _WHEN.isdisjoint(said) or asks_which(before):
        return True
    # "will it be settled by friday" asks for no more than "will you settle it by friday".
    settled = tuple(before[-1:]) == ("be",)
    return not settled and occurs(_IMPERSONAL, before) and not occurs(_SUITS, said)


def _preferred(before: Sequence[str], after: Sequence[str]) -> bool:
    if "or" in before or _or_else(after) or asks_which(before):
        return False
    if occurs(_YES_OR_NO, before[-4:]):
        return occurs(_SUITS, after)
    return occurs(_SUITS, (*before, *after)) or occurs(_AWAITING, (*before[-6:], *after[:3]))


def _or_else(after: Sequence[str]) -> bool:
    """Whether another way is offered, as "good or bad" does not."""
    return "or" in after and not begins(_TAGS, after[list(after).index("or") + 1 :])


def asks_whether(said: Sequence[str]) -> bool:
    """Whether what stands there is only asked about: "is that still the first of december"."""
    return asks_which(said) or (occurs(_LIKELY, said[:_SOON]) and not occurs(_SUITS, said))


def _asks_who(before: Sequence[str]) -> bool:
    """Whether it is asked who does it: "would it be you that rings"."""
    return not _RELATIVE.isdisjoint(before[-2:]) and occurs(_WOULD_IT, before)


def _or_the_other_way(after: Sequence[str]) -> bool:
    if "or" not in after:
        return False
    rest = after[list(after).index("or") + 1 :]
    return begins(_THEY_WOULD, rest) and not begins(_TAGS, rest)


def _either_or(before: Sequence[str], after: Sequence[str]) -> bool:
    if "or" in before:
        return True
    asked = occurs(_INVERTED, before)
    if "or" not in after or (subject_of(before) is None and not asked):
        return False
    rest = after[len(after) - list(reversed(after)).index("or") :]
    # Another way to do the same may follow at once: "I could call or email you".
    return not begins(_TAGS, rest) if rest else asked


_AUX = "do|does|did|will|would|can|could|should|shall|might|may|is|are|am|was|were|ought|must|has|have"
_WHO = "i|you|we|they|he|she|it|somebody|someone|people|folk|folks|y'all|ye|i'd|i'll|you'll|you'd|they'll|we'll"
_WHICH = patterns(
    f"when|where|why {_AUX}",
    "when's|what's|who's|where's|who'll|who'd|when'll|when'd",
    "which|whose|whom",
    f"who {_AUX}|i|to|else|it|that",
    f"what {_AUX}",
    "what|which day|date|week|time|point|month|square|night|evening|morning|number|address|way",
    f"how {_AUX}",
    "how long|soon|fast|many|much|quickly",
    f"idea|know|say|tell|sense|sure|wondering|wonder|ask|asking|hear|of|curious|me when|where|how {_WHO}",
    "long before",
    "is|would|will it you|him|her|hr|your|them|yourself",
)
_INVERTED = patterns(f"{_AUX} {_WHO}|the|a|it|that|there", "d'you")
_RELATIVE = frozenset("who that who'll that'll who'd that'd".split())
_WOULD_IT = patterns("will|would|might|could it be", "whether|if it's", "is it")
_THEY_WOULD = patterns("do|does|will|would|should|is|are i|you|they|she|he|somebody|someone")
_THEIR_WAY = patterns(
    "do|does|did|are|is|am you|they|ye|y'all|i|people|folk|folks", "d'you", "does the|everything|everyone|it"
)
_LIKELY = patterns("will|would|do|does|did|is|are i|we|you|people|folk|folks|anyone|there|it|that|a|the", "d'you")
_IMPERSONAL = patterns("will|would|do|does|did|is|are it|that|there|a|the", "does|do they|people|folk", "if that|it")
_YES_OR_NO = patterns("is|are|was|will|would|do|does|did|has|have|must|any it|that|there|the|this|a|an|your")
_SUITS = patterns(
    "okay|ok|alright|right|fine|possible|good|best|welcome|work|suit|help|cool|easier|easiest|bother|trouble|acceptable|chance|premature|soon|early|fair|reasonable|realistic|safe|better|quicker|quickest|fastest|faster|safer|safest|beats|beat|reaches|finds",
    "will|would do",
    "in order",
    "that's the one",
)
_AWAITING = patterns(
    "wait|waiting|await|expect|expecting|prefer|take|use|by|like|gets|get", "with a|an|you", "from you"
)
_SUPPOSING = patterns(
    "i'll|you'll|can|could|shall|may|to|if|mind|rather|okay|ok|alright|right|fine|were|bother|suppose|you'd|have|be|was|are|get|it"
)
_TAGS = patterns(
    "is|would|not that",
    "would she|he|they|it be|hate|mind|bother",
    "would|do you prefer|rather",
    "not|bad|no",
    "so",
    "two|three",
    "night|evening|weekends|after|later",
)
_WITHDRAWN = patterns(
    "forget it|that|i",
    "or no actually|perhaps|maybe|wait|sorry|don't|scrap",
    "scrap that|it",
    "never mind",
    "strike that",
    "actually no",
    "no don't",
    "ignore that|me",
)
_CORRECTION = patterns(
    "no hang|wait|sorry|actually|make|not", "or is it better", "or better", "hang on", "scratch that"
)
_PLANS = frozenset("i'll you'll we'll they'll she'll he'll he she they".split())
_JOINS = frozenset("so and then okay right well but".split())
_PAST = frozenset("called phoned rang emailed mailed texted messaged wrote sent dropped stopped came met".split())
_WHEN = frozenset("when how".split())
