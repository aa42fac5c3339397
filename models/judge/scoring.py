"""How a tagger does on labelled closes, and the thresholds that suit it; the program's own code does the judging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from closes import CHANNELS, ELEMENTS, Close
from numpy.typing import NDArray

from askforit_desktop.closing.detect import ALONE, SEVERAL, smoothed
from askforit_desktop.closing.tagger import Tagger

_GRID = np.linspace(0.2, 0.8, 61)
_HILL = 9  # neighbouring thresholds averaged: a wide hill rather than a lucky peak
_NEUTRAL = 0.6  # rather high, because a false alarm on a close that says nothing is worse than a miss
_CAUTION = 0.3  # how much the best threshold counts against the neutral one: it differs much from hand to hand
_HEADLINE = "ask_for_job"  # "You asked for the job" has to be true: precision counts twice as much there


@dataclass(frozen=True, slots=True)
class Predictions:
    """For some closes the peak of each channel, whether it is there, what was right of its end, how many words."""

    peaks: NDArray[np.float32]
    truth: NDArray[np.bool_]
    endings: NDArray[np.bool_]
    undercuts: NDArray[np.bool_]
    words: NDArray[np.int64]

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Several as one."""
        names = ("peaks", "truth", "endings", "undercuts", "words")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def predict(tagger: Tagger, closes: Sequence[Close]) -> Predictions:
    """Judge some closes; `endings` and `undercuts` say where the judge was right."""
    tags = [tagger.tag(close.words) for close in closes]
    return Predictions(
        np.array([[smoothed(column).max() for column in tag.scores.T] for tag in tags], np.float32),
        np.array([close.labels.any(0) for close in closes]),
        np.array([int(tag.ends_on.argmax()) == close.ending for tag, close in zip(tags, closes, strict=True)]),
        np.array([(tag.undercut >= 0.5) == bool(close.undercut) for tag, close in zip(tags, closes, strict=True)]),
        np.array([len(close.words) for close in closes]),
    )


def best_thresholds(parts: Sequence[Predictions]) -> list[float]:
    """For each channel the threshold of the best F1 on held-out closes, drawn most of the way to a neutral one."""
    whole = Predictions.joined(parts)
    chosen = []
    for column, channel in enumerate(CHANNELS):
        truth, peaks = whole.truth[:, column], whole.peaks[:, column]
        weight = 0.5 if channel == _HEADLINE else 1.0
        scores = np.array([_f_score(truth, peaks >= threshold, weight) for threshold in _GRID])
        padded = np.pad(scores, _HILL // 2, mode="edge")
        best = _GRID[np.convolve(padded, np.full(_HILL, 1 / _HILL), "valid").argmax()]
        chosen.append(round(float(_CAUTION * best + (1 - _CAUTION) * _NEUTRAL), 3))
    return chosen


def describe(predictions: Predictions, thresholds: Sequence[float]) -> str:
    """The figures as a few lines of text."""
    found = predictions.peaks >= np.array(thresholds, np.float32)
    alone = (found[:, : len(ELEMENTS)].sum(1) == 1) & (predictions.words > SEVERAL)
    found[:, : len(ELEMENTS)] &= (
        ~alone[:, None] | (predictions.peaks >= np.array(thresholds) + ALONE)[:, : len(ELEMENTS)]
    )
    scores = {name: _f_score(predictions.truth[:, i], found[:, i]) for i, name in enumerate(CHANNELS)}
    bare = ~predictions.truth[:, : len(ELEMENTS)].any(1)
    alarms = found[bare][:, : len(ELEMENTS)].sum() / max(1, bare.sum())
    asked = CHANNELS.index("ask_for_job")
    right = (found & predictions.truth)[:, asked].sum()
    macro = np.mean([scores[name] for name in ELEMENTS])
    return (
        f"  macro-F1 {macro:.3f}; " + ", ".join(f"{name} {score:.2f}" for name, score in scores.items()) + "\n"
        f"  ends_on {predictions.endings.mean():.3f}, undercut {predictions.undercuts.mean():.3f}, "
        f"asked {right / max(1, found[:, asked].sum()):.3f} / {right / predictions.truth[:, asked].sum():.3f}, "
        f"false alarms on a close without elements {alarms:.2f}"
    )


def _f_score(truth: NDArray[np.bool_], found: NDArray[np.bool_], weight: float = 1.0) -> float:
    """F1, or with a weight below one a score to which precision matters more than recall."""
    square = weight**2
    return float((1 + square) * (truth & found).sum() / max(1, square * truth.sum() + found.sum()))
