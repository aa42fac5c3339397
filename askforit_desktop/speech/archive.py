"""Unpack a zip that a stranger made: nothing outside the folder, no links, no bombs."""

import shutil
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech.job import Job, Progress, Step
from askforit_desktop.speech.part import SPARE_BYTES, no_room

MOST_FILES = 2_000
"""An official model has under fifty."""

MOST_BYTES = 12_000_000_000
"""Three times the largest official model, unpacked."""

LARGEST_RATIO = 30
"""Unpacked to packed size, of the whole and of each file over a megabyte: official models have 1.6 and at most 10."""

_SMALL = 1_000_000
_BLOCK = 1 << 20
_ENCRYPTED = 0x1


def unpack(path: Path, folder: Path, job: Job) -> None:
    """Unpack a zip into an empty folder; ModelProblem if it is not whole or not harmless.

    DownloadProblem if there is too little room; Cancelled.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_harm(path, members)
            _refuse_bombs(path, members)
            _refuse_shortage(folder, members)
            _write(archive, members, folder, job)
    # zipfile lets through what a mutated header makes its parts raise.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _problem(path, f"is not a whole zip file ({error})") from error
    except (OSError, OverflowError) as error:
        raise _problem(path, f"cannot be unpacked ({getattr(error, 'strerror', None) or error})") from error


def _write(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path, job: Job) -> None:
    done, total = 0, sum(member.file_size for member in members)
    for member in members:
        target = folder.joinpath(*PurePosixPath(member.filename).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        # "x": a name that comes twice, if only on a system that ignores case, overwrites nothing.
        with archive.open(member) as packed, target.open("xb") as file:
            while block := packed.read(_BLOCK):
                file.write(block)
                done += len(block)
                job.tell(Progress(Step.UNPACKING, done, total))


def _refuse_harm(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise _problem(path, f"holds {len(members)} files, too many for a speech model")
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if member.flag_bits & _ENCRYPTED:
            raise _problem(path, "is locked with a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _problem(path, "is packed in an unusual way")
        if kind not in (0, stat.S_IFREG):
            raise _problem(path, f"holds a link or a device (“{member.filename}”)")
        if _leads_out(member):
            raise _problem(path, f"holds a file that would land outside its folder (“{member.orig_filename}”)")


def _leads_out(member: zipfile.ZipInfo) -> bool:
    """Whether a name is not a plain path down from the folder, on any system."""
    # orig_filename: zipfile cuts names at a NUL and turns backslashes on Windows.
    name = member.orig_filename
    plain = PurePosixPath(name)
    windows = PureWindowsPath(name)
    return (
        not plain.parts
        or plain.is_absolute()
        or bool(windows.drive or windows.root)
        or ".." in windows.parts
        or any(char in name for char in "\0\\:")
    )


def _refuse_bombs(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, path.stat().st_size)
    if unpacked > MOST_BYTES:
        raise _problem(path, f"would unpack to {unpacked} bytes, too many for a speech model")
    swollen = any(m.file_size > _SMALL and m.file_size > LARGEST_RATIO * m.compress_size for m in members)
    if swollen or (unpacked > _SMALL and unpacked > LARGEST_RATIO * packed):
        raise _problem(path, "would swell up far more than a speech model does")


def _refuse_shortage(folder: Path, members: list[zipfile.ZipInfo]) -> None:
    missing = sum(member.file_size for member in members) + SPARE_BYTES - shutil.disk_usage(folder).free
    if missing > 0:
        raise no_room(folder, missing)


def _problem(path: Path, what: str) -> ModelProblem:
    return ModelProblem(
        f"“{path.name.removesuffix('.part').lstrip('.')}” {what}.", "Download it again, or take another one."
    )
