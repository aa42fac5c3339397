"""The benchmark's ratios, on short inputs and with slack, so that what was made fast stays fast.

Each is held to one and a half times its target, by the shortest of a few runs in turns where those suffice, so that a
busy machine fails none; only one on which even the yardstick itself takes now once, now twice as long, says nothing.
"""

from collections.abc import Sequence

import pytest

from tests.bench.__main__ import measured
from tests.bench.figure import Figure

_SLACK = 1.5
_RESTLESS = 2.0
_FREE = 1.6  # processors that two loops at once must have got


@pytest.mark.timeout(400)  # on a machine with four times as much to do, a minute of sound takes this long
@pytest.mark.parametrize(
    ("row", "size", "wanted"),
    [
        pytest.param("note", {"pairs": 4}, "processor", id="a text is judged soon after its command"),
        pytest.param("window", {"pairs": 4}, "processor", id="the window is painted hardly later than a bare one"),
        pytest.param(
            "judge", {"runs": 3, "longest": 2_000, "takes": 1}, "words /", id="judging takes as long as there are words"
        ),
        pytest.param("takes", {"many": 1_000, "rounds": 30}, "takes /", id="many takes are found as soon as few"),
        pytest.param("waveform", {"seconds": 600, "runs": 3}, "draw", id="the picture of a recording is there at once"),
    ],
)
def test_what_was_made_fast_stays_fast(row: str, size: dict[str, float], wanted: str):
    figures = [figure for figure in measured(row, **size) if figure.target is not None and wanted in figure.what]
    assert figures
    _hold(figures)


@pytest.mark.timeout(400)
def test_a_long_recording_is_heard_by_two_processors_where_two_are_free():
    clock, processor, free = measured("both_cores", seconds=60, pairs=2)
    _hold([processor])
    if free.value < _FREE:
        pytest.skip(f"of two processors only {free.value:.1f} were free, so that the clock tells nothing")
    _hold([clock])


def _hold(figures: Sequence[Figure]) -> None:
    late = [figure for figure in figures if min(figure.value, figure.best) > _SLACK * figure.target]
    restless = [figure for figure in late if figure.spread > _RESTLESS]
    assert not [figure for figure in late if figure not in restless], f"slower than it was: {late}"
    if restless:
        pytest.skip(f"this machine is too restless to tell: {_told(restless[0])}")


def _told(figure: Figure) -> str:
    return f"the yardstick of “{figure.what}” took up to {figure.spread:.1f} times as long as at its shortest"
