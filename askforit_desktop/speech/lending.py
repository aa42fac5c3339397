"""The recogniser in use, lent to takes and files; one that was replaced is closed once nobody has it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from askforit_desktop.speech.recogniser import Recogniser


class Lending:
    """Opens a recogniser by `make` when it is first needed, and hands it out; from any thread."""

    def __init__(self, make: "Callable[[], Recogniser]") -> None:
        self._make = make
        self._turn = threading.Lock()
        self._retired: tuple[Recogniser, ...] = ()
        self._lent: list[Recogniser] = []
        self.opened: Recogniser | None = None

    @property
    def in_use(self) -> "Recogniser":
        """The recogniser in use, opened if it is not yet."""
        with self._turn:
            return self._open()

    @contextmanager
    def borrowed(self) -> "Iterator[Recogniser]":
        """The recogniser in use, for a file: it stays open until then, whichever model is chosen meanwhile."""
        with self._turn:
            recogniser = self._open()
            self._lent.append(recogniser)
        try:
            yield recogniser
        finally:
            self._lent.remove(recogniser)

    def retire(self) -> None:
        """Use the recogniser no more, if it was opened; a take or a file may still be in its hands."""
        with self._turn:
            if self.opened:
                self._retired = (*self._retired, self.opened)
            self.opened = None

    def close_idle(self) -> None:
        """Close what is retired and not lent."""
        self._close(busy=tuple(self._lent))

    def close(self) -> None:
        """Close all."""
        self.retire()
        self._close()

    def _open(self) -> "Recogniser":
        self.opened = self.opened or self._make()
        return self.opened

    def _close(self, busy: "tuple[Recogniser, ...]" = ()) -> None:
        with self._turn:
            idle = tuple(recogniser for recogniser in self._retired if recogniser not in busy)
            self._retired = tuple(recogniser for recogniser in self._retired if recogniser in busy)
        for recogniser in idle:
            recogniser.close()
