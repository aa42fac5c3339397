"""Advice comes few at a time: one thing done well, and one to change."""

from askforit_desktop.closing.finding import Assessment, Finding, Kind, Verdict
from askforit_desktop.closing.rubric import Rubric

# Delivery that undoes the ask is worth more than a missed pleasantry; the rest follows the elements.
_URGENT = ("hedging", "pushy", "ask_then_stop")
_FIRST_ELEMENTS = 2


def done_well(assessment: Assessment, rubric: Rubric) -> Finding | None:
    """The most telling element that was said; None where nothing was."""
    for name in rubric.priority:
        finding = _named(assessment, name)
        if finding and finding.verdict is Verdict.MET:
            return finding
    return None


def to_change(assessment: Assessment, rubric: Rubric) -> Finding | None:
    """The one thing that would help most next time; None where nothing is amiss."""
    first, rest = rubric.priority[:_FIRST_ELEMENTS], rubric.priority[_FIRST_ELEMENTS:]
    others = tuple(f.check for f in assessment.of_kind(Kind.DELIVERY) if f.check not in _URGENT)
    for name in (*first, *_URGENT, *rest, *others):
        finding = _named(assessment, name)
        if finding and finding.verdict is Verdict.MISSING:
            return finding
    return None


def _named(assessment: Assessment, name: str) -> Finding | None:
    return next((finding for finding in assessment.findings if finding.check == name), None)
