"""How a close was delivered: length, pace, pauses, fillers, hedging, pushiness, ask-then-stop, ending.

Each check is one function from a `Delivery` to an `Observation`; `CHECKS` lists them. The limits and their sources
stand in the rubric. What cannot be measured is said so: a text has no times, a model may not know "um".
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from askforit_desktop.closing.fillers import find_fillers
from askforit_desktop.closing.finding import Ending, Finding, Kind, Verdict
from askforit_desktop.closing.heard import Heard
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.transcript import Span, Transcript

# In a short take two fillers are already a high rate a minute, and yet nothing to remark on.
_FILLERS_THAT_PASS = 2

# Words after the last ask that may be a thank-you, a sign-off or a settled step: of the 2,663 closes for training that
# ask and take nothing back, 99 in a hundred have no more.
_SIGN_OFF = 25


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a check looks at."""

    transcript: Transcript
    heard: Heard
    rubric: Rubric

    @property
    def speech(self) -> float:
        """Seconds from the first word to the last."""
        words = self.transcript.words
        return words[-1].end - words[0].start if words else 0.0


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw."""

    verdict: Verdict
    detail: str
    value: float | None = None
    evidence: tuple[Span, ...] = ()


_NO_TIMES = Observation(Verdict.NOT_MEASURED, "not measured: a text has no times")
_NO_WORDS = Observation(Verdict.NOT_MEASURED, "not measured: no words were heard")


def length(delivery: Delivery) -> Observation:
    """Seconds from the first word to the last."""
    limits = delivery.rubric.limits
    if not delivery.transcript.timed:
        return _NO_TIMES
    seconds = round(delivery.speech, 1)
    if seconds < limits.length_min:
        return Observation(Verdict.MISSING, f"under {limits.length_min:g} s", seconds)
    if seconds > limits.length_max:
        return Observation(Verdict.MISSING, f"over {limits.length_max:g} s", seconds)
    return Observation(Verdict.MET, "in range", seconds)


def pace(delivery: Delivery) -> Observation:
    """Words a minute from the first word to the last, pauses included."""
    limits, count = delivery.rubric.limits, len(delivery.transcript.words)
    if not delivery.transcript.timed:
        return _NO_TIMES
    if count < limits.words_for_pace or not delivery.speech:
        return Observation(Verdict.NOT_MEASURED, "not measured: too few words")
    rate = float(round(60 * count / delivery.speech))
    if rate < limits.pace_min:
        return Observation(Verdict.MISSING, "slow", rate)
    if rate > limits.pace_max:
        return Observation(Verdict.MISSING, "fast", rate)
    return Observation(Verdict.MET, "steady", rate)


def pauses(delivery: Delivery) -> Observation:
    """How many pauses between words are long; the words around each are the evidence."""
    limits, words = delivery.rubric.limits, delivery.transcript.words
    if not delivery.transcript.timed:
        return _NO_TIMES
    gaps = [(after.start - before.end, i) for i, (before, after) in enumerate(pairwise(words))]
    long = [(gap, i) for gap, i in gaps if gap > limits.pause_long]
    evidence = tuple(Span(i, i + 1) for _, i in long)
    if not long:
        return Observation(Verdict.MET, f"none over {limits.pause_long:g} s", 0.0)
    detail = f"{_count(len(long), 'pause')} over {limits.pause_long:g} s, the longest {max(long)[0]:.1f} s"
    quiet = len(long) <= limits.pauses_allowed and max(long)[0] <= limits.pause_too_long
    return Observation(Verdict.MET if quiet else Verdict.MISSING, detail, float(len(long)), evidence)


def fillers(delivery: Delivery) -> Observation:
    """How many fillers were heard, and how many that is a minute; only where the model can hear them."""
    transcript, limits = delivery.transcript, delivery.rubric.limits
    sounds = transcript.hears & frozenset(limits.fillers)
    if not transcript.timed:
        return _NO_TIMES
    if not sounds:
        return Observation(Verdict.NOT_MEASURED, "not measured: this model does not know um or uh")
    if not delivery.speech:
        return _NO_WORDS
    found = find_fillers([word.text for word in transcript.words], sounds)
    rate = 60 * len(found) / delivery.speech
    detail = f"{rate:.1f} a minute" if found else "none heard"
    few = len(found) <= _FILLERS_THAT_PASS or rate <= limits.fillers_quiet
    verdict = Verdict.MET if few else Verdict.WEAK if rate < limits.fillers_many else Verdict.MISSING
    return Observation(verdict, detail, float(len(found)), found)


def hedging(delivery: Delivery) -> Observation:
    """Words that soften or take back what was said."""
    return _unwanted(delivery, "hedging", "softens the ask")


def pushy(delivery: Delivery) -> Observation:
    """Demands, ultimatums, presumption."""
    return _unwanted(delivery, "pushy", "reads as a demand")


def ask_then_stop(delivery: Delivery) -> Observation:
    """Whether the candidate stopped after the last closing question; there must be one."""
    heard = delivery.heard
    asks = [
        span
        for element in delivery.rubric.elements
        if element.act in (Act.ASK, Act.SECURE)
        for span in heard.spans(element.id)
    ]
    if not asks:
        return Observation(Verdict.NOT_MEASURED, "not measured: nothing was asked")
    last = max(asks, key=lambda span: span.last)
    end = len(delivery.transcript.words) - 1
    after = end - last.last
    evidence = (Span(last.last + 1, end) if after else last,)
    if heard.undercut:
        return Observation(Verdict.MISSING, "you answered it, took it back or talked on", 0.0, evidence)
    if after > _SIGN_OFF:
        return Observation(Verdict.WEAK, f"{after} words follow the last ask", 0.0, evidence)
    return Observation(Verdict.MET, "you let them answer", 1.0, (last,))


def ending(delivery: Delivery) -> Observation:
    """What the last sentence does."""
    if not delivery.transcript.words:
        return _NO_WORDS
    verdict, detail = _ENDINGS[delivery.heard.ends_on]
    return Observation(verdict, detail)


_ENDINGS = {
    Ending.ASK: (Verdict.MET, "on an ask"),
    Ending.SETTLED: (Verdict.MET, "on a settled next step"),
    Ending.THANKS: (Verdict.MISSING, "on a thank-you"),
    Ending.TRAIL_OFF: (Verdict.MISSING, "trails off"),
    Ending.OTHER: (Verdict.WEAK, "on something else"),
}

CHECKS: tuple[tuple[str, Callable[[Delivery], Observation]], ...] = (
    ("length", length),
    ("pace", pace),
    ("pauses", pauses),
    ("fillers", fillers),
    ("hedging", hedging),
    ("pushy", pushy),
    ("ask_then_stop", ask_then_stop),
    ("ending", ending),
)


def check_delivery(delivery: Delivery) -> tuple[Finding, ...]:
    """All checks, in order."""
    findings = []
    for name, check in CHECKS:
        seen, text = check(delivery), delivery.rubric.check(name)
        advice = text.advice if seen.verdict in (Verdict.WEAK, Verdict.MISSING) else ""
        findings.append(
            Finding(name, Kind.DELIVERY, text.title, seen.verdict, seen.evidence, seen.value, seen.detail, advice)
        )
    return tuple(findings)


def _unwanted(delivery: Delivery, name: str, detail: str) -> Observation:
    found = delivery.heard.of(name)
    if not delivery.transcript.words:
        return _NO_WORDS
    if not found:
        return Observation(Verdict.MET, "none heard", 0.0)
    verdict = Verdict.MISSING if any(f.sure for f in found) else Verdict.WEAK
    return Observation(verdict, detail, float(len(found)), delivery.heard.spans(name))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
