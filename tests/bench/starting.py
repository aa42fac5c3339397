"""How soon a command has done its work."""

from pathlib import Path

from tests.bench.command import PYTHON, alternated, processor, run, wall
from tests.bench.figure import Figure, ratio

NOTE = (
    "Thank you for your time today, I enjoyed hearing about the team. I am very excited about this role and I want it. "
    "What are the next steps? I will send you my references on Monday and call you at the end of next week."
)


def note(folder: Path, pairs: int = 15, target: float = 3.0) -> tuple[Figure, ...]:
    """A text from the shell to its judged page, against a Python that only loads numpy."""
    text = folder / "note.txt"
    text.write_text(NOTE, encoding="utf-8")
    check = (*PYTHON, "-m", "askforit_desktop", "check", text)
    bare = (*PYTHON, "-c", "import numpy")
    home = str(folder / "home")
    costs = alternated(lambda: run(check, ASKFORIT_HOME=home), lambda: run(bare), pairs)
    return (
        ratio("askforit check note.txt / python -c 'import numpy'", wall(costs), "s", target),
        ratio("the same, processor time", processor(costs), "s", target),
    )
