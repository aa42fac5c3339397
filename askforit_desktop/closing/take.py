"""A take: one recording of a rehearsed close with all that was heard and judged in it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Recording:
    """A take's sound: a 16-bit mono WAV, its duration in seconds, and how many blocks the sound system dropped."""

    wav: Path
    recorded_at: datetime
    duration: float
    device: str
    lost_blocks: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one model heard in a take, and how one rubric judged it, at a time."""

    model: str
    judged_at: datetime
    transcript: Transcript
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Take:
    """One rehearsal.

    `judgements` are newest first; empty while nothing has been recognised. `said` holds the candidate's own word on
    elements ("I did say it": True, "I didn't": False), kept beside the machine's verdict. `deleted_at` is None unless
    the take is in the trash.
    """

    id: str
    title: str
    recording: Recording
    judgements: tuple[Judgement, ...] = ()
    note: str = ""
    starred: bool = False
    recovered: bool = False
    said: tuple[tuple[str, bool], ...] = ()
    role: str = ""
    company: str = ""
    deleted_at: datetime | None = None

    @property
    def transcript(self) -> Transcript | None:
        """What was heard last, or None."""
        return self.judgements[0].transcript if self.judgements else None

    @property
    def assessment(self) -> Assessment | None:
        """How it was judged last, or None."""
        return self.judgements[0].assessment if self.judgements else None

    @property
    def model(self) -> str | None:
        """The name of the model that heard it last, or None."""
        return self.judgements[0].model if self.judgements else None
