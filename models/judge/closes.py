"""Labelled closes as words and labels a word, the way a recogniser would give them."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ELEMENTS = (
    "thanks",
    "enjoyed",
    "enthusiasm",
    "one_thought",
    "fit_recap",
    "ask_for_job",
    "where_i_stand",
    "concerns",
    "next_step",
    "move_forward",
    "timeline",
    "channel",
)
CHANNELS = (*ELEMENTS, "hedging", "pushy")
ENDINGS = ("ask", "settled", "thanks", "trail_off", "other")

Labels = NDArray[np.bool_]

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_STOP = re.compile(r"[.?!]")


@dataclass(frozen=True, slots=True)
class Close:
    """One close: its words, a label for each word and channel, the number of each word's sentence, and its end.

    `ending` is a place in `ENDINGS`; it and `undercut` are -1 where they are not known.
    """

    name: str
    words: tuple[str, ...]
    labels: Labels
    sentences: NDArray[np.int64]
    ending: int
    undercut: int


def load(path: Path) -> list[Close]:
    """The closes of a JSON lines file; ValueError where a quoted label is not in its text."""
    lines = path.read_text("utf-8").splitlines()
    return [parse(json.loads(line)) for line in lines if line.strip()]


def parse(record: Mapping[str, Any]) -> Close:
    """One record as words and labels."""
    text = _plain(record["text"])
    found = list(_WORD.finditer(text))
    labels = np.zeros((len(found), len(CHANNELS)), bool)
    quotes = {**record["elements"], "hedging": record["hedging"], "pushy": record["pushy"]}
    for channel, lines in quotes.items():
        for line in lines:
            first, last = _place(text, _plain(line), record["id"])
            column = CHANNELS.index(channel)
            for number, match in enumerate(found):
                if match.start() < last and match.end() > first:
                    labels[number, column] = True
    gaps = [text[a.end() : b.start()] for a, b in pairwise(found)]
    sentences = np.cumsum([0, *(bool(_STOP.search(gap)) for gap in gaps)])[: len(found)]
    words = tuple(match.group() for match in found)
    return Close(record["id"], words, labels, sentences, ENDINGS.index(record["ends_on"]), int(record["undercut"]))


def _place(text: str, line: str, name: str) -> tuple[int, int]:
    first = text.find(line)
    if first < 0:
        raise ValueError(f"{name}: not in the text: {line}")
    return first, first + len(line)


def _plain(text: str) -> str:
    lowered = text.replace("’", "'").replace("‘", "'").lower()
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
