"""The catalogue that is shipped, and what it says about models and memory."""

import re

import pytest

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech import models
from askforit_desktop.speech.catalogue import Catalogue, free_memory, in_words, memory_doubt, unfetched
from tests.conftest import ROOT

CATALOGUE = Catalogue.read(ROOT / "models" / "catalogue.toml")


def test_the_small_us_english_model_is_the_default():
    assert CATALOGUE.default.name == "vosk-model-small-en-us-0.15"
    assert CATALOGUE.default.proof == "checked by sha256"


@pytest.mark.parametrize("entry", CATALOGUE.entries, ids=lambda entry: entry.name)
def test_every_entry_is_complete_and_plausible(entry):
    assert entry.name.startswith("vosk-model-")
    assert all(url.startswith("https://") and url.endswith(f"/{entry.name}.zip") for url in entry.urls)
    assert entry.bytes < entry.unpacked < entry.memory
    assert entry.licence == "Apache-2.0"
    assert entry.title
    assert entry.advice.endswith(".")
    assert re.fullmatch(r"[0-9a-f]{64}|", entry.sha256)
    assert re.fullmatch(r"[0-9a-f]{32}|", entry.md5)
    assert entry.proof


def test_only_models_that_are_not_here_whole_are_offered():
    here = models.Model("vosk-model-small-en-us-0.15", ROOT, "here", 1)
    broken = models.Model("vosk-model-en-us-0.22-lgraph", ROOT, "here", 1, "it is empty")
    offered = [entry.name for entry in unfetched(CATALOGUE, [here, broken])]
    assert offered == [entry.name for entry in CATALOGUE.entries[1:]]


def test_the_demo_model_is_described_for_what_it_is():
    demo = models.look_at(ROOT / "models" / models.DEMO, "came with Ask For It")
    assert "synthetic" in CATALOGUE.advice(demo)
    assert CATALOGUE.advice(models.Model("other", ROOT, "here", 1)) == ""


def test_memory_is_known_for_listed_models_and_guessed_for_others():
    assert CATALOGUE.memory("vosk-model-en-us-0.22", 1) == 5_000_000_000
    assert CATALOGUE.memory("my-model", 100_000_000) == 250_000_000


def test_a_doubt_about_memory_is_a_sentence_with_both_numbers():
    assert memory_doubt(100, 100) == ""
    assert memory_doubt(5_000_000_000, 900_000_000) == ("This model needs about 5.0 GB of memory, and 900 MB are free.")
    assert free_memory() > 0


@pytest.mark.parametrize(
    ("size", "words"), [(12, "12 bytes"), (1_500, "1.5 kB"), (41_205_931, "41 MB"), (1_913_365_522, "1.9 GB")]
)
def test_sizes_are_told_for_people(size, words):
    assert in_words(size) == words


@pytest.mark.parametrize("text", ["", "model = 3", "[[model]]\nname = 'x'", "[[model]", "[[model]]\nodd = 1"])
def test_a_broken_catalogue_is_a_problem(text, tmp_path):
    path = tmp_path / "catalogue.toml"
    path.write_text(text)
    with pytest.raises(ModelProblem, match="cannot be read"):
        Catalogue.read(path)
