"""Whether a clause proposes or agrees to something, or only asks, as "when will you decide" does."""

from collections.abc import Iterable

from askforit_desktop.closing.clauses import Clause
from askforit_desktop.closing.grammar import Pattern, begins, occurs, pattern


def is_open(clause: Clause, proposed_by_candidate: bool) -> bool:
    """Whether the clause leaves open what it speaks of; `proposed_by_candidate`: it names an act of the candidate's."""
    words = _without_lead(_plain(word) for word in clause.said)
    dated = bool(clause.times)
    if clause.channel:
        return _asks_for_a_means(words, dated)
    if proposed_by_candidate and dated:
        return False
    return _asks_for_a_time(words, bool(clause.acts))


def _asks_for_a_time(words: tuple[str, ...], acts: bool) -> bool:
    if begins(_PROPOSALS, words):
        return False
    return occurs(_WHEN, words) or begins(_YES_OR_NO, words) or (not acts and occurs(_INVERTED, words))


def _asks_for_a_means(words: tuple[str, ...], dated: bool) -> bool:
    if begins(_STATED, words):
        return False
    if words[:1] == ("unless",) or occurs(_WHICH, words[:_START]) or occurs(_HOW, words):
        return not begins(_PROPOSALS, words)
    if "or" in words and not dated:
        last = len(words) - 1 - words[::-1].index("or")
        return not begins(_TAGS, words[last + 1 :])
    return begins(_YES_OR_NO, words) and not begins(_PROPOSALS, words)


def _plain(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'ll").removesuffix("'d")


def _without_lead(words: Iterable[str]) -> tuple[str, ...]:
    said = tuple(words)
    lead = next((at for at, word in enumerate(said) if word not in _LEADS), len(said))
    return said[lead:]


def _patterns(*texts: str) -> tuple[Pattern, ...]:
    return tuple(pattern(text) for text in texts)


_LEADS = frozenset(
    "um uh er erm and so but then well like okay ok right also now or just because yeah please maybe perhaps actually "
    "roughly about".split()
)
# A question for the means comes early: "see which suits" later on is no question of its own.
_START = 5
_WHEN = _patterns(
    "when",
    "how long|soon|fast|many|much|quickly",
    "what|which day|date|week|time|point|month|square|night|evening|morning",
    "what your|the",
    "any idea",
    "sense of",
    "me the day",
    "a date by|for|yet|circled",
    "long before",
    "day or|are",
    "sooner or later",
)
_INVERTED = _patterns(
    "is|was|will|would it|that|there|this",
    "will|would|do|did|does|are|can you|they|we|y'all|i|it",
    "d'you",
    "or after|later|next",
)
_YES_OR_NO = _patterns("is|are|am|was|will|would|do|does|did|has|have|must|any|d'you")
_PROPOSALS = _patterns(
    "is|would|will it|that be? all|quite|perfectly? right|ok|okay|alright|fine|cool|possible|good|too|suit|work|help",
    "is|would|will it|that be? okay|ok|fine|alright|possible",
    "would ... suit|work|do",
    "is there space|room",
    "would ... be a|an|too|in|alright|okay|ok|fine|all",
    "would|will you call|ring|text|phone|email|write|message|be all|alright|ok|okay",
    "will|would i call|ring|send|email|text|phone|drop|give",
    "do|would you mind",
    "do|would you want|like me",
    "do have",
    "have your|his|her|their|the|hr|somebody|someone",
    "does|do|is ... work|suit|good",
    "would a|an",
    "would|will|could you let me",
    "is ... too soon|early",
)
_WHICH = _patterns(
    "which", "who", "whom", "whose", "where", "what the|suits|is|works", "how do|does|would|should|will", "preferred"
)
_HOW = _patterns("how do|would|should you|ye|i|people", "which way")
_STATED = _patterns(
    "call|ring|phone|text|email|mail|write|drop|give|send|hit|message|whatsapp|grab|use",
    "you can|could",
    "if you can|could",
)
_TAGS = _patterns("is|would|not that", "would she|he|they|it be|hate|mind|bother", "not")
