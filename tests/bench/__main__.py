"""Measures all rows, or those named, each in a process of its own; prints a table and writes build/bench.json.

python -m tests.bench                     all, half an hour
python -m tests.bench note window         some
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.figure import Figure, Row
from tests.bench.machine import machine
from tests.conftest import ROOT

# Row -> the module it is in; its function has the same name.
ROWS = {
    "transcribe": "files",
    "both_cores": "files",
    "accuracy": "files",
    "folder_of_files": "files",
    "live": "live",
    "stop": "stop",
    "recording": "recording",
    "note": "starting",
    "window": "window",
    "bare_window": "window",
    "memory": "window",
    "judge": "judging",
    "takes": "takes",
    "pages": "pages",
    "waveform": "waveform",
}
_REPORT = ROOT / "build" / "bench.json"
ONE = "--one"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program itself does
_WIDTH = 150


def main(words: Sequence[str]) -> int:
    """The exit status: 1 where a row could not be measured, 2 for an unknown name; a target missed is no failure."""
    if words[:1] == [ONE]:
        _measure_here(words[1], **json.loads(words[2]))
        return 0
    unknown = [name for name in words if name not in ROWS]
    if unknown:
        print(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}", file=sys.stderr)
        return 2
    here, console = machine(), Console(width=max(_WIDTH, Console().width))
    figures = {name: _measure(name, console) for name in words or ROWS}
    told = {name: found for name, found in figures.items() if found is not None}
    console.print(_table(told))
    console.print(", ".join(f"{name} {value}" for name, value in here.items()), style="dim")
    _write(here, told)
    return int(len(told) < len(figures))


def measured(name: str, **size: float) -> tuple[Figure, ...]:
    """A row's figures, from a process of its own, so that none is warm from another; CalledProcessError."""
    command = [sys.executable, "-m", "tests.bench", ONE, name, json.dumps(size)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return tuple(Figure(**figure) for figure in json.loads(done.stdout.splitlines()[-1]))


def _measure(name: str, console: Console) -> tuple[Figure, ...] | None:
    try:
        with console.status(f"measuring {name}…"):
            figures = measured(name)
    except subprocess.CalledProcessError as failed:
        console.print(f"{name}: could not be measured (status {failed.returncode})", style="red")
        return None
    for figure in figures:
        console.print(f"{name}: {figure.what}: {figure.value:.3g} {figure.value_unit}", highlight=False)
    return figures


def _measure_here(name: str, **size: float) -> None:
    row: Row = getattr(import_module(f"tests.bench.{ROWS[name]}"), name)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps([asdict(figure) for figure in row(Path(folder), **size)]), flush=True)


def _table(told: dict[str, tuple[Figure, ...]]) -> Table:
    table = Table("row", "what", "ours", "yardstick", "value", "target", "", "runs", title="Ask For It, measured")
    for name, figures in told.items():
        for figure in figures:
            table.add_row(name, *_cells(figure))
            name = ""
        table.add_section()
    return table


def _cells(figure: Figure) -> tuple[str, ...]:
    what = f"{figure.what}\n[dim]{figure.note}[/]" if figure.note else figure.what
    verdict = {True: "[green]ok", False: "[red]missed", None: ""}[figure.ok]
    return (
        what,
        f"{figure.ours:.4g} {figure.unit}",
        "-" if figure.yardstick is None else f"{figure.yardstick:.4g} {figure.unit}",
        f"{figure.value:.3g} {figure.value_unit}",
        "" if figure.target is None else f"<= {figure.target:g} {figure.value_unit}",
        verdict,
        str(figure.runs),
    )


def _write(here: dict[str, str | int | float], told: dict[str, tuple[Figure, ...]]) -> None:
    rows = [{"row": name, **asdict(figure), "ok": figure.ok} for name, figures in told.items() for figure in figures]
    _REPORT.parent.mkdir(exist_ok=True)
    _REPORT.write_text(json.dumps({"machine": here, "rows": rows}, indent=2) + "\n", encoding="utf-8")
    print(f"written: {_REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
