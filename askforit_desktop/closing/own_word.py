"""The candidate's own word on what was said, which goes before what was heard: machines mishear."""

from dataclasses import replace

from askforit_desktop.closing.finding import Assessment, Headline, Verdict

OwnWords = tuple[tuple[str, bool], ...]
"""Elements by their id, and whether the candidate says they said them."""


def in_own_words(assessment: Assessment, own_words: OwnWords) -> Assessment:
    """The same assessment with the candidate's own word in place of the machine's verdict, for advice."""
    own = {name: Verdict.MET if said else Verdict.MISSING for name, said in own_words}
    findings = tuple(
        replace(finding, verdict=own.get(finding.check, finding.verdict)) for finding in assessment.findings
    )
    return replace(assessment, findings=findings)


def own_headline(heard: Headline, own_words: OwnWords) -> Headline:
    """The headline of a take; the candidate's own word on the ask goes before what was heard."""
    asked = dict(own_words).get("ask_for_job")
    if asked is None or asked is (heard is Headline.ASKED):
        return heard
    return Headline.ASKED if asked else Headline.NOT_ASKED


def headline(heard: Headline, own_words: OwnWords) -> str:
    """The one true sentence about a take; where the candidate says otherwise, it says whose word it is."""
    own = own_headline(heard, own_words)
    return own.sentence if own is heard else f"By your word, y{own.sentence[1:]}"
