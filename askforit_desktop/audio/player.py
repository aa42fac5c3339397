"""Plays a recording: play, pause, go to a second, and know the second that is heard.

    player = Player(path, listener)
    player.seek(3.2)
    player.play()              # ... PlayedToEnd() or PlaybackFailed(problem)
    player.close()

All calls return at once. The listener is called on the player's own thread.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from askforit_desktop.audio.playback import Playback
from askforit_desktop.audio.wav import seconds
from askforit_desktop.problems import Problem


@dataclass(frozen=True, slots=True)
class PlayedToEnd:
    """The last sample has sounded; to play again begins at the start."""


@dataclass(frozen=True, slots=True)
class PlaybackFailed:
    """Playing ended before its time; the position stays where it was."""

    problem: Problem


Event = PlayedToEnd | PlaybackFailed
Listener = Callable[[Event], None]


class Player:
    """One recording, heard through the speaker of that name, "" for the default one; UnreadableFile if it is none."""

    def __init__(self, path: Path, listener: Listener, speaker: str = "") -> None:
        self.duration = seconds(path)
        self._path = path
        self._listener = listener
        self._speaker = speaker
        self._lock = threading.Lock()
        self._position = 0.0
        self._playing: Playback | None = None
        self._latest: Playback | None = None

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self._playing is not None

    @property
    def position(self) -> float:
        """The second that is heard, within 20 ms, or that would be heard next."""
        with self._lock:
            return self._here()

    def play(self) -> None:
        """Play from the position on; from the start if that is the end."""
        with self._lock:
            if self._playing is None:
                self._begin()

    def pause(self) -> None:
        """Stop and stay."""
        with self._lock:
            self._halt()

    def seek(self, second: float) -> None:
        """Go to a second, and go on playing from there if it plays."""
        with self._lock:
            was_playing = self._playing is not None
            self._halt()
            self._position = min(max(second, 0.0), self.duration)
            if was_playing:
                self._begin()

    def close(self) -> None:
        """Stop, and wait until the speaker is free."""
        self.pause()
        if self._latest is not None:
            self._latest.join()

    def _here(self) -> float:
        return self._position if self._playing is None else min(self._playing.position, self.duration)

    def _begin(self) -> None:
        if self._position >= self.duration:
            self._position = 0.0
        self._playing = Playback(self._path, self._speaker, self._position, self._over, self._latest)
        self._latest = self._playing

    def _halt(self) -> None:
        if self._playing is not None:
            self._position = self._here()
            self._playing.stop()
            self._playing = None

    def _over(self, playback: Playback, problem: Problem | None) -> None:
        with self._lock:
            if self._playing is not playback:
                return
            self._position = self._here() if problem else self.duration
            self._playing = None
        self._listener(PlayedToEnd() if problem is None else PlaybackFailed(problem))
