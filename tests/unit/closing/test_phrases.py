"""A user's own lines in recognised words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askforit_desktop.closing.phrases import alike, find_phrases

LINE = "I would really love to join your team and build the new branch with you"


def found(text: str, *lines: str) -> list[str]:
    """The words in which any of the lines was found."""
    words = text.split()
    return [" ".join(words[m.span.first : m.span.last + 1]) for m in find_phrases(words, lines)]


@pytest.mark.parametrize(
    "heard",
    [
        "i would really love to join your team and build the new branch with you",
        "i'd really love to join your team and build the new branch with you",
        "i would really love to join your teams and build the new branch with you",
        "i would really love to join your team and bill the new branch with you",
        "would really love to join your team and build the new french with you",
        "i would really love to join team and build the new branch with you",
        "i would really really love to join your team and build the new branch with you",
    ],
)
def test_a_line_is_found_though_a_word_or_two_was_misheard(heard: str) -> None:
    assert found(f"well um {heard} okay thank you", LINE) == [heard]


@pytest.mark.parametrize(
    ("heard", "line"),
    [
        ("i would not really love to join your team and build the new branch with you", LINE),
        ("i would never really love to join your team and build the new branch with you", LINE),
        ("i wouldn't really love to join your team and build the new branch with you", LINE),
        (
            "is there any reason you would hire me for this job",
            "Is there any reason you wouldn't hire me for this job?",
        ),
        ("i don't want this job", "want this job"),
        ("i do not want this job", "I do want this job"),
        ("i want that job", "I want this job"),
        ("i worked on your team and built the new branch with them", LINE),
        ("", LINE),
        ("i want this job", ""),
        ("i want this job", "..."),
    ],
)
def test_another_meaning_is_not_the_line(heard: str, line: str) -> None:
    assert found(heard, line) == []


def test_the_best_of_overlapping_lines_is_kept_and_all_places_are_told_in_order() -> None:
    text = "do we have a deal then i want this job so much do we have a deal"
    assert found(text, "I want this job", "I want this job so much", "Do we have a deal?") == [
        "do we have a deal",
        "i want this job so much",
        "do we have a deal",
    ]


def test_the_score_tells_word_for_word_from_nearly() -> None:
    (exact,) = find_phrases("i am ready to start on monday".split(), ["I'm ready to start on Monday"])
    (nearly,) = find_phrases("i am ready to start on sunday".split(), ["I'm ready to start on Monday"])
    assert exact.score == 1
    assert 0.5 < nearly.score < 1


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("team", "teams", True),
        ("branch", "brunch", True),
        ("position", "positions", True),
        ("opportunity", "opportunities", False),
        ("not", "now", False),
        ("never", "nerve", False),
        ("fit", "fat", False),
        ("interested", "uninterested", False),
        ("able", "unable", False),
    ],
)
def test_words_are_alike_when_one_slip_apart(one: str, two: str, expected: bool) -> None:
    assert alike(one, two) is alike(two, one) is expected


WORDS = st.lists(st.sampled_from("i want this job not never don't i'd we'll to the a really uh what's ' n't".split()))


@given(WORDS, st.lists(WORDS.map(" ".join), max_size=5))
def test_matches_stand_apart_and_in_order_whatever_the_words(words: list[str], lines: list[str]) -> None:
    matches = find_phrases(words, lines)
    assert all(0 <= m.span.first <= m.span.last < len(words) and 0 < m.score <= 1 for m in matches)
    assert all(one.span.last < two.span.first for one, two in pairwise(matches))


@given(st.lists(st.sampled_from("i want this job not don't i'd the really uh what's".split()), min_size=1))
def test_a_line_said_word_for_word_is_found(words: list[str]) -> None:
    said = ["well", "um", *words, "thank", "you"]
    assert 1 in {match.score for match in find_phrases(said, [" ".join(words)])}
