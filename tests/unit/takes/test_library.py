"""The library as its users see it: take in, look, change, throw away."""

from datetime import timedelta
from pathlib import Path

import pytest

from askforit_desktop.closing.finding import Headline, Verdict
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import Library, Query, Sort
from tests.making import ELEMENTS, NOON, add_take, judgement, write_wav


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "takes")


def titles(library: Library, query: Query) -> list[str]:
    return [summary.title for summary in library.list(query)]


def test_a_take_comes_back_as_it_was_added(library: Library) -> None:
    wav = write_wav(library.reserve(NOON))
    heard = judgement()
    take = library.add(Recording(wav, NOON, 0.1, "Desk", lost_blocks=3), heard, role="cook", company="Acme")
    assert take == Take(
        id="2026-11-20_12-00-00",
        title="Take 1",
        recording=Recording(wav, NOON, 0.1, "Desk", lost_blocks=3),
        judgements=(heard,),
        role="cook",
        company="Acme",
    )
    assert Library(library.folder).get(take.id) == take


def test_a_take_whose_words_were_not_recognised_is_kept_all_the_same(library: Library) -> None:
    wav = write_wav(library.reserve(NOON))
    take = library.add(Recording(wav, NOON, 0.1, "Desk"))
    assert library.get(take.id).assessment is None
    (summary,) = library.list()
    assert (summary.headline, summary.verdicts, summary.hedging) == (None, (), None)


def test_a_new_name_never_takes_the_place_of_a_recording(library: Library) -> None:
    first = write_wav(library.reserve(NOON))
    library.add(Recording(first, NOON, 0.1, "Desk"))
    stray = write_wav(library.folder / "2026-11-20_12-00-00_2.wav")
    reserved = [library.reserve(NOON), library.reserve(NOON)]
    assert [path.name for path in reserved] == ["2026-11-20_12-00-00_3.wav", "2026-11-20_12-00-00_4.wav"]
    assert stray.exists()
    assert not any(path.exists() for path in reserved)


def test_a_discarded_recording_leaves_nothing_behind(library: Library) -> None:
    wav = write_wav(library.reserve(NOON))
    library.discard(wav)
    assert list(library.folder.iterdir()) == []
    assert library.running() == ()


def test_the_program_that_records_is_told(library: Library) -> None:
    wav = library.reserve(NOON)
    (running,) = Library(library.folder).running()
    assert (running.wav, running.since, running.own) == (wav, NOON, True)


def test_takes_are_numbered_on_from_the_highest_number(library: Library) -> None:
    add_take(library)
    add_take(library, title="Take 7", hours=1)
    add_take(library, title="Take it easy", hours=2)
    assert add_take(library, hours=3).title == "Take 8"


def test_the_list_says_what_a_table_and_a_chart_need(library: Library) -> None:
    add_take(library, judgement(values={"pace": 148.0, "fillers": 1.5}))
    (summary,) = library.list()
    assert summary.headline is Headline.CLOSED
    assert [name for name, _ in summary.verdicts] == list(ELEMENTS)
    assert dict(summary.verdicts)["timeline"] is Verdict.MET
    assert dict(summary.verdicts)["channel"] is Verdict.WEAK
    assert dict(summary.verdicts)["concerns"] is Verdict.MISSING
    assert (summary.elements_said, summary.hedging, summary.pace, summary.fillers) == (3, 1, 148.0, 1.5)
    assert (summary.recorded_at, summary.duration, summary.model) == (NOON, 0.1, "demo")


def test_the_candidates_own_word_stands_beside_the_verdict_and_counts(library: Library) -> None:
    take = add_take(library)
    library.set_said(take.id, "concerns", True)
    library.set_said(take.id, "thanks", False)
    changed = library.set_said(take.id, "enjoyed", True)
    assert changed.said == (("concerns", True), ("thanks", False), ("enjoyed", True))
    assert changed.assessment == take.assessment
    (summary,) = library.list()
    assert (summary.said, summary.elements_said) == (changed.said, 4)
    assert library.set_said(take.id, "thanks", None).said == (("concerns", True), ("enjoyed", True))


def test_a_second_judgement_comes_first_and_the_earlier_one_stays(library: Library) -> None:
    take = add_take(library)
    better = judgement("i want this job", met=("ask_for_job",), weak=(), headline=Headline.ASKED, model="large")
    assert library.add_judgement(take.id, better).judgements == (better, *take.judgements)
    assert library.get(take.id).judgements == (better, *take.judgements)
    assert library.list()[0].headline is Headline.ASKED
    assert library.models() == ("large",)
    assert titles(library, Query("want")) == ["Take 1"]
    assert titles(library, Query("thank")) == []


def test_title_note_and_star_are_kept(library: Library) -> None:
    take = add_take(library)
    library.rename(take.id, " The one\nwith | pipes ")
    library.set_note(take.id, "slower\nnext time")
    changed = library.set_star(take.id, True)
    assert (changed.title, changed.note, changed.starred) == ("The one with | pipes", "slower\nnext time", True)
    assert library.get(take.id) == changed


def test_text_that_no_file_can_hold_is_made_harmless(library: Library) -> None:
    take = add_take(library, judgement("so \udce9 then"), title="bad \udcff\x00 name")
    assert take.title == "bad ? name"
    assert library.get(take.id).title == "bad ? name"


def test_an_empty_title_is_refused(library: Library) -> None:
    take = add_take(library)
    with pytest.raises(LibraryProblem, match="needs a title"):
        library.rename(take.id, " \n")
    assert library.get(take.id) == take


def test_an_unknown_take_is_a_clear_sentence(library: Library) -> None:
    with pytest.raises(LibraryProblem, match="no take “nothing”"):
        library.get("nothing")
    with pytest.raises(LibraryProblem, match="no take “nothing”"):
        library.set_star("nothing", True)


@pytest.mark.parametrize(
    ("sort", "ascending"),
    [
        (Sort.DATE, ["Take 10", "Take 9", "émile", "Zoe"]),
        (Sort.TITLE, ["émile", "Take 9", "Take 10", "Zoe"]),
        (Sort.ELEMENTS, ["Zoe", "Take 10", "émile", "Take 9"]),
        (Sort.HEADLINE, ["Zoe", "Take 10", "Take 9", "émile"]),
    ],
)
def test_takes_are_sorted_both_ways(library: Library, sort: Sort, ascending: list[str]) -> None:
    add_take(library, judgement(met=("thanks",), weak=(), headline=Headline.CLOSED), title="Take 10", hours=0)
    add_take(library, judgement(met=ELEMENTS, weak=(), headline=Headline.CLOSED), title="Take 9", hours=1)
    add_take(library, judgement(met=("thanks",), headline=Headline.NOT_ASKED), title="émile", hours=2)
    add_take(library, judgement(met=(), weak=(), headline=Headline.ASKED), title="Zoe", hours=3)
    assert titles(library, Query(sort=sort, descending=False)) == ascending
    assert titles(library, Query(sort=sort)) == ascending[::-1]


def test_sorting_by_headline_heeds_the_candidates_own_word(library: Library) -> None:
    add_take(library, judgement(met=("thanks",), headline=Headline.CLOSED), title="closed", hours=0)
    add_take(library, judgement(met=("thanks",), headline=Headline.NOT_ASKED), title="misheard", hours=1)
    take = add_take(library, judgement(met=("ask_for_job",), headline=Headline.ASKED), title="never", hours=2)
    library.set_said(library.list(Query(sort=Sort.TITLE))[1].id, "ask_for_job", True)
    library.set_said(take.id, "ask_for_job", False)
    assert titles(library, Query(sort=Sort.HEADLINE, descending=False)) == ["misheard", "closed", "never"]


def test_longer_takes_sort_after_shorter_ones(library: Library) -> None:
    for seconds in (3.0, 1.0, 2.0):
        wav = write_wav(library.reserve(NOON))
        library.add(Recording(wav, NOON, seconds, "Desk"), title=f"{seconds:g} s")
    assert titles(library, Query(sort=Sort.LENGTH)) == ["3 s", "2 s", "1 s"]


def test_pages_join_without_gap_or_repeat_even_for_takes_of_the_same_moment(library: Library) -> None:
    names = [add_take(library).id for _ in range(7)]
    pages = [library.list(Query(first=first, limit=3)) for first in (0, 3, 6)]
    assert [summary.id for page in pages for summary in page] == names[::-1]
    assert library.count(Query(first=3, limit=3)) == 7
    assert len(library.list(Query(limit=None))) == 7


def test_filters_narrow_the_list_and_the_count(library: Library) -> None:
    add_take(library, judgement(headline=Headline.ASKED), title="asked")
    add_take(library, judgement(model="large"), title="large", hours=1)
    library.set_star(add_take(library, title="starred", hours=2).id, True)
    for query, expected in (
        (Query(headline=Headline.ASKED), ["asked"]),
        (Query(model="large"), ["large"]),
        (Query(starred=True), ["starred"]),
        (Query(starred=False), ["large", "asked"]),
        (Query("maybe", model="demo", headline=Headline.CLOSED), ["starred"]),
    ):
        assert titles(library, query) == expected
        assert library.count(query) == len(expected)


def test_a_deleted_take_can_be_had_back_until_the_trash_is_emptied(library: Library) -> None:
    kept, back, gone = (add_take(library, hours=hours) for hours in range(3))
    library.delete([back.id, gone.id], NOON)
    assert [summary.id for summary in library.list()] == [kept.id]
    assert [summary.id for summary in library.list(Query("thank", in_trash=True))] == [gone.id, back.id]
    assert library.get(gone.id).deleted_at == NOON
    library.restore([back.id])
    assert library.get(back.id) == back
    assert library.empty_trash() == 1
    assert sorted(path.name for path in library.folder.iterdir()) == [
        *(f"{take.id}{suffix}" for take in (kept, back) for suffix in (".json", ".wav")),
        "takes.sqlite",
    ]
    with pytest.raises(LibraryProblem, match="no take"):
        library.get(gone.id)


def test_deleting_twice_keeps_the_first_day(library: Library) -> None:
    take = add_take(library)
    library.delete([take.id], NOON)
    library.delete([take.id], NOON + timedelta(days=1))
    assert library.get(take.id).deleted_at == NOON


def test_deleting_several_is_all_or_nothing(library: Library) -> None:
    take = add_take(library)
    with pytest.raises(LibraryProblem, match="no take"):
        library.delete([take.id, "nothing"], NOON)
    assert library.list()[0].id == take.id
    (library.folder / "takes.sqlite").unlink()
    assert library.get(take.id) == take


def test_a_recording_that_cannot_be_removed_stays_in_the_trash(library: Library) -> None:
    first, second = add_take(library), add_take(library, hours=1)
    library.delete([first.id, second.id], NOON)
    second.recording.wav.unlink()
    second.recording.wav.mkdir()
    with pytest.raises(LibraryProblem):
        library.empty_trash()
    assert [summary.id for summary in library.list(Query(in_trash=True))] == [second.id]


def test_a_moved_library_knows_its_recordings(library: Library, tmp_path: Path) -> None:
    take = add_take(library)
    moved = library.folder.rename(tmp_path / "elsewhere")
    assert Library(moved).get(take.id).recording.wav == moved / take.recording.wav.name
