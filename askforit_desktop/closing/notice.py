"""What is noticed in the words of a close: by the trained judge, and by the literal wordings a rubric adds to it."""

from collections.abc import Sequence

import numpy as np

from askforit_desktop.closing.detect import find
from askforit_desktop.closing.finding import Ending
from askforit_desktop.closing.heard import Found, Heard
from askforit_desktop.closing.phrases import find_phrases
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.tagger import Tagger, Tags

_UNDERCUT = 0.5  # the judge's probability from which on it counts


def notice(words: Sequence[str], rubric: Rubric, tagger: Tagger) -> Heard:
    """What stands in the words, for every element of the rubric and for hedging and pushiness."""
    tags = tagger.tag(words)
    found = find(tags)
    for element in rubric.elements:
        # An element that the judge was not trained on is found by its examples.
        wordings = element.phrases if element.id in tags.channels else element.phrases + element.heard
        literal = tuple(Found(match.span) for match in find_phrases(words, wordings))
        found[element.id] = _joined(found.get(element.id, ()), literal)
    return Heard(found, _ending(tags), tags.undercut >= _UNDERCUT and _asks(rubric, found))


def _joined(learned: tuple[Found, ...], literal: tuple[Found, ...]) -> tuple[Found, ...]:
    """All stretches in word order; a literal one stands instead of doubtful ones that it overlaps."""
    sure = [f for f in learned if f.sure or not any(f.span.overlaps(own.span) for own in literal)]
    new = [own for own in literal if not any(own.span.overlaps(f.span) for f in sure)]
    return tuple(sorted([*sure, *new], key=lambda f: f.span.first))


def _ending(tags: Tags) -> Ending:
    return Ending(tags.endings[int(np.argmax(tags.ends_on))]) if tags.words else Ending.OTHER


def _asks(rubric: Rubric, found: dict[str, tuple[Found, ...]]) -> bool:
    """Without an ask there is nothing to undercut."""
    return any(found.get(element.id) for element in rubric.elements if element.act in (Act.ASK, Act.SECURE))
