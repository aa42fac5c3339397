"""The database's file: opened for one call at a time; made, migrated, and rebuilt when it is lost or damaged."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.request import pathname2url

from askforit_desktop.problems import LibraryProblem
from askforit_desktop.takes import faults, running, schema
from askforit_desktop.takes.faults import Damaged

NAME = "takes.sqlite"
_ALONGSIDE = ("", "-wal", "-shm")
_T = TypeVar("_T")
Work = Callable[[sqlite3.Connection], _T]


class Database:
    """Runs each piece of work in a transaction on a connection of its own; every failure is a LibraryProblem.

    `refill` puts the takes of the sidecars into a new, empty database. `patience` is how many seconds to wait for
    another program's lock. `set_aside` lists the damaged files that were replaced: they are kept, never removed.
    """

    def __init__(self, folder: Path, patience: float, refill: Work[None]) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._patience = patience
        self._refill = refill
        self.set_aside: tuple[Path, ...] = ()

    def read(self, work: Work[_T]) -> _T:
        """Look something up; where the folder is read-only or the disk full, what is on it can still be read."""
        with self._explained():
            try:
                return self._mending(work, "BEGIN")
            except sqlite3.OperationalError as error:
                if not faults.is_refusal(error) or not self._is_settled():
                    raise
                return self._frozen(work)

    def write(self, work: Work[_T]) -> _T:
        """Change something: all of it or, if `work` or the disk fails, nothing."""
        with self._explained():
            return self._mending(work, "BEGIN IMMEDIATE")

    def check(self) -> None:
        """Read the whole file once, and rebuild it if it is damaged."""
        self.read(_quick_check)

    def _mending(self, work: Work[_T], begin: str) -> _T:
        seen = self._inode()
        try:
            return self._once(work, begin)
        except (sqlite3.DatabaseError, Damaged) as error:
            if isinstance(error, sqlite3.Error) and not faults.is_damage(error):
                raise
            self._put_aside(seen)
        return self._once(work, begin)

    def _once(self, work: Work[_T], begin: str) -> _T:
        self._folder.mkdir(parents=True, exist_ok=True)
        with closing(self._connect(self._path)) as db:
            if _version(db) != schema.LATEST:
                self._bring_up(db)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute(begin)
            result = work(db)
            db.execute("COMMIT")
            return result

    def _frozen(self, work: Work[_T]) -> _T:
        """Read a file that nobody can be writing to, without the files that SQLite wants to make beside it."""
        with closing(self._connect(f"file:{pathname2url(str(self._path))}?immutable=1")) as db:
            if _version(db) != schema.LATEST:
                raise LibraryProblem(
                    f"The library in {self._folder} is of another version and cannot be changed.",
                    "Check the permissions of that folder.",
                )
            return work(db)

    def _connect(self, where: Path | str) -> sqlite3.Connection:
        return sqlite3.connect(where, timeout=self._patience, isolation_level=None, uri=isinstance(where, str))

    def _bring_up(self, db: sqlite3.Connection) -> None:
        """Make or migrate the tables, one program at a time: the second finds it done."""
        if _version(db) > schema.LATEST:
            raise LibraryProblem(
                "The library of takes was written by a newer version of Ask For It.",
                "Update Ask For It to open it. Nothing was changed.",
            )
        with running.alone(self._folder / ".mending", self._patience):
            version = _version(db)
            if version == schema.LATEST:
                return
            if version == 0:
                self._make_ready(db)
            else:
                self._back_up(db, version)
            db.execute("BEGIN IMMEDIATE")
            for step in schema.STEPS[version:]:
                for statement in step:
                    db.execute(statement)
            if version == 0:
                self._refill(db)
            db.execute(f"PRAGMA user_version = {schema.LATEST:d}")
            db.execute("COMMIT")

    def _make_ready(self, db: sqlite3.Connection) -> None:
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise Damaged("tables that are not ours")
        db.execute("PRAGMA journal_mode = WAL")

    def _back_up(self, db: sqlite3.Connection, version: int) -> None:
        """Keep the file as it is before a migration, written whole before it gets its name."""
        backup = self._path.with_name(f"takes.schema-{version}.sqlite")
        part = backup.with_name(backup.name + ".part")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        part.replace(backup)

    def _put_aside(self, damaged: int | None) -> None:
        """Rename the damaged file and its log, unless another program has done so by now."""
        with running.alone(self._folder / ".mending", self._patience):
            if damaged is None or self._inode() != damaged:
                return
            number = 1
            while (kept := self._path.with_name(f"takes.damaged-{number}.sqlite")).exists():
                number += 1
            for suffix in _ALONGSIDE:
                part = self._path.with_name(NAME + suffix)
                if part.exists():
                    part.replace(kept.with_name(kept.name + suffix))
            self.set_aside = (*self.set_aside, kept)

    def _inode(self) -> int | None:
        try:
            return self._path.stat().st_ino
        except FileNotFoundError:
            return None

    def _is_settled(self) -> bool:
        """Whether everything is in the one file: no log beside it that would have to be read too."""
        log = self._path.with_name(NAME + "-wal")
        return _holds(self._path) and not _holds(log)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, OSError) as error:
            raise faults.explain(error, self._folder) from error
        except Damaged as error:
            raise LibraryProblem(f"The library in {self._folder} is damaged: {error}.", "Restore a backup.") from error


def _holds(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _quick_check(db: sqlite3.Connection) -> None:
    verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Damaged(str(verdict))
