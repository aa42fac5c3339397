"""Recordings heard ahead: while one is judged and printed, the next ones are being heard."""

import threading
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import Problem
from askforit_desktop.studio import Studio


class HeardAhead:
    """A recording that is being heard, or will be: `seconds` of it are done, of `whole` (None: not known)."""

    def __init__(self, studio: Studio, file: Path, pool: ThreadPoolExecutor, given_up: threading.Event) -> None:
        self.file = file
        self.seconds = 0.0
        self.whole: float | None = None
        self._given_up = given_up
        self._words: Future[Transcript] = pool.submit(studio.transcribe, file, self._report)

    def done_within(self, seconds: float) -> bool:
        """Wait so long at most; whether it was heard out or failed."""
        return bool(wait((self._words,), seconds).done)

    def transcript(self) -> Transcript:
        """Its words; what `Studio.transcribe` raised."""
        return self._words.result()

    def _report(self, done: float, whole: float | None) -> bool:
        self.seconds, self.whole = done, whole
        return not self._given_up.is_set()


def heard_ahead(studio: Studio, recordings: Sequence[Path]) -> Generator[HeardAhead, None, None]:
    """The recordings in their order, with the first and as many others as pay being heard; to be closed at the end."""
    with suppress(Problem):  # each recording will raise it again
        studio.warm()
    given_up = threading.Event()
    # One more than there are recognisers, so that its sound is there when one of them is done.
    pool = ThreadPoolExecutor(studio.jobs + 1, "recording")
    try:
        yield from [HeardAhead(studio, file, pool, given_up) for file in recordings]
    finally:
        given_up.set()
        pool.shutdown(wait=False, cancel_futures=True)
