"""A file in the microphone's place: its words, and its copy as our own WAV."""

from collections.abc import Callable, Iterator
from pathlib import Path

from askforit_desktop.audio import wav
from askforit_desktop.audio.decode import Decoded, open_recording
from askforit_desktop.closing.transcript import Transcript
from askforit_desktop.problems import GivenUp, LibraryProblem, NoSpeech
from askforit_desktop.speech.hearing import Event, HeardUpTo
from askforit_desktop.speech.recogniser import Recogniser

Progress = Callable[[float, float | None], bool]
"""Told how many seconds of a recording are done, and of how many (None: not known); False gives the work up."""


def unwatched(_done: float, _whole: float | None) -> bool:
    """The progress that nobody follows and nobody gives up."""
    return True


def transcribe(recogniser: Recogniser, file: Path, progress: Progress) -> Transcript:
    """The words of a recording; UnreadableFile, NoSpeech, ModelProblem, RecogniserDied or GivenUp."""
    recording = open_recording(file)
    heard = 0.0

    def listen(event: Event) -> None:
        nonlocal heard
        if isinstance(event, HeardUpTo):
            heard = event.seconds

    def blocks() -> Iterator[bytes]:
        for block in recording.blocks():
            if not progress(heard, recording.duration):
                raise GivenUp("It was given up.")
            yield block

    transcript = recogniser.transcribe(recording.rate, blocks, listen)
    if not transcript.words:
        raise NoSpeech(
            "No speech was heard in the recording.", "Play it: is it silent, very faint, or in another language?"
        )
    return transcript


def copy(recording: Decoded, path: Path) -> float:
    """Write a recording as our own WAV; its seconds. LibraryProblem where the disk refuses."""
    try:
        with wav.WavWriter(path, recording.rate) as out:
            for block in recording.blocks():
                out.write(block)
            return out.seconds
    except OSError as error:
        raise LibraryProblem(
            f"The recording could not be copied: {error.strerror}.", "Free some space on the disk."
        ) from error
