"""What judging yields: findings, commitments and the assessment that holds them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from askforit_desktop.closing.transcript import Span


class Kind(StrEnum):
    """What a finding is about: an element of the close or a check of its delivery."""

    ELEMENT = "element"
    DELIVERY = "delivery"


class Verdict(StrEnum):
    """How a finding came out.

    For an element: said, perhaps said (the words may have been misheard), or not said.
    For a delivery check: within its limits, near them, or outside; or it could not be measured.
    """

    MET = "met"
    WEAK = "weak"
    MISSING = "missing"
    NOT_MEASURED = "not_measured"


class Headline(StrEnum):
    """The one true sentence about a take."""

    ASKED = "asked"
    CLOSED = "closed"
    NOT_ASKED = "not_asked"

    @property
    def sentence(self) -> str:
        """The headline as it is read."""
        return _HEADLINES[self]


_HEADLINES = {
    Headline.ASKED: "You asked for the job.",
    Headline.CLOSED: "You closed, but you did not ask for the job.",
    Headline.NOT_ASKED: "You did not ask for the job.",
}


class Ending(StrEnum):
    """What the last sentence of the close does."""

    ASK = "ask"
    SETTLED = "settled"
    THANKS = "thanks"
    TRAIL_OFF = "trail_off"
    OTHER = "other"


class Party(StrEnum):
    """Who makes a commitment."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"


class Deed(StrEnum):
    """What is committed to; `message` is a chat, a text or checking in by no named means."""

    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    MEET = "meet"
    HEAR_BACK = "hear_back"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Finding:
    """One element or delivery check with its verdict.

    `evidence` holds the words that were said; `value` a measured number (its unit is the check's), None if there is
    none; `detail` what was observed in a few words; `advice` what to try next, empty where nothing needs changing.
    """

    check: str
    kind: Kind
    title: str
    verdict: Verdict
    evidence: tuple[Span, ...] = ()
    value: float | None = None
    detail: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who does what, and when: the words as spoken and the day they name, None where they name no single day."""

    who: Party
    what: Deed
    when: str | None
    date: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Assessment:
    """A close judged by a rubric: the elements in the rubric's order, then the delivery checks."""

    rubric_version: int
    headline: Headline
    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]
    ends_on: Ending
    undercut: bool

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind, in order."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    def finding(self, check: str) -> Finding:
        """The finding of one element or check by its id; KeyError if there is none."""
        for finding in self.findings:
            if finding.check == check:
                return finding
        raise KeyError(check)
