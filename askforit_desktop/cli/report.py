"""A judged close as a page in the terminal: transcript, checklist, delivery, commitments, and what to change."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from askforit_desktop.closing.coaching import done_well, to_change
from askforit_desktop.closing.finding import Assessment, Finding, Kind, Verdict
from askforit_desktop.closing.own_word import OwnWords, in_own_words
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.sheet import Item, Measure, Run, sheet
from askforit_desktop.closing.transcript import Transcript

_COLOURS = {Act.CONNECT: "blue", Act.CASE: "magenta", Act.ASK: "dark_orange3", Act.SECURE: "cyan", None: ""}
_MARKS = {
    Verdict.MET: Text("✓", style="green"),
    Verdict.WEAK: Text("~", style="yellow"),
    Verdict.MISSING: Text("✗", style="red"),
    Verdict.NOT_MEASURED: Text("–", style="dim"),
}


class Report:
    """One judged close, for rich to draw; element numbers tie the marked words to the checklist.

    The candidate's own words on elements go before what was heard.
    """

    def __init__(
        self, title: str, transcript: Transcript, assessment: Assessment, rubric: Rubric, own_words: OwnWords = ()
    ) -> None:
        self._title = title
        self._sheet = sheet(transcript, assessment, rubric, own_words)
        self._assessment = in_own_words(assessment, own_words)
        self._rubric = rubric

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the page."""
        told = self._sheet
        yield Text(self._title, style="bold")
        yield Text(f"  {told.headline}", style="bold")
        yield _indented(_words(told.runs), (1, 2))
        yield _indented(_grid(_checked(item) for item in told.items), (0, 2))
        yield _indented(_grid(_measured(measure) for measure in told.measures), (1, 2, 1, 5))
        for promise in told.promises:
            yield _indented(Text(f"Commitment: {promise.deed} (“{promise.words}”).", style="cyan"), (0, 2, 1, 2))
        yield from (_indented(line, (0, 2)) for line in self._advice())
        yield Text()

    def _advice(self) -> Iterable[Text]:
        well, change = done_well(self._assessment, self._rubric), to_change(self._assessment, self._rubric)
        if well:
            yield Text(f"Done well: {_inside(well.title)}.", style="green")
        if change:
            yield Text(f"To change: {_inside(change.title)}. {_hint(change)}".rstrip(), style="yellow")


def show(report: Report) -> None:
    """Print a page; into a file without the spaces that rich fills its lines with."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(report)
        return
    with console.capture() as page:
        console.print(report)
    console.file.writelines(f"{line.rstrip()}\n" for line in page.get().splitlines())


def _indented(content: Text | Table, pad: tuple[int, int] | tuple[int, int, int, int]) -> Padding:
    return Padding(content, pad, expand=False)


def _inside(title: str) -> str:
    """A title as it stands within a sentence."""
    return title[:1].lower() + title[1:]


def _words(runs: Iterable[Run]) -> Text:
    """The transcript; what was found stands in brackets, with the elements' numbers; hedges are underlined."""
    text = Text()
    for numbers, group in groupby(runs, key=lambda run: run.numbers):
        parts = tuple(group)
        said = Text(" ").join(Text(run.text, style=_style(run)) for run in parts)
        text.append_text(
            Text.assemble("[", said, "]", (f"({','.join(map(str, numbers))})", "dim")) if numbers else said
        )
        text.append(" ")
    text.rstrip()
    return text


def _style(run: Run) -> str:
    return f"{_COLOURS[run.act]} {'underline' if run.hedge else ''}".strip()


def _grid(rows: Iterable[tuple[Text | str, ...]]) -> Table:
    table = Table.grid(padding=(0, 1))
    for row in rows:
        table.add_row(*row)
    return table


def _checked(item: Item) -> tuple[Text, ...]:
    """A line of the checklist: what was said for it; or, for what was missed, a line to try."""
    state = item.state if item.own else "perhaps: it may have been misheard" if item.verdict is Verdict.WEAK else ""
    if item.quote and item.said:
        remark = Text(f"{item.time} “{item.quote}”".strip(), style="dim")
    else:
        remark = Text(f"try “{item.line}”" if item.line else "")
    if state:
        remark.append(f" ({state})", style="dim")
    title = Text(item.title, style=_COLOURS[item.act] if item.said else "")
    return Text(f"{item.number:>2}", style="dim"), _MARKS[item.verdict], title, remark


def _measured(measure: Measure) -> tuple[Text | str, ...]:
    told = ", ".join(text for text in (measure.figure, measure.detail) if text)
    quotes = ", ".join(f"“{quote}”" for quote in measure.quotes)
    return _MARKS[measure.verdict], measure.title, f"{told}: {quotes}" if quotes else told


def _hint(finding: Finding) -> str:
    return f"Try “{finding.advice}”" if finding.kind is Kind.ELEMENT and finding.advice else finding.advice
