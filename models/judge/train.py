"""Train the judge: `python models/judge/train.py` rebuilds judge.npz from tests/data/closes/train-*.jsonl.

With `--folds` it holds out two of the files in turn, prints how a student trained on the others does on them, and
sets thresholds.json by those predictions; nothing is ever set by dev.jsonl. README.md here tells what was tried.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from closes import CHANNELS, Close, load
from learning import STUDENT, TEACHER, Ground, Recipe, fit, ground_of
from network import Network
from scoring import Predictions, best_thresholds, describe, predict
from shipping import to_bytes

from askforit_desktop.closing.tagger import Tagger

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLOSES = ROOT / "tests" / "data" / "closes"
BUILD = ROOT / "build" / "judge"
_TEACHERS = (11, 12)  # seeds
_BAND = 0.08  # how far above its threshold a find may have been misheard


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="the leave-two-files-out table and the thresholds")
    parser.add_argument("--fold", default="", help="only this fold, named by its files' letters, as in dh")
    parser.add_argument("--passes", type=int, default=12, help="how often through the closes")
    parser.add_argument("--teachers", type=int, default=len(_TEACHERS), help="how many six-layer teachers")
    parser.add_argument("--teacher", type=int, help="train only the teacher of this seed")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    if given.folds:
        folds(given.passes, given.fold)
    elif given.teacher:
        closes = _closes()
        _teacher(closes, Recipe(*TEACHER, given.passes, 1.5e-4, given.teacher), ground_of(closes))
    else:
        build(given.passes, _TEACHERS[: given.teachers])


def build(passes: int, seeds: Sequence[int]) -> None:
    """Train teachers, then the student that ships, and write judge.npz."""
    closes = _closes()
    ground = ground_of(closes)
    teachers = [_teacher(closes, Recipe(*TEACHER, passes, 1.5e-4, seed), ground) for seed in seeds]
    print("student")
    student = fit(closes, Recipe(*STUDENT, passes, 2e-4, 1), ground, teachers)
    stored = json.loads((HERE / "thresholds.json").read_text("utf-8"))
    thresholds = [stored[channel] for channel in CHANNELS]
    (HERE / "judge.npz").write_bytes(to_bytes(student, ground.pieces, thresholds, [_BAND] * len(CHANNELS)))


def _teacher(closes: Sequence[Close], recipe: Recipe, ground: Ground) -> Network:
    """A teacher, from an earlier run of `train.py` if that got so far."""
    path = BUILD / f"teacher-{recipe.seed}.pt"
    if path.is_file():
        network = Network(ground.pieces, recipe.layers, recipe.wide)
        network.load_state_dict(torch.load(path), strict=False)
        return network.eval()
    print(f"teacher {recipe.seed}")
    network = fit(closes, recipe, ground)
    path.parent.mkdir(parents=True, exist_ok=True)
    learned = {name: value for name, value in network.state_dict().items() if not name.startswith("embedding")}
    torch.save(learned, path)
    return network


def folds(passes: int, only: str) -> None:
    """Hold out a, e, i; b, f, j; and so on; print each fold and all, and write thresholds.json."""
    by_letter = {path.stem[-1]: load(path) for path in _files()}
    together: list[Predictions] = []
    for first in "abcd":
        held = [letter for letter in by_letter if (ord(letter) - ord(first)) % 4 == 0]
        if only and only != "".join(held):
            continue
        print(f"held out: {''.join(held)}", flush=True)
        training = [close for letter, closes in by_letter.items() if letter not in held for close in closes]
        tagger = _quick_student(training, passes)
        together.append(predict(tagger, [close for letter in held for close in by_letter[letter]]))
        print(describe(together[-1], [0.5] * len(CHANNELS)), flush=True)
    thresholds = best_thresholds(together)
    print("all, with the thresholds set by them")
    print(describe(Predictions.joined(together), thresholds))
    chosen = dict(zip(CHANNELS, thresholds, strict=True))
    (HERE / "thresholds.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")


def _quick_student(closes: Sequence[Close], passes: int) -> Tagger:
    ground: Ground = ground_of(closes)
    student = fit(closes, Recipe(*STUDENT, passes, 2e-4, 1), ground)
    return Tagger(to_bytes(student, ground.pieces, [0.5] * len(CHANNELS), [_BAND] * len(CHANNELS)))


def _closes() -> list[Close]:
    return [close for path in _files() for close in load(path)]


def _files() -> list[Path]:
    return sorted(CLOSES.glob("train-*.jsonl"))


if __name__ == "__main__":
    main()
