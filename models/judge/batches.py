"""Closes as training batches: joined, spliced, varied, misheard, cut to windows and padded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from closes import CHANNELS, Close, Labels
from network import WINDOW
from noise import Ear, Random, Words, mishear, vary
from torch import Tensor

from askforit_desktop.closing.encoder import Vocabulary
from askforit_desktop.closing.tagger import OVERLAP

_JOINED, _SPLICED, _MISHEARD = 0.12, 0.15, 0.6  # shares of the closes
_WORST = 0.16  # share of words misheard
_ROOM = 800  # words and signs in one batch


@dataclass(frozen=True, slots=True)
class Item:
    """Words with labels; `valid` marks the words whose labels count (near a cut they do not)."""

    words: Words
    labels: Labels
    valid: Labels
    ending: int
    undercut: int


def opening_of(close: Close) -> Item:
    """The first window of a close as it is."""
    words, labels = list(close.words[:WINDOW]), close.labels[:WINDOW]
    return Item(words, labels, np.ones(len(words), bool), -1, -1)


def batches(closes: Sequence[Close], random: Random, ear: Ear, vocabulary: Vocabulary) -> Iterator[dict[str, Tensor]]:
    """One pass over the closes, each changed in its own way, batched with others of about its length."""
    items = [_cut(_change(_compose(close, closes, random), random, ear), random) for close in closes]
    items.sort(key=lambda item: len(item.words) + random.uniform(0, 12))
    groups: list[list[Item]] = [[]]
    for item in items:
        if groups[-1] and (len(groups[-1]) + 1) * (len(item.words) + 2) > _ROOM:
            groups.append([])
        groups[-1].append(item)
    for number in random.permutation(len(groups)):
        yield collate(groups[number], vocabulary)


def collate(items: Sequence[Item], vocabulary: Vocabulary) -> dict[str, Tensor]:
    """Items as padded tensors: an opening sign, the words, a closing sign, padding."""
    long = max(len(item.words) for item in items) + 2
    opening, closing, padding = ([vocabulary.rows[sign]] for sign in ("[CLS]", "[SEP]", "[PAD]"))
    real = torch.zeros(len(items), long, dtype=torch.bool)
    valid, labels = torch.zeros(len(items), long), torch.zeros(len(items), long, len(CHANNELS))
    bags: list[list[int]] = []
    for number, item in enumerate(items):
        many = len(item.words)
        bags += [opening, *map(vocabulary.split, item.words), closing, *[padding] * (long - many - 2)]
        real[number, : many + 2] = True
        valid[number, 1 : many + 1] = torch.from_numpy(item.valid.astype(np.float32))
        labels[number, 1 : many + 1] = torch.from_numpy(item.labels.astype(np.float32))
    return {
        "pieces": torch.tensor([row for bag in bags for row in bag]),
        "starts": torch.tensor(np.cumsum([0, *map(len, bags[:-1])])),
        "real": real,
        "valid": valid,
        "labels": labels,
        "last": torch.tensor([len(item.words) for item in items]),
        "ending": torch.tensor([item.ending for item in items]),
        "undercut": torch.tensor([item.undercut for item in items]),
    }


def _compose(close: Close, others: Sequence[Close], random: Random) -> Item:
    chance = random.random()
    if chance < _JOINED:
        return _join(close, others[int(random.integers(len(others)))], random)
    if chance < _JOINED + _SPLICED:
        return _splice(close, others, random)
    return Item(list(close.words), close.labels, np.ones(len(close.words), bool), close.ending, close.undercut)


def _join(close: Close, other: Close, random: Random) -> Item:
    """Two closes, one after the other; a first one that does not ask leaves open whether the second is undercut."""
    first, second = (other, close) if random.random() < 0.5 else (close, other)
    undercut = second.undercut if second is close or second.undercut else -1
    labels = np.concatenate([first.labels, second.labels])
    return Item([*first.words, *second.words], labels, np.ones(len(labels), bool), second.ending, undercut)


def _splice(close: Close, others: Sequence[Close], random: Random) -> Item:
    """A few sentences from each of a few closes; those of `close` come last."""
    chosen = [others[int(random.integers(len(others)))] for _ in range(random.integers(1, 4))]
    parts = [(other, *_stretch(other, random, at_end=False)) for other in chosen]
    first, last = _stretch(close, random, at_end=random.random() < 0.5)
    parts.append((close, first, last))
    words = [word for part, a, b in parts for word in part.words[a:b]]
    labels = np.concatenate([part.labels[a:b] for part, a, b in parts])
    ending = close.ending if last == len(close.words) else -1
    return Item(words, labels, np.ones(len(labels), bool), ending, -1)


def _stretch(close: Close, random: Random, *, at_end: bool) -> tuple[int, int]:
    many, length = int(close.sentences[-1]) + 1, int(random.integers(1, 5))
    first = max(0, many - length) if at_end else int(random.integers(many))
    inside = np.flatnonzero((close.sentences >= first) & (close.sentences < first + length))
    return int(inside[0]), int(inside[-1]) + 1


def _change(item: Item, random: Random, ear: Ear) -> Item:
    words, labels = vary(item.words, item.labels, random, 0.15 if random.random() < 0.5 else 0.0)
    if random.random() < _MISHEARD:
        heard = mishear(words, labels, random, ear, random.uniform(0.02, _WORST))
        words, labels = heard if heard[0] else (words, labels)
    return Item(words, labels, np.ones(len(words), bool), item.ending, item.undercut)


def _cut(item: Item, random: Random) -> Item:
    """A window of the close as the tagger will see it; words nearer to a cut than half the overlap do not count."""
    many = len(item.words)
    if many <= WINDOW and random.random() > 0.15:
        return item
    if many <= WINDOW:
        first, last = int(random.integers(max(1, many // 2))), many
    elif random.random() < 0.5:
        first, last = max(0, many - int(random.integers(20, WINDOW + 1))), many
    else:
        first = int(random.integers(many - WINDOW + 1))
        last = first + WINDOW
    valid = item.valid[first:last].copy()
    valid[: OVERLAP // 2 if first else 0] = False
    valid[len(valid) - (OVERLAP // 2 if last < many else 0) :] = False
    whole = last == many
    # An ask that stands before the cut may be what is undercut: unknown then.
    known = whole and (not first or last - first >= WINDOW // 2 or item.undercut == 1)
    undercut = item.undercut if known else -1
    return Item(item.words[first:last], item.labels[first:last], valid, item.ending if whole else -1, undercut)
