"""The live assessment while words come: how often, and that a tick is taken back."""

import queue
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from askforit_desktop.closing.finding import Headline
from askforit_desktop.closing.transcript import Word
from askforit_desktop.paths import Home
from askforit_desktop.problems import ModelProblem, RecogniserDied
from askforit_desktop.rehearsal import AssessmentChanged, Desk, PartialHeard, Warned, WordsHeard
from askforit_desktop.rehearsal.live import JUDGED_EVERY, Live
from askforit_desktop.studio import Studio

DAY = date(2026, 11, 20)


class Quiet(Exception):
    """Nothing comes any more, and nothing waits to be judged."""


class Inbox(queue.SimpleQueue):
    """An inbox that says when a take would wait for ever."""

    def get(self, timeout: float | None = None) -> object:
        if timeout is None and self.empty():
            raise Quiet
        return super().get(timeout=timeout)


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


def test_there_are_at_most_five_assessments_a_second(studio):
    telling = Telling(studio, no_recogniser)
    said = words("thank you so much for your time today i would love to join the team what is the next step")
    for end in range(2, 8):
        telling.hear(PartialHeard(said[:end]))
    times = [at for at, _ in telling.assessments()]
    assert len(times) == 6
    assert min(b - a for a, b in pairwise(times)) >= JUDGED_EVERY


def test_a_take_without_a_recogniser_warns_and_has_no_judgement(studio):
    from askforit_desktop.audio.recorder import Opened

    telling = Telling(studio, no_recogniser)
    telling.hear(Opened("a microphone", 16_000))
    (warned,) = [event for _, event in telling.told]
    assert isinstance(warned, Warned)
    with pytest.raises(ModelProblem):
        telling.live.judgement()


def test_a_take_that_was_never_opened_says_so(studio):
    with pytest.raises(RecogniserDied):
        Telling(studio, no_recogniser).live.judgement()
