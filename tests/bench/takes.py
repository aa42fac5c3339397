"""How the library of takes grows: the same work on 10,000 takes and on 100, in turns; the best of a hundred counts."""

import gc
import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from askforit_desktop.takes import Library, Query, Sort
from tests.bench.figure import Figure, best_ratio, plain
from tests.conftest import ROOT
from tests.making import NOON, add_take, judgement

FEW, MANY = 100, 10_000
RARE, COMMON = "meridian", "the"
_WORDS_A_TAKE = 150  # a minute of speech
_ROUNDS = 100
_MOST = 1.5


def takes(folder: Path, many: int = MANY, rounds: int = _ROUNDS) -> tuple[Figure, ...]:
    """Page, search, open and count; the rare word is in twenty takes, the common one in nearly all."""
    small, large = filled(folder / "few", FEW), filled(folder / "many", many)
    rebuilt = seconds(large.count)
    small.count()

    def grown(name: str, work: Callable[[Library], object], target: float | None = None) -> Figure:
        pairs = [(1000 * seconds(lambda: work(large)), 1000 * seconds(lambda: work(small))) for _ in range(rounds)]
        return best_ratio(f"{name}, {many} takes / {FEW}", pairs, "ms", target)

    return (
        grown("first page", lambda library: library.list(), _MOST),
        grown("search, rare word", lambda library: library.list(Query(RARE)), _MOST),
        grown("search, common word", lambda library: library.list(Query(COMMON)), _MOST),
        grown("open one", lambda library: library.get("take-00050"), _MOST),
        grown("first page by elements", lambda library: library.list(Query(sort=Sort.ELEMENTS))),
        grown("count", lambda library: library.count()),
        grown("count what is found, common word", lambda library: library.count(Query(COMMON))),
        grown("all in short, for charts", lambda library: library.list(Query(limit=None))),
        plain(f"rebuild of {many} takes from their sidecars", [rebuilt], "s"),
        plain(f"check of the database of {many}", [seconds(lambda: large.recover(lambda _: 0.0))], "s"),
    )


def seconds(work: Callable[[], object]) -> float:
    """As timeit does, without the garbage collector, whose turns would always fall to the same side of a pair."""
    gc.disable()
    start = time.perf_counter()
    work()
    spent = time.perf_counter() - start
    gc.enable()
    return spent


def filled(folder: Path, count: int) -> Library:
    """A library of so many takes with other words in each, that exists as sidecars only: the first call builds it."""
    dice, words = random.Random(count), _vocabulary()
    template = _sidecar(folder / "template")
    for number in range(count):
        said = dice.choices(words, k=_WORDS_A_TAKE)
        if number % (count // 20) == 0:
            said[7] = RARE
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
