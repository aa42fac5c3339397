"""A user at a desk: a screen made for the test, a mouse and a keyboard, and the program in front of them."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

Shown = dict[str, Any]
PATIENCE = 40  # seconds; everything takes a second or two on two idle cores


@contextmanager
def screen() -> Iterator[str]:
    """A screen of its own; its DISPLAY."""
    read, write = os.pipe()
    size = ("-screen", "0", "1400x900x24", "-nolisten", "tcp")
    server = subprocess.Popen(("Xvfb", "-displayfd", str(write), *size), pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Desk:
    """The running program, seen and touched from outside."""

    def __init__(self, display: str, home: Path) -> None:
        self._environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "ASKFORIT_HOME": str(home)}
        self._log = home.parent / "program.log"
        command = (sys.executable, "-X", "faulthandler", "-m", "tests.e2e.window_reporter")
        with self._log.open("w") as log:
            self._program = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.shown: Shown = {}

    def _read(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.put(line)

    def wait_for(self, true: Callable[[Shown], object]) -> Shown:
        """Wait until the window shows something."""
        while not (self.shown and true(self.shown)):
            try:
                self.shown = json.loads(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"waited in vain; the window shows {self.shown}") from None
        return self.shown

    def _settle(self) -> None:
        """Wait until nothing moves any more: on a busy machine what is still to come takes a while."""
        with suppress(queue.Empty):
            while True:
                self.shown = json.loads(self._lines.get(timeout=1.5))

    def see(self, text: str) -> Shown:
        """Wait until a text can be read."""
        return self.wait_for(lambda shown: text in shown.get("texts", ()))

    def press(self, key: str) -> None:
        self._do("key", key)

    def click(self, button: str) -> None:
        """Click a button by its name."""
        self.wait_for(lambda shown: button in shown.get("buttons", ()))
        self._settle()
        self.point_at(self.shown["buttons"][button])

    def point_at(self, place: list[int]) -> None:
        self._do("mousemove", str(place[0]), str(place[1]), "click", "1")

    def leave(self) -> str:
        """Close the program by its key; what it said on stderr."""
        self.press("ctrl+q")
        assert self._program.wait(PATIENCE) == 0
        return self._finish()

    def _finish(self) -> str:
        self._reader.join()
        assert self._program.stdout is not None
        self._program.stdout.close()
        return self._log.read_text()

    def end(self) -> None:
        """End the program if a test that failed left it, and tell what it said."""
        if self._program.stdout and not self._program.stdout.closed:
            self._program.kill()
            print(f"ended with {self._program.wait()}")
            print(self._finish())

    def _do(self, *words: str) -> None:
        subprocess.run(("xdotool", *words), env=self._environment, check=True, timeout=30)


@contextmanager
def at_the_desk(display: str, home: Path) -> Iterator[Desk]:
    desk = Desk(display, home)
    try:
        yield desk
    finally:
        desk.end()
