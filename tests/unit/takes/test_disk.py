"""A disk that is full, read-only or closed to us: what was there stays, and a sentence says what to do."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from askforit_desktop.audio.wav import repair
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import Library, Query, moving
from tests.making import NOON, add_take, judgement, write_wav


def _can_mount() -> bool:
    """Whether this user may mount; a container's root often may not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    probe = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_mount(), reason="needs the right to mount a small disk")


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "1m") as folder:
        yield folder


def fill(folder: Path) -> Path:
    """Use up every last byte of a disk."""
    path = folder / "ballast"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    return path


def add_until_full(library: Library) -> tuple[list[Take], LibraryProblem]:
    """Add takes whose recordings are small beside what the database needs, so that it is the one to fail."""
    added: list[Take] = []
    for hour in range(1000):
        wav = library.reserve(NOON + timedelta(hours=hour))
        wav.write_bytes(b"")
        try:
            added.append(library.add(Recording(wav, NOON + timedelta(hours=hour), 0.1, "Desk"), judgement()))
        except LibraryProblem as problem:
            return added, problem
    raise AssertionError("the disk never filled up")


def test_a_disk_that_fills_up_while_takes_are_added_loses_none_of_them(disk: Path) -> None:
    library = Library(disk / "takes")
    added, problem = add_until_full(library)
    assert problem.sentence == "The disk that holds the takes is full."
    assert "recordings are safe" in problem.hint
    assert len(added) > 5
    again = Library(library.folder)
    assert [again.get(take.id) for take in added] == added
    assert again.set_aside == ()


def test_on_a_full_disk_takes_can_be_read_and_the_trash_emptied(disk: Path) -> None:
    library = Library(disk / "takes")
    kept = add_take(library)
    wav = write_wav(library.reserve(NOON), 5.0)
    gone = library.add(Recording(wav, NOON, 5.0, "Desk"))
    library.delete([gone.id], NOON)
    ballast = fill(disk)
    assert library.get(kept.id) == kept
    assert [summary.id for summary in library.list()] == [kept.id]
    with pytest.raises(LibraryProblem, match="full"):
        library.set_note(kept.id, "n" * 100_000)
    assert library.get(kept.id) == kept
    assert library.empty_trash() == 1
    assert not gone.recording.wav.exists()
    ballast.unlink()
    assert library.set_note(kept.id, "later").note == "later"
    (library.folder / "takes.sqlite").unlink()
    assert library.get(kept.id).note == "later"


def test_a_disk_that_is_full_from_the_beginning_is_called_full(disk: Path) -> None:
    (disk / "takes").mkdir()
    fill(disk)
    for _ in range(2):  # the second time there is an empty file
        with pytest.raises(LibraryProblem, match="full"):
            Library(disk / "takes").list(Query())


def test_a_take_that_does_not_fit_any_more_is_taken_in_when_there_is_room(disk: Path) -> None:
    library = Library(disk / "takes")
    add_take(library)
    wav = write_wav(library.reserve(NOON), 1.0)
    ballast = fill(disk)
    with pytest.raises(LibraryProblem, match="full"):
        library.add(Recording(wav, NOON, 1.0, "Desk"), judgement())
    ballast.unlink()
    take = library.add(Recording(wav, NOON, 1.0, "Desk"), judgement())
    assert library.get(take.id) == take


def test_a_read_only_library_can_be_read_and_says_why_it_cannot_be_changed(disk: Path) -> None:
    library = Library(disk / "takes")
    take = add_take(library)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert library.get(take.id) == take
    assert [summary.id for summary in library.list(Query("thank"))] == [take.id]
    for call in (
        lambda: library.set_star(take.id, True),
        lambda: library.reserve(NOON),
        lambda: library.delete([take.id], NOON),
    ):
        with pytest.raises(LibraryProblem, match="cannot be opened or written") as caught:
            call()
        assert "permissions" in caught.value.hint


def test_what_cannot_be_taken_in_on_a_read_only_disk_is_left_and_told_why(disk: Path) -> None:
    library = Library(disk / "takes")
    add_take(library)
    stray = write_wav(library.folder / "stray.wav")
    (library.folder / "crashed.lock").touch()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    recovery = library.recover(repair)
    assert [(left.wav, "Read-only" in left.reason) for left in recovery.left] == [(stray, True)]
    assert recovery.takes == ()


AS_NOBODY = """
import os, sys
from pathlib import Path
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import Library
from tests.making import NOON
os.setgid(65534); os.setuid(65534)
library = Library(Path(sys.argv[1]), patience=0.2)
for call in (library.list, lambda: library.reserve(NOON), lambda: library.recover(lambda _: 1.0)):
    try:
        call()
    except LibraryProblem as problem:
        print(problem.sentence)
"""


@pytest.mark.parametrize("mode", [0o000, 0o755])
def test_a_library_of_somebody_else_is_a_clear_sentence(tmp_path: Path, mode: int) -> None:
    library = Library(tmp_path / "takes")
    add_take(library)
    (library.folder / "takes.sqlite").chmod(0o600)
    library.folder.chmod(mode)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    told = subprocess.run([sys.executable, "-c", AS_NOBODY, library.folder], capture_output=True, text=True, check=True)
    sentences = told.stdout.splitlines()
    assert len(sentences) == 3
    assert all("cannot be opened or written" in sentence for sentence in sentences)
    library.folder.chmod(0o755)
    assert Library(library.folder).count() == 1


def test_takes_that_do_not_fit_where_they_are_to_go_stay_where_they_are(disk: Path, tmp_path: Path) -> None:
    library = Library(tmp_path / "takes")
    for hours in range(3):
        with add_take(library, judgement(), hours=hours).recording.wav.open("ab") as wav:
            wav.write(bytes(500_000))
    before = {path.name: path.stat().st_size for path in library.folder.iterdir()}
    with pytest.raises(LibraryProblem, match="full"):
        moving.copy(library.folder, disk / "new" / "takes")
    assert {path.name: path.stat().st_size for path in library.folder.iterdir()} == before
    assert list((disk / "new").iterdir()) == []
