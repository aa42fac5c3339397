"""A file on its way: the `.part` of it that is here, what is known of the whole, and how long to try for it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from askforit_desktop.problems import DownloadProblem
from askforit_desktop.speech.job import Job, Progress, Step

SPARE_BYTES = 50_000_000
"""What is left free on the disk."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of a file beforehand: its size (None) and its checksums (empty), where they are known."""

    bytes: int | None = None
    sha256: str = ""
    md5: str = ""

    @property
    def certain(self) -> bool:
        """Whether a checksum tells it from every other file."""
        return bool(self.sha256 or self.md5)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds to wait for a connection and for data; attempts without progress, and the growing delays between them."""

    connect: float = 10.0
    read: float = 20.0
    attempts: int = 5
    first_delay: float = 1.0
    longest_delay: float = 30.0

    def delay(self, failures: int) -> float:
        """Seconds before the next attempt."""
        return float(min(self.longest_delay, self.first_delay * 2 ** (failures - 1)))


UNHURRIED = Timing()
"""A quarter of a minute of trying without any progress, when nothing answers at all."""


def drop(part: Path) -> None:
    """Delete a `.part` file, and what was noted about it."""
    part.unlink(missing_ok=True)
    note_of(part).unlink(missing_ok=True)


def size_of(part: Path) -> int:
    """How many bytes are here already."""
    return part.stat().st_size if part.exists() else 0


def no_room(beside: Path, missing: int) -> DownloadProblem:
    """Too little room on the disk, for something that lies beside a path; `missing` in bytes."""
    return DownloadProblem(
        f"There is too little room on the disk: about {max(1, missing // 1_000_000)} MB are missing.",
        f"Make some room where {beside.parent} is, then try again: what was downloaded is kept.",
    )


def note_of(part: Path) -> Path:
    """Where it is written down which address and version a part is from."""
    return part.with_name(part.name + ".from")


def mismatch(path: Path, expected: Expected, job: Job) -> str:
    """How a file differs from what is expected; empty if it does not."""
    size = size_of(path)
    if expected.bytes is not None and size != expected.bytes:
        return f"{size} bytes instead of {expected.bytes}"
    for name, digest in (("sha256", expected.sha256), ("md5", expected.md5)):
        if digest and _digest(path, name, size, job) != digest:
            return f"its {name} is another one"
    return ""


def _digest(path: Path, name: str, size: int, job: Job) -> str:
    digest = hashlib.new(name, usedforsecurity=name != "md5")
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            job.tell(Progress(Step.CHECKING, file.tell(), size))
    return digest.hexdigest()
