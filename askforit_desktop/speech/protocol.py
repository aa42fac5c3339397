"""What the recogniser and its worker process say to each other, and how that looks in bytes.

To the worker, on its stdin, a take at a time:

    opening     number of the take, sample rate in Hz, whether partial results are wanted, how many ears: `>IIBB`
    frame ...   4-byte length, then that many bytes of 16-bit little-endian mono PCM
    end         length 0: hear it out; or length 0xFFFFFFFF: forget the take

The next take may begin while the last is still being heard; takes with several ears are told in their order.

From the worker, on the private copy of its stdout, one JSON object a line. Nothing in it is trusted: whatever
`parse` does not know raises `Garbled`, and the reader treats the worker as dead.
"""

import json
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from askforit_desktop.closing.transcript import Word

LOWEST_RATE = 8_000
HIGHEST_RATE = 192_000
"""Sample rates in Hz; below the first nothing is understood, and libvosk hangs or aborts on 0, -1 and NaN."""

CHUNK_SECONDS = 0.1
"""How much sound one frame holds, and a live take's block. Live takes and files are cut alike, so that the same sound
gives the same words; measured on the samples, 0.1 to 1 s take the same time and give the same word error rate."""

LONGEST_LINE = 1_000_000
"""Bytes; a result line is about 60 bytes a word, so this is more than an hour of speech without a pause."""

REPORT_SECONDS = 1.0
"""How often, in seconds of sound, the worker says how far it is."""

MOST_EARS = 255

_OPENING = struct.Struct(">IIBB")
_LENGTH = struct.Struct(">I")
_FORGET = 0xFFFF_FFFF
_LONGEST_FRAME = 4 * HIGHEST_RATE

END = _LENGTH.pack(0)
FORGET = _LENGTH.pack(_FORGET)


class Garbled(Exception):
    """Bytes that are not of this protocol."""


class Forgotten(Exception):
    """The take that is being read is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a take: its number, its sample rate in Hz, and whether partial results are wanted.

    With more than one of `ears` it is cut up for so many recognisers, and has no partial results.
    """

    take: int
    rate: int
    partials: bool
    ears: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.ears <= MOST_EARS:
            raise ValueError(f"{self.ears} recognisers are not between 1 and {MOST_EARS}")
        if not LOWEST_RATE <= self.rate <= HIGHEST_RATE:
            raise ValueError(f"a sample rate of {self.rate} Hz is not between {LOWEST_RATE} and {HIGHEST_RATE}")


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; `hears` are those of the asked-for words that its vocabulary holds."""

    hears: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """libvosk will not work with this model; the worker ends after this."""

    reason: str


@dataclass(frozen=True, slots=True)
class Partial:
    """The words of the sentence that is still being heard; they may change."""

    take: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a sentence that is over."""

    take: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """How many seconds of the take have been worked through."""

    take: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """All words of the take have been told."""

    take: int


Message = Ready | Refused | Partial | Text | Heard | Finished


def opening_bytes(opening: Opening) -> bytes:
    """The beginning of a take as bytes."""
    return _OPENING.pack(opening.take, opening.rate, opening.partials, opening.ears)


def frame_bytes(pcm: bytes) -> bytes:
    """A piece of sound as bytes; `pcm` must not be empty."""
    return _LENGTH.pack(len(pcm)) + pcm


def read_opening(stream: BinaryIO) -> Opening | None:
    """The next take's beginning, or None where the stream ends; Garbled if it is neither."""
    data = stream.read(_OPENING.size)
    if not data:
        return None
    try:
        take, rate, partials, ears = _OPENING.unpack(data)
        return Opening(take, rate, bool(partials), ears)
    except (struct.error, ValueError) as error:
        raise Garbled(str(error)) from error


def read_frames(stream: BinaryIO) -> Iterator[bytes]:
    """The pieces of sound up to the take's end; Forgotten if it is not wanted any more, EOFError if the parent went."""
    while length := _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]:
        if length == _FORGET:
            raise Forgotten
        if length > _LONGEST_FRAME:
            raise Garbled(f"a frame of {length} bytes")
        yield _exactly(stream, length)


def line_bytes(message: Message) -> bytes:
    """A message as one line of ASCII JSON."""
    fields: dict[str, Any] = {name: getattr(message, name) for name in message.__slots__}
    if "words" in fields:
        fields["words"] = [[w.text, w.start, w.end, w.confidence] for w in fields["words"]]
    return json.dumps({"type": type(message).__name__.lower(), **fields}).encode("ascii") + b"\n"


def parse(line: bytes) -> Message:
    """The message in a line; Garbled if there is none."""
    try:
        fields = json.loads(line)
        return _READERS[fields["type"]](fields)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Garbled(f"{line[:80]!r}") from error


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _seconds(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value) or value < 0:
        raise ValueError
    return float(value)


def _word(value: Any) -> Word:
    text, start, end, confidence = value
    word = Word(_text(text), _seconds(start), _seconds(end), _seconds(confidence))
    if not word.text or word.end < word.start or word.confidence > 1:
        raise ValueError
    return word


def _words(value: Any) -> tuple[Word, ...]:
    return tuple(_word(item) for item in value)


_READERS: dict[str, Callable[[dict[str, Any]], Message]] = {
    "ready": lambda f: Ready(tuple(_text(word) for word in f["hears"])),
    "refused": lambda f: Refused(_text(f["reason"])),
    "partial": lambda f: Partial(_whole(f["take"]), _words(f["words"])),
    "text": lambda f: Text(_whole(f["take"]), _words(f["words"])),
    "heard": lambda f: Heard(_whole(f["take"]), _seconds(f["seconds"])),
    "finished": lambda f: Finished(_whole(f["take"])),
}
