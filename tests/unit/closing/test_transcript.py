from hypothesis import given
from hypothesis import strategies as st

from askforit_desktop.closing.transcript import Span, Transcript, spoken_words


def test_a_written_text_becomes_words_as_a_recogniser_gives_them():
    text = "Well — thank you, Dr. O'Brien! I’d love it; it's 'the' one... y'all’s, 9:30 or 3.5?"
    expected = "well thank you dr o'brien i'd love it it's the one y'all's 9:30 or 3.5"
    assert spoken_words(text) == expected.split()


def test_hyphens_and_underscores_part_words():
    assert spoken_words("follow-up with_us") == ["follow", "up", "with", "us"]


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(word and word == word.lower().strip(" ,;!?") for word in spoken_words(text))


def test_a_span_quotes_its_words_and_knows_its_neighbours():
    transcript = Transcript.from_text("can I call you on Friday")
    assert transcript.quote(Span(1, 3)) == "i call you"
    assert Span(0, 2).overlaps(Span(2, 5))
    assert not Span(0, 2).overlaps(Span(3, 5))
    assert not transcript.timed
