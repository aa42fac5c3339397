"""The words of a close, as a recogniser heard them or as a text file holds them."""

import re
from dataclasses import dataclass
from typing import Self

_WORD = re.compile(r"[^\W_]+(?:['.:][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its times in seconds from the start of the take and the recogniser's confidence, 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words by their indexes in a transcript, both included."""

    first: int
    last: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two runs share a word."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one take in time order.

    `duration` is the take's length in seconds, None where the words come from a text and have no times.
    `hears` holds the filler words that the recogniser's vocabulary knows: others cannot be counted.
    """

    words: tuple[Word, ...]
    duration: float | None
    hears: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def timed(self) -> bool:
        """Whether the words carry times."""
        return self.duration is not None

    def quote(self, span: Span) -> str:
        """The words of a span, joined by spaces."""
        return " ".join(word.text for word in self.words[span.first : span.last + 1])

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The words of a written text, lower-cased and without punctuation, as a recogniser would give them."""
        words = spoken_words(text)
        return cls(tuple(Word(word, 0.0, 0.0) for word in words), None)


def spoken_words(text: str) -> list[str]:
    """Split a written text into lower-case words without punctuation; apostrophes inside words stay."""
    plain = text.lower().replace("’", "'")
    return [match.group() for match in _WORD.finditer(plain)]
