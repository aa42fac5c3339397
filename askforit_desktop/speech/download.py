"""Fetch a file over HTTP into a `.part` file: resumed, retried, checked, and stopped at once when asked."""

import errno
import hashlib
import json
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from askforit_desktop.problems import DownloadProblem
from askforit_desktop.speech import web
from askforit_desktop.speech.job import Job, Progress, Step
from askforit_desktop.speech.web import Again

LARGEST_BYTES = 8_000_000_000
"""Where the size is not known beforehand: three times the largest official model."""

SPARE_BYTES = 50_000_000
"""What is left free on the disk."""

_BLOCK = 1 << 16
_WHOLE, _GOES_ON, _PAST_THE_END = 200, 206, 416
_PROXY_ASKS = 407
_LATER = (408, 425, 429, 500, 502, 503, 504)


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


def fetch(urls: Iterable[str], part: Path, expected: Expected, job: Job, timing: Timing = UNHURRIED) -> None:
    """Fetch a file into `part` from the first address that has it, going on where an earlier attempt stopped.

    DownloadProblem, or Cancelled; then `part` stays where it is worth going on. Use `drop` when it is not needed.
    """
    problem = DownloadProblem("There is no address to download from.")
    with web.session() as session:
        for url in urls:
            try:
                return _Fetching(session, url, part, expected, job, timing).run()
            except DownloadProblem as this:
                problem = this
    raise problem


def drop(part: Path) -> None:
    """Delete a `.part` file, and what was noted about it."""
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


def size_of(part: Path) -> int:
    """How many bytes are here already."""
    return part.stat().st_size if part.exists() else 0


class _Fetching:
    """One address, tried until it has given the file or fails for good."""

    def __init__(
        self, session: requests.Session, url: str, part: Path, expected: Expected, job: Job, timing: Timing
    ) -> None:
        self._session = session
        self._url = url
        self._part = part
        self._expected = expected
        self._job = job
        self._timing = timing

    def run(self) -> None:
        """Fetch and check the file."""
        failures, furthest = 0, size_of(self._part)
        while True:
            resumed = size_of(self._part) > 0
            try:
                with web.in_words(self._url):
                    self._transfer()
                return self._prove(resumed)
            except Again as again:
                failures = 1 if size_of(self._part) > furthest else failures + 1
                furthest = max(furthest, size_of(self._part))
                if failures >= self._timing.attempts:
                    raise web.problem(self._url, f"The download broke off: {again}.") from again
                self._wait(failures, str(again))
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise no_room(self._part, SPARE_BYTES) from error
                raise DownloadProblem(f"The download cannot be written: {error.strerror}.") from error

    def _wait(self, failures: int, why: str) -> None:
        delay = self._timing.delay(failures)
        note = f"{why}; trying again in {delay:.0f} s"
        self._job.tell(Progress(Step.FETCHING, size_of(self._part), self._expected.bytes, 0.0, note))
        self._job.wait(delay)

    def _transfer(self) -> None:
        offset = size_of(self._part) if self._may_go_on() else 0
        if offset and offset == self._expected.bytes:
            return
        timeout = (self._timing.connect, self._timing.read)
        with self._session.get(self._url, headers=self._headers(offset), stream=True, timeout=timeout) as response:
            offset, total = self._begin(response, offset)
            if offset != total:
                self._fits(offset, total)
                self._receive(response.raw, offset, total)
        if total is not None and size_of(self._part) < total:
            raise Again("the connection was cut")

    def _may_go_on(self) -> bool:
        """Whether what is here is the beginning of this very file, or will be found out not to be."""
        origin = self._origin()
        return self._expected.certain or (origin.get("url") == self._url and bool(origin.get("validator")))

    def _origin(self) -> dict[str, str]:
        """Where what is here came from, and how its server named this version of it."""
        try:
            origin = json.loads(_note(self._part).read_bytes())
        except (OSError, ValueError):
            return {}
        return origin if isinstance(origin, dict) else {}

    def _headers(self, offset: int) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if not self._expected.certain:
                headers["If-Range"] = self._origin()["validator"]
        return headers

    def _begin(self, response: requests.Response, offset: int) -> tuple[int, int | None]:
        """Where this response's bytes belong, and how many the file has in all."""
        start, total = web.content_range(response)
        match response.status_code:
            case status if status == _GOES_ON and offset and start == offset:
                return offset, total
            case status if status == _PAST_THE_END and offset and offset == total:
                return offset, total
            case status if status in (_GOES_ON, _PAST_THE_END) and offset:
                drop(self._part)
                raise Again("what is here does not fit what the server has")
            case status if status == _WHOLE:
                # A weak tag means "much the same", which is not good enough to go on from.
                tag = response.headers.get("ETag", "")
                validator = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
                _note(self._part).write_text(json.dumps({"url": self._url, "validator": validator}))
                return 0, web.whole_number(response.headers.get("Content-Length"))
            case status if status in _LATER:
                raise Again(f"the server is not able to ({status})")
            case status if status == _PROXY_ASKS:
                raise web.proxy_refuses()
        raise web.problem(self._url, f"The server does not give the file ({response.status_code} {response.reason}).")

    def _fits(self, offset: int, total: int | None) -> None:
        expected = self._expected.bytes
        if total is not None and expected is not None and total != expected:
            raise web.problem(self._url, f"The server has another file: {total} bytes instead of {expected}.")
        size = total or expected or 0
        if size > LARGEST_BYTES:
            raise web.problem(self._url, f"The file is too large for a speech model: {size} bytes.")
        missing = size - offset + SPARE_BYTES - shutil.disk_usage(self._part.parent).free
        if missing > 0:
            raise no_room(self._part, missing)

    def _receive(self, raw: Any, offset: int, total: int | None) -> None:
        total = total or self._expected.bytes
        began, done = time.monotonic(), offset
        self._job.tell(Progress(Step.FETCHING, done, total))
        with self._part.open("ab" if offset else "wb") as file, self._job.interrupting(raw.shutdown):
            while data := raw.read1(_BLOCK):
                # First: what an interrupted TLS connection still gives is not the file's.
                self._job.check()
                done += len(data)
                if done > (total or LARGEST_BYTES):
                    raise web.problem(self._url, "The server sent more than it said.")
                file.write(data)
                speed = (done - offset) / max(1e-6, time.monotonic() - began)
                self._job.tell(Progress(Step.FETCHING, done, total, speed))

    def _prove(self, resumed: bool) -> None:
        """Check the file; one that was put together from parts gets another chance as a whole."""
        wrong = _mismatch(self._part, self._expected, self._job)
        if not wrong:
            return
        drop(self._part)
        if resumed:
            raise Again("the parts did not fit together")
        raise web.problem(self._url, f"What the server sent is not the right file: {wrong}.")


def no_room(beside: Path, missing: int) -> DownloadProblem:
    """Too little room on the disk, for something that lies beside a path; `missing` in bytes."""
    return DownloadProblem(
        f"There is too little room on the disk: about {max(1, missing // 1_000_000)} MB are missing.",
        f"Make some room where {beside.parent} is, then try again: it goes on from where it was.",
    )


def _note(part: Path) -> Path:
    return part.with_name(part.name + ".from")


def _mismatch(path: Path, expected: Expected, job: Job) -> str:
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
