"""The rubric: the elements of a close and the limits of its delivery, read from TOML text."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from math import inf
from typing import Any, Self

from askforit_desktop.problems import RubricProblem

_HINT = "Compare it with what `askforit rubric` prints."
_KINDS = {int: "a whole number", int | float: "a number", str: "a text", list: "a list", dict: "a table"}


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
    In a rubric's text an element needs `id`, `act` and `title`; all else may be left out.
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
    """What a close is judged by; `priority` holds the element ids in the order in which to speak of missed ones.

    Elements that a rubric's text does not rank come last in it.
    """

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

    def check(self, name: str) -> CheckText:
        """The words for the check with this id; RubricProblem if there are none."""
        for check in self.checks:
            if check.id == name:
                return check
        raise RubricProblem(f"The rubric has no check “{name}”.", _HINT)

    def tailored(self, off: Collection[str], own_lines: Mapping[str, tuple[str, ...]], limits: Limits) -> Self:
        """The rubric as one user wants it: without some elements, with their own lines, within their own limits."""
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
        except ValueError as error:
            raise RubricProblem(f"The rubric cannot be used: {error}.", _HINT) from error

    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> Self:
        version = _value(data, "version", int)
        elements = tuple(_element(table) for table in _tables(data, "element"))
        if not elements:
            raise ValueError("it holds no element")
        checks = tuple(_check(table) for table in _tables(data, "check"))
        priority = _texts(data, "priority")
        _refuse_twins((*(element.id for element in elements), *(check.id for check in checks)))
        known = tuple(element.id for element in elements)
        for name in priority:
            if name not in known:
                raise ValueError(f"“priority” names “{name}”, which is no element")
        priority += tuple(name for name in known if name not in priority)
        return cls(version, elements, checks, _limits(_value(data, "limits", dict)), priority)


def _element(table: Mapping[str, Any]) -> Element:
    _refuse_unknown(table, Element)
    return Element(
        id=_text(table, "id"),
        act=_act(_text(table, "act")),
        title=_text(table, "title"),
        why=_text_if_any(table, "why"),
        source=_text_if_any(table, "source"),
        lines=tuple(_line(line) for line in _tables(table, "lines")) if "lines" in table else (),
        heard=_texts(table, "heard"),
        not_heard=_texts(table, "not_heard"),
        phrases=_texts(table, "phrases"),
    )


def _line(table: Mapping[str, Any]) -> Line:
    _refuse_unknown(table, Line)
    return Line(_text(table, "text"), _text_if_any(table, "source"))


def _act(name: str) -> Act:
    if name not in tuple(Act):
        raise ValueError(f"“{name}” is no act; an act is {', '.join(Act)}")
    return Act(name)


def _check(table: Mapping[str, Any]) -> CheckText:
    _refuse_unknown(table, CheckText)
    return CheckText(**{field.name: _text(table, field.name) for field in fields(CheckText)})


def _limits(table: Mapping[str, Any]) -> Limits:
    _refuse_unknown(table, Limits)
    numbers = {field.name: _number(table, field.name) for field in fields(Limits) if field.name != "fillers"}
    for low, high in (("length_min", "length_max"), ("pace_min", "pace_max"), ("fillers_quiet", "fillers_many")):
        if numbers[low] > numbers[high]:
            raise ValueError(f"“{low}” is more than “{high}”")
    return Limits(fillers=_texts(table, "fillers"), **numbers)


def _value(table: Mapping[str, Any], name: str, kind: Any) -> Any:
    if name not in table:
        raise ValueError(f"“{name}” is missing{_where(table)}")
    value = table[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"“{name}” is not {_KINDS[kind]}{_where(table)}")
    return value


def _text(table: Mapping[str, Any], name: str) -> str:
    text = str(_value(table, name, str))
    if not text.strip():
        raise ValueError(f"“{name}” is empty{_where(table)}")
    return text


def _text_if_any(table: Mapping[str, Any], name: str) -> str:
    return str(_value(table, name, str)) if name in table else ""


def _texts(table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts; empty where there is none."""
    texts = _value(table, name, list) if name in table else []
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"“{name}” is not a list of texts{_where(table)}")
    return tuple(texts)


def _number(table: Mapping[str, Any], name: str) -> Any:
    number = _value(table, name, int | float)
    if not 0 <= number < inf:
        raise ValueError(f"“{name}” is not a number from 0 up")
    return number


def _tables(table: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    tables = _value(table, name, list)
    if not all(isinstance(item, dict) for item in tables):
        raise ValueError(f"“{name}” is not a list of tables{_where(table)}")
    return tuple(tables)


def _where(table: Mapping[str, Any]) -> str:
    return f" in “{table['id']}”" if "id" in table else ""


def _refuse_unknown(table: Mapping[str, Any], kind: type) -> None:
    """A misspelled name would go unnoticed otherwise."""
    known = [field.name for field in fields(kind)]
    for name in table:
        if name not in known:
            raise ValueError(f"“{name}”{_where(table)} is not known here; known are {', '.join(known)}")


def _refuse_twins(ids: tuple[str, ...]) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise ValueError(f"two elements or checks are called “{name}”")
