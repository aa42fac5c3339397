"""The JSON file beside a take's WAV: the whole take once more, to rebuild a lost or damaged database from."""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from askforit_desktop.closing.plain import from_plain, to_plain
from askforit_desktop.closing.take import Judgement, Recording, Take
from askforit_desktop.problems import LibraryProblem

SUFFIX = ".json"
_FORMAT = 1
_PART = ".part"
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
_TOO_LARGE = 2**63  # for a number in SQLite


def path_of(wav: Path) -> Path:
    """Where the sidecar of a recording lies."""
    return wav.with_name(f"{wav.stem}{SUFFIX}")


def write(take: Take) -> None:
    """Write a take's sidecar in one step: a crash leaves the old one or the new one. OSError where the disk refuses."""
    path = path_of(take.recording.wav)
    part = path.with_name(path.name + _PART)
    try:
        with part.open("wb") as file:
            file.write(json.dumps(_to_plain(take)).encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def read(wav: Path) -> Take | None:
    """The take that the sidecar of a recording holds; None if there is no readable one.

    LibraryProblem if a newer version of the program wrote it: it knows things that this one would drop.
    """
    try:
        plain = json.loads(path_of(wav).read_bytes())
        newer = int(plain["format"]) > _FORMAT
        take = None if newer else _checked(_from_plain(plain, wav))
    except _UNREADABLE:
        return None
    if newer:
        raise LibraryProblem(
            f"“{path_of(wav).name}” was written by a newer version of Ask For It.",
            "Update Ask For It to open these takes.",
        )
    return take


def _checked(take: Take) -> Take:
    """A take that can be written again, else one of `_UNREADABLE`: it would keep all others from being taken in."""
    recording = take.recording
    findings = [finding for judgement in take.judgements for finding in judgement.assessment.findings]
    numbers = (recording.duration, recording.lost_blocks, *(f.value for f in findings if f.value is not None))
    names = (*(finding.check for finding in findings), *(element for element, _ in take.said))
    if not (all(abs(number) < _TOO_LARGE for number in numbers) and all(n and n.isprintable() for n in names)):
        raise ValueError("a number or a name that no take has")
    recording.recorded_at.timestamp()
    take.id.encode()
    json.dumps(_to_plain(take), ensure_ascii=False).encode()
    return take


def keep_damaged(wav: Path) -> None:
    """Rename a sidecar that could not be read, so that the next one does not replace it."""
    path = path_of(wav)
    if path.exists():
        path.replace(path.with_name(f"{path.name}.damaged"))


def remove(wav: Path) -> None:
    """Remove the sidecar of a recording, and what a crash left of writing it."""
    path = path_of(wav)
    path.unlink(missing_ok=True)
    path.with_name(path.name + _PART).unlink(missing_ok=True)


def read_all(folder: Path) -> Iterator[Take]:
    """The takes of all readable sidecars in a folder, oldest name first."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        take = read(path.with_name(f"{path.stem}.wav"))
        if take is not None:
            yield take


def judgement_to_plain(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON values: what `to_plain` gives, with the model and the time."""
    plain = to_plain(judgement.transcript, judgement.assessment)
    return {"model": judgement.model, "judged_at": judgement.judged_at.isoformat(), **plain}


def judgement_from_plain(plain: dict[str, Any]) -> Judgement:
    """The judgement that `judgement_to_plain` wrote; KeyError, TypeError or ValueError where it is not one."""
    transcript, assessment = from_plain(plain)
    return Judgement(str(plain["model"]), datetime.fromisoformat(plain["judged_at"]), transcript, assessment)


def _to_plain(take: Take) -> dict[str, Any]:
    recording = take.recording
    return {
        "format": _FORMAT,
        "title": take.title,
        "recorded_at": recording.recorded_at.isoformat(),
        "duration": recording.duration,
        "device": recording.device,
        "lost_blocks": recording.lost_blocks,
        "note": take.note,
        "starred": take.starred,
        "recovered": take.recovered,
        "said": [[element, word] for element, word in take.said],
        "role": take.role,
        "company": take.company,
        "deleted_at": take.deleted_at.isoformat() if take.deleted_at else None,
        "judgements": [judgement_to_plain(judgement) for judgement in take.judgements],
    }


def _from_plain(plain: dict[str, Any], wav: Path) -> Take:
    recorded_at = datetime.fromisoformat(plain["recorded_at"])
    lost = int(plain["lost_blocks"])
    return Take(
        id=wav.stem,
        title=str(plain["title"]),
        recording=Recording(wav, recorded_at, float(plain["duration"]), str(plain["device"]), lost),
        judgements=tuple(judgement_from_plain(item) for item in plain["judgements"]),
        note=str(plain["note"]),
        starred=bool(plain["starred"]),
        recovered=bool(plain["recovered"]),
        said=tuple((str(element), bool(word)) for element, word in plain["said"]),
        role=str(plain["role"]),
        company=str(plain["company"]),
        deleted_at=datetime.fromisoformat(plain["deleted_at"]) if plain["deleted_at"] else None,
    )
