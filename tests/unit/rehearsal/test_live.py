"""The live assessment while words come: how often, and that a tick is taken back."""

import queue
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from askforit_desktop.audio.recorder import BlockHeard, Opened
from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.transcript import Word
from askforit_desktop.paths import Home
from askforit_desktop.problems import ModelProblem, RecogniserDied
from askforit_desktop.rehearsal import AssessmentChanged, Desk, PartialHeard, Warned, WordsHeard
from askforit_desktop.rehearsal.live import PAUSE, Live
from askforit_desktop.studio import Studio

DAY = date(2026, 11, 20)


class Quiet(Exception):
    """Nothing comes any more, and nothing waits to be judged."""


class Inbox(queue.SimpleQueue):
    """An inbox that says when a take would wait for ever; events that are `coming` arrive one each `EVERY` seconds."""

    EVERY = 0.05
    coming: tuple[object, ...] = ()

    def get(self, timeout: float | None = None) -> object:
        if not self.coming:
            if timeout is None and self.empty():
                raise Quiet
            return super().get(timeout=timeout)
        with suppress(queue.Empty):
            return super().get(timeout=min(self.EVERY, self.EVERY if timeout is None else timeout))
        if timeout is not None and timeout < self.EVERY:
            raise queue.Empty
        event, *self.coming = self.coming
        return event


class Telling:
    """A live take without sound: words are put in, and what is told is kept with its time."""

    def __init__(self, studio: Studio, recogniser) -> None:
        self.told: list[tuple[float, object]] = []
        self._inbox = Inbox()
        desk = Desk(studio.library, recogniser, lambda heard: studio.assess(heard, DAY), datetime.now)
        self.live = Live(desk, Path("none.wav"), self._inbox.put, lambda e: self.told.append((monotonic(), e)))

    def hear(self, *events: object) -> None:
        """Let the take work off some events, and judge what they change."""
        for event in events:
            self._inbox.put(event)
        with suppress(Quiet):
            while True:
                self.live.take_in(self.live.next_event(self._inbox))

    def speak(self, *events: object) -> None:
        """Let the take work off events that come one by one."""
        self._inbox.coming = events
        self.hear()

    def assessments(self) -> list[tuple[float, AssessmentChanged]]:
        return [(at, event) for at, event in self.told if isinstance(event, AssessmentChanged)]


@pytest.fixture
def studio(home: Path):
    with Studio(Home.at(home)) as studio:
        yield studio


def no_recogniser():
    raise ModelProblem("There is no model.", "Get one.")


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, i * 0.3, i * 0.3 + 0.3) for i, word in enumerate(text.split()))


def test_a_tick_is_taken_back_when_the_final_words_do_not_bear_it_out(studio):
    telling = Telling(studio, no_recogniser)
    telling.hear(PartialHeard(words("i really want this job")))
    telling.hear(WordsHeard(words("we had a canteen")), PartialHeard(words("with good soup")))
    (_, first), (_, second) = telling.assessments()
    assert first.assessment.headline is Headline.ASKED
    assert second.transcript.text == "we had a canteen with good soup"
    assert second.assessment.headline is not Headline.ASKED


def test_what_was_said_is_judged_when_a_pause_follows(studio):
    telling = Telling(studio, no_recogniser)
    began = monotonic()
    telling.hear(PartialHeard(words("i really want")), PartialHeard(words("i really want this job")))
    ((at, event),) = telling.assessments()
    assert event.transcript.text == "i really want this job"
    assert at - began >= PAUSE


def test_words_that_keep_coming_are_judged_meanwhile_and_not_at_every_word(studio, monkeypatch):
    monkeypatch.setattr("askforit_desktop.rehearsal.live.PAUSE", 0.3)
    monkeypatch.setattr("askforit_desktop.rehearsal.live.JUDGED_AFTER", 0.5)
    telling = Telling(studio, no_recogniser)
    said = words("thank you so much for your time today i would love to join the team what is the next step")
    telling.speak(*(PartialHeard(said[:end]) for end in range(1, len(said) + 1)))
    times = [at for at, _ in telling.assessments()]
    assert 2 <= len(times) <= 4
    assert min(b - a for a, b in pairwise(times)) >= 0.3


def test_when_a_take_is_stopped_what_waits_is_judged_at_once_and_nothing_after_it(studio):
    telling = Telling(studio, no_recogniser)
    telling.live.take_in(PartialHeard(words("i really want this job")))
    telling.live.catch_up()
    telling.hear(PartialHeard(words("i really want this job so")))
    ((_, event),) = telling.assessments()
    assert event.assessment.headline is Headline.ASKED


def test_a_take_without_a_recogniser_warns_and_has_no_judgement(studio):
    telling = Telling(studio, no_recogniser)
    telling.hear(Opened("a microphone", 16_000))
    (warned,) = [event for _, event in telling.told]
    assert isinstance(warned, Warned)
    with pytest.raises(ModelProblem):
        telling.live.judgement()


def test_a_take_that_was_never_opened_says_so(studio):
    with pytest.raises(RecogniserDied):
        Telling(studio, no_recogniser).live.judgement()


class Faulty:
    """A recogniser that takes a take on, and then fails as it was never meant to."""

    model = Path("model")
    cancelled = 0

    def listen(self, *_: object) -> "Faulty":
        return self

    def hear(self, _: bytes) -> None:
        raise RuntimeError("a bug elsewhere")

    def cancel(self) -> None:
        self.cancelled += 1


def test_a_bug_in_hearing_warns_once_and_gives_the_hearing_up(studio, caplog):
    recogniser = Faulty()
    telling = Telling(studio, lambda: recogniser)
    telling.hear(Opened("a microphone", 16_000), BlockHeard(b"12"), BlockHeard(b"34"))
    (warned,) = [event for _, event in telling.told]
    assert "fault in the program" in warned.problem.sentence
    assert recogniser.cancelled == 1
    with pytest.raises(RecogniserDied, match="fault in the program"):
        telling.live.judgement()
    assert [record.exc_info[0] for record in caplog.records] == [RuntimeError]
