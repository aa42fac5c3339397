"""The judge's second half: from the words' scores to the stretches that say something."""

from collections.abc import Iterator

import numpy as np

from askforit_desktop.closing.encoder import Matrix
from askforit_desktop.closing.heard import Found
from askforit_desktop.closing.tagger import Tags
from askforit_desktop.closing.transcript import Span

PEAK = 3  # neighbouring words whose mean decides: one word alone is too easily misheard
_DELIVERY = ("hedging", "pushy")  # the channels that are no elements
# In a close of several sentences one element alone has to be clearer: those that hold any mostly hold several, so a
# single doubtful find is more often a false one. On held-out closes a third fewer false alarms, no macro-F1 lost.
ALONE = 0.3
SEVERAL = 25  # words
_EDGE = 0.35  # a word belongs to a stretch from this share of the channel's threshold on
_GAP = 2  # weaker words within a stretch that do not part it: a filler, a misheard word


def find(tags: Tags) -> dict[str, tuple[Found, ...]]:
    """The stretches found for each channel, in word order; channels without any are left out."""
    said = {name: _above(tags, number, 0.0) for number, name in enumerate(tags.channels)}
    elements = [name for name in tags.channels if said[name] and name not in _DELIVERY]
    if len(elements) == 1 and len(tags.words) > SEVERAL:
        said[elements[0]] = _above(tags, tags.channels.index(elements[0]), ALONE)
    return {name: found for name, found in said.items() if found}


def _above(tags: Tags, number: int, more: float) -> tuple[Found, ...]:
    threshold = float(tags.thresholds[number])
    sure = threshold + float(tags.bands[number])
    stretches = stretches_of(tags.scores[:, number], threshold * _EDGE)
    return tuple(Found(span, peak >= sure) for span, peak in stretches if peak >= threshold + more)


def stretches_of(scores: Matrix, edge: float) -> Iterator[tuple[Span, float]]:
    """Runs of words at or above an edge, small gaps closed, each with the highest mean of a few neighbours in it."""
    near = np.flatnonzero(scores >= edge)
    if not len(near):
        return
    smooth = smoothed(scores)
    for run in np.split(near, np.flatnonzero(np.diff(near) > _GAP + 1) + 1):
        first, last = int(run[0]), int(run[-1])
        yield Span(first, last), float(smooth[first : last + 1].max())


def smoothed(scores: Matrix) -> Matrix:
    """For each word the mean over itself and its neighbours, `PEAK` words in all; at the ends over as many as fit."""
    width = min(PEAK, len(scores))
    means = np.convolve(scores, np.full(width, 1 / width, np.float32), "valid")
    before = (len(scores) - len(means)) // 2
    padded: Matrix = np.pad(means, (before, len(scores) - len(means) - before), mode="edge")
    return padded
