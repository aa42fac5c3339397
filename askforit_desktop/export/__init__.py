"""A take as Markdown, a self-contained web page, JSON or subtitles; a commitment as a calendar file.

`render` makes the text, `write` puts it on the disk. Titles, notes and transcripts may hold anything: every form
escapes them by its own rules.
"""

from enum import StrEnum

from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.take import Take
from askforit_desktop.export.files import file_name, write
from askforit_desktop.export.json_text import json_text, plain_take
from askforit_desktop.export.markdown import markdown
from askforit_desktop.export.reminder import reminder
from askforit_desktop.export.subtitles import subtitles
from askforit_desktop.export.web_page import web_page


class Form(StrEnum):
    """The forms that a take can be exported in; the value is the file's suffix."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    SRT = "srt"


def render(take: Take, form: Form, rubric: Rubric, *, with_audio: bool = False) -> str:
    """A take in one form; `with_audio` puts the recording into the web page. ExportProblem where that cannot be."""
    if form is Form.MARKDOWN:
        return markdown(take, rubric)
    if form is Form.HTML:
        return web_page(take, rubric, with_audio=with_audio)
    return json_text(take) if form is Form.JSON else subtitles(take)


__all__ = ["Form", "file_name", "plain_take", "reminder", "render", "write"]
