"""A small BERT encoder in numpy: words in, one vector a word out, by way of windows judged together.

The weights are MiniLM's (all-MiniLM-L6-v2, see models/judge/NOTICE.md), fine-tuned and cut down to what the judge
needs. Unlike BERT proper, a word of several pieces is the mean of its pieces' vectors, so that a word is one row
throughout: fewer rows to multiply, and no mapping from pieces back to words.
"""

import io
import math
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Self, cast
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from mmap import mmap

Matrix = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]

_HEADS = 12
_LOCAL_HEADER = 30  # bytes before a name in a zip archive, of which the sizes of the name and of what follows it are
_NAME_SIZES = 26  # bytes in
_LONGEST_HEADER = 512  # bytes: an array's header is 128, or a multiple of 64 above
_FEW_ROWS = 100  # up to here BLAS is quicker with the weights first: by a quarter for a few words, a tenth for a window
_LONGEST_WORD = 40  # letters; what is longer is noise, and splitting it would take long


def read_arrays(data: "bytes | mmap") -> dict[str, NDArray[np.generic]]:
    """The arrays of a shipped file, as they lie in it; ValueError where it is not one.

    numpy's own reader copies and sums up every byte, which takes several times as long as all the rest of the reading.
    """
    try:
        with ZipFile(io.BytesIO(data) if isinstance(data, bytes) else cast("IO[bytes]", data)) as archive:
            return {part.filename.removesuffix(".npy"): _array(data, part) for part in archive.infolist()}
    except (OSError, EOFError, ValueError, struct.error, BadZipFile) as error:
        raise ValueError(f"not a judge file: {error}") from error


def _array(data: "bytes | mmap", part: ZipInfo) -> NDArray[np.generic]:
    """One array of an uncompressed npz archive."""
    if part.compress_type != ZIP_STORED:
        raise ValueError("it is compressed")
    names = struct.unpack_from("<HH", data, part.header_offset + _NAME_SIZES)
    start = part.header_offset + _LOCAL_HEADER + sum(names)
    head = io.BytesIO(data[start : start + _LONGEST_HEADER])
    np.lib.format.read_magic(head)
    shape, _, kind = np.lib.format.read_array_header_1_0(head)
    return np.frombuffer(data, kind, math.prod(shape), start + head.tell()).reshape(shape)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known pieces of words and their row numbers."""

    rows: Mapping[str, int]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read one piece a line."""
        pieces = text.split("\n")
        return cls(dict(zip(pieces, range(len(pieces)), strict=True)))

    def split(self, word: str) -> list[int]:
        """The row numbers of a word's pieces, the longest first as they fit; unknown signs give the unknown row."""
        plain = _plain(word)
        if plain in self.rows:
            return [self.rows[plain]]
        parts = "".join(sign if sign.isalnum() else " " for sign in plain).split()
        return [row for part in parts for row in self._pieces(part)] or [self.rows["[UNK]"]]

    def _pieces(self, part: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(part):
            prefix = "##" if at else ""
            end = next((e for e in range(len(part), at, -1) if prefix + part[at:e] in self.rows), 0)
            if not end:
                return [self.rows["[UNK]"]]
            found.append(self.rows[prefix + part[at:end]])
            at = end
        return found


def _plain(word: str) -> str:
    lowered = word[:_LONGEST_WORD].lower().replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Matrix
    bias: Matrix

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Self:
        return cls(read_rows(arrays, name), np.asarray(arrays[f"{name}.bias"], np.float32))

    def __call__(self, rows: Matrix) -> Matrix:
        product: Matrix = (self.weight @ rows.T).T if len(rows) <= _FEW_ROWS else rows @ self.weight.T
        product += self.bias
        return product


@dataclass(frozen=True, slots=True)
class _Norm:
    gain: Matrix
    bias: Matrix

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Self:
        gain, bias = np.asarray(arrays[name], np.float32)
        return cls(gain, bias)

    def __call__(self, rows: Matrix) -> Matrix:
        centred: Matrix = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / rows.shape[1]
        centred /= np.sqrt(variance + np.float32(1e-12))
        centred *= self.gain
        centred += self.bias
        return centred


@dataclass(frozen=True, slots=True)
class _Layer:
    attend: _Linear
    merge: _Linear
    after_attention: _Norm
    widen: _Linear
    narrow: _Linear
    after_widening: _Norm

    @classmethod
    def read(cls, arrays: Arrays, number: int) -> Self:
        return cls(
            _Linear.read(arrays, f"{number}.attend"),
            _Linear.read(arrays, f"{number}.merge"),
            _Norm.read(arrays, f"{number}.after_attention"),
            _Linear.read(arrays, f"{number}.widen"),
            _Linear.read(arrays, f"{number}.narrow"),
            _Norm.read(arrays, f"{number}.after_widening"),
        )

    def __call__(self, rows: Matrix, bounds: Sequence[tuple[int, int]]) -> Matrix:
        mixed = _attention(self.attend(rows), bounds)
        rows = self.after_attention(rows + self.merge(mixed))
        return self.after_widening(rows + self.narrow(_gelu(self.widen(rows))))


class Encoder:
    """The embedding table and the layers, read from a shipped file's arrays."""

    def __init__(self, arrays: Arrays) -> None:
        self.vocabulary = Vocabulary.from_text(arrays["vocabulary"].tobytes().decode("utf-8"))
        self._embedding = arrays["embedding"]
        self._scale = np.asarray(arrays["embedding.scale"], np.float32)
        self._position = np.asarray(arrays["position"], np.float32)
        self._norm = _Norm.read(arrays, "norm")
        self._layers = tuple(_Layer.read(arrays, number) for number in range(int(arrays["layers"])))
        self._ends = self._vectors([[self.vocabulary.rows["[CLS]"]], [self.vocabulary.rows["[SEP]"]]])

    @property
    def window(self) -> int:
        """How many words fit into one window."""
        return len(self._position) - 2

    def encode(self, windows: Sequence[Sequence[str]]) -> list[Matrix]:
        """One row a word for each window of at most `window` words; words see only those of their own window."""
        if not windows:
            return []
        inputs = [self._embed(window) for window in windows]
        edges = np.cumsum([0, *(len(rows) for rows in inputs)])
        bounds = [(int(first), int(last)) for first, last in pairwise(edges)]
        rows = self._norm(np.concatenate(inputs))
        for layer in self._layers:
            rows = layer(rows, bounds)
        return [rows[first + 1 : last - 1] for first, last in bounds]

    def _embed(self, words: Sequence[str]) -> Matrix:
        split = self.vocabulary.split
        middle = self._vectors([split(word) for word in words])
        rows: Matrix = np.concatenate([self._ends[:1], middle, self._ends[1:]])
        return rows + self._position[: len(rows)]

    def _vectors(self, pieces: Sequence[Sequence[int]]) -> Matrix:
        if not pieces:
            return np.zeros((0, self._embedding.shape[1]), np.float32)
        flat = [row for word in pieces for row in word]
        vectors = self._embedding[flat].astype(np.float32) * self._scale[flat, None]
        starts = np.cumsum([0, *(len(word) for word in pieces[:-1])])
        counts = np.array([len(word) for word in pieces], np.float32)
        means: Matrix = np.add.reduceat(vectors, starts, axis=0)
        means /= counts[:, None]
        return means


def read_rows(arrays: Arrays, name: str) -> Matrix:
    """A matrix stored as 8-bit numbers with one scale a row."""
    rows = arrays[name].astype(np.float32)
    rows *= np.asarray(arrays[f"{name}.scale"], np.float32)[:, None]
    return rows


def _attention(joint: Matrix, bounds: Sequence[tuple[int, int]]) -> Matrix:
    # The queries' scale is part of their stored weights.
    width = joint.shape[1] // 3
    size = width // _HEADS
    mixed = np.empty((len(joint), width), np.float32)
    for first, last in bounds:
        parts = joint[first:last].reshape(last - first, 3, _HEADS, size).transpose(1, 2, 0, 3)
        query, key, value = np.ascontiguousarray(parts)
        shares = query @ key.transpose(0, 2, 1)
        shares -= shares.max(axis=2, keepdims=True)
        np.exp(shares, out=shares)
        heads = shares @ value
        heads /= shares.sum(axis=2, keepdims=True)
        mixed[first:last] = heads.transpose(1, 0, 2).reshape(last - first, width)
    return mixed


def _gelu(rows: Matrix) -> Matrix:
    # The tanh form, in place: numpy has no error function, and these arrays are the widest.
    inner = rows * rows
    inner *= np.float32(0.044715)
    inner += 1
    inner *= rows
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= rows
    inner *= np.float32(0.5)
    return inner
