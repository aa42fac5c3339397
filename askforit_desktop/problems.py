"""Every failure that is expected, each with a sentence and a hint for the user.

    Problem
    ├── UnreadableFile       a recording or text that cannot be read
    ├── NoSpeech             a recording in which no words were heard
    ├── ModelProblem         a speech model that is missing, damaged or refused
    ├── RecogniserDied       the worker process ended before it was done
    ├── AudioProblem         no microphone, no speakers, a device that went
    ├── LibraryProblem       the takes cannot be opened or written
    ├── ExportProblem        a take that cannot be written as a file of another kind
    ├── DownloadProblem      a model that could not be fetched
    ├── RubricProblem        a rubric file that cannot be used
    └── GivenUp              work that the user gave up: no failure, and nothing to tell

Anything else that is raised is a bug.
"""


class Problem(Exception):
    """An expected failure: `sentence` says what happened, `hint` what to do next (may be empty)."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(f"{sentence} {hint}".strip())
        self.sentence = sentence
        self.hint = hint


class UnreadableFile(Problem):
    """A recording or text file that cannot be read."""


class NoSpeech(Problem):
    """A recording in which no words were heard."""


class ModelProblem(Problem):
    """A speech model that is missing, damaged or refused."""


class RecogniserDied(Problem):
    """The recogniser's process ended before it was done, with `status` (None: unknown)."""

    def __init__(self, sentence: str, hint: str = "", status: int | None = None) -> None:
        super().__init__(sentence, hint)
        self.status = status


class AudioProblem(Problem):
    """No microphone, no speakers, or a device that went away."""


class LibraryProblem(Problem):
    """The library of takes cannot be opened or written."""


class ExportProblem(Problem):
    """A take that cannot be written as a file of another kind."""


class DownloadProblem(Problem):
    """A model that could not be fetched."""


class RubricProblem(Problem):
    """A rubric file that cannot be used."""


class GivenUp(Problem):
    """Work that the user gave up: no failure, and nothing to tell."""
