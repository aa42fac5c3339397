import json
from datetime import date

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
from askforit_desktop.closing.plain import from_plain, to_plain
from askforit_desktop.closing.transcript import Span, Transcript
from tests.unit.closing.making import spoken

ASSESSMENT = Assessment(
    rubric_version=1,
    headline=Headline.CLOSED,
    findings=(
        Finding("timeline", Kind.ELEMENT, "Agree on a time", Verdict.WEAK, (Span(0, 4),), detail="perhaps said"),
        Finding("pace", Kind.DELIVERY, "Pace", Verdict.MET, value=148.0, detail="steady"),
        Finding("fillers", Kind.DELIVERY, "Fillers", Verdict.NOT_MEASURED, detail="not measured"),
    ),
    commitments=(Commitment(Party.CANDIDATE, Deed.CALL, "friday", date(2026, 11, 27), Span(0, 4)),),
    ends_on=Ending.ASK,
    undercut=False,
)


def test_a_judged_close_survives_the_way_through_json():
    transcript = spoken("can i call you friday")
    plain = json.loads(json.dumps(to_plain(transcript, ASSESSMENT)))
    assert from_plain(plain) == (transcript, ASSESSMENT)


def test_evidence_carries_its_words_and_times():
    plain = to_plain(spoken("can i call you friday", 0.5), ASSESSMENT)
    assert plain["elements"][0]["evidence"] == [
        {"text": "can i call you friday", "start": 0.0, "end": 2.5, "words": [0, 4]}
    ]
    assert plain["delivery"][1] == {
        "id": "fillers",
        "title": "Fillers",
        "verdict": "not_measured",
        "value": None,
        "detail": "not measured",
        "evidence": [],
        "advice": "",
    }
    assert plain["commitments"][0]["date"] == "2026-11-27"


def test_a_text_has_null_for_times():
    plain = to_plain(Transcript.from_text("Can I call you Friday?"), ASSESSMENT)
    assert plain["transcript"]["duration"] is None
    assert plain["transcript"]["words"][0]["start"] is None
    assert plain["elements"][0]["evidence"][0]["end"] is None
    assert from_plain(plain)[0] == Transcript.from_text("can i call you friday")
