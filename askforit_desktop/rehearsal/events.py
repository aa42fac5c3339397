"""What is told of a take while it is made; words and level as the recogniser and the recorder tell them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from askforit_desktop.audio.recorder import LevelHeard
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.take import Take
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import Problem
from askforit_desktop.speech.hearing import PartialHeard, WordsHeard


class State(StrEnum):
    """Where a take stands; PREPARING until the microphone delivers."""

    IDLE = "idle"
    PREPARING = "preparing"
    RECORDING = "recording"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The take has come to another state."""

    state: State


@dataclass(frozen=True, slots=True)
class AssessmentChanged:
    """What the words so far amount to; a later one may take a tick back."""

    transcript: Transcript
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class LagChanged:
    """Recognition is this many seconds behind; 0 when it has caught up."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Warned:
    """Something is wrong with the sound, and the take goes on."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class TakeSaved:
    """The take is on the disk; `problem` says why it ended early or has no transcript."""

    take: Take
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class TakeDiscarded:
    """The take is in the trash, from where it can be restored."""

    take: Take


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing could be recorded."""

    problem: Problem


Event = (
    StateChanged
    | LevelHeard
    | PartialHeard
    | WordsHeard
    | AssessmentChanged
    | LagChanged
    | Warned
    | TakeSaved
    | TakeDiscarded
    | Failed
)
Listener = Callable[[Event], None]
