"""The library of takes: add, list, search, get, change, delete, recover."""

import itertools
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from askforit_desktop.closing.take import Judgement, Recording, Take
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import faults, queries, recovery, rows, running, sidecar
from askforit_desktop.takes.database import Database
from askforit_desktop.takes.queries import Query
from askforit_desktop.takes.recovery import Left
from askforit_desktop.takes.rows import Summary, clean
from askforit_desktop.takes.running import Hold, Running

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Recovery:
    """What `recover` found: the takes it took in, and the recordings it had to leave."""

    takes: tuple[Take, ...]
    left: tuple[Left, ...]


class Library:
    """The takes in one folder, safe to use from several threads and programs at once.

    Every method that fails raises a LibraryProblem and has changed nothing. `patience` is how many seconds to wait
    while another program writes.
    """

    def __init__(self, folder: Path, patience: float = 5.0) -> None:
        self.folder = folder
        self._database = Database(folder, patience, self._refill)
        self._holds: dict[Path, Hold] = {}

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """The damaged databases that this object has replaced by rebuilt ones; the user should hear of them."""
        return self._database.set_aside

    # Recordings being made

    def reserve(self, now: datetime) -> Path:
        """A path for a new recording, to be created by the caller; ours until `add` or `discard`, or until we die."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            wav, held = self._free_name(f"{now:%Y-%m-%d_%H-%M-%S}")
            held.write(now)
        except OSError as error:
            raise faults.explain(error, self.folder) from error
        self._holds[wav] = held
        return wav

    def discard(self, wav: Path) -> None:
        """Remove a reserved recording that is not to become a take, and let go of its name."""
        try:
            wav.unlink(missing_ok=True)
        except OSError as error:
            raise faults.explain(error, self.folder) from error
        self._let_go(wav)

    def running(self) -> tuple[Running, ...]:
        """The recordings being made in this folder right now, by this program (`own`) or another one."""
        return running.running(self.folder)

    def add(
        self,
        recording: Recording,
        judgement: Judgement | None = None,
        *,
        title: str = "",
        role: str = "",
        company: str = "",
    ) -> Take:
        """Make a take of a reserved recording; it is on the disk when this returns.

        Without a title it becomes "Take N". If the library cannot be opened, the sidecar at least is written, from
        which `recover` takes it in whole.
        """
        take = Take(
            id=recording.wav.stem,
            title=_title(title),
            recording=replace(recording, wav=self.folder / recording.wav.name, device=clean(recording.device)),
            judgements=(judgement,) if judgement else (),
            role=clean(role, one_line=True),
            company=clean(company, one_line=True),
        )
        added = self._insert(take)
        self._let_go(recording.wav)
        return added

    # Looking

    def list(self, query: Query = Query()) -> tuple[Summary, ...]:  # noqa: B008 frozen
        """The takes that are wanted, in short form; one quick query whatever the size of the library."""
        sql, values = queries.page(query)
        return self._database.read(lambda db: tuple(rows.summary(row) for row in db.execute(sql, values)))

    def count(self, query: Query = Query()) -> int:  # noqa: B008 frozen
        """How many takes are wanted, on all pages."""
        sql, values = queries.total(query)
        return self._database.read(lambda db: int(db.execute(sql, values).fetchone()[0]))

    def models(self) -> tuple[str, ...]:
        """The names of the models that heard the takes last, to filter by."""
        sql = "SELECT DISTINCT model FROM takes WHERE model IS NOT NULL AND deleted_at IS NULL ORDER BY model"
        return self._database.read(lambda db: tuple(name for (name,) in db.execute(sql)))

    def get(self, id: str) -> Take:  # noqa: A002
        """A whole take, in the trash or not."""
        return self._database.read(lambda db: rows.read(db, id, self.folder)[1])

    # Changing

    def rename(self, id: str, title: str) -> Take:  # noqa: A002
        """Give a take another title; line breaks become spaces, an empty one is refused."""
        named = _title(title)
        if not named:
            raise LibraryProblem("A take needs a title.", "Write at least one letter.")
        return self._change(id, lambda take: replace(take, title=named))

    def set_note(self, id: str, note: str) -> Take:  # noqa: A002
        """Write a take's note; empty removes it."""
        return self._change(id, lambda take: replace(take, note=clean(note)))

    def set_star(self, id: str, starred: bool) -> Take:  # noqa: A002
        """Star a take, or not."""
        return self._change(id, lambda take: replace(take, starred=starred))

    def set_said(self, id: str, element: str, said: bool | None) -> Take:  # noqa: A002
        """Keep the candidate's own word on an element beside the machine's verdict; None takes it back."""

        def change(take: Take) -> Take:
            others = tuple(own for own in take.said if own[0] != element)
            return replace(take, said=others if said is None else (*others, (element, said)))

        return self._change(id, change)

    def add_judgement(self, id: str, judgement: Judgement) -> Take:  # noqa: A002
        """Put what another model or rubric makes of a take first; the earlier judgements are kept behind it."""
        return self._change(id, lambda take: replace(take, judgements=(judgement, *take.judgements)))

    def delete(self, ids: Iterable[str], now: datetime) -> None:
        """Put takes into the trash; their recordings stay until it is emptied."""
        self._change_all(ids, lambda take: replace(take, deleted_at=take.deleted_at or now))

    def restore(self, ids: Iterable[str]) -> None:
        """Take takes out of the trash."""
        self._change_all(ids, lambda take: replace(take, deleted_at=None))

    def empty_trash(self) -> int:
        """Remove the takes in the trash for good, with their recordings; returns how many.

        Files go first: on a full disk that makes the room which the database needs. A file that cannot be removed
        stops it, and that take and those after it stay in the trash.
        """
        sql = "SELECT id FROM takes WHERE deleted_at IS NOT NULL ORDER BY key"
        trashed = self._database.read(lambda db: [name for (name,) in db.execute(sql)])
        gone, problem = recovery.remove_files(self.folder, trashed)
        self._database.write(lambda db: rows.remove(db, gone))
        if problem:
            raise faults.explain(problem, self.folder) from problem
        return len(gone)

    # Recovering

    def waiting(self) -> tuple[Path, ...]:
        """The recordings that `recover` would look at: no takes yet, and not being made by any program."""
        running = {recording.wav for recording in self.running()}
        return tuple(wav for wav in self._not_taken_in() if wav not in running)

    def _not_taken_in(self) -> tuple[Path, ...]:
        known = self._database.read(lambda db: {name for (name,) in db.execute("SELECT id FROM takes")})
        return tuple(wav for wav in sorted(self.folder.glob("*.wav")) if wav.stem not in known)

    def recover(self, repair: Callable[[Path], float]) -> Recovery:
        """Check the database, and take in the recordings that are not in it: those that a crash left, or copied here.

        `repair` mends a recording's header and returns its seconds, or raises a Problem if it is none. A recording that
        a program is still making is not touched, and one that cannot be taken in is left and does not stop the others.
        One with a sidecar comes back as it was; the others are marked as recovered and have no transcript.
        """
        self._database.check()
        found = [self._take_in(wav, repair) for wav in self._not_taken_in()]
        recovery.sweep(self.folder)
        return Recovery(
            takes=tuple(item for item in found if isinstance(item, Take)),
            left=tuple(item for item in found if isinstance(item, Left)),
        )

    def _take_in(self, wav: Path, repair: Callable[[Path], float]) -> Take | Left | None:
        """The take that a recording became; why it is left if it is none; None if somebody else sees to it."""
        try:
            with recovery.claimed(wav) as ours:
                if not ours or self._database.read(lambda db: rows.has(db, wav.stem)):
                    return None
                found = recovery.find_take(wav, repair)
                return self._insert(found) if isinstance(found, Take) else found
        except OSError as error:
            return Left(wav, f"“{wav.name}” cannot be taken in: {error.strerror}.")
        except UnicodeEncodeError:
            return Left(wav, f"“{clean(wav.name)}” has a name that is not in UTF-8. Rename it to take it in.")

    # Inside

    def _free_name(self, name: str) -> tuple[Path, Hold]:
        for number in itertools.count(1):
            wav = self.folder / (f"{name}.wav" if number == 1 else f"{name}_{number}.wav")
            taken = wav.exists() or sidecar.path_of(wav).exists()
            held = None if taken else running.hold(running.path_of(wav), new=True)
            if held:
                return wav, held
        raise AssertionError

    def _let_go(self, wav: Path) -> None:
        held = self._holds.pop(wav, None)
        if held:
            held.release()

    def _insert(self, take: Take) -> Take:
        def work(db: sqlite3.Connection) -> Take:
            if rows.has(db, take.id):  # taken in from the sidecar by a rebuild in the meantime
                return rows.read(db, take.id, self.folder)[1]
            added = rows.insert(db, take)
            sidecar.write(added)
            return added

        try:
            return self._database.write(work)
        except LibraryProblem:
            with suppress(OSError):
                sidecar.write(take)
            raise

    def _change(self, id: str, change: Callable[[Take], Take]) -> Take:  # noqa: A002
        return self._change_all((id,), change)[0]

    def _change_all(self, ids: Iterable[str], change: Callable[[Take], Take]) -> tuple[Take, ...]:
        wanted = tuple(dict.fromkeys(ids))
        before: dict[str, Take] = {}

        def work(db: sqlite3.Connection) -> tuple[Take, ...]:
            return tuple(self._rewrite(db, name, change, before) for name in wanted)

        try:
            return self._database.write(work)
        except LibraryProblem:
            for take in before.values():
                with suppress(OSError):
                    sidecar.write(take)
            raise

    def _rewrite(
        self, db: sqlite3.Connection, name: str, change: Callable[[Take], Take], before: dict[str, Take]
    ) -> Take:
        """Change one take in the database and its sidecar, and note what it was.

        A crash before the commit leaves the sidecar one change ahead, which nobody had been told was done.
        """
        key, old = rows.read(db, name, self.folder)
        new = change(old)
        rows.update(db, key, new)
        before[name] = old
        sidecar.write(new)
        return new

    def _refill(self, db: sqlite3.Connection) -> None:
        for take in sidecar.read_all(self.folder):
            rows.insert(db, take)


def _title(text: str) -> str:
    return clean(text, one_line=True)[:_LONGEST_TITLE].strip()
