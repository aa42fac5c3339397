"""`askforit takes` on a library of one take: what it writes elsewhere, and what it says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from askforit_desktop.closing.take import Take
from askforit_desktop.takes import Library
from tests.e2e.test_command_line import askforit
from tests.making import add_take, judgement


@pytest.fixture
def take(home: Path) -> Take:
    """A take in which a call is promised for two days."""
    heard = judgement()
    (promise,) = heard.assessment.commitments
    promises = (promise, replace(promise, date=date(2026, 12, 4)))
    assessment = replace(heard.assessment, commitments=promises)
    return add_take(Library(home / "takes"), replace(heard, assessment=assessment), title="One")


def test_each_promised_day_has_a_reminder_of_its_own(take: Take, tmp_path: Path) -> None:
    reminders = tmp_path / "reminders"
    reminders.mkdir()
    done = askforit("takes", "remind", take.id, "--to", reminders)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name[-29:] for path in reminders.iterdir()) == [
        "candidate-call-2026-11-27.ics",
        "candidate-call-2026-12-04.ics",
    ]
    again = askforit("takes", "remind", take.id, "--to", reminders)
    assert again.returncode == 1
    assert "already" in again.stderr
    assert askforit("takes", "remind", take.id, "--to", reminders, "--replace").returncode == 0


def test_an_export_goes_through_a_link_and_into_nothing_but_a_file(take: Take, tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    done = askforit("takes", "export", take.id, "--to", link, "--replace")
    assert done.returncode == 0, done.stderr
    assert link.is_symlink()
    assert "One" in target.read_text(encoding="utf-8")
    for wrong in (tmp_path, Path("/dev/null")):
        refused = askforit("takes", "export", take.id, "--to", wrong, "--replace")
        assert refused.returncode == 1
        assert str(wrong) in refused.stderr
    assert Path("/dev/null").is_char_device()


def test_only_a_web_page_can_hold_the_recording(take: Take) -> None:
    done = askforit("takes", "export", take.id, "--as", "md", "--audio")
    assert done.returncode == 2
    assert "web page" in done.stderr


def test_whoever_finds_the_library_damaged_says_that_it_was_rebuilt(take: Take, home: Path) -> None:
    database = home / "takes" / "takes.sqlite"
    database.write_bytes(b"damage" * 50 + database.read_bytes()[300:])
    listed = askforit("takes", "list")
    assert take.title in listed.stdout
    assert "rebuilt" in listed.stderr
    assert "takes.damaged-1.sqlite" in listed.stderr
    assert not askforit("takes", "list").stderr
