"""Words that a recogniser writes for others that sound like them, where times and ways to follow up are told.

Only words that mean nothing of their own there ("end of next weak") are taken for others, and some only beside words
that a day stands with ("by money noon").
"""

from collections.abc import Sequence

_MEANT = {
    "weak": "week",
    "weaks": "weeks",
    "male": "mail",
    "wood": "would",
    "wring": "ring",
    "wringing": "ringing",
    "forth": "fourth",
    "mourning": "morning",
    "knight": "night",
    "thirsty": "thursday",
    "thirstday": "thursday",
    "wensday": "wednesday",
    "wenzday": "wednesday",
    "munday": "monday",
    "sundae": "sunday",
    "fryday": "friday",
    "tomorow": "tomorrow",
    "ill": "i'll",
    "youll": "you'll",
}


_LIKE_A_DAY = {
    "money": "monday",
    "mundane": "monday",
    "mondays": "monday",
    "tuesdays": "tuesday",
    "wednesdays": "wednesday",
    "weddings": "wednesday",
    "thursdays": "thursday",
    "fridays": "friday",
    "buy": "by",
    "bye": "by",
    "boy": "by",
}
_BEFORE_A_DAY = frozenset("by next till until before this come".split())
_WITH_A_DAY = frozenset("monday tuesday wednesday thursday friday morning afternoon evening night noon the end".split())


def as_meant(words: Sequence[str]) -> tuple[str, ...]:
    """The words, each as it is likely meant; as many as before."""
    plain = ("", *(_MEANT.get(word, word) for word in words), "")
    return tuple(_beside(*plain[at : at + 3]) for at in range(len(words)))


def _beside(before: str, word: str, after: str) -> str:
    day = word in _LIKE_A_DAY and (before in _BEFORE_A_DAY or after in _WITH_A_DAY)
    return _LIKE_A_DAY[word] if day else word
