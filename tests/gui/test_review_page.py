"""The page of a take, over the real core: takes of the samples, the real player on a speaker nobody hears."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from askforit_desktop.closing.finding import Commitment, Deed, Finding, Kind, Party, Verdict
from askforit_desktop.closing.transcript import Span
from askforit_desktop.export import Form
from askforit_desktop.gui import file_dialogs
from askforit_desktop.gui.widgets.said_list import RowButton
from tests.gui.reviewing import button, click, review_page, shown_page  # noqa: F401
from tests.gui.watching import LONGEST, longest_wait


def place_of(words, index):
    """Where a word stands in the transcript view."""
    boxes = words._boxes(Span(index, index))
    return boxes[0].center().toPoint()


def test_a_take_opens_with_its_headline_and_one_thing_to_change(shown):
    assert shown.head.headline.text() == "You asked for the job."
    assert "of 12 elements" in shown.head._facts.text()
    assert shown.advice.well.text() == "Done well: ask for the job."
    assert shown.advice.change.text().startswith("To change: ")


def test_what_was_missed_stands_first_and_the_first_of_it_is_open_with_a_line(shown):
    rows = list(shown.taken.said.rows.values())
    assert "missed" in rows[0].accessibleName()
    assert rows[0].isChecked()
    assert "said" in rows[-1].accessibleName()
    assert "Try “" in " ".join(words.text() for words in shown.taken.findChildren(QLabel) if words.isVisible())


def test_practise_this_line_hands_over_the_line(shown, qtbot):
    wanted = button(shown.taken, "Practise this line")
    with qtbot.waitSignal(shown.practise_requested) as wish:
        click(qtbot, wanted)
    assert wanted.accessibleName() == f"Practise this line: {wish.args[0]}"


def test_a_take_is_found_by_its_id_too(page, takes, qtbot):
    page.show_take(takes[1].id)
    qtbot.waitUntil(lambda: page.take is not None)
    assert page.head.headline.text() == "You closed, but you did not ask for the job."


def test_a_take_that_is_gone_is_said_in_place(page, takes, qtbot):
    page.show_take("nonsense")
    qtbot.waitUntil(lambda: "There is no take" in page.notice.text)


def test_each_take_shows_its_own_missed_and_said_one_below_the_other(page, takes):
    said = page.taken.said
    for take in (*takes, takes[0]):
        page.show_take(take)
        QApplication.processEvents()
        words = [
            (w.mapTo(said, QPoint()).y(), w.text() if isinstance(w, QLabel) else w.accessibleName().partition(":")[0])
            for w in said.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if isinstance(w, QLabel | RowButton) and w.isVisible()
        ]
        order = [word for _, word in sorted(words)]
        heard = {f.title for f in take.assessment.of_kind(Kind.ELEMENT) if f.verdict in (Verdict.MET, Verdict.WEAK)}
        assert set(order[order.index("Said") + 1 :]) == heard
        assert order[0] == "Missed"
        assert len(order) == 2 + 12
        assert [row.isChecked() for row in said.rows.values()] == [True] + [False] * 11


# Hearing


def test_space_plays_and_pauses(shown, sound, qtbot):
    qtbot.keyClick(shown.player.waveform, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown.playback.position > 0.3)
    assert shown.player.play.accessibleName() == "Pause"
    qtbot.keyClick(shown.player.waveform, Qt.Key.Key_Space)
    assert not shown.playback.is_playing
    assert shown.player.play.accessibleName() == "Play"


def test_a_click_on_a_word_lets_it_be_heard_and_the_words_follow(shown, sound, qtbot):
    word = shown.take.transcript.words[12]
    with sound.heard() as listen:
        qtbot.mouseClick(shown.words.viewport(), Qt.MouseButton.LeftButton, pos=place_of(shown.words, 12))
        assert shown.playback.is_playing
        qtbot.waitUntil(lambda: shown.words.current > 12)
        assert abs(listen(0.5)).max() > 0.05
    assert shown.playback.position >= word.start
    assert shown.player.waveform.value() >= 1000 * word.start


def test_a_click_on_the_picture_seeks_and_a_drag_follows_the_pointer(shown, qtbot):
    wave = shown.player.waveform
    qtbot.mousePress(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 4, 20))
    assert shown.playback.position == pytest.approx(shown.take.recording.duration / 4, abs=0.05)
    qtbot.mouseMove(wave, QPoint(wave.width() // 2, 20))
    qtbot.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=QPoint(wave.width() // 2, 20))
    assert shown.playback.position == pytest.approx(shown.take.recording.duration / 2, abs=0.05)


def test_arrow_keys_on_the_picture_and_the_back_button_go_three_seconds(shown, qtbot):
    for _ in range(3):
        qtbot.keyClick(shown.player.waveform, Qt.Key.Key_Right)
    assert shown.playback.position == pytest.approx(9.0)
    qtbot.keyClick(shown.player.waveform, Qt.Key.Key_Left)
    assert shown.playback.position == pytest.approx(6.0)
    click(qtbot, shown.player.back)
    assert shown.playback.position == pytest.approx(3.0)


def test_words_are_reached_and_heard_by_keys_alone(shown, sound, qtbot):
    shown.words.setFocus()
    for _ in range(3):
        qtbot.keyClick(shown.words, Qt.Key.Key_Right)
    assert shown.words.textCursor().selectedText() == shown.take.transcript.words[3].text
    qtbot.keyClick(shown.words, Qt.Key.Key_Return)
    assert shown.playback.is_playing
    assert shown.playback.position == pytest.approx(shown.take.transcript.words[3].start, abs=0.1)


def test_what_was_said_can_be_heard_from_the_list(shown, sound, qtbot):
    click(qtbot, shown.taken.said.rows["ask_for_job"])
    first = shown.take.assessment.finding("ask_for_job").evidence[0].first
    assert shown.playback.position == pytest.approx(shown.take.transcript.words[first].start, abs=0.1)
    assert shown.playback.is_playing


def test_a_take_that_is_left_falls_silent(shown, sound, qtbot):
    shown.playback.play()
    shown.hide()
    assert not shown.playback.is_playing


def test_a_recording_that_is_gone_is_said_in_place_and_the_words_stay(page, takes, qtbot):
    takes[0].recording.wav.unlink()
    page.show_take(takes[0])
    qtbot.waitUntil(lambda: "is not a recording" in page.notice.text or "gone" in page.notice.text)
    assert page.head.headline.text() == "You asked for the job."


# The candidate's own word


def test_i_did_say_it_counts_and_is_kept_beside_the_machines_verdict(shown, studio, qtbot):
    missed = next(iter(shown.taken.said.rows))
    before = shown.head._facts.text()
    click(qtbot, button(shown.taken, "I did say it"))
    qtbot.waitUntil(lambda: "said, by your word" in shown.taken.said.rows[missed].accessibleName())
    kept = studio.library.get(shown.take.id)
    assert dict(kept.said) == {missed: True}
    assert kept.assessment.finding(missed).verdict is Verdict.MISSING
    assert shown.head._facts.text() != before


def test_i_did_not_say_it_takes_the_mark_and_the_headline_back_and_can_be_undone(shown, qtbot):
    shown.taken.said.rows["ask_for_job"].setChecked(True)
    click(qtbot, button(shown.taken, "I didn't say it"))
    qtbot.waitUntil(lambda: shown.head.headline.text() == "By your word, you did not ask for the job.")
    assert "missed" not in shown.taken.said.rows["ask_for_job"].accessibleName()
    click(qtbot, button(shown.taken, "Take my word back"))
    qtbot.waitUntil(lambda: shown.head.headline.text() == "You asked for the job.")


def test_ones_own_word_is_given_while_the_take_plays_on_and_the_keys_stay_with_its_element(shown, sound, qtbot):
    missed = next(iter(shown.taken.said.rows))
    shown.playback.play()
    mine = button(shown.taken, "I did say it")
    mine.setFocus()
    with qtbot.waitSignal(shown.takes_changed):
        qtbot.keyClick(mine, Qt.Key.Key_Space)
    assert shown.playback.is_playing
    assert shown.player.play.accessibleName() == "Pause"
    assert shown.window().focusWidget() is shown.taken.said.rows[missed]


# Name, star, note, trash


def test_a_take_is_renamed_starred_and_noted(shown, studio, qtbot):
    qtbot.keyClick(shown.player.waveform, Qt.Key.Key_F2)
    assert shown.head.title.hasFocus()
    qtbot.keyClicks(shown.head.title, "The one for Northwind")
    with qtbot.waitSignal(shown.takes_changed):
        qtbot.keyClick(shown.head.title, Qt.Key.Key_Return)
    with qtbot.waitSignal(shown.takes_changed):
        click(qtbot, shown.head.star)
    qtbot.keyClicks(shown.taken.note, "Breathe before the ask")
    with qtbot.waitSignal(shown.takes_changed):
        shown.hide()
    kept = studio.library.get(shown.take.id)
    assert (kept.title, kept.starred, kept.note) == ("The one for Northwind", True, "Breathe before the ask")


def test_a_name_that_is_being_typed_is_left_alone_by_other_changes(shown, takes, qtbot):
    qtbot.keyClick(shown.player.waveform, Qt.Key.Key_F2)
    qtbot.keyClicks(shown.head.title, "My best cl")
    with qtbot.waitSignal(shown.takes_changed):
        shown.deeds.star(shown.take, True)
    assert shown.head.title.text() == "My best cl"
    shown.show_take(takes[1])
    assert shown.head.title.text() == takes[1].title


def test_a_note_is_kept_while_one_writes_and_when_another_take_is_shown(shown, studio, takes, qtbot):
    with qtbot.waitSignal(shown.takes_changed):
        qtbot.keyClicks(shown.taken.note, "Slower")
    assert studio.library.get(takes[0].id).note == "Slower"
    qtbot.keyClicks(shown.taken.note, ", and smile")
    shown.show_take(takes[1])
    assert shown.taken.note.toPlainText() == ""
    qtbot.waitUntil(lambda: studio.library.get(takes[0].id).note == "Slower, and smile")
    assert studio.library.get(takes[1].id).note == ""


def test_delete_puts_the_take_into_the_trash_and_says_which(shown, studio, qtbot):
    with qtbot.waitSignal(shown.deleted) as told:
        shown.head.delete_requested.emit()
    assert told.args[0] == (shown.take.id,)
    assert studio.library.get(shown.take.id).deleted_at is not None


# Out of the program


@pytest.mark.parametrize("form", list(Form))
def test_a_take_is_exported_in_every_form(shown, tmp_path, monkeypatch, qtbot, form):
    monkeypatch.setattr(file_dialogs, "save_as", lambda *asked: tmp_path / asked[-1])
    shown.head.export_requested.emit(form, False)
    qtbot.waitUntil(lambda: shown.notice.text.startswith("Saved as"))
    (written,) = tmp_path.glob(f"*.{form.value}")
    assert "job" in written.read_text()


def test_an_export_that_cannot_be_written_is_said_in_place(shown, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(file_dialogs, "save_as", lambda *_: tmp_path / "nowhere" / "take.md")
    shown.head.export_requested.emit(Form.MARKDOWN, False)
    qtbot.waitUntil(lambda: "could not be written" in shown.notice.text)


def test_an_export_that_is_not_wanted_after_all_changes_nothing(shown, monkeypatch):
    monkeypatch.setattr(file_dialogs, "save_as", lambda *_: None)
    shown.head.export_requested.emit(Form.HTML, True)
    assert shown.notice.text == ""


def with_promise(take):
    promise = Commitment(Party.CANDIDATE, Deed.CALL, "on friday", date(2026, 11, 27), Span(2, 5))
    judgement = take.judgements[0]
    judged = replace(judgement.assessment, commitments=(promise, replace(promise, date=None)))
    return replace(take, judgements=(replace(judgement, assessment=judged),), company="Northwind")


def test_a_commitment_goes_into_a_calendar_file_and_onto_the_clipboard(page, takes, tmp_path, monkeypatch, qtbot):
    page.show_take(with_promise(takes[0]))
    monkeypatch.setattr(file_dialogs, "save_as", lambda *_: tmp_path / "promise.ics")
    dated, undated = page.taken.promises.cards
    qtbot.waitUntil(dated.isVisible)
    click(qtbot, button(dated, "Add to calendar…"))
    qtbot.waitUntil(lambda: "Saved as promise.ics" in page.notice.text)
    (event,) = Calendar.from_ical((tmp_path / "promise.ics").read_bytes()).walk("VEVENT")
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Call Northwind", date(2026, 11, 27))
    click(qtbot, button(dated, "Copy"))
    assert QGuiApplication.clipboard().text() == "Call Northwind on Friday 27 November"
    assert [b.text() for b in undated.findChildren(QPushButton)] == ["Copy"]


# Judged by another rubric


def test_a_take_is_judged_again_by_what_the_user_made_of_the_rubric(shown, studio, qtbot):
    missed = next(iter(shown.taken.said.rows))
    studio.change(own_lines={missed: ("i came here curious",)})
    shown.head.judge_again_requested.emit()
    qtbot.waitUntil(lambda: "said" in shown.taken.said.rows[missed].accessibleName())
    assert "The earlier judgement is kept." in shown.notice.text
    assert len(studio.library.get(shown.take.id).judgements) == 2


def test_findings_of_a_rubric_that_is_not_known_here_are_shown_all_the_same(page, takes):
    judgement = takes[0].judgements[0]
    strange = (
        Finding("shoes", Kind.ELEMENT, "Mention their shoes", Verdict.MET, (Span(0, 1),)),
        Finding("hat", Kind.ELEMENT, "Mention a hat", Verdict.MISSING, advice="Nice hat."),
        Finding("loudness", Kind.DELIVERY, "Loudness", Verdict.MISSING, (), 71.5, "too loud", "Softer."),
    )
    judged = replace(judgement.assessment, findings=strange)
    page.show_take(replace(takes[0], judgements=(replace(judgement, assessment=judged),)))
    assert list(page.taken.said.rows) == ["hat", "shoes"]
    assert page.tiles.tiles[0].accessibleName() == "Loudness: 71.5, too loud, worth a look"


def test_another_take_can_be_chosen_to_compare_with(shown, takes, qtbot):
    actions = shown.head._compare.actions()
    assert len(actions) == 2
    with qtbot.waitSignal(shown.compare_requested) as wish:
        actions[0].trigger()
    assert wish.args == [takes[0].id, takes[2].id]


@pytest.mark.parametrize(("hours", "allowed"), [(0, LONGEST), (2, 2 * LONGEST)])
def test_a_take_opens_without_keeping_the_window_waiting(page, takes, qtbot, hours, allowed):
    """Qt lays the 18,000 words of two hours out in steps that grow to 50 ms by themselves."""
    take = takes[0]
    if hours:
        heard = take.judgements[0].transcript
        words = tuple(replace(heard.words[n % 30], start=0.4 * n, end=0.4 * n + 0.3) for n in range(hours * 9000))
        long = replace(take.judgements[0], transcript=replace(heard, words=words, duration=hours * 3600.0))
        take = replace(take, judgements=(long,), recording=replace(take.recording, duration=hours * 3600.0))

    def open_and_seek():
        page.show_take(take)
        qtbot.waitUntil(lambda: bool(page.player.waveform.levels))
        page.player.waveform.seek_requested.emit(5.0)

    page.show_take(takes[2])
    qtbot.waitUntil(lambda: bool(page.player.waveform.levels))
    assert longest_wait(open_and_seek) <= allowed


def test_lines_to_try_speak_of_the_company_that_is_rehearsed_for(page, studio, takes, qtbot):
    studio.change(company="Northwind")
    page.show_take(takes[1])
    tried = [words.text() for words in page.taken.findChildren(QLabel)]
    assert "or “I'd love to join Northwind.”" in tried
