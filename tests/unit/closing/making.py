"""Short ways to make transcripts and findings for tests."""

from collections.abc import Sequence

from askforit_desktop.closing.finding import Ending
from askforit_desktop.closing.heard import Found, Heard
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.transcript import Span, Transcript, Word
from tests.conftest import ROOT

RUBRIC = Rubric.from_toml((ROOT / "resources" / "rubric.toml").read_text(encoding="utf-8"))
SOUNDS = frozenset({"um", "uh"})


def spoken(text: str, seconds: float = 0.3, gaps: Sequence[tuple[int, float]] = (), hears: frozenset[str] = SOUNDS):
    """A transcript of evenly spoken words; `gaps` are (index, seconds of silence before that word)."""
    at, words, silence = 0.0, [], dict(gaps)
    for i, word in enumerate(text.split()):
        at += silence.get(i, 0.0)
        words.append(Word(word, at, at + seconds))
        at += seconds
    return Transcript(tuple(words), at, hears)


def heard(ends_on: Ending = Ending.ASK, undercut: bool = False, **found: tuple[int, int]) -> Heard:
    """What was noticed, one stretch a name."""
    return Heard({name: (Found(Span(*words)),) for name, words in found.items()}, ends_on, undercut)
