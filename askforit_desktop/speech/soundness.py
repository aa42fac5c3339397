"""Whether a folder holds a model that libvosk can be let near.

libvosk checks little itself: an empty `model.conf` aborts the process, an empty or cut-off `disambig_tid.int` makes it
segfault in mid-take, an empty `words.txt` or scrambled weights give wrong words without a complaint.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "askforit-model.json"
"""In a model's folder: its name, where it came from, and size and sha256 of all its files. Always written last."""

ALWAYS_HASHED_BYTES = 16_000_000
"""Models up to this size are hashed at every look, in a few hundredths of a second; larger ones where a file is newer
than the manifest, or when asked."""

_REQUIRED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/phones/word_boundary.int")
_STATIC_GRAPH = ("graph/HCLG.fst", "graph/words.txt")
_LOOK_AHEAD_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_IVECTOR = ("final.dubm", "final.ie", "final.mat", "global_cmvn.stats", "online_cmvn.conf", "splice.conf")
_FST_MAGIC = b"\xd6\xfd\xb2\x7e"
_OPTION = re.compile(rb"--[a-z][\w.-]*(=.*)?|#.*|")
_BOUNDARY = re.compile(rb"\d+ (nonword|begin|end|internal|singleton)")
_SYMBOL = re.compile(rb"\S+[ \t]+\d+")
_HEAD = 1 << 18
"""Bytes of a file that are looked at: all of the small ones that crash libvosk, and the beginning of the others."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model's files were when it was made: path from its folder, bytes and sha256 of each."""

    name: str
    source: str
    files: tuple[tuple[str, int, str], ...]

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(size for _, size, _ in self.files)


def looks_like_a_model(folder: Path) -> bool:
    """Whether somebody meant this folder to be a speech model, whole or not; no if it may not be looked into."""
    parts = ("am", "graph", "conf/model.conf", "final.mdl", MANIFEST)
    # Not `Path.exists`, which raises where it may not look.
    return any(os.path.exists(folder / part) for part in parts)  # noqa: PTH110


def fault(folder: Path, thorough: bool = False) -> str:
    """What is wrong with the model in a folder, as a half-sentence; empty if nothing is.

    Looks at the presence, size and form of its files; with a manifest also at their sha256, `thorough` at every one.
    """
    try:
        return next(_faults(folder, thorough), "")
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"


def describe(folder: Path, name: str, source: str) -> Manifest:
    """The manifest of a folder's files as they are now."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    return Manifest(
        name, source, tuple((path.relative_to(folder).as_posix(), path.stat().st_size, sha256(path)) for path in files)
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest into its folder."""
    data = {"name": manifest.name, "source": manifest.source, "files": manifest.files}
    (folder / MANIFEST).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder, or None where there is none; ValueError if it is damaged."""
    path = folder / MANIFEST
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_bytes())
        files = tuple((str(name), int(size), str(digest)) for name, size, digest in data["files"])
        return Manifest(str(data["name"]), str(data["source"]), files)
    # OverflowError: a size of Infinity; RecursionError: lists inside each other without end.
    except (TypeError, KeyError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error


def sha256(path: Path) -> str:
    """A file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _faults(folder: Path, thorough: bool) -> Iterator[str]:
    if not folder.is_dir():
        yield "it is a file, not a folder" if folder.exists() else "there is no such folder"
    elif not any(folder.iterdir()):
        yield "the folder is empty"
    yield from (f"{name} is missing" for name in _needed(folder) if not (folder / name).is_file())
    yield from (f"{name} is empty" for name in _needed(folder) if not (folder / name).stat().st_size)
    yield from (f"{name} {wrong}" for name, look in _LOOKS.items() if (wrong := _look(folder / name, look)))
    yield from _changes(folder, thorough)


def _needed(folder: Path) -> tuple[str, ...]:
    static = (folder / _STATIC_GRAPH[0]).exists()
    ivector = tuple(f"ivector/{name}" for name in _IVECTOR) if (folder / "ivector").exists() else ()
    return _REQUIRED + (_STATIC_GRAPH if static else _LOOK_AHEAD_GRAPH) + ivector


def _look(path: Path, look: Callable[[bytes], str]) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return look(file.read(_HEAD))


def _acoustic(data: bytes) -> str:
    return "" if data.startswith((b"\0B<TransitionModel>", b"<TransitionModel>")) else "is not an acoustic model"


def _graph(data: bytes) -> str:
    return "" if data.startswith(_FST_MAGIC) else "is not a word graph"


def _lines(data: bytes) -> list[bytes]:
    """The lines of a file's head, without the last one where that is cut."""
    lines = [line.strip() for line in data.splitlines()]
    return lines if len(data) < _HEAD else lines[:-1]


def _options(data: bytes) -> str:
    return "" if all(_OPTION.fullmatch(line) for line in _lines(data)) else "holds something else"


def _model_options(data: bytes) -> str:
    # libvosk aborts without this option.
    return _options(data) or ("" if b"--endpoint.silence-phones=" in data else "does not name the silent phones")


def _integers(data: bytes) -> str:
    whole = data.endswith(b"\n") or len(data) == _HEAD
    return "" if whole and all(line.isdigit() for line in _lines(data)) else _CUT_OFF


def _boundaries(data: bytes) -> str:
    return "" if all(_BOUNDARY.fullmatch(line) for line in _lines(data)) else _CUT_OFF


def _symbols(data: bytes) -> str:
    if not data:
        return "is empty"
    return "" if all(_SYMBOL.fullmatch(line) for line in _lines(data)) else _CUT_OFF


_CUT_OFF = "is cut off or holds something else"

_LOOKS: dict[str, Callable[[bytes], str]] = {
    "am/final.mdl": _acoustic,
    "graph/HCLG.fst": _graph,
    "graph/HCLr.fst": _graph,
    "graph/Gr.fst": _graph,
    "conf/model.conf": _model_options,
    "conf/mfcc.conf": _options,
    "graph/disambig_tid.int": _integers,
    "graph/phones/word_boundary.int": _boundaries,
    "graph/words.txt": _symbols,
}


def _changes(folder: Path, thorough: bool) -> Iterator[str]:
    """What differs from the manifest: sizes first, because that is quick."""
    try:
        manifest = read_manifest(folder)
    except ValueError:
        yield f"{MANIFEST} is damaged"
        return
    if manifest is None:
        return
    for name, size, _ in manifest.files:
        if not (folder / name).is_file():
            yield f"{name} is missing"
        elif (folder / name).stat().st_size != size:
            yield f"{name} has {(folder / name).stat().st_size} bytes instead of {size}"
    written = (folder / MANIFEST).stat().st_mtime_ns
    for name, _, digest in manifest.files:
        path = folder / name
        suspect = thorough or manifest.bytes <= ALWAYS_HASHED_BYTES or path.stat().st_mtime_ns > written
        if suspect and sha256(path) != digest:
            yield f"{name} has been changed or damaged"
