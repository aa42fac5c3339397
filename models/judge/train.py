"""Train the judge: `python models/judge/train.py` rebuilds judge.npz from tests/data/closes, all but dev.jsonl.

With `--folds` it holds out every other hand, then the rest, prints how a judge trained on the others does, and
sets thresholds.json by those predictions; nothing is ever set by dev.jsonl. README.md here tells what was tried.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from closes import CHANNELS, Close, load
from learning import fit, ground_of
from scoring import Predictions, best_thresholds, describe, predict
from shipping import to_bytes

from askforit_desktop.closing.tagger import Tagger

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLOSES = ROOT / "tests" / "data" / "closes"
_NEUTRAL = [0.5] * len(CHANNELS)
_LINES = ("m", "v", "w", "zc", "zj")  # single lines written to fill gaps, no hand of their own: never held out
_FOLDS = 2
_BAND = 0.08  # how far above its threshold a find may have been misheard


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="the table of hands held out, and the thresholds")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    if given.folds:
        folds()
    else:
        build()


def build() -> None:
    """Train the judge that ships, and write judge.npz."""
    closes = [close for path in _hands() for close in load(path)]
    stored = json.loads((HERE / "thresholds.json").read_text("utf-8"))
    (HERE / "judge.npz").write_bytes(_trained(closes, [stored[channel] for channel in CHANNELS]))


def folds() -> None:
    """Hold out every other hand, then the rest, and write what came of it to folds.txt and thresholds.json."""
    by_name = {path.stem.removeprefix("train-"): load(path) for path in _hands()}
    hands = [name for name in by_name if name not in _LINES]
    together: list[Predictions] = []
    lines: list[str] = []
    for first in range(_FOLDS):
        held = hands[first::_FOLDS]
        training = [close for name, closes in by_name.items() if name not in held for close in closes]
        tagger = Tagger(_trained(training, _NEUTRAL))
        together.append(predict(tagger, [close for name in held for close in by_name[name]]))
        lines.append(f"{', '.join(held)} held out, every threshold 0.5:\n{describe(together[-1], _NEUTRAL)}")
        print(lines[-1], flush=True)
    thresholds = best_thresholds(together)
    lines.append(f"all, with the thresholds in thresholds.json:\n{describe(Predictions.joined(together), thresholds)}")
    print(lines[-1])
    (HERE / "folds.txt").write_text("\n".join(lines) + "\n", "utf-8")
    chosen = dict(zip(CHANNELS, thresholds, strict=True))
    (HERE / "thresholds.json").write_text(json.dumps(chosen, indent=1) + "\n", "utf-8")


def _trained(closes: Sequence[Close], thresholds: Sequence[float]) -> bytes:
    ground = ground_of(closes)
    return to_bytes(fit(closes, ground), ground.pieces, thresholds, [_BAND] * len(CHANNELS))


def _hands() -> list[Path]:
    return sorted(CLOSES.glob("train-*.jsonl"))


if __name__ == "__main__":
    main()
