"""A take as Markdown (CommonMark with tables)."""

import re
import unicodedata

from askforit_desktop.closing.rubric import Rubric
from askforit_desktop.closing.sheet import Item, Measure, Run, Sheet
from askforit_desktop.closing.take import Take
from askforit_desktop.export.paper import FOOTER, paper

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#$])")
_BLOCK_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")


def markdown(take: Take, rubric: Rubric) -> str:
    """The whole take as one document, ending in a line break."""
    told = paper(take, rubric)
    parts = [f"# {_text(told.title) or 'A take'}", f"**{_text(told.headline)}**", _text(" · ".join(told.facts))]
    parts += [_quote(told.note)] if told.note.strip() else []
    if told.judged:
        parts += _judged(told.judged)
    parts.append(f"*{_text(FOOTER)}*")
    return "\n\n".join(parts) + "\n"


def _judged(told: Sheet) -> list[str]:
    parts = ["## What was said", f"> {' '.join(_run(run) for run in told.runs)}"] if told.runs else []
    parts.append("Bold words are evidence, with the number of the element; italic ones take the ask back.")
    parts += ["## Checklist", _table(("", "Element", "", "Words heard, or a line to try"), map(_checked, told.items))]
    parts += ["## Delivery", _table(("What", "Measured", "Try"), map(_measured, told.measures))]
    if told.promises:
        lines = (f"- {_text(agreed.deed)}: “{_text(agreed.words)}”" for agreed in told.promises)
        parts += ["## Commitments", "\n".join(lines)]
    return parts


def _run(run: Run) -> str:
    words = _text(run.text)
    if run.hedge:
        words = f"*{words}*"
    if not run.numbers:
        return words
    doubt = "?" if run.weak else ""
    return f"**{words}** ({', '.join(map(str, run.numbers))}{doubt})"


def _checked(item: Item) -> tuple[str, ...]:
    heard = f"“{item.quote}”" if item.quote else f"Try: “{item.line}”" if item.line else ""
    return (f"{item.number}", item.title, f"{item.sign} {item.state}", f"{item.time} {heard}")


def _measured(measure: Measure) -> tuple[str, ...]:
    return (measure.title, ", ".join(text for text in (measure.figure, measure.detail) if text), measure.advice)


def _table(head: tuple[str, ...], lines: "map[tuple[str, ...]]") -> str:
    rows = [head, ("---",) * len(head), *(tuple(_text(cell) for cell in line) for line in lines)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _quote(note: str) -> str:
    """A note of several lines, each kept as a line."""
    lines = [_text(line) for line in note.splitlines()]
    return "\n>\n".join(f"> {line}" for line in lines if line)


def _text(text: str) -> str:
    """Any text on one line, with nothing in it that Markdown would read as its own."""
    whole = " ".join("".join(c if unicodedata.category(c) != "Cc" else " " for c in text).split())
    return _BLOCK_START.sub(r"\2\\\1\3", _SPECIAL.sub(r"\\\1", whole))
