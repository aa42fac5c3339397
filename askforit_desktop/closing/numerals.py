"""Numbers as a recogniser spells them: "twenty seventh", "27th", "a couple of"."""

from collections.abc import Sequence

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_CARDINALS = {word: value for value, word in enumerate(_SMALL)} | _TENS
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS = (
    {f"{word}th": value for value, word in enumerate(_SMALL) if value > 3}
    | {"twentieth": 20, "thirtieth": 30}
    | _IRREGULAR
)
_SUFFIXES = ("st", "nd", "rd", "th")

NUMBER_WORDS = frozenset(_CARDINALS) | frozenset(_ORDINALS)


def cardinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that starts at a word and the index after it, or None: "five", "forty eight", "48"."""
    word = words[at]
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return int(word), at + 1
    if word not in _CARDINALS:
        return None
    value = _CARDINALS[word]
    rest = _CARDINALS.get(words[at + 1], 0) if value >= 20 and at + 1 < len(words) else 0
    return (value + rest, at + 2) if 0 < rest < 10 else (value, at + 1)


def ordinal(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The day of a month that starts at a word, 1 to 31, and the index after it, or None: "twenty seventh", "27th"."""
    word = words[at].removesuffix("'s")
    digits = word[:-2]
    if word.endswith(_SUFFIXES) and digits.isdecimal() and digits.isascii() and len(digits) <= 2:
        return _day_of_month(int(digits), at + 1)
    if word in _ORDINALS:
        return _day_of_month(_ORDINALS[word], at + 1)
    rest = _ORDINALS.get(words[at + 1], 0) if at + 1 < len(words) else 0
    if word in ("twenty", "thirty") and 0 < rest < 10:
        return _day_of_month(_TENS[word] + rest, at + 2)
    return None


def _day_of_month(value: int, end: int) -> tuple[int, int] | None:
    return (value, end) if 1 <= value <= 31 else None
