"""A judged close in plain words and in order, before anybody lays it out: for the terminal and for exports."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from askforit_desktop.closing.finding import Assessment, Commitment, Finding, Kind, Verdict
from askforit_desktop.closing.own_word import OwnWords, headline
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.transcript import Span, Transcript
from askforit_desktop.closing.wording import clock, long_date, promise

_SIGNS = {Verdict.MET: ("said", "✓"), Verdict.WEAK: ("perhaps said", "?"), Verdict.MISSING: ("not heard", "–")}
_OWN = {True: ("you say you said it", "✓"), False: ("you say you did not", "–")}
_FIGURES: dict[str, Callable[[float], str]] = {
    "length": clock,
    "pace": "{:.0f} words a minute".format,
    "fillers": lambda count: f"{count:g}" if count else "",
}
# What a long pause or the words after the ask quote, says nothing by itself.
_UNQUOTED = ("pauses", "ask_then_stop")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that are evidence of the same things; `numbers` are those of the elements in the checklist."""

    text: str
    act: Act | None = None
    numbers: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    weak: bool = False
    hedge: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the checklist; `quote` and `time` are empty where nothing was heard, `line` where it was said.

    `verdict` is the candidate's own word where there is one (`own`).
    """

    number: int
    title: str
    act: Act | None
    verdict: Verdict
    own: bool
    state: str
    sign: str
    said: bool
    quote: str
    time: str
    line: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A line on the delivery; `quotes` are the words remarked on."""

    title: str
    verdict: Verdict
    figure: str
    detail: str
    advice: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment: what is to happen and when, and the words that say so."""

    deed: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judged close as it is told: all texts are as they came, to be escaped."""

    headline: str
    runs: tuple[Run, ...]
    items: tuple[Item, ...]
    measures: tuple[Measure, ...]
    promises: tuple[Promise, ...]


def sheet(
    transcript: Transcript,
    assessment: Assessment,
    rubric: Rubric,
    said: OwnWords = (),
    company: str = "",
) -> Sheet:
    """Put together what is told; `said` is the candidate's own word. What the rubric lacks is told without its act."""
    findings, delivery = assessment.of_kind(Kind.ELEMENT), assessment.of_kind(Kind.DELIVERY)
    return Sheet(
        headline=headline(assessment.headline, said),
        runs=_runs(transcript, findings, _hedges(delivery), rubric),
        items=tuple(_item(n, f, transcript, rubric, dict(said)) for n, f in enumerate(findings, 1)),
        measures=tuple(_measure(finding, transcript) for finding in delivery),
        promises=tuple(_promise(c, transcript, company) for c in assessment.commitments),
    )


def _act(name: str, rubric: Rubric) -> Act | None:
    return next((element.act for element in rubric.elements if element.id == name), None)


def _hedges(delivery: tuple[Finding, ...]) -> frozenset[int]:
    return frozenset(i for f in delivery if f.check == "hedging" for span in f.evidence for i in _indexes(span))


def _indexes(span: Span) -> range:
    return range(span.first, span.last + 1)


def _runs(
    transcript: Transcript, findings: tuple[Finding, ...], hedges: frozenset[int], rubric: Rubric
) -> tuple[Run, ...]:
    marks: list[tuple[int, ...]] = [()] * len(transcript.words)
    for place, finding in enumerate(findings):
        for i in {i for span in finding.evidence for i in _indexes(span)}:
            marks[i] = (*marks[i], place)
    labelled = [(mark, i in hedges) for i, mark in enumerate(marks)]
    runs = []
    for (mark, hedge), group in groupby(range(len(labelled)), key=labelled.__getitem__):
        text, found = " ".join(transcript.words[i].text for i in group), [findings[place] for place in mark]
        runs.append(
            Run(
                text=text,
                act=_act(found[0].check, rubric) if found else None,
                numbers=tuple(place + 1 for place in mark),
                titles=tuple(finding.title for finding in found),
                weak=bool(found) and all(finding.verdict is Verdict.WEAK for finding in found),
                hedge=hedge,
            )
        )
    return tuple(runs)


def _item(number: int, finding: Finding, transcript: Transcript, rubric: Rubric, own: dict[str, bool]) -> Item:
    word = own.get(finding.check)
    state, sign = _SIGNS.get(finding.verdict, _SIGNS[Verdict.MISSING]) if word is None else _OWN[word]
    verdict = finding.verdict if word is None else Verdict.MET if word else Verdict.MISSING
    said = verdict in (Verdict.MET, Verdict.WEAK)
    heard = finding.evidence[0] if finding.evidence else None
    return Item(
        number=number,
        title=finding.title,
        act=_act(finding.check, rubric),
        verdict=verdict,
        own=word is not None,
        state=state,
        sign=sign,
        said=said,
        quote=transcript.quote(heard) if heard else "",
        time=clock(transcript.words[heard.first].start) if heard and transcript.timed else "",
        line="" if said else finding.advice,
    )


def _measure(finding: Finding, transcript: Transcript) -> Measure:
    # None found needs no figure: the detail says so.
    figure = _FIGURES[finding.check](finding.value) if finding.value and finding.check in _FIGURES else ""
    evidence = () if finding.check in _UNQUOTED else finding.evidence
    quotes = tuple(dict.fromkeys(transcript.quote(span) for span in evidence))
    return Measure(finding.title, finding.verdict, figure, finding.detail, finding.advice, quotes)


def _promise(commitment: Commitment, transcript: Transcript, company: str) -> Promise:
    day = f" on {long_date(commitment.date)}" if commitment.date else ""
    return Promise(f"{promise(commitment, company)}{day}", transcript.quote(commitment.span))
