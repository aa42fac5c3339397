"""One take, from the wish to record to the saved take: states, events, no Qt.

    rehearsal = Rehearsal(desk, listener)
    rehearsal.start()          # ... StateChanged, LevelHeard, PartialHeard, WordsHeard, AssessmentChanged ...
    rehearsal.stop()           # ... TakeSaved

The recorder writes the WAV before anything else happens to the sound, and the take is saved before it is shown. What
comes from the microphone, from the recogniser and from the user meets in one inbox; the take's own thread works it off.
"""

from askforit_desktop.audio.recorder import LevelHeard
from askforit_desktop.rehearsal.events import (
    AssessmentChanged,
    Event,
    Failed,
    LagChanged,
    Listener,
    State,
    StateChanged,
    TakeDiscarded,
    TakeSaved,
    Warned,
)
from askforit_desktop.rehearsal.live import Desk
from askforit_desktop.rehearsal.session import Rehearsal
from askforit_desktop.speech.hearing import PartialHeard, WordsHeard

__all__ = [
    "AssessmentChanged",
    "Desk",
    "Event",
    "Failed",
    "LagChanged",
    "LevelHeard",
    "Listener",
    "PartialHeard",
    "Rehearsal",
    "State",
    "StateChanged",
    "TakeDiscarded",
    "TakeSaved",
    "Warned",
    "WordsHeard",
]
