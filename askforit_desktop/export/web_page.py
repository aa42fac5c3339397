"""A take as one HTML file that needs nothing else: it loads nothing, runs nothing, and follows light and dark."""

import base64
from html import escape
from string import Template

from askforit_desktop.closing.rubric import Act, Rubric
from askforit_desktop.closing.sheet import Item, Measure, Promise, Run, Sheet
from askforit_desktop.closing.take import Take
from askforit_desktop.export.paper import FOOTER, paper
from askforit_desktop.problems import ExportProblem

# The policy forbids every script and request, whatever a title or transcript should manage to smuggle in.
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; media-src data:">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$style</style>
</head>
<body>
<main>
<header>
<h1>$headline</h1>
<p class="facts">$title · $facts</p>
</header>
$body
<footer>$footer</footer>
</main>
</body>
</html>
""")

_STYLE = """
:root { --page: #f6f5f2; --card: #fff; --line: #e3e1db; --text: #1d2327; --muted: #5c656b; --warn: #8a5605;
  --connect: #2b69bd; --case: #7a4fb5; --ask: #b04c14; --secure: #0f766e;
  --connect-soft: #e3edf9; --case-soft: #eee6f8; --ask-soft: #fbe9dc; --secure-soft: #dcf0ec; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16191b; --card: #1f2427; --line: #30373b; --text: #e9ecee; --muted: #a3adb3; --warn: #e3b25a;
    --connect: #7db0f5; --case: #bd9cf0; --ask: #f2a06d; --secure: #4cc3b2;
    --connect-soft: #22324d; --case-soft: #342749; --ask-soft: #46301f; --secure-soft: #1b3c37; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.05rem; margin: 0 0 .8rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1.2rem;
  margin: 1rem 0; }
.facts, .why, .time, footer { color: var(--muted); font-size: .92rem; }
.facts { margin: 0; }
.note { white-space: pre-wrap; margin: 0; }
section > :last-child { margin-bottom: 0; }
audio { width: 100%; }
.words { font-size: 1.12rem; line-height: 2; margin: 0; }
mark { color: inherit; background: var(--line); border-radius: .3rem; padding: .1rem .25rem; border-bottom: 2px solid; }
mark.weak { border-bottom-style: dotted; }
.hedge { text-decoration: underline wavy var(--warn); text-underline-offset: .3em; }
mark.connect { background: var(--connect-soft); border-color: var(--connect); }
mark.case { background: var(--case-soft); border-color: var(--case); }
mark.ask { background: var(--ask-soft); border-color: var(--ask); }
mark.secure { background: var(--secure-soft); border-color: var(--secure); }
.sign.connect { color: var(--connect); } .sign.case { color: var(--case); }
.sign.ask { color: var(--ask); } .sign.secure { color: var(--secure); }
.missed .sign { color: var(--warn); }
ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 1.4rem 1fr auto; gap: 0 .5rem; padding: .4rem 0; }
li + li { border-top: 1px solid var(--line); }
li .why { grid-column: 2; }
.sign { font-weight: 700; }
sup { color: var(--muted); font-size: .7em; white-space: nowrap; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .8rem; margin: 0; }
dl div { border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .8rem; }
dt { color: var(--muted); font-size: .9rem; }
dd { margin: 0; } dd.figure { font-weight: 650; }
@media print { body { background: none; } section { break-inside: avoid; } audio { display: none; } }
"""


def web_page(take: Take, rubric: Rubric, *, with_audio: bool = False) -> str:
    """The whole take; with its recording inside if asked: a minute at 48 kHz makes it eight megabytes longer."""
    told = paper(take, rubric)
    parts = [_audio(take)] if with_audio else []
    parts += [_section("Note", f'<p class="note">{escape(told.note)}</p>')] if told.note.strip() else []
    parts += _judged(told.judged) if told.judged else []
    return _PAGE.substitute(
        title=escape(told.title),
        style=_STYLE,
        headline=escape(told.headline),
        facts=escape(" · ".join(told.facts)),
        body="\n".join(parts),
        footer=escape(FOOTER),
    )


def _judged(told: Sheet) -> list[str]:
    missed, said = ([item for item in told.items if item.said is kind] for kind in (False, True))
    words = " ".join(_run(run) for run in told.runs)
    parts = [
        _section("What was said", f'<p class="words">{words}</p>{_LEGEND}') if words else "",
        _section("Missed", _list(missed)) if missed else "",
        _section("Said", _list(said)) if said else "",
        _section("Delivery", f"<dl>{''.join(_measure(measure) for measure in told.measures)}</dl>"),
        _section("Commitments", f"<ul>{''.join(_promise(agreed) for agreed in told.promises)}</ul>")
        if told.promises
        else "",
    ]
    return [part for part in parts if part]


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{title}</h2>\n{content}\n</section>"


def _audio(take: Take) -> str:
    try:
        sound = base64.b64encode(take.recording.wav.read_bytes()).decode()
    except OSError as error:
        raise ExportProblem(
            f"The recording of “{take.title}” could not be read: {error.strerror}.", "Export it without the recording."
        ) from error
    return f'<section><audio controls src="data:audio/wav;base64,{sound}"></audio></section>'


_LEGEND = (
    '<p class="why">The small numbers are those of the elements below. A dotted line means “perhaps: it may have been '
    'misheard”; <span class="hedge">waves</span> mean words that take the ask back.</p>'
)


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.hedge:
        words = f'<span class="hedge">{words}</span>'
    if not run.numbers:
        return words
    kinds = " ".join(kind for kind in (_name(run.act), "weak" if run.weak else "") if kind)
    numbers = ", ".join(map(str, run.numbers))
    return f'<mark class="{kinds}" title="{escape("; ".join(run.titles))}">{words}</mark><sup>{numbers}</sup>'


def _name(act: Act | None) -> str:
    return act.value if act else ""


def _list(items: list[Item]) -> str:
    return f"<ul>{''.join(_item(item) for item in items)}</ul>"


def _item(item: Item) -> str:
    below = f"“{item.quote}”" if item.quote else f"Try “{item.line}”" if item.line else ""
    return (
        f'<li class="{"said" if item.said else "missed"}"><span class="sign {_name(item.act)}">{item.sign}</span>'
        f'<span>{item.number}. {escape(item.title)} <span class="why">({escape(item.state)})</span></span>'
        f'<span class="time">{item.time}</span><span class="why">{escape(below)}</span></li>\n'
    )


def _measure(measure: Measure) -> str:
    figure = measure.figure or measure.detail
    detail = measure.detail if measure.figure else ""
    return (
        f'<div><dt>{escape(measure.title)}</dt><dd class="figure">{escape(figure)}</dd>'
        f'<dd>{escape(detail)}</dd><dd class="why">{escape(measure.advice)}</dd></div>\n'
    )


def _promise(agreed: Promise) -> str:
    return (
        f'<li><span class="sign secure">→</span><span>{escape(agreed.deed)}</span><span></span>'
        f'<span class="why">“{escape(agreed.words)}”</span></li>\n'
    )
