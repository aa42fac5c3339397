"""A take's sound for the window: plays one recording at a time, and tells where it is."""

from PySide6.QtCore import QObject, QTimer, Signal

from askforit_desktop.audio.player import Event, PlaybackFailed, Player
from askforit_desktop.closing.take import Take
from askforit_desktop.gui.bridge import Bridge
from askforit_desktop.problems import Problem
from askforit_desktop.studio import Studio

_TICK = 33  # milliseconds between two looks at the position; the screen shows no more


class Playback(QObject):
    """`moved` has the position in seconds, `changed` whether it plays, `failed` the Problem."""

    moved = Signal(float)
    changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._bridge = studio, bridge
        self._player: Player | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._look)

    def load(self, take: Take) -> None:
        """Be ready to play a take."""
        self.unload()
        try:
            self._player = self._studio.player(take, lambda event: self._bridge.post(lambda: self._over(event)))
        except Problem as problem:
            self.failed.emit(problem)

    def unload(self) -> None:
        """Let go of the recording and, before long, of the speaker."""
        player, self._player = self._player, None
        if player:
            self._stop_looking()
            self._bridge.run(player.close, lambda _: None)

    def shut_down(self) -> None:
        """Stop, and wait until the speaker is free: the program ends."""
        player, self._player = self._player, None
        self._timer.stop()
        if player:
            player.close()

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self._player is not None and self._player.is_playing

    @property
    def position(self) -> float:
        """The second that is heard."""
        return self._player.position if self._player else 0.0

    def toggle(self) -> None:
        """Play, or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Play from where it is."""
        if self._player:
            self._player.play()
            self._timer.start()
            self.changed.emit(True)

    def pause(self) -> None:
        """Stop and stay."""
        if self._player and self._player.is_playing:
            self._player.pause()
            self._stop_looking()

    def seek(self, second: float) -> None:
        """Go to a second."""
        if self._player:
            self._player.seek(second)
            self.moved.emit(self._player.position)

    def play_from(self, second: float) -> None:
        """Hear what was said at a second."""
        self.seek(second)
        self.play()

    def step(self, seconds: float) -> None:
        """Go back or on by so many seconds."""
        self.seek(self.position + seconds)

    def _look(self) -> None:
        self.moved.emit(self.position)

    def _stop_looking(self) -> None:
        self._timer.stop()
        self.changed.emit(False)

    def _over(self, event: Event) -> None:
        if self.is_playing:  # it was over, and has been started again since
            return
        self._stop_looking()
        self._look()
        if isinstance(event, PlaybackFailed):
            self.failed.emit(event.problem)
