"""A judged close as a page in the terminal: transcript, checklist, delivery, commitments, and what to change."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from askforit_desktop.closing.coaching import done_well, to_change
from askforit_desktop.closing.finding import Assessment, Commitment, Finding, Kind, Verdict
from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.closing.wording import clock, long_date, promise

_COLOURS = {Act.CONNECT: "blue", Act.CASE: "magenta", Act.ASK: "dark_orange3", Act.SECURE: "cyan"}
_MARKS = {
    Verdict.MET: ("✓", "green"),
    Verdict.WEAK: ("~", "yellow"),
    Verdict.MISSING: ("✗", "red"),
    Verdict.NOT_MEASURED: ("–", "dim"),
}
_UNITS = {"pace": " words a minute"}


class Report:
    """One judged close, for rich to draw; element numbers tie the marked words to the checklist."""

    def __init__(self, title: str, transcript: Transcript, assessment: Assessment, rubric: Rubric) -> None:
        self._title = title
        self._transcript = transcript
        self._assessment = assessment
        self._rubric = rubric
        self._numbers = {element.id: i for i, element in enumerate(rubric.elements, 1)}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the page."""
        yield Text(self._title, style="bold")
        yield Text(f"  {self._assessment.headline.sentence}", style="bold")
        yield Padding(self._words(), (1, 2))
        yield Padding(self._checklist(), (0, 2))
        yield Padding(self._delivery(), (1, 2))
        yield from (Padding(self._promise(c), (0, 2, 1, 2)) for c in self._assessment.commitments)
        yield from (Padding(line, (0, 2)) for line in self._advice())
        yield Text()

    def _words(self) -> Text:
        """The transcript; what was found stands in brackets, with the elements' numbers."""
        labels = self._labels()
        text = Text()
        for found, group in groupby(range(len(labels)), key=lambda i: labels[i]):
            said = " ".join(self._transcript.words[i].text for i in group)
            if found:
                text.append(f"[{said}]", style=self._colour(found[0]))
                text.append(f"({','.join(str(n) for n in found)}) ", style="dim")
            else:
                text.append(f"{said} ")
        text.rstrip()
        return text

    def _labels(self) -> list[tuple[int, ...]]:
        """For each word the numbers of the elements it is evidence for."""
        labels: list[tuple[int, ...]] = [()] * len(self._transcript.words)
        for finding in self._assessment.of_kind(Kind.ELEMENT):
            for i in {i for span in finding.evidence for i in range(span.first, span.last + 1)}:
                labels[i] = (*labels[i], self._numbers[finding.check])
        return labels

    def _colour(self, number: int) -> str:
        return _COLOURS[self._rubric.elements[number - 1].act]

    def _checklist(self) -> Table:
        table = Table.grid(padding=(0, 1))
        for finding in self._assessment.of_kind(Kind.ELEMENT):
            number = self._numbers[finding.check]
            name = Text(finding.title, style=self._colour(number) if finding.evidence else "")
            table.add_row(Text(f"{number:>2}", style="dim"), _mark(finding), name, self._remark(finding))
        return table

    def _remark(self, finding: Finding) -> Text:
        """What was said for it; or, for what was missed, a line to try."""
        if finding.evidence:
            quote = self._transcript.quote(finding.evidence[0])
            doubt = " (perhaps: it may have been misheard)" if finding.verdict is Verdict.WEAK else ""
            return Text(f"{self._time(finding)}“{quote}”{doubt}", style="dim")
        return Text(f"try “{finding.advice}”")

    def _time(self, finding: Finding) -> str:
        if not self._transcript.timed:
            return ""
        return f"{clock(self._transcript.words[finding.evidence[0].first].start)} "

    def _delivery(self) -> Table:
        table = Table.grid(padding=(0, 1))
        for finding in self._assessment.of_kind(Kind.DELIVERY):
            quotes = "" if finding.check in ("pauses", "ask_then_stop") else self._quotes(finding)
            table.add_row("  ", _mark(finding), finding.title, f"{_value(finding)}{finding.detail}{quotes}")
        return table

    def _quotes(self, finding: Finding) -> str:
        quotes = dict.fromkeys(f"“{self._transcript.quote(span)}”" for span in finding.evidence)
        return f": {', '.join(quotes)}" if quotes else ""

    def _promise(self, commitment: Commitment) -> Text:
        day = f", {long_date(commitment.date)}" if commitment.date else ""
        when = f" (“{commitment.when}”)" if commitment.when else ""
        return Text(f"Agreed: {promise(commitment)}{day}{when}.", style="cyan")

    def _advice(self) -> Iterable[Text]:
        well, change = done_well(self._assessment, self._rubric), to_change(self._assessment, self._rubric)
        if well:
            yield Text(f"Done well: {well.title.lower()}.", style="green")
        if change:
            yield Text(f"To change: {change.title.lower()}. {_hint(change)}", style="yellow")


def _hint(finding: Finding) -> str:
    return f"Try “{finding.advice}”" if finding.kind is Kind.ELEMENT else finding.advice


def _mark(finding: Finding) -> Text:
    sign, colour = _MARKS[finding.verdict]
    return Text(sign, style=colour)


def _value(finding: Finding) -> str:
    if finding.value is None or finding.check in ("pauses", "ask_then_stop"):
        return ""
    if finding.check == "length":
        return f"{clock(finding.value)}, "
    if finding.value == 0:
        return ""
    return f"{finding.value:g}{_UNITS.get(finding.check, '')}, "
