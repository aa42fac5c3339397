import json
from itertools import pairwise

import numpy as np
import pytest

from askforit_desktop.closing.encoder import Vocabulary
from askforit_desktop.closing.tagger import OVERLAP, Tagger, window_edges
from askforit_desktop.paths import bundled_models
from tests.conftest import ROOT
from tests.labelled import load

WINDOW = 80
DATA = (bundled_models() / "judge" / "judge.npz").read_bytes()


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(DATA)


@pytest.fixture(scope="module")
def speech() -> list[str]:
    return [word for close in load("dev") for word in close.words]


def test_the_shipped_file_still_gives_its_recorded_scores(tagger):
    for record in json.loads((ROOT / "tests" / "data" / "judge-recorded.json").read_text("utf-8")):
        tags = tagger.tag(record["words"].split())
        peaks = dict(zip(tags.channels, tags.scores.max(axis=0).tolist(), strict=True))
        assert peaks == pytest.approx(record["peaks"], abs=0.02), record["words"]
        assert tags.endings[int(tags.ends_on.argmax())] == record["ends_on"]
        assert tags.undercut == pytest.approx(record["undercut"], abs=0.02)


def test_words_heard_bit_by_bit_are_judged_as_the_whole_is(tagger, speech):
    words = speech[:300]
    live = Tagger(DATA)
    for heard in range(1, len(words), 7):
        live.tag(words[:heard])
    assert np.allclose(live.tag(words).scores, tagger.tag(words).scores, atol=1e-5)


def test_only_the_windows_that_changed_are_judged_again(speech, monkeypatch):
    live = Tagger(DATA)
    live.tag(speech[:200])
    judged = []
    encode = live._encoder.encode
    monkeypatch.setattr(live._encoder, "encode", lambda windows: judged.extend(windows) or encode(windows))
    live.tag(speech[:203])
    assert [len(window) for window in judged] == [203 - 128]


def test_a_window_is_forgotten_when_its_words_are_gone(speech):
    live = Tagger(DATA)
    live.tag(speech[:500])
    live.tag(speech[500:560])
    assert len(live._remembered) == 1


@pytest.mark.parametrize("words", [0, 1, 2, 79, 80, 81, 96, 97, 144, 145, 1000])
def test_windows_cover_all_words_and_overlap(words):
    edges = window_edges(words, WINDOW)
    assert sorted({at for first, last in edges for at in range(first, last)}) == list(range(words))
    assert all(before[1] - after[0] == OVERLAP for before, after in pairwise(edges))


def test_the_work_grows_no_faster_than_the_words():
    def work(words):
        return sum(last - first for first, last in window_edges(words, WINDOW))

    assert all(work(words) <= 1.25 * words + OVERLAP for words in range(0, 5000, 7))


def test_no_words_give_no_scores(tagger):
    tags = tagger.tag([])
    assert tags.scores.shape == (0, 14)
    assert tags.undercut == 0


@pytest.mark.parametrize("words", [["hello"], ["thank", "you"]])
def test_very_short_takes_are_judged(tagger, words):
    tags = tagger.tag(words)
    assert tags.scores.shape == (len(words), 14)
    assert float(tags.ends_on.sum()) == pytest.approx(1, abs=1e-4)


def test_five_thousand_words_are_judged(tagger, speech):
    tags = tagger.tag(speech[:5000])
    assert tags.scores.shape == (5000, 14)
    assert np.isfinite(tags.scores).all()


@pytest.mark.parametrize(
    "word", ["", "'", "…", "日本語", "naïve", "9:30", "b2b", "x" * 500, "🎉", "\x00", "\n", "ünsær"]
)
def test_odd_words_are_judged_too(tagger, word):
    tags = tagger.tag(["thank", "you", word, "so", "much"])
    assert tags.scores.shape == (5, 14)
    assert np.isfinite(tags.scores).all()


def test_capitals_and_typographic_apostrophes_make_no_difference(tagger):
    one, other = tagger.tag(["i'd", "love", "to", "join"]), tagger.tag(["I’d", "LOVE", "to", "Join"])
    assert np.array_equal(one.scores, other.scores)


def test_words_are_split_into_the_longest_known_pieces():
    vocabulary = Vocabulary.from_text("[UNK]\nre\n##hearse\n##s\nrehearse")
    assert vocabulary.split("rehearses") == [4, 3]
    assert vocabulary.split("re-hearse") == [1, 0]
    assert vocabulary.split("qqq") == [0]


@pytest.mark.parametrize("data", [b"", b"not a judge", DATA[:1000]])
def test_a_broken_file_is_a_value_error(data):
    with pytest.raises(ValueError, match="judge"):
        Tagger(data)
