"""What a crash leaves in the folder of takes, and what emptying the trash removes from it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.problems import Problem, UnreadableFile
from askforit_desktop.takes import running, sidecar


@dataclass(frozen=True, slots=True)
class Left:
    """A recording that could not be taken in and lies as it was; `reason` names it and is told to the user."""

    wav: Path
    reason: str


@contextmanager
def claimed(wav: Path) -> Iterator[bool]:
    """Whether a recording is ours to take in: no program is making it, or taking it in, in the meantime."""
    held = running.hold(running.path_of(wav))
    try:
        yield held is not None
    finally:
        if held:
            held.release()


def find_take(wav: Path, repair: Callable[[Path], float]) -> Take | Left:
    """The take of a recording, from its sidecar or else of its sound alone; OSError where the disk refuses."""
    try:
        return sidecar.read(wav) or _bare_take(wav, repair)
    except Problem as problem:
        return Left(wav, str(problem))


def _bare_take(wav: Path, repair: Callable[[Path], float]) -> Take:
    sidecar.keep_damaged(wav)
    ended = wav.stat().st_mtime
    seconds = repair(wav)
    if not seconds:
        raise UnreadableFile(f"“{wav.name}” holds no sound.")
    began = running.since(running.path_of(wav)) or datetime.fromtimestamp(ended - seconds).astimezone()
    return Take(id=wav.stem, title="", recording=Recording(wav, began, seconds, ""), recovered=True)


def sweep(folder: Path) -> None:
    """Remove the locks that nobody holds any more, where the disk allows it."""
    for path in folder.glob(f"*{running.SUFFIX}"):
        with suppress(OSError):
            held = running.hold(path)
            if held:
                held.release()


def remove_files(folder: Path, ids: Iterable[str]) -> tuple[list[str], OSError | None]:
    """Remove takes' recordings and sidecars in order; returns those that are gone, and the failure that stopped it."""
    gone: list[str] = []
    for name in ids:
        wav = folder / f"{name}.wav"
        try:
            wav.unlink(missing_ok=True)
            sidecar.remove(wav)
        except OSError as error:
            return gone, error
        gone.append(name)
    return gone, None
