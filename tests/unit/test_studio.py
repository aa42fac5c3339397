"""Where the parts are wired together: what is in force, and who may still use what was replaced."""

import shutil
import threading

import pytest

from askforit_desktop.paths import Home, bundled_models, resources
from askforit_desktop.problems import LibraryProblem, NoSpeech
from askforit_desktop.settings import Settings
from askforit_desktop.speech.models import DEMO
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Query
from tests.making import write_wav

OTHER = "vosk-model-other-en-us"
SAMPLE = resources() / "samples" / "05_ked_short.wav"


@pytest.fixture
def studio(home):
    """With two models: the demo model, and the same by another name."""
    shutil.copytree(bundled_models() / DEMO, home / "models" / OTHER)
    with Studio(Home.at(home)) as made:
        yield made


@pytest.mark.parametrize("hear", [Studio.take_in, Studio.transcribe])
def test_a_recording_is_heard_to_its_end_when_another_model_is_chosen_and_a_take_begins(studio, hear):
    changed = threading.Event()
    studio.change(model=DEMO)

    def progress(done: float, whole: float | None) -> bool:
        if not changed.is_set():
            changed.set()
            studio.change(model=OTHER)
            studio.rehearse(lambda _: None)
        return True

    heard = hear(studio, SAMPLE, progress)
    assert "thank" in str(heard)
    assert studio.model.name == OTHER


def test_a_recogniser_that_nobody_uses_any_more_ends_when_a_take_begins(studio):
    before = studio.recogniser
    studio.transcribe(SAMPLE)
    studio.change(model=OTHER)
    studio.rehearse(lambda _: None)
    assert before._closed


def test_a_model_that_is_chosen_once_more_is_opened_anew_because_it_may_have_been_installed_since(studio):
    studio.change(model=OTHER)
    before = studio.recogniser
    studio.change(role="Nurse")
    assert studio.recogniser is before
    studio.change(model=OTHER)
    assert studio.recogniser is not before


def test_settings_that_can_not_be_saved_are_not_in_force(studio):
    studio.home.settings.mkdir(parents=True)
    with pytest.raises(LibraryProblem):
        studio.change(length_min=10.0, model=OTHER)
    assert studio.settings == Settings()
    assert studio.rubric.limits == studio.whole_rubric.limits


def test_a_silent_recording_is_not_taken_in_and_is_told_by_its_own_name(studio, tmp_path):
    with pytest.raises(NoSpeech, match=r"“faint\.wav”"):
        studio.take_in(write_wav(tmp_path / "faint.wav", 1.0))
    assert not studio.library.list(Query())
    assert not list(studio.library.folder.glob("*.wav"))
