"""A transcript and its assessment as plain JSON values, and back: one shape for files, exports and the library."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from askforit_desktop.closing.finding import (
    Assessment,
    Commitment,
    Deed,
    Ending,
    Finding,
    Headline,
    Kind,
    Party,
    Verdict,
)
from askforit_desktop.closing.transcript import Span, Transcript, Word

Plain = dict[str, Any]


def to_plain(transcript: Transcript, assessment: Assessment) -> Plain:
    """The judged transcript as JSON values; times are null where the transcript has none."""
    return {
        "rubric_version": assessment.rubric_version,
        "headline": assessment.headline.value,
        "transcript": transcript_to_plain(transcript),
        "elements": [_element(transcript, f) for f in assessment.of_kind(Kind.ELEMENT)],
        "delivery": [_delivery(transcript, f) for f in assessment.of_kind(Kind.DELIVERY)],
        "ends_on": assessment.ends_on.value,
        "undercut": assessment.undercut,
        "commitments": [_commitment(transcript, c) for c in assessment.commitments],
    }


def from_plain(plain: Mapping[str, Any]) -> tuple[Transcript, Assessment]:
    """The judged transcript that `to_plain` wrote; KeyError, TypeError or ValueError where it is not one."""
    assessment = Assessment(
        rubric_version=int(plain["rubric_version"]),
        headline=Headline(plain["headline"]),
        findings=tuple(
            [_finding(Kind.ELEMENT, item) for item in plain["elements"]]
            + [_finding(Kind.DELIVERY, item) for item in plain["delivery"]]
        ),
        commitments=tuple(_read_commitment(item) for item in plain["commitments"]),
        ends_on=Ending(plain["ends_on"]),
        undercut=bool(plain["undercut"]),
    )
    return transcript_from_plain(plain["transcript"]), assessment


def transcript_to_plain(transcript: Transcript) -> Plain:
    """A transcript as JSON values."""
    timed = transcript.timed
    return {
        "text": transcript.text,
        "duration": transcript.duration,
        "hears": sorted(transcript.hears),
        "words": [
            {
                "text": word.text,
                "start": word.start if timed else None,
                "end": word.end if timed else None,
                "confidence": word.confidence,
            }
            for word in transcript.words
        ],
    }


def transcript_from_plain(plain: Mapping[str, Any]) -> Transcript:
    """The transcript that `transcript_to_plain` wrote."""
    words = tuple(
        Word(str(w["text"]), float(w["start"] or 0), float(w["end"] or 0), float(w["confidence"]))
        for w in plain["words"]
    )
    duration = plain["duration"]
    return Transcript(words, None if duration is None else float(duration), frozenset(plain["hears"]))


def _evidence(transcript: Transcript, span: Span) -> Plain:
    timed = transcript.timed
    return {
        "text": transcript.quote(span),
        "start": transcript.words[span.first].start if timed else None,
        "end": transcript.words[span.last].end if timed else None,
        "words": [span.first, span.last],
    }


def _element(transcript: Transcript, finding: Finding) -> Plain:
    return {
        "id": finding.check,
        "title": finding.title,
        "verdict": finding.verdict.value,
        "evidence": [_evidence(transcript, span) for span in finding.evidence],
        "detail": finding.detail,
        "advice": finding.advice,
    }


def _delivery(transcript: Transcript, finding: Finding) -> Plain:
    return _element(transcript, finding) | {"value": finding.value}


def _commitment(transcript: Transcript, commitment: Commitment) -> Plain:
    return {
        "who": commitment.who.value,
        "what": commitment.what.value,
        "when": commitment.when,
        "date": commitment.date.isoformat() if commitment.date else None,
        "evidence": _evidence(transcript, commitment.span),
    }


def _span(plain: Mapping[str, Any]) -> Span:
    first, last = plain["words"]
    return Span(int(first), int(last))


def _finding(kind: Kind, plain: Mapping[str, Any]) -> Finding:
    return Finding(
        check=str(plain["id"]),
        kind=kind,
        title=str(plain["title"]),
        verdict=Verdict(plain["verdict"]),
        evidence=tuple(_span(item) for item in plain["evidence"]),
        value=plain.get("value"),
        detail=str(plain["detail"]),
        advice=str(plain["advice"]),
    )


def _read_commitment(plain: Mapping[str, Any]) -> Commitment:
    return Commitment(
        who=Party(plain["who"]),
        what=Deed(plain["what"]),
        when=plain["when"],
        date=date.fromisoformat(plain["date"]) if plain["date"] else None,
        span=_span(plain["evidence"]),
    )
