from pathlib import Path

import pytest

from askforit_desktop.paths import Home, user_home
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.speech.models import DEMO
from askforit_desktop.studio import Studio


@pytest.fixture
def nobody(monkeypatch):
    """A user whom the system does not know, as in a container that is run under any number."""

    def unknown(_: object = None) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", unknown)
    monkeypatch.setattr(Path, "home", unknown)


def test_one_variable_moves_everything(monkeypatch, tmp_path):
    monkeypatch.setenv("ASKFORIT_HOME", str(tmp_path))
    home = Home.default()
    assert {home.settings.parent, home.data, home.models.parent, home.takes.parent} == {tmp_path}


def test_a_home_that_is_not_known_is_told_in_a_sentence(monkeypatch, nobody):
    monkeypatch.setenv("ASKFORIT_HOME", "~unknown/takes")
    with pytest.raises(LibraryProblem, match="ASKFORIT_HOME"):
        Home.default()


def test_without_a_home_models_are_looked_for_all_the_same(nobody, tmp_path):
    assert user_home() is None
    with Studio(Home.at(tmp_path)) as studio:
        assert DEMO in [model.name for model in studio.models()]
