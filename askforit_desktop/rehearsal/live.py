"""The words of a take while it is spoken, and what they amount to."""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic

from askforit_desktop.audio.recorder import BlockHeard, Opened
from askforit_desktop.audio.wav import read_blocks
from askforit_desktop.closing.finding import Assessment
from askforit_desktop.closing.take import Judgement
from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.problems import NoSpeech, Problem, RecogniserDied
from askforit_desktop.rehearsal.events import AssessmentChanged, LagChanged, Listener, Warned
from askforit_desktop.speech.hearing import HeardUpTo, Hearing, PartialHeard, WordsHeard
from askforit_desktop.speech.recogniser import Recogniser
from askforit_desktop.takes import Library

_log = logging.getLogger(__name__)

PAUSE = 0.75
"""Seconds without a new word after which what was said is judged: the thought is over, and its tick comes at once.
Of the gaps of 0.6 seconds and more, half are over before that (19 of 36 in two takes of the samples, measured)."""

JUDGED_AFTER = 2.0
"""Seconds that new words wait for a pause at the most. A judgement costs as much as half a second of recognition
(10 to 17 ms of processor, measured); judged at every word, a take would keep the processor twice as busy."""

JUDGED_A_FIFTH = 5
"""A live assessment is followed by a rest of this many times its own length: in a take of hours it takes longer."""

LAG_WORTH_TELLING = 2.0
"""Seconds that recognition may be behind before it is told; how far it is comes about once a second."""

HEARD_OUT_IN = 60.0
"""Seconds to wait for the last words of a take; after that it is saved without a transcript, to be made later."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rehearsal works with.

    `recogniser` gives the recogniser, which may still be loading its model, or raises a Problem: the take is recorded
    all the same. `assess` judges a transcript; `now` tells the time.
    """

    library: Library
    recogniser: Callable[[], Recogniser]
    assess: Callable[[Transcript], Assessment]
    now: Callable[[], datetime]


class Live:
    """The words of a take while it is spoken, and what they amount to."""

    def __init__(self, desk: Desk, wav: Path, inbox: Callable[[object], None], tell: Listener) -> None:
        self._desk = desk
        self._wav = wav
        self._inbox = inbox
        self._tell = tell
        self._hearing: Hearing | None = None
        self._problem: Problem | None = None
        self._model = ""
        self._words: tuple[Word, ...] = ()
        self._partial: tuple[Word, ...] = ()
        self._unjudged_since: float | None = None
        self._heard_at = 0.0
        self._rest_until = 0.0
        self._lag = 0.0

    def next_event(self, inbox: "queue.SimpleQueue[object]") -> object:
        """The next event; the words that have come in the meantime are judged when it is time."""
        while True:
            try:
                return inbox.get(timeout=self._due())
            except queue.Empty:
                self._judge()

    def take_in(self, event: object) -> None:
        """What the microphone or the recogniser says; what fails in it costs the words, and not the recording."""
        try:
            self._take_in(event)
        except Problem as problem:
            self._give_up(problem)
        except Exception:
            _log.exception("a bug in live hearing; the take goes on")
            self._give_up(
                RecogniserDied("A fault in the program ended the recognition.", "Transcribe the recording again.")
            )

    def _take_in(self, event: object) -> None:
        match event:
            case Opened():
                self._listen(event.rate)
            case BlockHeard() if self._hearing:
                self._hearing.hear(event.pcm)
            case WordsHeard():
                self._words, self._partial = self._words + event.words, ()
                self._note(event)
            case PartialHeard():
                self._partial = event.words
                self._note(event)
            case HeardUpTo() if self._hearing:
                self._note_lag(self._hearing.lag)
            case _:
                pass

    def catch_up(self) -> None:
        """Judge what is not judged yet, and be still: the take is over, and but for its last words this is the end."""
        if self._unjudged_since is not None:
            self._judge()
        self._rest_until = inf

    def cancel(self) -> None:
        """Give up what is not heard yet."""
        if self._hearing:
            self._hearing.cancel()

    def judgement(self) -> Judgement:
        """What was heard in the whole take; NoSpeech, RecogniserDied or ModelProblem."""
        if self._hearing is None:
            raise self._problem or RecogniserDied("The take was not recognised.", "Transcribe it again.")
        try:
            transcript = self._hearing.finish(HEARD_OUT_IN)
        except TimeoutError:
            self._hearing.cancel()
            raise RecogniserDied(
                "The recogniser is too slow for this take.", "The recording is safe; transcribe it again."
            ) from None
        if not transcript.words:
            raise NoSpeech("No speech was heard.", "Play the take: is it silent or very faint?")
        return Judgement(self._model, self._desk.now(), transcript, self._desk.assess(transcript))

    def _listen(self, rate: int) -> None:
        recogniser = self._desk.recogniser()
        self._model = recogniser.model.name
        self._hearing = recogniser.listen(rate, self._inbox, partial(read_blocks, self._wav))

    def _give_up(self, problem: Problem) -> None:
        self.cancel()
        self._hearing = None
        self._problem = problem
        self._tell(Warned(problem))

    def _note(self, event: WordsHeard | PartialHeard) -> None:
        self._heard_at = monotonic()
        if self._unjudged_since is None:
            self._unjudged_since = self._heard_at
        self._tell(event)

    def _due(self) -> float | None:
        """In how many seconds it is time to judge; None where nothing waits for it."""
        if self._unjudged_since is None or self._rest_until == inf:
            return None
        wanted = min(self._heard_at + PAUSE, self._unjudged_since + JUDGED_AFTER)
        return max(0.0, max(wanted, self._rest_until) - monotonic())

    def _note_lag(self, lag: float) -> None:
        lag = lag if lag >= LAG_WORTH_TELLING else 0.0
        if lag or self._lag:
            self._lag = lag
            self._tell(LagChanged(lag))

    def _judge(self) -> None:
        begun, self._unjudged_since = monotonic(), None
        words = self._words + self._partial
        transcript = Transcript(words, words[-1].end if words else 0.0)
        try:
            self._tell(AssessmentChanged(transcript, self._desk.assess(transcript)))
        except Exception:
            _log.exception("a bug in live judging; the take goes on")
        ended = monotonic()
        self._rest_until = ended + JUDGED_A_FIFTH * (ended - begun)
