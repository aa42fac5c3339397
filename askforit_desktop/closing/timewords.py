"""The words that times are made of: weekdays, months, holidays, counts, units and days of the month.

Each is a slot for patterns: from a word on, the ways it can be read, as the index after it and its value.
"""

from collections.abc import Iterator, Sequence

from askforit_desktop.closing.grammar import Slot
from askforit_desktop.closing.numerals import NUMBER_WORDS, cardinal, ordinal

_WEEKDAYS = {
    name: index
    for index, names in enumerate(
        ("monday", "tuesday tues", "wednesday weds", "thursday thurs", "friday", "saturday", "sunday")
    )
    for name in names.split()
}
_MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june",
            "july",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_UNITS = {"hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight", "month": "month"}
# Before these an ordinal is a day of the month; "the second round" counts things.
_MAY_FOLLOW_A_DAY = frozenset(
    "could should may might shall and or so if at in when once to is that that's i i'll i'd i'm i've you you'll "
    "you'd with then please as but would does will for can we it's it yeah ok okay right after before latest "
    "works be good fine not just because since what how um uh say though even unless while my your the a this "
    "there here he she they who with no let maybe perhaps mate sir cheers thanks thank hope whether".split()
)
# One to three are said of anything; from four on a number is a day unless it counts one of these.
_SAID_OF_ANYTHING = 3
_COUNTED = frozenset(
    "round floor grade time interview year month quarter person one day week street avenue candidate "
    "generation century birthday anniversary season class game attempt try line page chapter".split()
)


def weekday(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A weekday, 0 for Monday; also "monday's"."""
    word = words[at].removesuffix("'s").removesuffix("'ll")
    if word in _WEEKDAYS:
        yield at + 1, _WEEKDAYS[word]


def month(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A month, 1 to 12."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    name = words[at].removesuffix("'s")
    if name in _MONTHS and not (name == "may" and follows in ("i", "we", "you")):
        yield at + 1, _MONTHS[name]


def day_ordinal(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A day of the month, 1 to 31: "twenty seventh", "27th"."""
    if found := ordinal(words, at):
        yield found[1], found[0]


def number(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A whole number: "five", "48"."""
    if found := cardinal(words, at):
        yield found[1], found[0]


def day_number(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A whole number that can be a day of the month."""
    yield from ((end, number) for end, number in number(words, at) if 1 <= number <= 31)


def hour(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """An hour of the day, 1 to 12, where no things are counted."""
    for end, value in number(words, at):
        follows = words[end] if end < len(words) else ""
        if 1 <= value <= 12 and follows not in _UNITS and (follows == "this" or not follows.endswith("s")):
            yield end, value


def count(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """How many: a number, "a", "a couple of"."""
    yield from number(words, at)
    for text, value in _COUNTS:
        if tuple(words[at : at + len(text)]) == text:
            yield at + len(text), value


_COUNTS = (
    (("a",), 1),
    (("an",), 1),
    (("a", "couple"), 2),
    (("a", "couple", "of"), 2),
    (("couple", "of"), 2),
)


def unit(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """A unit that time is counted in, as `Almanac.counted` names them."""
    if words[at] in ("business", "working") and at + 1 < len(words) and words[at + 1] in ("day", "days"):
        yield at + 2, "working day"
    name = words[at].removesuffix("'").removesuffix("'s").removesuffix("s")
    if name in _UNITS:
        yield at + 1, name


def plain_ordinal(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A day of the month said by its number alone: told from "the second round" by the words around it."""
    for end, number in day_ordinal(words, at):
        follows = words[end] if end < len(words) else None
        if follows is None or follows in _MAY_FOLLOW_A_DAY or (number > _SAID_OF_ANYTHING and follows not in _COUNTED):
            yield end, number


def bare_ordinal(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """A day of the month after "on" or "by", where hardly anything else is numbered: "by the second lovely"."""
    for end, number in day_ordinal(words, at):
        if end == len(words) or words[end] not in _COUNTED:
            yield end, number


def holiday(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """A holiday, as `Almanac.holiday` names it."""
    for text, name in _HOLIDAYS:
        end = at + len(text)
        if tuple(words[at:end]) == text and not _SEASONAL.issuperset(words[end : end + 1] or ("",)):
            yield end, name


# What is called after a holiday is not on that day.
_SEASONAL = frozenset("break holidays rush week party parties concert fair lunch dinner dishes cards do".split())


_HOLIDAYS = tuple(
    (tuple(text.split()), name)
    for text, name in (
        ("thanksgiving", "thanksgiving"),
        ("thanksgiving day", "thanksgiving"),
        ("turkey day", "thanksgiving"),
        ("black friday", "black friday"),
        ("christmas", "christmas"),
        ("christmas day", "christmas"),
        ("christmas eve", "christmas eve"),
        ("boxing day", "boxing"),
        ("new year's eve", "new year's eve"),
        ("new years eve", "new year's eve"),
        ("new year's day", "new year's"),
        ("new years day", "new year's"),
        ("hogmanay", "hogmanay"),
        ("valentine's day", "valentine's"),
        ("valentines day", "valentine's"),
        ("halloween", "halloween"),
        ("labor day", "labor"),
        ("memorial day", "memorial"),
        ("easter sunday", "easter"),
        ("independence day", "july fourth"),
        ("saint patrick's day", "patrick's"),
        ("st patrick's day", "patrick's"),
        ("saint andrew's day", "andrew's"),
        ("st andrew's day", "andrew's"),
        ("saint nicholas's day", "nicholas's"),
        ("st nicholas's day", "nicholas's"),
    )
)


def some_day(words: Sequence[str], at: int) -> Iterator[tuple[int, int | None]]:
    """The word "day" (None), or a weekday."""
    if words[at] == "day":
        yield at + 1, None
    yield from weekday(words, at)


def weekdays(words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    """Each of a weekday: "mondays"."""
    if words[at].endswith("s") and words[at] not in _WEEKDAYS and words[at][:-1] in _WEEKDAYS:
        yield at + 1, _WEEKDAYS[words[at][:-1]]


def stretch(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """A kind of time, such as evening, week or tuesday, and not one of them."""
    if words[at] in _STRETCHES or words[at] in _WEEKDAYS:
        yield at + 1, words[at]


_STRETCHES = frozenset("morning afternoon evening night day days time week weekend month year lunchtime".split())

SLOTS: dict[str, Slot] = {
    "weekday": weekday,
    "weekdays": weekdays,
    "some_day": some_day,
    "month": month,
    "ordinal": day_ordinal,
    "plain_ordinal": plain_ordinal,
    "bare_ordinal": bare_ordinal,
    "number": number,
    "hour": hour,
    "day_number": day_number,
    "count": count,
    "unit": unit,
    "holiday": holiday,
    "stretch": stretch,
}


def opens(slot: str, word: str) -> bool:
    """Whether a slot can begin with this word; cheap, and never wrongly False."""
    if slot in ("ordinal", "plain_ordinal", "bare_ordinal", "number", "hour", "day_number"):
        return word in NUMBER_WORDS or word[:1].isdigit()
    if slot == "count":
        return word in ("a", "an", "couple") or word in NUMBER_WORDS or word[:1].isdigit()
    if slot == "holiday":
        return any(text[0] == word for text, _ in _HOLIDAYS)
    return slot == "unit" or any(True for _ in SLOTS[slot]((word,), 0))


def begins_a_time(word: str) -> bool:
    """Whether a weekday, a month, a number or a holiday can begin with this word."""
    return any(opens(slot, word) for slot in ("weekday", "weekdays", "month", "count", "holiday"))
