"""Train the judge: `python models/judge/train.py` rebuilds judge.npz from tests/data/closes/train-*.jsonl.

With `--folds` it holds out two or three of the files in turn, prints how a student trained on the others does, and
sets thresholds.json by those predictions; nothing is ever set by dev.jsonl. README.md here tells what was tried.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from closes import CHANNELS, Close, load
from learning import STUDENT, TEACHER, Ground, Recipe, fit, ground_of, mean_of
from network import Network
from scoring import Predictions, best_thresholds, describe, predict
from shipping import to_bytes

from askforit_desktop.closing.tagger import Tagger

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLOSES = ROOT / "tests" / "data" / "closes"
BUILD = ROOT / "build" / "judge"
_TEACHERS = (11,)  # seeds; a second one cost as much time again
_NEUTRAL = [0.5] * len(CHANNELS)
_NEVER_HELD = "m"  # single lines written to fill gaps, not the closes of another hand
_BAND = 0.08  # how far above its threshold a find may have been misheard


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="the leave-two-files-out table and the thresholds")
    parser.add_argument("--passes", type=int, default=12, help="how often through the closes")
    parser.add_argument("--teachers", type=int, default=len(_TEACHERS), help="how many six-layer teachers; 0 for none")
    parser.add_argument("--teacher", type=int, help="train only the teacher of this seed")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    if given.folds:
        folds(given.passes)
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
    further = [fit(closes, Recipe(*STUDENT, 5, 1e-4, seed), ground, start=student) for seed in (2, 3)]
    stored = json.loads((HERE / "thresholds.json").read_text("utf-8"))
    thresholds = [stored[channel] for channel in CHANNELS]
    (HERE / "judge.npz").write_bytes(to_bytes(mean_of(further), ground.pieces, thresholds, [_BAND] * len(CHANNELS)))


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


def folds(passes: int) -> None:
    """Hold out a, e and i; b, f and j; and so on; write what came of it to folds.txt, and thresholds.json."""
    by_letter = {path.stem[-1]: load(path) for path in _files()}
    together: list[Predictions] = []
    lines: list[str] = []
    for first in "abcd":
        held = [letter for letter in by_letter if (ord(letter) - ord(first)) % 4 == 0 and letter not in _NEVER_HELD]
        training = [close for letter, closes in by_letter.items() if letter not in held for close in closes]
        tagger = _quick_student(training, passes)
        together.append(predict(tagger, [close for letter in held for close in by_letter[letter]]))
        lines.append(f"{', '.join(held)} held out, every threshold 0.5:\n{describe(together[-1], _NEUTRAL)}")
        print(lines[-1], flush=True)
    thresholds = best_thresholds(together)
    lines.append(f"all, with the thresholds in thresholds.json:\n{describe(Predictions.joined(together), thresholds)}")
    print(lines[-1])
    (HERE / "folds.txt").write_text("\n".join(lines) + "\n", "utf-8")
    chosen = dict(zip(CHANNELS, thresholds, strict=True))
    (HERE / "thresholds.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")


def _quick_student(closes: Sequence[Close], passes: int) -> Tagger:
    ground: Ground = ground_of(closes)
    student = fit(closes, Recipe(*STUDENT, passes, 2e-4, 1), ground)
    return Tagger(to_bytes(student, ground.pieces, _NEUTRAL, [_BAND] * len(CHANNELS)))


def _closes() -> list[Close]:
    return [close for path in _files() for close in load(path)]


def _files() -> list[Path]:
    return sorted(CLOSES.glob("train-*.jsonl"))


if __name__ == "__main__":
    main()
