"""Takes as rows of the database, and back; and the short form of a take that lists and charts use."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from askforit_desktop.closing.finding import Finding, Headline, Kind, Verdict
from askforit_desktop.closing.take import Recording, Take
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes.faults import Damaged
from askforit_desktop.takes.sidecar import judgement_from_plain, judgement_to_plain

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but the tab and the line break
_BETWEEN = "\x1f"  # between the ids of elements in a column; ASCII's own "unit separator"
_LETTERS = {Verdict.MET: "m", Verdict.WEAK: "w", Verdict.MISSING: "-", Verdict.NOT_MEASURED: "?"}
_VERDICTS = {letter: verdict for verdict, letter in _LETTERS.items()}
_SAID = (Verdict.MET, Verdict.WEAK)
_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError)
SUMMARY_COLUMNS = (
    "id, title, recorded_at, duration, headline, elements, verdicts, said, elements_said, hedging, pace, fillers,"
    " starred, recovered, model, deleted_at"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """A take in one line: no transcript, and only what a table or a chart shows.

    `duration` in seconds; `verdicts` of the elements in the rubric's order and `said`, the candidate's own word beside
    them; `elements_said` counts those met or weak, the own word before the machine's; `hedging` and `fillers` count
    phrases and fillers, `pace` is words a minute. None where nothing was recognised or it could not be measured.
    """

    id: str
    title: str
    recorded_at: datetime
    duration: float
    headline: Headline | None
    verdicts: tuple[tuple[str, Verdict], ...]
    said: tuple[tuple[str, bool], ...]
    elements_said: int
    hedging: int | None
    pace: float | None
    fillers: float | None
    starred: bool
    recovered: bool
    model: str | None
    deleted_at: datetime | None


def insert(db: sqlite3.Connection, take: Take) -> Take:
    """Add a take, and return it with its title; its key is the time of recording, or the next one that is free."""
    take = take if take.title else replace(take, title=_next_title(db))
    key = round(take.recording.recorded_at.timestamp() * 1_000_000)
    while db.execute("SELECT 1 FROM takes WHERE key = ?", (key,)).fetchone():
        key += 1
    row = {"key": key, **_row(take)}
    places = ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT INTO takes ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608 our own names
    for place, judgement in enumerate(reversed(take.judgements)):
        _insert_judgement(db, key, place, json.dumps(judgement_to_plain(judgement)))
    _index(db, key, take)
    return take


def update(db: sqlite3.Connection, key: int, take: Take) -> None:
    """Write a changed take over its row; only a newest judgement that is new is added, the others never change."""
    row = _row(take)
    places = ", ".join(f"{name} = :{name}" for name in row)
    db.execute(f"UPDATE takes SET {places} WHERE key = :key", {"key": key, **row})  # noqa: S608 our own names
    have = db.execute("SELECT count(*) FROM judgements WHERE take = ?", (key,)).fetchone()[0]
    if len(take.judgements) > have:
        _insert_judgement(db, key, have, json.dumps(judgement_to_plain(take.judgements[0])))
    db.execute("DELETE FROM found WHERE rowid = ?", (key,))
    _index(db, key, take)


def remove(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget takes."""
    for name in ids:
        db.execute("DELETE FROM found WHERE rowid = (SELECT key FROM takes WHERE id = ?)", (name,))
        db.execute("DELETE FROM takes WHERE id = ?", (name,))


def has(db: sqlite3.Connection, id: str) -> bool:  # noqa: A002
    """Whether there is a take of this id."""
    return db.execute("SELECT 1 FROM takes WHERE id = ?", (id,)).fetchone() is not None


def read(db: sqlite3.Connection, id: str, folder: Path) -> tuple[int, Take]:  # noqa: A002
    """A take and its key; LibraryProblem if there is none of this id."""
    cursor = db.execute("SELECT * FROM takes WHERE id = ?", (id,))
    found = cursor.fetchone()
    if found is None:
        raise LibraryProblem(f"There is no take “{id}”.", "List the takes to see their ids.")
    row = dict(zip((column[0] for column in cursor.description), found, strict=True))
    plain = db.execute("SELECT plain FROM judgements WHERE take = ? ORDER BY place DESC", (row["key"],)).fetchall()
    try:
        return row["key"], _take(row, [json.loads(text) for (text,) in plain], folder)
    except _WRONG as error:
        raise Damaged(f"take “{id}”: {error}") from error


def summary(row: tuple[Any, ...]) -> Summary:
    """The short form of a row that holds `SUMMARY_COLUMNS`."""
    try:
        return Summary(
            id=row[0],
            title=row[1],
            recorded_at=datetime.fromisoformat(row[2]),
            duration=row[3],
            headline=Headline(row[4]) if row[4] else None,
            verdicts=tuple(zip(_ids(row[5]), map(_VERDICTS.__getitem__, row[6]), strict=True)),
            said=_read_said(row[7]),
            elements_said=row[8],
            hedging=row[9],
            pace=row[10],
            fillers=row[11],
            starred=bool(row[12]),
            recovered=bool(row[13]),
            model=row[14],
            deleted_at=datetime.fromisoformat(row[15]) if row[15] else None,
        )
    except _WRONG as error:
        raise Damaged(str(error)) from error


def _next_title(db: sqlite3.Connection) -> str:
    sql = "SELECT max(CAST(substr(title, 6) AS INTEGER)) FROM takes WHERE title GLOB 'Take [0-9]*'"
    return f"Take {(db.execute(sql).fetchone()[0] or 0) + 1}"


def _row(take: Take) -> dict[str, object]:
    recording = take.recording
    return {
        "id": take.id,
        "title": take.title,
        "title_key": sort_key(take.title),
        "note": take.note,
        "role": take.role,
        "company": take.company,
        "recorded_at": recording.recorded_at.isoformat(),
        "duration": recording.duration,
        "device": recording.device,
        "lost_blocks": recording.lost_blocks,
        "starred": int(take.starred),
        "recovered": int(take.recovered),
        "deleted_at": take.deleted_at.isoformat() if take.deleted_at else None,
        "said": _BETWEEN.join(("+" if word else "-") + element for element, word in take.said),
        "model": take.model,
        **_judged(take),
    }


def _judged(take: Take) -> dict[str, object]:
    """The columns that repeat what the newest judgement says."""
    assessment = take.assessment
    findings = assessment.of_kind(Kind.ELEMENT) if assessment else ()
    checks = {f.check: f for f in assessment.of_kind(Kind.DELIVERY)} if assessment else {}
    own = dict(take.said)
    return {
        "headline": assessment.headline.value if assessment else None,
        "elements": _BETWEEN.join(finding.check for finding in findings),
        "verdicts": "".join(_LETTERS[finding.verdict] for finding in findings),
        "elements_said": sum(own.get(finding.check, finding.verdict in _SAID) for finding in findings),
        "hedging": len(checks["hedging"].evidence) if "hedging" in checks else None,
        "pace": _value(checks.get("pace")),
        "fillers": _value(checks.get("fillers")),
    }


def _value(finding: Finding | None) -> float | None:
    return finding.value if finding else None


def _take(row: dict[str, Any], judgements: list[dict[str, Any]], folder: Path) -> Take:
    recorded_at = datetime.fromisoformat(row["recorded_at"])
    wav = folder / f"{row['id']}.wav"
    return Take(
        id=row["id"],
        title=row["title"],
        recording=Recording(wav, recorded_at, row["duration"], row["device"], row["lost_blocks"]),
        judgements=tuple(judgement_from_plain(plain) for plain in judgements),
        note=row["note"],
        starred=bool(row["starred"]),
        recovered=bool(row["recovered"]),
        said=_read_said(row["said"]),
        role=row["role"],
        company=row["company"],
        deleted_at=datetime.fromisoformat(row["deleted_at"]) if row["deleted_at"] else None,
    )


def _insert_judgement(db: sqlite3.Connection, key: int, place: int, plain: str) -> None:
    db.execute("INSERT INTO judgements (take, place, plain) VALUES (?, ?, ?)", (key, place, plain))


def _index(db: sqlite3.Connection, key: int, take: Take) -> None:
    heard = take.transcript.text if take.transcript else ""
    about = f"{take.role} {take.company}"
    db.execute(
        "INSERT INTO found (rowid, title, note, about, transcript) VALUES (?, ?, ?, ?, ?)",
        (key, take.title, take.note, about, clean(heard)),
    )


@lru_cache(maxsize=64)
def _ids(column: str) -> tuple[str, ...]:
    """The ids in a column; the same few columns come again in thousands of rows."""
    return tuple(column.split(_BETWEEN)) if column else ()


def _read_said(column: str) -> tuple[tuple[str, bool], ...]:
    return tuple((item[1:], item[0] == "+") for item in _ids(column))


def sort_key(title: str) -> str:
    """What titles are sorted by: no difference between cases and accents, and "Take 9" before "Take 10"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    return re.sub(r"\d+", lambda digits: digits.group().zfill(12), plain)


def clean(text: str, *, one_line: bool = False) -> str:
    """Text that every later reader bears: no control characters, no halves of surrogate pairs."""
    whole = text.encode("utf-8", "replace").decode()
    if one_line:
        whole = " ".join(whole.split())
    return _CONTROL.sub("", whole)
