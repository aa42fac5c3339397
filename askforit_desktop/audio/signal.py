"""What a stretch of samples shows while it is recorded: level, a flat line, the first sound."""

FLAT_SECONDS = 1.5  # told within 2 s; noise-gated microphones are flat between words, seldom for longer
_LEVEL_SECONDS = 0.05
_FULL_SCALE = 32768.0


def mono(pcm: bytes, channels: int) -> bytes:
    """16-bit samples of one or more channels as their mean."""
    if channels == 1:
        return pcm
    import numpy as np

    mixed = np.frombuffer(pcm, "<i2").reshape(-1, channels).mean(axis=1)
    return bytes(np.rint(mixed).astype("<i2").tobytes())


class Signal:
    """Follows the samples of one take; times are seconds of sound, not of a clock."""

    def __init__(self) -> None:
        self.never_heard = True
        self._seconds = 0.0
        self._flat_for = 0.0
        self._since_level = 0.0
        self._loudest = 0

    def add(self, pcm: bytes, rate: int) -> None:
        """Take in the next samples, 16-bit mono."""
        if not pcm:
            return
        import numpy as np

        samples = np.frombuffer(pcm, "<i2")
        low, high, lasted = int(samples.min()), int(samples.max()), len(samples) / rate
        self._seconds += lasted
        self._since_level += lasted
        self._loudest = max(self._loudest, -low, high)
        # A microphone that is open is never this still: its own noise moves the lowest bits.
        if high == low:
            self._flat_for += lasted
        else:
            self._flat_for, self.never_heard = 0.0, False

    @property
    def is_flat(self) -> bool:
        """Whether nothing but one unmoving value has come for a while."""
        return self._flat_for >= FLAT_SECONDS

    def begun(self, patience: float) -> bool:
        """Whether sound has come, or so many seconds have passed without."""
        return not self.never_heard or self._seconds >= patience

    def level(self) -> float | None:
        """The loudest sample since the last answer, 0 to 1; None where less than a twentieth of a second has passed."""
        if self._since_level < _LEVEL_SECONDS - 1e-9:
            return None
        level = self._loudest / _FULL_SCALE
        self._since_level, self._loudest = 0.0, 0
        return level
