import os

import pytest

from askforit_desktop.audio.opening import read_text
from askforit_desktop.problems import UnreadableFile


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_is_read_with_and_without_a_mark_at_its_start(tmp_path, encoding):
    (tmp_path / "close.txt").write_text("Thank you.\r\nI’d love it.", encoding=encoding, newline="")
    assert read_text(tmp_path / "close.txt") == "Thank you.\r\nI’d love it."


def test_a_text_that_never_ends_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFile, match="not a file"):
        read_text(tmp_path / "pipe.txt")


def test_a_text_too_large_for_a_close_is_refused(tmp_path):
    (tmp_path / "book.txt").write_text("thank you " * 30_000)
    with pytest.raises(UnreadableFile, match="too large"):
        read_text(tmp_path / "book.txt")


def test_another_encoding_is_told_with_what_to_do(tmp_path):
    (tmp_path / "old.txt").write_bytes("I’d love it".encode("cp1252"))
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_text(tmp_path / "old.txt")


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_text(tmp_path)
    with pytest.raises(UnreadableFile, match="no file"):
        read_text(tmp_path / "missing.txt")
