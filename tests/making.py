"""Takes for tests: built from words and verdicts, without a recogniser or a judge."""

import wave
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

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
from askforit_desktop.closing.take import Judgement, Recording, Take
from askforit_desktop.closing.transcript import Span, Transcript, Word
from askforit_desktop.takes import Library

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ELEMENTS = (
    *("thanks", "enjoyed", "enthusiasm", "one_thought", "fit_recap", "ask_for_job", "where_i_stand", "concerns"),
    *("next_step", "move_forward", "timeline", "channel"),
)
CHECKS = ("length", "pace", "pauses", "fillers", "hedging", "pushy", "ask_then_stop", "ending")
SAID = "thank you for your time i was just wondering if maybe i can call you at the end of next week"
_SPANS = {"thanks": Span(0, 4), "timeline": Span(11, 20), "channel": Span(11, 14), "hedging": Span(5, 10)}


def transcript(text: str = SAID, pace: float = 0.4) -> Transcript:
    """A word every `pace` seconds, each lasting three quarters of it."""
    words = tuple(Word(word, i * pace, (i + 0.75) * pace, 1.0) for i, word in enumerate(text.split()))
    return Transcript(words, len(words) * pace, frozenset({"um"}))


def judgement(
    text: str = SAID,
    *,
    met: tuple[str, ...] = ("thanks", "timeline"),
    weak: tuple[str, ...] = ("channel",),
    headline: Headline = Headline.CLOSED,
    model: str = "demo",
    values: Mapping[str, float] | None = None,
) -> Judgement:
    """What a model heard and a rubric made of it; the spans are those of `SAID`, cut to the words there are."""
    heard = transcript(text)
    verdicts = dict.fromkeys(met, Verdict.MET) | dict.fromkeys(weak, Verdict.WEAK)
    elements = tuple(
        Finding(name, Kind.ELEMENT, name.replace("_", " "), verdicts.get(name, Verdict.MISSING), _spans(name, heard))
        for name in ELEMENTS
    )
    delivery = tuple(
        Finding(name, Kind.DELIVERY, name, Verdict.MET, _spans(name, heard), (values or {}).get(name), "in range")
        for name in CHECKS
    )
    promise = Commitment(Party.CANDIDATE, Deed.CALL, "at the end of next week", date(2026, 11, 27), Span(11, 20))
    promises = (promise,) if len(heard.words) > 20 else ()
    assessment = Assessment(1, headline, elements + delivery, promises, Ending.SETTLED, undercut=False)
    return Judgement(model, NOON, heard, assessment)


def _spans(name: str, heard: Transcript) -> tuple[Span, ...]:
    span = _SPANS.get(name)
    return (span,) if span and span.last < len(heard.words) else ()


def write_wav(path: Path, seconds: float = 0.1, rate: int = 16000) -> Path:
    """A short quiet recording."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\x10\x00" * int(seconds * rate))
    return path


def add_take(library: Library, heard: Judgement | None = None, *, hours: float = 0.0, title: str = "") -> Take:
    """Record and add a take, some hours after noon; judged by `judgement()` unless told otherwise."""
    now = NOON + timedelta(hours=hours)
    wav = write_wav(library.reserve(now))
    return library.add(Recording(wav, now, 0.1, "Desk microphone"), heard or judgement(), title=title)
