import pytest

from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import Library, moving
from tests.making import NOON, add_take, judgement


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "takes")
    for hours in range(3):
        add_take(library, judgement(), hours=hours)
    return library


def test_the_copy_is_a_library_with_the_same_takes(library, tmp_path):
    moving.copy(library.folder, tmp_path / "elsewhere" / moving.FOLDER)
    copied = Library(tmp_path / "elsewhere" / moving.FOLDER)
    assert [take.id for take in copied.list()] == [take.id for take in library.list()]
    assert copied.get(copied.list()[0].id).recording.wav.parent == copied.folder


def test_a_library_without_takes_can_be_moved_too(tmp_path):
    moving.copy(tmp_path / "none", tmp_path / "new")
    assert Library(tmp_path / "new").count() == 0


def test_a_folder_that_is_there_is_left_alone(library, tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(LibraryProblem, match="already a folder"):
        moving.copy(library.folder, tmp_path / "mine")


def test_the_takes_are_not_moved_into_themselves(library):
    with pytest.raises(LibraryProblem, match="own folder"):
        moving.copy(library.folder, library.folder / "deeper")


def test_nothing_is_moved_or_removed_while_a_take_is_recorded(library, tmp_path):
    wav = library.reserve(NOON)
    for attempt in (lambda: moving.copy(library.folder, tmp_path / "new"), lambda: moving.remove(library.folder)):
        with pytest.raises(LibraryProblem, match="being recorded"):
            attempt()
    library.discard(wav)


def test_removed_is_removed(library):
    moving.remove(library.folder)
    moving.remove(library.folder)
    assert not library.folder.exists()
