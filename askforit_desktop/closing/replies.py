"""The other side of the table: what an interviewer may say after the ask, and how to answer."""

import tomllib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """A hard reply, how to understand it, and a way to answer; the answer may hold `{role}` and `{company}`."""

    said: str
    means: str
    answer: str
    source: str


def read_replies(text: str) -> tuple[Reply, ...]:
    """The replies of a TOML text that comes with the program."""
    return tuple(Reply(**table) for table in tomllib.loads(text)["reply"])
