"""The rubric: the elements of a close and the limits of its delivery, read from TOML text."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
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
    """A line to try, and the title of the article it stands in (empty: our own).

    The text may hold `{role}` and `{company}`.
    """

    text: str
    source: str

    def spoken(self, role: str = "", company: str = "") -> str:
        """The line with the role and the company filled in."""
        job = f"the {role} role" if role else "this role"
        return self.text.replace("{role}", job).replace("{company}", company or "your company")


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
    """What a close is judged by; `priority` holds the element ids in the order in which to speak of missed ones."""

    version: int
    elements: tuple[Element, ...]
    checks: tuple[CheckText, ...]
    limits: Limits
    priority: tuple[str, ...]

    def element(self, name: str) -> Element:
        """The element with this id; KeyError if there is none."""
        for element in self.elements:
            if element.id == name:
                return element
        raise KeyError(name)

    def tailored(self, off: Collection[str], own_lines: Mapping[str, tuple[str, ...]], limits: Limits) -> Self:
        """The same rubric as one user wants it: without some elements, with their own lines, within their own limits."""
        elements = tuple(
            replace(element, phrases=element.phrases + own_lines.get(element.id, ()))
            for element in self.elements
            if element.id not in off
        )
        return replace(self, elements=elements, limits=limits)

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
            priority=tuple(data.get("priority", ())),
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
