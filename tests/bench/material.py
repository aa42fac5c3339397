"""What is transcribed: the spoken samples that come with the program, joined with pauses or many to a folder."""

import random
import shutil
import wave
from itertools import cycle
from pathlib import Path

import numpy as np

from tests.conftest import ROOT

MODEL = ROOT / "models" / "vosk-model-askforit-demo-en-us"
RATE = 16_000
_SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.wav"))
_PAUSES = (0.4, 1.6)  # seconds, as between the answers of somebody who thinks
_ROOM = 6  # of 32768: a quiet room's noise; the pauses of a real recording are no zeros
_SEED = 7


def joined(path: Path, seconds: float) -> str:
    """Write the samples one after another, with pauses, until they last so long; what is said in them."""
    dice, noise = random.Random(_SEED), np.random.default_rng(_SEED)
    said: list[str] = []
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        for sample in cycle(_SAMPLES):
            if out.tell() >= seconds * RATE:
                break
            out.writeframes(pcm(sample))
            said.append(sample.with_suffix(".txt").read_text(encoding="utf-8"))
            pause = noise.normal(0, _ROOM, round(dice.uniform(*_PAUSES) * RATE))
            out.writeframes(pause.astype("<i2").tobytes())
    return " ".join(said)


def many(folder: Path, count: int) -> tuple[Path, ...]:
    """A folder of so many samples."""
    folder.mkdir()
    pairs = zip(range(count), cycle(_SAMPLES), strict=False)
    return tuple(Path(shutil.copy(sample, folder / f"{number:02}_{sample.name}")) for number, sample in pairs)


def pcm(path: Path) -> bytes:
    """A WAV's samples."""
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())
