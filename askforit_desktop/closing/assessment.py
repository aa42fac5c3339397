"""Judge a close: what was heard, in the rubric's terms."""

from datetime import date

from askforit_desktop.closing.commitments import commitments
from askforit_desktop.closing.delivery import Delivery, check_delivery
from askforit_desktop.closing.finding import Assessment, Finding, Headline, Kind, Verdict
from askforit_desktop.closing.heard import Found, Heard
from askforit_desktop.closing.notice import notice
from askforit_desktop.closing.rubric import Act, Element, Rubric
from askforit_desktop.closing.tagger import Tagger
from askforit_desktop.closing.transcript import Span, Transcript

# Below this mean confidence of its words a finding is shown as perhaps misheard: Vosk's official models give the
# words they get right mostly 0.9 to 1 (our reading of their output; the demo model gives 1.0 to nearly all).
_DOUBTFUL = 0.6


def assess(transcript: Transcript, rubric: Rubric, rehearsed_on: date, tagger: Tagger) -> Assessment:
    """Judge a transcript by a rubric; dates count from the day of the rehearsal."""
    words = [word.text for word in transcript.words]
    heard = notice(words, rubric, tagger)
    elements = tuple(_judge(element, transcript, heard) for element in rubric.elements)
    return Assessment(
        rubric_version=rubric.version,
        headline=_headline(rubric, heard),
        findings=elements + check_delivery(Delivery(transcript, heard, rubric)),
        commitments=commitments(words, heard.found, rehearsed_on),
        ends_on=heard.ends_on,
        undercut=heard.undercut,
    )


def _judge(element: Element, transcript: Transcript, heard: Heard) -> Finding:
    found = heard.of(element.id)
    if not found:
        advice = element.lines[0].spoken() if element.lines else ""
        return Finding(element.id, Kind.ELEMENT, element.title, Verdict.MISSING, detail="not heard", advice=advice)
    sure = any(f.sure and _clear(transcript, f.span) for f in found)
    verdict, detail = (Verdict.MET, "said") if sure else (Verdict.WEAK, "perhaps said: it may have been misheard")
    return Finding(element.id, Kind.ELEMENT, element.title, verdict, _spans(found), detail=detail)


def _clear(transcript: Transcript, span: Span) -> bool:
    """Whether the recogniser was sure of the words."""
    words = transcript.words[span.first : span.last + 1]
    return sum(word.confidence for word in words) >= _DOUBTFUL * len(words)


def _spans(found: tuple[Found, ...]) -> tuple[Span, ...]:
    return tuple(f.span for f in found)


def _headline(rubric: Rubric, heard: Heard) -> Headline:
    """Asked: for the job itself, also where that is not in the rubric. Closed: another ask, or something secured."""
    if heard.of("ask_for_job"):
        return Headline.ASKED
    closing = (element.id for element in rubric.elements if element.act in (Act.ASK, Act.SECURE))
    return Headline.CLOSED if any(heard.of(name) for name in closing) else Headline.NOT_ASKED
