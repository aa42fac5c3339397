"""What was noticed in the words of a close, before it is judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from askforit_desktop.closing.finding import Ending
from askforit_desktop.closing.transcript import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words that says something; `sure` is False where the words may have been misheard."""

    span: Span
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """The stretches found for each element, for `hedging` and for `pushy`, in word order; and how the close ends.

    `undercut`: after the last ask the candidate answered it, took it back or talked on.
    """

    found: Mapping[str, tuple[Found, ...]]
    ends_on: Ending
    undercut: bool

    def of(self, name: str) -> tuple[Found, ...]:
        """What was found under this name."""
        return self.found.get(name, ())

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where it was found."""
        return tuple(found.span for found in self.of(name))
