"""How each element of a close stands: the machine's finding, the rubric's words on it, and the candidate's own word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from askforit_desktop.closing.finding import Assessment, Finding, Kind, Verdict
from askforit_desktop.closing.rubric import Act, Element, Rubric
from askforit_desktop.closing.transcript import Span, Transcript
from askforit_desktop.gui.sign import Sign

# The first page needs this module: the library is loaded after the first picture is on screen.
if TYPE_CHECKING:
    from askforit_desktop.takes import Summary


@dataclass(frozen=True, slots=True)
class Standing:
    """One element in one close.

    `element` is None where today's rubric has none of this id, `word` where the candidate has not decided; `starts`
    (seconds) where nothing was heard or the words have no times.
    """

    finding: Finding
    element: Element | None
    word: bool | None
    starts: float | None

    @property
    def said(self) -> bool:
        """Whether it counts as said: the candidate's own word goes before the machine's."""
        return self.word if self.word is not None else self.finding.verdict in (Verdict.MET, Verdict.WEAK)

    @property
    def doubtful(self) -> bool:
        """Whether the machine was unsure and the candidate has not decided it."""
        return self.word is None and self.finding.verdict is Verdict.WEAK

    @property
    def act(self) -> Act | None:
        """The act it belongs to, where the rubric still knows it."""
        return self.element.act if self.element else None


def standings(
    transcript: Transcript, assessment: Assessment, rubric: Rubric, own_words: tuple[tuple[str, bool], ...] = ()
) -> tuple[Standing, ...]:
    """All elements of a judged close, in the rubric's order."""
    elements, own = {element.id: element for element in rubric.elements}, dict(own_words)
    return tuple(
        Standing(finding, elements.get(finding.check), own.get(finding.check), _start(finding, transcript))
        for finding in assessment.of_kind(Kind.ELEMENT)
    )


def signs(take: "Summary") -> dict[str, Sign]:
    """The sign of each element of a take, by its id; the candidate's own word goes before the machine's."""
    own = {name: Sign.SAID if said else Sign.MISSED for name, said in take.said}
    return {name: own.get(name, Sign.of(verdict, done=True)) for name, verdict in take.verdicts}


def missed_first(every: tuple[Standing, ...], rubric: Rubric) -> tuple[Standing, ...]:
    """The elements that were not said, the most telling first."""
    order = {name: place for place, name in enumerate(rubric.priority)}
    missed = [standing for standing in every if not standing.said]
    return tuple(sorted(missed, key=lambda standing: order.get(standing.finding.check, len(order))))


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words that is shown as evidence of an element; `tip` names all the elements that it is evidence of."""

    span: Span
    act: Act | None
    doubtful: bool
    tip: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the recording in which an element was said; seconds."""

    start: float
    end: float
    act: Act | None
    tip: str


def marks(every: tuple[Standing, ...]) -> tuple[Mark, ...]:
    """Runs of words that do not overlap: where several elements share a word, the shortest evidence goes first."""
    pieces = [(span, s) for s in every for span in s.finding.evidence if s.word is not False]
    owner: dict[int, tuple[Span, Standing]] = {}
    for span, standing in sorted(pieces, key=lambda piece: piece[0].last - piece[0].first):
        for index in range(span.first, span.last + 1):
            owner.setdefault(index, (span, standing))
    found: list[Mark] = []
    for index in sorted(owner):
        span, standing = owner[index]
        if found and found[-1].span.last == index - 1 and owner[index - 1] == owner[index]:
            found[-1] = _mark(Span(found[-1].span.first, index), standing, pieces)
        else:
            found.append(_mark(Span(index, index), standing, pieces))
    return tuple(found)


def _mark(run: Span, standing: Standing, pieces: list[tuple[Span, Standing]]) -> Mark:
    names = dict.fromkeys(s.finding.title for span, s in pieces if span.overlaps(run))
    return Mark(run, standing.act, standing.doubtful, ", ".join(names))


def remarks(assessment: Assessment) -> tuple[tuple[Span, str], ...]:
    """The words that a delivery check remarks on, each with what is said of them."""
    return tuple(
        (span, f"{finding.title}: {finding.detail}")
        for finding in assessment.of_kind(Kind.DELIVERY)
        if finding.verdict in (Verdict.WEAK, Verdict.MISSING)
        for span in finding.evidence
    )


def _start(finding: Finding, transcript: Transcript) -> float | None:
    if not finding.evidence or not transcript.timed:
        return None
    return transcript.words[finding.evidence[0].first].start
