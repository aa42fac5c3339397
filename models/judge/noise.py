"""What recognition and other speakers do to words: sound-alikes, drops, insertions, contractions, other days."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from closes import Labels

Words = list[str]
Random = np.random.Generator

# Rough English spelling to sound: enough to find words that are misheard for one another.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"'", ""),
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"ough", "o"),
        (r"igh", "i"),
        (r"ph", "f"),
        (r"gh", ""),
        (r"tch|ch", "C"),
        (r"sh|tion|sion", "S"),
        (r"th", "0"),
        (r"wh", "w"),
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c", "k"),
        (r"dge|g(?=[ei])", "j"),
        (r"z", "s"),
        (r"mb$", "m"),
        (r"e$", ""),
        (r"(?<=.)h", ""),
        (r"(?<=.)y$", "E"),
        (r"[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
]
_SMALL = "a the to and of i in it uh um is that so you for like at we he her are but".split()
_CONTRACTIONS = {
    "i'd": "i would|i had",
    "i'm": "i am",
    "i've": "i have",
    "i'll": "i will",
    "you'd": "you would",
    "you're": "you are",
    "you've": "you have",
    "you'll": "you will",
    "we've": "we have",
    "we're": "we are",
    "we'll": "we will",
    "they're": "they are",
    "it's": "it is",
    "it'd": "it would",
    "that's": "that is",
    "what's": "what is",
    "when's": "when is",
    "how's": "how is",
    "where's": "where is",
    "who's": "who is",
    "there's": "there is",
    "lemme": "let me",
    "gimme": "give me",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "y'all": "you all",
    "don't": "do not",
    "doesn't": "does not",
    "didn't": "did not",
    "wouldn't": "would not",
    "couldn't": "could not",
    "can't": "can not",
    "isn't": "is not",
    "haven't": "have not",
    "won't": "will not",
}
APART = {short: tuple(full.split("|")[0].split()) for short, full in _CONTRACTIONS.items()}
_TOGETHER = {tuple(full.split()): short for short, fulls in _CONTRACTIONS.items() for full in fulls.split("|")}
_SERIES = [
    "monday tuesday wednesday thursday friday".split(),
    "january february march april june july august september october november december".split(),
    "two three four five six seven eight nine ten eleven twelve".split(),
    "third fourth fifth sixth seventh eighth ninth tenth".split(),
]
_SERIES_OF = {word: series for series in _SERIES for word in series}


class Ear:
    """Finds what a word may be misheard as among the words of a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_sound: dict[str, Words] = defaultdict(list)
        self._known: dict[str, Words] = {}
        for word in vocabulary:
            for sound in _near(_sound(word)):
                self._by_sound[sound].append(word)

    def alike(self, word: str) -> Words:
        """Up to eight words that sound nearly the same, the likest first."""
        if word not in self._known:
            near = {other for sound in _near(_sound(word)) for other in self._by_sound.get(sound, ())} - {word}
            self._known[word] = sorted(near, key=lambda other: (-_likeness(word, other), other))[:8]
        return self._known[word]


def vary(words: Sequence[str], labels: Labels, random: Random, rate: float) -> tuple[Words, Labels]:
    """The same close with some contractions made or undone, and half of its days, months and numbers changed."""
    said: Words = []
    kept: list[Labels] = []
    swapped: dict[str, str] = {}
    at = 0
    while at < len(words):
        word, label, used = words[at], labels[at], 1
        pair = tuple(words[at : at + 2])
        if pair in _TOGETHER and random.random() < rate:
            new, label, used = [_TOGETHER[pair]], label | labels[at + 1], 2
        elif word in APART and random.random() < rate:
            new = list(APART[word])
        else:
            new = [_other(word, swapped, random)]
        said += new
        kept += [label] * len(new)
        at += used
    return said, np.array(kept, bool)


def mishear(words: Sequence[str], labels: Labels, random: Random, ear: Ear, rate: float) -> tuple[Words, Labels]:
    """The close with a share of its words misheard: six in ten replaced, two dropped, two split or added to."""
    said: Words = []
    kept: list[Labels] = []
    for at, word in enumerate(words):
        new = _misheard(word, random, ear) if random.random() < rate else [word]
        said += new
        kept += [labels[at]] * len(new)
    return said, np.array(kept, bool).reshape(-1, labels.shape[1])


def _misheard(word: str, random: Random, ear: Ear) -> Words:
    kind = random.random()
    if kind < 0.6:
        near = ear.alike(word)
        if near and random.random() < 0.85:
            return [near[min(int(random.exponential(2.0)), len(near) - 1)]]
        return [_any(_SMALL, random)]
    if kind < 0.8:
        return []
    if kind < 0.95 or len(word) < 6:
        return [word, _any(_SMALL, random)]
    half = len(word) // 2
    return [(ear.alike(part) or [part])[0] for part in (word[:half], word[half:])]


def _other(word: str, swapped: dict[str, str], random: Random) -> str:
    if word not in _SERIES_OF:
        return word
    if word not in swapped:
        swapped[word] = _any(_SERIES_OF[word], random) if random.random() < 0.5 else word
    return swapped[word]


def _any(words: Sequence[str], random: Random) -> str:
    return words[int(random.integers(len(words)))]


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _near(sound: str) -> set[str]:
    return {sound} | {sound[:at] + sound[at + 1 :] for at in range(len(sound))}


def _likeness(one: str, other: str) -> float:
    pairs = [{f"^{word}$"[at : at + 2] for at in range(len(word) + 1)} for word in (one, other)]
    return len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1])
