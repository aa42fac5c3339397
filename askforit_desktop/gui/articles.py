"""The articles that the rubric names by their numbers."""

import re

ARTICLES = (
    "Those Who Ask, Get",
    "Job Interview Tip: The Hardest Part of the Interview Is Asking for the Job",
    "Hey Rockstar Candidate - If You Want The Job, Ask For It!!! (Tim Tolan)",
    "Untitled, on asking for the job as a balance of listening and asking",
    "Don't Be Afraid to Ask Interviewers Where You Stand",
)

_NUMBERED = re.compile(r"articles? [0-4](?:(?:, | and )[0-4])*")


def cited(source: str) -> tuple[str, ...]:
    """The titles of the articles that a source consists of; empty where it says anything else."""
    numbers = re.findall(r"\d", source) if _NUMBERED.fullmatch(source) else ()
    return tuple(ARTICLES[int(number)] for number in numbers)
