"""How the library of takes grows: the same work on 10,000 takes and on 100, in turns; the best of a hundred counts."""

import gc
import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from askforit_desktop.takes import Library, Query, Sort
from tests.conftest import ROOT
from tests.making import NOON, add_take, judgement

FEW, MANY = 100, 10_000
_WORDS_A_TAKE = 150  # a minute of speech
_ROUNDS = 100


def bench_takes(folder: Path) -> str:
    """Page, search, open and count; the rare word is in twenty takes, the common one in nearly all."""
    few, many = _filled(folder / "few", FEW), _filled(folder / "many", MANY)
    lines = [f"rebuild of {MANY} takes from their sidecars: {_seconds(many.count):.0f} s"]
    few.count()
    for name, work, aim in (
        ("first page", lambda library: library.list(), 1.5),
        ("search, rare word", lambda library: library.list(Query("meridian")), 1.5),
        ("search, common word", lambda library: library.list(Query("the")), 1.5),
        ("open one", lambda library: library.get("take-00050"), 1.5),
        ("first page by elements", lambda library: library.list(Query(sort=Sort.ELEMENTS)), None),
        ("count", lambda library: library.count(), None),
        ("all in short, for charts", lambda library: library.list(Query(limit=None)), None),
    ):
        lines.append(_compared(name, work, few, many, aim))
    lines.append(
        f"check of the whole database of {MANY}: {1000 * _seconds(lambda: many.recover(lambda _: 0.0)):.0f} ms"
    )
    return "\n".join(lines)


def _compared(name: str, work: Callable[[Library], object], few: Library, many: Library, aim: float | None) -> str:
    pairs = [(_seconds(lambda: work(many)), _seconds(lambda: work(few))) for _ in range(_ROUNDS)]
    large, small = (1000 * min(side) for side in zip(*pairs, strict=True))  # on a busy machine the rest is waiting
    wanted = f"; aim: at most {aim:g}" if aim else ""
    return f"takes, {name}: {large / small:.2f} ({large:.2f} ms for {MANY} / {small:.2f} ms for {FEW}{wanted})"


def _seconds(work: Callable[[], object]) -> float:
    """As timeit does, without the garbage collector, whose turns would always fall to the same side of a pair."""
    gc.disable()
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


def _filled(folder: Path, count: int) -> Library:
    """A library of so many takes with other words in each, that exists as sidecars only: the first call builds it."""
    dice, words = random.Random(count), _vocabulary()
    template = _sidecar(folder / "template")
    for number in range(count):
        said = dice.choices(words, k=_WORDS_A_TAKE)
        if number % (count // 20) == 0:
            said[7] = "meridian"
        heard = template["judgements"][0]["transcript"]
        heard["text"] = " ".join(said)
        for word, text in zip(heard["words"], said, strict=True):
            word["text"] = text
        template["title"] = f"Take {number + 1}"
        template["recorded_at"] = (NOON + timedelta(hours=number)).isoformat()
        (folder / f"take-{number:05}.json").write_text(json.dumps(template))
    return Library(folder, patience=60)


def _sidecar(folder: Path) -> dict[str, object]:
    take = add_take(Library(folder), judgement(" ".join(["word"] * _WORDS_A_TAKE)))
    return json.loads((folder / f"{take.id}.json").read_text())


def _vocabulary() -> list[str]:
    """The words of the labelled closes, as often as they are said."""
    lines = (ROOT / "tests" / "data" / "closes" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in json.loads(line)["text"].lower().split()]
