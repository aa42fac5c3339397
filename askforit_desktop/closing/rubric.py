"""The rubric: the elements of a close and the limits of its delivery, read from TOML text."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from askforit_desktop.problems import RubricProblem


class Act(StrEnum):
    """The four acts of a close, in order."""

    CONNECT = "connect"
    CASE = "case"
    ASK = "ask"
    SECURE = "secure"

    @property
    def label(self) -> str:
        """The act's name on screen."""
        return _ACT_LABELS[self]


_ACT_LABELS = {Act.CONNECT: "Connect", Act.CASE: "Make the case", Act.ASK: "Ask", Act.SECURE: "Secure"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line to try, and the article it stands in (empty: our own)."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a candidate can say in the close.

    `heard` and `not_heard` are example sentences: hints for the reader and tests of the judging at once.
    `phrases` are literal wordings that count besides what the judge has learned (a user's own lines).
    """

    id: str
    act: Act
    title: str
    why: str
    source: str
    lines: tuple[Line, ...]
    heard: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckText:
    """The words on screen for one delivery check, and where its limits come from."""

    id: str
    title: str
    why: str
    source: str
    advice: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the delivery checks; times in seconds, pace in words a minute, fillers a minute."""

    length_min: float
    length_max: float
    pace_min: float
    pace_max: float
    pause_long: float
    pauses_allowed: int
    pause_too_long: float
    fillers_quiet: float
    fillers_many: float
    words_for_pace: int
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a close is judged by."""

    version: int
    elements: tuple[Element, ...]
    checks: tuple[CheckText, ...]
    limits: Limits

    def element(self, id: str) -> Element:  # noqa: A002
        """The element with this id; KeyError if there is none."""
        return next((e for e in self.elements if e.id == id), None) or _unknown(id)

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read a rubric; a RubricProblem says what is wrong with the text."""
        try:
            return cls._read(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise RubricProblem(f"The rubric is not valid TOML: {error}.", "Mend the file at that place.") from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RubricProblem(
                f"The rubric lacks or misspells something: {error}.",
                "Compare it with resources/rubric.toml.",
            ) from error

    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> Self:
        limits = dict(data["limits"])
        limits["fillers"] = tuple(limits["fillers"])
        return cls(
            version=int(data["version"]),
            elements=tuple(_element(table) for table in data["element"]),
            checks=tuple(CheckText(**table) for table in data["check"]),
            limits=Limits(**limits),
        )


def _element(table: Mapping[str, Any]) -> Element:
    return Element(
        id=table["id"],
        act=Act(table["act"]),
        title=table["title"],
        why=table["why"],
        source=table["source"],
        lines=tuple(Line(line["text"], line.get("source", "")) for line in table["lines"]),
        heard=tuple(table.get("heard", ())),
        not_heard=tuple(table.get("not_heard", ())),
        phrases=tuple(table.get("phrases", ())),
    )


def _unknown(element: str) -> Element:
    raise KeyError(element)
