"""The labelled closes as the program sees them: words, labelled stretches of words, what else is known."""

import difflib
import functools
import json
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from askforit_desktop.closing.transcript import Span, Transcript, Word, spoken_words

CLOSES = Path(__file__).resolve().parent / "data" / "closes"
REHEARSED_ON = date(2026, 11, 20)  # the day the labels count their dates from
_SMALL = "a the to and of i in it uh um is that so you for at we he are but".split()

Promise = tuple[str, str, str | None]  # who, what, date


@dataclass(frozen=True, slots=True)
class Labelled:
    """One close; `spans` holds the labelled stretches of each element, of `hedging` and of `pushy`."""

    name: str
    words: tuple[str, ...]
    spans: dict[str, tuple[Span, ...]]
    commitments: tuple[Promise, ...]
    ends_on: str
    undercut: bool

    @property
    def transcript(self) -> Transcript:
        """The words without times."""
        return Transcript(tuple(Word(word, 0.0, 0.0) for word in self.words), None)


def load(name: str) -> list[Labelled]:
    """The closes of one file, by its name without the ending."""
    lines = (CLOSES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def misheard(close: Labelled, rate: float, seed: int) -> Labelled:
    """The close with a share of its words wrong: replaced by a like word, dropped, or with another before."""
    chance = random.Random(f"{seed} {close.name}")
    words: list[str] = []
    began: list[int] = []
    for word in close.words:
        began.append(len(words))
        words += _heard_as(word, chance) if chance.random() < rate else [word]
    began.append(len(words))
    moved = {name: tuple(_moved(span, began) for span in spans) for name, spans in close.spans.items()}
    return Labelled(close.name, tuple(words), moved, close.commitments, close.ends_on, close.undercut)


def _moved(span: Span, began: list[int]) -> Span:
    return Span(began[span.first], max(began[span.first], began[span.last + 1] - 1))


def _heard_as(word: str, chance: random.Random) -> list[str]:
    kind = chance.random()
    if kind < 0.7:
        return [chance.choice(_alike(word))]
    return [] if kind < 0.85 else [chance.choice(_SMALL), word]


@functools.cache
def _alike(word: str) -> list[str]:
    same_start = [other for other in _demo_words() if other[0] == word[0] and other != word]
    return difflib.get_close_matches(word, same_start, n=4, cutoff=0.5) or _SMALL


@functools.cache
def _demo_words() -> tuple[str, ...]:
    listed = next((CLOSES.parents[2] / "models").glob("*demo*/graph/words.txt")).read_text("utf-8")
    words = (line.split()[0] for line in listed.splitlines())
    return tuple(word for word in words if word[0].isalpha())


def _labelled(record: dict) -> Labelled:
    text = record["text"]
    quotes = {**record["elements"], "hedging": record["hedging"], "pushy": record["pushy"]}
    promises = tuple((c["who"], c["what"], c["date"]) for c in record["commitments"])
    spans = {name: tuple(_span(text, line) for line in lines) for name, lines in quotes.items() if lines}
    words = tuple(spoken_words(text))
    return Labelled(record["id"], words, spans, promises, record["ends_on"], record["undercut"])


def _span(text: str, line: str) -> Span:
    first = len(spoken_words(text[: text.index(line)]))
    return Span(first, first + max(1, len(spoken_words(line))) - 1)
