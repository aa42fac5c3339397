"""Fetch a file over HTTP into a `.part` file: resumed, retried, checked, and stopped at once when asked.

Slow to import, because requests is: only when something is fetched.
"""

import errno
import json
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import requests

from askforit_desktop.problems import DownloadProblem
from askforit_desktop.speech import web
from askforit_desktop.speech.job import Job, Progress, Step
from askforit_desktop.speech.part import (
    SPARE_BYTES,
    UNHURRIED,
    Expected,
    Timing,
    drop,
    mismatch,
    no_room,
    note_of,
    size_of,
)
from askforit_desktop.speech.web import Again

LARGEST_BYTES = 8_000_000_000
"""Where the size is not known beforehand: three times the largest official model."""

_BLOCK = 1 << 16
_WHOLE, _GOES_ON, _PAST_THE_END = 200, 206, 416
_PROXY_ASKS = 407
_LATER = (408, 425, 429, 500, 502, 503, 504)


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
            if not offset or offset != total:
                self._fits(offset, total)
                if not offset:
                    self._begin_anew(response)
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
            origin = json.loads(note_of(self._part).read_bytes())
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
                return 0, web.whole_number(response.headers.get("Content-Length"))
            case status if status in _LATER:
                raise Again(f"the server is not able to ({status})")
            case status if status == _PROXY_ASKS:
                raise web.proxy_refuses()
        raise web.problem(self._url, f"The server does not give the file ({response.status_code} {response.reason}).")

    def _begin_anew(self, response: requests.Response) -> None:
        """Drop what is here, then note which version comes: never is a part under another version's name."""
        drop(self._part)
        # A weak tag means "much the same", which is not good enough to go on from.
        tag = response.headers.get("ETag", "")
        validator = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
        note_of(self._part).write_text(json.dumps({"url": self._url, "validator": validator}))

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
        wrong = mismatch(self._part, self._expected, self._job)
        if not wrong:
            return
        drop(self._part)
        if resumed:
            raise Again("the parts did not fit together")
        raise web.problem(self._url, f"What the server sent is not the right file: {wrong}.")
