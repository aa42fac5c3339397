"""Stand-ins for parts that need a machine: they keep the contract that the real ones are tested for."""

from collections.abc import Iterable

from askforit_desktop.closing.transcript import Transcript, Word
from askforit_desktop.problems import RecogniserDied
from askforit_desktop.speech.hearing import Blocks, HeardUpTo, Listener, WordsHeard
from askforit_desktop.speech.recogniser import nobody


class ScriptedRecogniser:
    """Hears the same words in every take, each as soon as the take is long enough; can be told to die.

    `dies_after` are the seconds of sound after which takes end with RecogniserDied.
    """

    def __init__(self, words: Iterable[Word] = (), hears: Iterable[str] = (), dies_after: float | None = None) -> None:
        self.words = tuple(words)
        self.hears = frozenset(hears)
        self.dies_after = dies_after
        self.closed = False

    def warm(self) -> None:
        pass

    def wait_ready(self) -> frozenset[str]:
        return self.hears

    def listen(self, rate: int, listener: Listener, replay: Blocks) -> "ScriptedHearing":
        del replay
        return ScriptedHearing(self, rate, listener)

    def transcribe(self, rate: int, blocks: Blocks, listener: Listener = nobody) -> Transcript:
        hearing = self.listen(rate, listener, blocks)
        for block in blocks():
            hearing.hear(block)
        return hearing.finish()

    def close(self) -> None:
        self.closed = True


class ScriptedHearing:
    """A take of the scripted recogniser; tells at once, on the caller's thread."""

    lag = 0.0

    def __init__(self, recogniser: ScriptedRecogniser, rate: int, listener: Listener) -> None:
        self._recogniser = recogniser
        self._rate = rate
        self._listener = listener
        self._bytes = 0
        self._cancelled = False
        self.words: tuple[Word, ...] = ()

    def hear(self, pcm: bytes) -> None:
        self._bytes += len(pcm)
        if self._cancelled:
            return
        words = tuple(word for word in self._recogniser.words if word.end <= self._seconds)
        new, self.words = words[len(self.words) :], words
        if new:
            self._listener(WordsHeard(new))
        self._listener(HeardUpTo(self._seconds))

    def finish(self, timeout: float | None = None) -> Transcript:
        del timeout
        if self._recogniser.dies_after is not None and self._seconds >= self._recogniser.dies_after:
            raise RecogniserDied("The recogniser stopped before it was done: it was ended by SIGKILL.", status=-9)
        return Transcript(self.words, self._seconds, self._recogniser.hears)

    def cancel(self) -> None:
        self._cancelled = True

    @property
    def _seconds(self) -> float:
        return self._bytes / 2 / self._rate
