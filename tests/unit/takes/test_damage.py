"""A library that is lost, damaged, locked, older or newer: the takes come back, or a sentence says what to do."""

import os
import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from askforit_desktop.closing.take import Take
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import Library, Query, schema
from tests.making import ELEMENTS, NOON, add_take, judgement


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "takes", patience=0.2)


def filled(library: Library, count: int = 10) -> list[Take]:
    """A library of some takes, with every kind of change made to it."""
    takes = [add_take(library, hours=hour) for hour in range(count)]
    library.rename(takes[0].id, "Renamed")
    library.set_note(takes[0].id, "slower")
    library.set_star(takes[0].id, True)
    library.set_said(takes[0].id, "concerns", True)
    library.add_judgement(takes[0].id, judgement("again", model="large"))
    library.delete([takes[1].id], NOON)
    return [library.get(take.id) for take in takes]


def everything(library: Library) -> list[Take]:
    ids = [s.id for trash in (False, True) for s in library.list(Query(in_trash=trash, limit=None))]
    return [library.get(name) for name in sorted(ids)]


def _truncate(path: Path, keep: float) -> None:
    os.truncate(path, int(path.stat().st_size * keep))


def _scribble(path: Path, begin: float, end: float) -> None:
    data, dice = bytearray(path.read_bytes()), random.Random(7)
    first, last = int(len(data) * begin), int(len(data) * end)
    data[first:last] = dice.randbytes(last - first)
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "lost": Path.unlink,
    "zero length": lambda path: path.write_bytes(b""),
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(20_000)),
    "a text": lambda path: path.write_text("not a database"),
    "cut to one byte": lambda path: os.truncate(path, 1),
    "cut inside the header": lambda path: os.truncate(path, 60),
    "cut to the first page": lambda path: os.truncate(path, 4096),
    "cut in the middle": lambda path: _truncate(path, 0.5),
    "cut near the end": lambda path: _truncate(path, 0.97),
    "random bytes at the start": lambda path: _scribble(path, 0.0, 0.02),
    "random bytes in the middle": lambda path: _scribble(path, 0.3, 0.6),
    "random bytes everywhere but the header": lambda path: _scribble(path, 0.01, 1.0),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_every_take_comes_back_from_a_damaged_library(library: Library, damage: Callable[[Path], object]) -> None:
    before = filled(library)
    sounds = {take.recording.wav: take.recording.wav.read_bytes() for take in before}
    path = library.folder / "takes.sqlite"
    damage(path)
    broken = path.read_bytes() if path.exists() else b""
    again = Library(library.folder)
    assert again.recover(lambda _: 0.1).takes == ()
    assert everything(again) == before
    assert {wav: wav.read_bytes() for wav in sounds} == sounds
    assert [kept.read_bytes() for kept in again.set_aside] == (
        [broken] if len(broken) > 1 else []
    )  # SQLite takes one byte for an empty file


def test_damage_is_mended_by_whichever_call_meets_it(library: Library) -> None:
    before = filled(library, 3)
    for call in (
        lambda: library.get(before[0].id),
        lambda: library.list(),
        lambda: library.count(),
        lambda: library.set_star(before[0].id, True),
    ):
        (library.folder / "takes.sqlite").write_bytes(b"x" * 9000)
        call()
        assert everything(library) == before
    assert [kept.name for kept in library.set_aside] == [f"takes.damaged-{n}.sqlite" for n in (1, 2, 3, 4)]


def test_tables_of_another_program_are_kept_aside(library: Library) -> None:
    library.folder.mkdir()
    with closing(sqlite3.connect(library.folder / "takes.sqlite")) as db:
        db.execute("CREATE TABLE recipes (name)")
    take = add_take(library)
    assert everything(library) == [take]
    assert len(library.set_aside) == 1


def test_a_library_of_the_first_schema_is_migrated_and_a_copy_kept(library: Library) -> None:
    before = filled(library, 4)
    path = library.folder / "takes.sqlite"
    _write_first_schema(path)
    old = path.read_bytes()
    again = Library(library.folder)
    assert everything(again) == before
    assert [s.id for s in again.list(Query("again"))] == [before[0].id]
    assert again.set_aside == ()
    with closing(sqlite3.connect(library.folder / "takes.schema-1.sqlite")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (1,)
        assert backup.execute("SELECT count(*) FROM takes").fetchone() == (4,)
    assert old[:16] == (library.folder / "takes.schema-1.sqlite").read_bytes()[:16]


def _write_first_schema(path: Path) -> None:
    """The same takes in the tables that the first step made, with nothing of the later ones."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        tables = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in ("takes", "judgements")}
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in schema.STEPS[0]:
            db.execute(statement)
        for name, rows in tables.items():
            db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        db.execute("PRAGMA user_version = 1")


def test_a_newer_library_is_refused_and_left_alone(library: Library) -> None:
    filled(library, 2)
    path = library.folder / "takes.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = {file.name: file.read_bytes() for file in library.folder.iterdir()}
    for call in (library.list, lambda: library.recover(lambda _: 1.0), lambda: library.set_star("x", True)):
        with pytest.raises(LibraryProblem, match="newer version") as caught:
            call()
        assert "Update Ask For It" in caught.value.hint
    assert {file.name: file.read_bytes() for file in library.folder.iterdir()} == before


def test_a_take_of_a_newer_version_is_left_where_it_is(library: Library) -> None:
    take = add_take(library)
    copied = library.folder / "copied.wav"
    copied.write_bytes(take.recording.wav.read_bytes())
    copied.with_suffix(".json").write_text('{"format": 2}')
    (left,) = library.recover(lambda _: 0.1).left
    assert left.wav == copied
    assert "newer version" in left.reason
    assert copied.with_suffix(".json").read_text() == '{"format": 2}'


def test_a_locked_library_says_so_and_works_again_afterwards(library: Library) -> None:
    take = add_take(library)
    with closing(sqlite3.connect(library.folder / "takes.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert library.get(take.id) == take
        with pytest.raises(LibraryProblem, match="in use by another program") as caught:
            library.set_star(take.id, True)
        assert "recordings are safe" in caught.value.hint
        other.execute("ROLLBACK")
    assert not library.get(take.id).starred
    assert library.set_star(take.id, True).starred


def test_a_take_that_could_not_be_entered_is_taken_in_whole_later(library: Library) -> None:
    add_take(library)
    with closing(sqlite3.connect(library.folder / "takes.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryProblem, match="in use"):
            add_take(library, title="Second", hours=1)
        other.execute("ROLLBACK")
    library._holds.popitem()[1].release()  # as when the program ends
    (taken,) = Library(library.folder).recover(lambda _: 0.1).takes
    assert (taken.title, taken.judgements, taken.recovered) == ("Second", (judgement(),), False)


class RebuildEqualsTheOriginal(RuleBasedStateMachine):
    """Whatever is done to a library, one rebuilt from its sidecars alone is the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library(Path(self.folder.name))
        self.ids: list[str] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(title=st.text(max_size=20), hours=st.integers(-3, 3))
    def add(self, title: str, hours: int) -> None:
        self.ids.append(add_take(self.library, title=title, hours=hours).id)

    @precondition(lambda self: self.ids)
    @rule(
        data=st.data(),
        text=st.text(max_size=30),
        element=st.sampled_from(ELEMENTS),
        word=st.sampled_from([True, False, None]),
    )
    def change(self, data: st.DataObject, text: str, element: str, word: bool | None) -> None:
        name = data.draw(st.sampled_from(self.ids))
        self.library.set_note(name, text)
        self.library.set_said(name, element, word)
        self.library.rename(name, f"x{text}")
        self.library.set_star(name, bool(word))

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), text=st.text(max_size=30))
    def judge_again(self, data: st.DataObject, text: str) -> None:
        self.library.add_judgement(data.draw(st.sampled_from(self.ids)), judgement(text, model="other"))

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), back=st.booleans())
    def delete(self, data: st.DataObject, back: bool) -> None:
        name = data.draw(st.sampled_from(self.ids))
        self.library.delete([name], NOON)
        if back:
            self.library.restore([name])

    @rule()
    def empty_trash(self) -> None:
        gone = {summary.id for summary in self.library.list(Query(in_trash=True))}
        assert self.library.empty_trash() == len(gone)
        self.ids = [name for name in self.ids if name not in gone]

    @invariant()
    def the_rebuilt_library_is_the_same(self) -> None:
        before, listed = everything(self.library), self.library.list(Query(limit=None))
        (self.library.folder / "takes.sqlite").unlink(missing_ok=True)
        again = Library(self.library.folder)
        assert everything(again) == before
        assert again.list(Query(limit=None)) == listed
        assert [take.id for take in before] == sorted(self.ids)


RebuildEqualsTheOriginal.TestCase.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)
TestRebuild = RebuildEqualsTheOriginal.TestCase
