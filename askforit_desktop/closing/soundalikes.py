"""Words that a recogniser writes for others that sound like them, where times and ways to follow up are told.

Only words that mean nothing of their own there ("end of next weak") are taken for others.
"""

from collections.abc import Iterable

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


def as_meant(words: Iterable[str]) -> tuple[str, ...]:
    """The words, each as it is likely meant; as many as before."""
    return tuple(_MEANT.get(word, word) for word in words)
