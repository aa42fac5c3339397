"""Make tests/data/closes/heard.jsonl: every fifth training close, spoken by a machine and heard by the demo model.

What a recogniser really makes of words teaches more than made-up mistakes. It needs Debian's `flite` and `espeak-ng`,
and about half an hour. A close is left out where less than half of any labelled words was heard as it was said.
"""

import difflib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CLOSES = ROOT / "tests" / "data" / "closes"
MODEL = ROOT / "models" / "vosk-model-askforit-demo-en-us"
_FLITE = ("slt", "rms", "awb", "kal16")
_ESPEAK = ("en-us", "en-us+f3", "en-us+m3", "en-us+f4")
_EVERY, _EVERY_LINE = 5, 10  # closes; short lines, of which there are many, teach less each
_LINES = ("m", "v", "w", "zc")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_STOP = re.compile(r"[.?!]")
_LIKE, _KEPT = 0.55, 0.5  # shares of the words that must be heard as said: of a close, of each labelled stretch


@dataclass(frozen=True, slots=True)
class Aligned:
    """A close's text as heard, with stops where sentences ended; `places` has where each heard word stands in it.

    `heard_as` has for each said word the number of the heard one in its place, `right` the said words heard as said.
    """

    said: str
    words: Sequence[re.Match[str]]
    text: str
    places: Sequence[tuple[int, int]]
    heard_as: Mapping[int, int]
    right: frozenset[int]

    def moved(self, quote: str) -> str | None:
        """What was heard of some labelled words; None if that was less than half, or stands in the text before."""
        first = self.said.find(_plain(quote))
        inside = [n for n, m in enumerate(self.words) if m.start() < first + len(quote) and m.end() > first]
        there = [self.heard_as[n] for n in inside if n in self.heard_as]
        if not inside or len(self.right.intersection(inside)) < _KEPT * len(inside):
            return None
        start, end = self.places[min(there)][0], self.places[max(there)][1]
        heard = self.text[start:end]
        return heard if self.text.find(heard) == start else None


def main() -> None:
    """Speak, hear, and write what was heard with the labels in their new places."""
    closes = {close["id"]: close for close in _chosen()}
    with tempfile.TemporaryDirectory() as folder:
        for number, close in enumerate(closes.values(), start=1):
            _speak(close["text"], number, Path(folder) / f"{close['id']}.wav")
        kept = [record for name, words in _heard(Path(folder)) if (record := _record(closes[name], words))]
    lines = (json.dumps(record, ensure_ascii=False) for record in kept)
    (CLOSES / "heard.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(kept)} of {len(closes)} closes kept")


def _chosen() -> Iterator[dict[str, Any]]:
    for path in sorted(CLOSES.glob("train-*.jsonl")):
        name = path.stem.removeprefix("train-")
        every = _EVERY_LINE if name in _LINES else _EVERY
        yield from map(json.loads, path.read_text("utf-8").splitlines()[sum(map(ord, name)) % every :: every])


def _speak(text: str, number: int, wav: Path) -> None:
    if number % 5 == 4:
        voice = _ESPEAK[number // 5 % len(_ESPEAK)]
        command = ["espeak-ng", "-v", voice, "-s", "155", "-w", str(wav), text]
    else:
        command = ["flite", "-voice", _FLITE[number % len(_FLITE)], "-t", text, "-o", str(wav)]
    subprocess.run(command, check=True)


def _heard(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The name and the words of each recording."""
    files = map(str, sorted(folder.glob("*.wav")))
    command = [sys.executable, "-m", "askforit_desktop", "check", "--json", "--model", str(MODEL), *files]
    for line in subprocess.run(command, check=False, capture_output=True, text=True).stdout.splitlines():
        entry = json.loads(line)
        if "error" not in entry:
            yield Path(entry["file"]).stem, entry["transcript"]["text"].split()


def _record(close: Mapping[str, Any], words: Sequence[str]) -> dict[str, Any] | None:
    aligned = _align(_plain(close["text"]), words)
    if len(aligned.right) < _LIKE * len(aligned.words):
        return None
    quotes = {**close["elements"], "hedging": close["hedging"], "pushy": close["pushy"]}
    moved = {channel: [aligned.moved(quote) for quote in those] for channel, those in quotes.items()}
    if any(None in those for those in moved.values()):
        return None
    delivery = {channel: moved.pop(channel) for channel in ("hedging", "pushy")}
    end = {key: close[key] for key in ("ends_on", "undercut")}
    return {"id": f"{close['id']}-heard", "text": aligned.text, "elements": moved, **delivery, **end}


def _align(said: str, heard: Sequence[str]) -> Aligned:
    words = list(_WORD.finditer(said))
    matcher = difflib.SequenceMatcher(None, [m.group() for m in words], heard, autojunk=False)
    heard_as, right = {}, set()
    for kind, a, b, c, d in matcher.get_opcodes():
        for n in range(a, b if d > c else a):
            heard_as[n] = min(d - 1, c + (n - a) * (d - c) // (b - a))
            right |= {n} if kind == "equal" else set()
    ends = [m.end() for m in words]
    starts = [*(m.start() for m in words[1:]), len(said)]
    stops = {heard_as.get(n) for n in heard_as if _STOP.search(said[ends[n] : starts[n]])} | {len(heard) - 1}
    text, places = "", []
    for n, word in enumerate(heard):
        places.append((len(text), len(text) + len(word)))
        text += word + (". " if n in stops else " ")
    return Aligned(said, words, text.strip(), places, heard_as, frozenset(right))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


if __name__ == "__main__":
    main()
