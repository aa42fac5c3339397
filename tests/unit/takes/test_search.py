"""Searching the library: what is found, what odd text does, and that it stays quick however many takes there are."""

import string
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from askforit_desktop.closing.finding import Headline
from askforit_desktop.takes import Library, Query, Sort
from askforit_desktop.takes.queries import page
from tests.making import NOON, add_take, judgement

ODD = (
    '"',
    "'",
    "*",
    "%",
    "_",
    "\\",
    "(",
    ")",
    ":",
    "^",
    "-",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "title:",
    "{",
    "\x00",
    "🎯",
    "日本",
)


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        add_take(library, judgement("thank you for the salary talk"), title="Café Müller", hours=0)
        add_take(library, judgement("don't you agree"), title='He said "yes" 100%', hours=1)
        noted = add_take(library, judgement("what is next"), title="面接の日本語 🎯", hours=2)
        library.set_note(noted.id, "slower_next time\\")
        yield library


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("salary", [0]),
        ("SALA", [0]),
        ("alary", []),
        ("thank talk", [0]),
        ("thank agree", []),
        ("cafe muller", [0]),
        ("CAFÉ", [0]),
        ("don't", [1]),
        ("don’t", [1]),
        ('"yes"', [1]),
        ("100%", [1]),
        ("%", [1]),
        ('"', [1]),
        ("_", [2]),
        ("\\", [2]),
        ("日本", [2]),
        ("🎯", [2]),
        ("🎯 slower", [2]),
        ("title:Café", []),
        ("NOT", []),
        ("*", []),
        ("", [2, 1, 0]),
        ("  \t ", [2, 1, 0]),
    ],
)
def test_a_search_finds_what_is_meant(library: Library, text: str, found: list[int]) -> None:
    takes = sorted(summary.id for summary in library.list())
    assert [summary.id for summary in library.list(Query(text))] == [takes[i] for i in found]
    assert library.count(Query(text)) == len(found)


@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from([*ODD, "the", " "]), max_size=30).map("".join)))
def test_no_search_text_breaks_a_search(library: Library, text: str) -> None:
    assert library.count(Query(text)) == len(library.list(Query(text, sort=Sort.TITLE)))


words = st.text(string.ascii_letters + "éüñßøÀ0123456789", min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(title=st.lists(words, min_size=1, max_size=4), piece=st.data())
def test_each_beginning_of_each_word_finds_the_take(library: Library, title: list[str], piece: st.DataObject) -> None:
    take = library.list()[-1]
    library.rename(take.id, " ".join(title))
    word = piece.draw(st.sampled_from(title))
    beginning = word[: piece.draw(st.integers(1, len(word)))]
    assert take.id in [summary.id for summary in library.list(Query(beginning))]


def plan(library: Library, query: Query) -> str:
    sql, values = page(query)
    rows = library._database.read(lambda db: db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
    return "; ".join(row[3] for row in rows)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [True, False])
def test_a_page_in_any_order_is_read_off_an_index(library: Library, sort: Sort, descending: bool) -> None:
    told = plan(library, Query(sort=sort, descending=descending))
    assert "USING INDEX" in told
    assert "TEMP B-TREE" not in told


@pytest.mark.parametrize(
    "query",
    [
        Query("next"),
        Query("next", descending=False),
        Query("next", starred=True),
        Query(in_trash=True),
        Query(starred=True),
        Query(headline=Headline.ASKED),
        Query(model="demo"),
    ],
)
def test_a_narrowed_page_is_found_and_ordered_without_sorting(library: Library, query: Query) -> None:
    told = plan(library, query)
    assert "TEMP B-TREE" not in told
    assert "INDEX" in told


def test_lists_and_charts_read_no_transcript(library: Library) -> None:
    assert "judgements" not in plan(library, Query(limit=None))


@pytest.mark.parametrize("narrowed", [{}, {"starred": False}, {"in_trash": True}])
def test_what_a_search_counts_is_what_it_lists_also_with_takes_in_the_trash(tmp_path: Path, narrowed: dict) -> None:
    library = Library(tmp_path)
    takes = [add_take(library, judgement("thank you"), hours=number) for number in range(3)]
    library.delete([takes[0].id], NOON)
    query = Query("thank", **narrowed)
    assert library.count(query) == len(library.list(query)) == (1 if narrowed.get("in_trash") else 2)
