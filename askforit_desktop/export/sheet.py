"""What the readable exports say of a take, in plain words and in order, before they escape it and lay it out."""

from dataclasses import dataclass
from itertools import groupby

from askforit_desktop.closing.finding import Commitment, Finding, Kind, Verdict
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.transcript import Span, Transcript
from askforit_desktop.closing.wording import clock, long_date, promise

UNHEARD = "No words have been recognised in this take yet."
FOOTER = "Ask For It tells what was heard, by a recogniser that can mishear. It does not judge the person."
_SIGNS = {Verdict.MET: ("said", "✓"), Verdict.WEAK: ("perhaps said", "?"), Verdict.MISSING: ("not heard", "–")}
_OWN = {True: ("you say you said it", "✓"), False: ("you say you did not", "–")}
_FIGURES = {"length": clock, "pace": "{:.0f} words a minute".format, "fillers": "{:g}".format}


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
    """A line of the checklist; `quote` and `time` are empty where nothing was heard, `line` where it was said."""

    number: int
    title: str
    act: Act | None
    state: str
    sign: str
    said: bool
    quote: str
    time: str
    line: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A line on the delivery."""

    title: str
    figure: str
    detail: str
    advice: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A take as it is told: all texts are as they came, to be escaped."""

    title: str
    headline: str
    facts: tuple[str, ...]
    note: str
    runs: tuple[Run, ...]
    items: tuple[Item, ...]
    measures: tuple[Measure, ...]
    promises: tuple[tuple[str, str], ...]


def sheet(take: Take, rubric: Rubric) -> Sheet:
    """Put together what is told of a take; an element that the rubric no longer has is told without its act."""
    transcript, assessment = take.transcript, take.assessment
    if transcript is None or assessment is None:
        return Sheet(take.title, UNHEARD, _facts(take), take.note, (), (), (), ())
    findings = assessment.of_kind(Kind.ELEMENT)
    return Sheet(
        title=take.title,
        headline=assessment.headline.sentence,
        facts=_facts(take),
        note=take.note,
        runs=_runs(transcript, findings, _hedges(assessment.of_kind(Kind.DELIVERY)), rubric),
        items=tuple(_item(n, f, transcript, rubric, dict(take.said)) for n, f in enumerate(findings, 1)),
        measures=tuple(_measure(finding) for finding in assessment.of_kind(Kind.DELIVERY)),
        promises=tuple(_promise(c, transcript, take.company) for c in assessment.commitments),
    )


def _facts(take: Take) -> tuple[str, ...]:
    recording, when = take.recording, take.recording.recorded_at
    meant = " at ".join(text for text in (take.role, take.company) if text)
    facts = (
        f"{long_date(when.date())}, {when:%H:%M}",
        clock(recording.duration),
        f"for {meant}" if meant else "",
        f"recognised with {take.model}" if take.model else "",
        "recovered after a crash" if take.recovered else "",
        f"{recording.lost_blocks} blocks of sound were lost" if recording.lost_blocks else "",
    )
    return tuple(fact for fact in facts if fact)


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
    said = finding.verdict in (Verdict.MET, Verdict.WEAK) if word is None else word
    heard = finding.evidence[0] if finding.evidence else None
    return Item(
        number=number,
        title=finding.title,
        act=_act(finding.check, rubric),
        state=state,
        sign=sign,
        said=said,
        quote=transcript.quote(heard) if heard else "",
        time=clock(transcript.words[heard.first].start) if heard and transcript.timed else "",
        line="" if said else finding.advice,
    )


def _measure(finding: Finding) -> Measure:
    figure = _FIGURES[finding.check](finding.value) if finding.value is not None and finding.check in _FIGURES else ""
    return Measure(finding.title, figure, finding.detail, finding.advice)


def _promise(commitment: Commitment, transcript: Transcript, company: str) -> tuple[str, str]:
    """What is to happen and when; and the words that say so."""
    day = f" on {long_date(commitment.date)}" if commitment.date else ""
    return f"{promise(commitment, company)}{day}", transcript.quote(commitment.span)
