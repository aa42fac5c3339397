"""What an exported take says, and that no title, note or transcript can break its form."""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import srt
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt
from markdown_it.token import Token

from askforit_desktop.closing.finding import Commitment, Deed, Finding, Party
from askforit_desktop.closing.plain import from_plain
from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.closing.transcript import Span, Transcript, Word
from askforit_desktop.export import Form, file_name, plain_take, reminder, render, write
from askforit_desktop.problems import ExportProblem
from tests.conftest import ROOT
from tests.making import ELEMENTS, NOON, SAID, judgement, write_wav

RUBRIC = Rubric.from_toml((ROOT / "resources" / "rubric.toml").read_text(encoding="utf-8"))
HOSTILE = (
    "</title></style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a | b || c \\| d",
    "# heading\n---\n- list\n\n1. one",
    "`code` **bold** _it_ [link](http://x.y) ![i](j) <http://z.a> ~~gone~~ &lt; $x$",
    "1) first",
    "+ plus",
    "===",
    "```\nfence",
    "    indented",
    "$title ${body} {them} {0}",
    "x\r\nBEGIN:VALARM\rEND:VCALENDAR\x00\x0b\u2028y",
    "1\n00:00:01,000 --> 00:00:02,000\n<i>fake</i>",
    "مرحبا 日本 🎯 \u202e\u0301",
)
hostile_text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


def take(heard: str = SAID, title: str = "Take 1", note: str = "", **more: object) -> Take:
    recording = Recording(Path("/takes/one.wav"), NOON, 64.0, "Desk")
    return replace(Take("one", title, recording, (judgement(heard),), note=note), **more)  # type: ignore[arg-type]


class Page(HTMLParser):
    """The elements and texts of a page; text inside `style` is left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def parse_markdown(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def cells(text: str) -> list[list[str]]:
    """The texts of the cells of all tables, row by row, as a reader sees them."""
    rows: list[list[str]] = []
    tokens = parse_markdown(text)
    for token, inline in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("td_open", "th_open"):
            rows[-1].append("".join(child.content for child in inline.children or ()))
    return rows


def one_line(text: str) -> str:
    return " ".join("".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text).split())


# Markdown


def test_markdown_tells_headline_evidence_checklist_and_promise() -> None:
    text = render(take(note="slower\nnext time"), Form.MARKDOWN, RUBRIC)
    assert text.startswith(
        "# Take 1\n\n**You closed, but you did not ask for the job.**\n\nFriday 20 November 2026, 12:00"
    )
    assert "> **thank you for your time** (1) *i was just wondering if maybe* **i can call you** (11, 12)" in text
    assert "| 12 | channel | ? perhaps said | 0:04 “i can call you” |" in text
    assert "> slower\n>\n> next time" in text
    assert "- Call them on Friday 27 November 2026: “i can call you at the end of next week”" in text


def test_a_missed_element_comes_with_a_line_to_try() -> None:
    heard = judgement()
    findings = tuple(
        replace(f, advice="I want this job.") if f.check == "ask_for_job" else f for f in heard.assessment.findings
    )
    tried = replace(heard, assessment=replace(heard.assessment, findings=findings))
    text = render(replace(take(), judgements=(tried,)), Form.MARKDOWN, RUBRIC)
    assert "| 6 | ask for job | – not heard | Try: “I want this job.” |" in text


def test_the_candidates_own_word_goes_before_the_machines() -> None:
    text = render(take(said=(("concerns", True), ("thanks", False))), Form.MARKDOWN, RUBRIC)
    assert "| 8 | concerns | ✓ you say you said it |" in text
    assert "| 1 | thanks | – you say you did not | 0:00 “thank you for your time” |" in text


def test_the_headline_of_an_export_is_the_candidates_own_word_on_the_ask() -> None:
    text = render(take(said=(("ask_for_job", True),)), Form.MARKDOWN, RUBRIC)
    assert "**By your word, you asked for the job.**" in text


@pytest.mark.parametrize("form", [Form.MARKDOWN, Form.HTML])
def test_a_take_without_words_says_so(form: Form) -> None:
    text = render(replace(take(), judgements=(), recovered=True), form, RUBRIC)
    assert "No words have been recognised in this take yet." in text
    assert "recovered after a crash" in text


@given(title=hostile_text, note=hostile_text, words=hostile_text)
def test_no_text_breaks_the_markdown(title: str, note: str, words: str) -> None:
    text = render(take(f"{SAID} {words}", title, note, role=title, company=words), Form.MARKDOWN, RUBRIC)
    tokens = parse_markdown(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2", "h2", "h2"]
    kinds = {token.type for token in tokens} | {c.type for t in tokens for c in t.children or ()}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "code_block",
        "hr",
        "s_open",
    }
    table = cells(text)
    assert [len(row) for row in table] == [4] * (len(ELEMENTS) + 1) + [3] * 9
    assert tokens[1].children is not None
    assert "".join(child.content for child in tokens[1].children) == (one_line(title) or "A take")


@given(words=hostile_text)
def test_a_table_cell_shows_the_words_as_they_were_said(words: str) -> None:
    heard = Transcript((Word(words, 0.0, 1.0), Word("end", 1.0, 2.0)), 2.0)
    said = judgement("x end")
    findings = tuple(replace(f, evidence=(Span(0, 0),)) if f.check == "thanks" else f for f in said.assessment.findings)
    told = replace(said, transcript=heard, assessment=replace(said.assessment, findings=findings))
    row = cells(render(replace(take(), judgements=(told,)), Form.MARKDOWN, RUBRIC))[1]
    assert row[3] == (one_line(f"0:00 “{words}”") if words else "0:00")


# Web page


def test_the_page_marks_the_words_by_act_and_needs_nothing_else() -> None:
    text = render(take(), Form.HTML, RUBRIC)
    marks = [attributes for tag, attributes in Page(text).tags if tag == "mark"]
    assert marks == [
        {"class": "connect", "title": "thanks"},
        {"class": "secure", "title": "timeline; channel"},
        {"class": "secure", "title": "timeline"},
    ]
    assert '<span class="hedge">i was just wondering if maybe</span>' in text
    assert "prefers-color-scheme: dark" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "<audio" not in text


def test_a_doubtful_element_is_dotted() -> None:
    heard = judgement(met=("thanks",), weak=("channel", "timeline"))
    text = render(replace(take(), judgements=(heard,)), Form.HTML, RUBRIC)
    assert {"class": "secure weak", "title": "timeline; channel"} in [attributes for _, attributes in Page(text).tags]


def test_the_recording_is_put_into_the_page_when_asked(tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "one.wav")
    recorded = replace(take(), recording=Recording(wav, NOON, 0.1, "Desk"))
    page = Page(render(recorded, Form.HTML, RUBRIC, with_audio=True))
    (source,) = [attributes["src"] for tag, attributes in page.tags if tag == "audio"]
    assert source is not None
    assert base64.b64decode(source.removeprefix("data:audio/wav;base64,")) == wav.read_bytes()


def test_a_missing_recording_is_a_clear_sentence() -> None:
    with pytest.raises(ExportProblem, match="recording of “Take 1” could not be read"):
        render(take(), Form.HTML, RUBRIC, with_audio=True)


@given(title=hostile_text, note=hostile_text, words=hostile_text)
def test_no_text_breaks_the_page(title: str, note: str, words: str) -> None:
    plain = Page(render(take(), Form.HTML, RUBRIC))
    odd = take(f"{SAID} {words}", title, note, role=title, company=words)
    page = Page(render(odd, Form.HTML, RUBRIC))
    assert page.open == []
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags}
    known = {"class", "title", "lang", "charset", "name", "content", "http-equiv"}
    assert {name for _, attributes in page.tags for name in attributes} <= known
    shown = page.text.replace("\r\n", "\n").replace("\r", "\n")
    assert title.replace("\r\n", "\n").replace("\r", "\n") in shown


# JSON


def test_json_has_the_shape_of_check_and_what_the_library_knows() -> None:
    told = take(said=(("concerns", True),), company="Acme")
    plain = json.loads(render(told, Form.JSON, RUBRIC))
    assert plain == plain_take(told)
    assert from_plain(plain) == (told.transcript, told.assessment)
    assert (plain["id"], plain["title"], plain["duration"], plain["device"]) == ("one", "Take 1", 64.0, "Desk")
    assert (plain["recorded_at"], plain["recovered"], plain["model"]) == ("2026-11-20T12:00:00+00:00", False, "demo")
    assert plain["file"] == str(told.recording.wav)
    assert [element["id"] for element in plain["elements"]] == list(ELEMENTS)


def test_json_of_a_take_without_words_has_the_same_keys() -> None:
    silent = plain_take(replace(take(), judgements=()))
    assert silent.keys() == plain_take(take()).keys()
    assert silent["headline"] is None


# Subtitles


def words_at(*times: tuple[str, float, float]) -> Take:
    heard = Transcript(tuple(Word(*time) for time in times), 100.0)
    return replace(take(), judgements=(replace(judgement(), transcript=heard),))


def test_a_cue_ends_at_a_pause() -> None:
    cues = list(srt.parse(render(words_at(("thank", 0.5, 0.8), ("you", 0.8, 1.0), ("do", 2.0, 2.1)), Form.SRT, RUBRIC)))
    assert [(cue.start.total_seconds(), cue.end.total_seconds(), cue.content) for cue in cues] == [
        (0.5, 1.0, "thank you"),
        (2.0, 2.1, "do"),
    ]


def test_subtitles_need_words_with_times() -> None:
    for without in (
        replace(take(), judgements=()),
        replace(take(), judgements=(replace(judgement(), transcript=Transcript.from_text("hello")),)),
    ):
        with pytest.raises(ExportProblem, match="no words with times"):
            render(without, Form.SRT, RUBRIC)


odd_words = st.tuples(hostile_text, st.floats(0, 50), st.floats(-1, 20)).map(lambda w: (w[0], w[1], w[1] + w[2]))


@given(words=st.lists(odd_words, max_size=40))
def test_no_words_or_times_break_the_subtitles(words: list[tuple[str, float, float]]) -> None:
    cues = list(srt.parse(render(words_at(*words), Form.SRT, RUBRIC)))
    assert [cue.index for cue in cues] == list(range(1, len(cues) + 1))
    for cue in cues:
        assert cue.end - cue.start <= timedelta(seconds=7.001)
        assert len(cue.content.replace("\n", " ")) <= 84
        assert cue.content.count("\n") <= 1
    for before, after in pairwise(cues):
        assert before.start <= before.end <= after.start
    expected = "".join("".join(word.split()) for word, _, _ in words).translate({ord("<"): "‹", ord(">"): "›"})
    assert "".join("".join(cue.content.split()) for cue in cues) == expected


# Calendar


def promise_of(told: Take) -> Commitment:
    assert told.assessment is not None
    return told.assessment.commitments[0]


def test_a_promise_becomes_an_all_day_event_with_a_reminder_that_morning() -> None:
    told = take(company="Acme")
    data = reminder(told, promise_of(told), NOON)
    event = vobject.readOne(data.decode()).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 11, 27), date(2026, 11, 28))
    assert event.summary.value == "Call Acme"
    assert event.dtstamp.value == NOON
    assert event.description.value.startswith("“i can call you at the end of next week”\nFrom your rehearsal")
    assert (event.valarm.action.value, event.valarm.trigger.value) == ("DISPLAY", timedelta(hours=9))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_adding_a_promise_again_changes_the_event_instead_of_doubling_it() -> None:
    told = take()
    renamed = replace(told, title="Better")
    other = replace(promise_of(told), what=Deed.EMAIL)
    uid = vobject.readOne(reminder(told, promise_of(told), NOON).decode()).vevent.uid.value
    assert vobject.readOne(reminder(renamed, promise_of(told), NOON).decode()).vevent.uid.value == uid
    assert vobject.readOne(reminder(told, other, NOON).decode()).vevent.uid.value != uid


def test_a_promise_without_a_day_is_refused() -> None:
    told = take()
    with pytest.raises(ExportProblem, match="no single day"):
        reminder(told, replace(promise_of(told), date=None), NOON)


@given(title=hostile_text, company=hostile_text, who=st.sampled_from(Party), what=st.sampled_from(Deed))
def test_no_text_breaks_the_calendar(title: str, company: str, who: Party, what: Deed) -> None:
    told = take(title=title, company=company)
    data = reminder(told, replace(promise_of(told), who=who, what=what), NOON)
    event = vobject.readOne(data.decode()).vevent
    assert len(Calendar.from_ical(data).walk()) == 3
    assert sorted(event.contents) == [
        "description",
        "dtend",
        "dtstamp",
        "dtstart",
        "summary",
        "transp",
        "uid",
        "valarm",
    ]
    assert "\n" not in event.summary.value


# Files


def test_an_existing_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "take.md"
    write("first", path)
    with pytest.raises(ExportProblem, match=r"a file “take\.md” already"):
        write("second", path)
    assert path.read_text() == "first"
    write(b"third", path, overwrite=True)
    assert path.read_text() == "third"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportProblem, match="could not be written"):
        write("text", tmp_path / "nowhere" / "take.md")


@given(title=hostile_text)
def test_a_file_name_is_one_that_every_system_accepts(title: str) -> None:
    name = file_name(take(title=title), "html")
    assert name.startswith("2026-11-20")
    assert name.endswith(".html")
    assert not set(name) & set('<>:"/\\|?*\0\r\n')
    assert len(name.encode()) <= 255


def test_an_element_that_the_rubric_no_longer_has_is_still_told() -> None:
    heard = judgement()
    own = replace(heard.assessment.findings[0], check="my_own", title="My own")
    assert isinstance(own, Finding)
    odd = replace(heard, assessment=replace(heard.assessment, findings=(own, *heard.assessment.findings[1:])))
    text = render(replace(take(), judgements=(odd,)), Form.HTML, RUBRIC)
    assert {"class": "", "title": "My own"} in [attributes for tag, attributes in Page(text).tags if tag == "mark"]
