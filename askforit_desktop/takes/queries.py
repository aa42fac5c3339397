"""Which takes are wanted, in which order, as SQL."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from askforit_desktop.closing.finding import Headline
from askforit_desktop.takes.rows import SUMMARY_COLUMNS, clean
from askforit_desktop.takes.schema import HEADLINE


class Sort(StrEnum):
    """What a list of takes is sorted by; takes that are alike in it stand in the order of time."""

    DATE = "date"
    TITLE = "title"
    LENGTH = "length"
    HEADLINE = "headline"
    ELEMENTS = "elements"


_COLUMNS = {
    Sort.TITLE: "takes.title_key",
    Sort.LENGTH: "takes.duration",
    Sort.HEADLINE: HEADLINE,
    Sort.ELEMENTS: "takes.elements_said",
}
_LONGEST = 200  # characters of a search; SQLite bounds how many terms an expression may have
# To count what is found, it is enough to know the takes in the trash; to look up all others takes five times as long.
_COUNT_FOUND = """SELECT count(*) FROM found WHERE found MATCH ?
AND rowid NOT IN (SELECT key FROM takes WHERE deleted_at IS NOT NULL)"""
_SEARCHED = "(found.title || '\n' || found.note || '\n' || found.about || '\n' || found.transcript)"


@dataclass(frozen=True, slots=True)
class Query:
    """Which takes are wanted; the default is the newest fifty.

    Every word of `text` begins a word of the title, the note, the role, the company or the transcript, upper and lower
    case and accents being alike; signs, and letters of scripts without spaces, are looked for as they stand. None
    means "all". `first` and `limit` cut a page out of the list; a `limit` of None gives the rest of it.
    """

    text: str = ""
    headline: Headline | None = None
    starred: bool | None = None
    model: str | None = None
    in_trash: bool = False
    sort: Sort = Sort.DATE
    descending: bool = True
    first: int = 0
    limit: int | None = 50


def page(query: Query) -> tuple[str, list[object]]:
    """The SQL for the page that is wanted, and its values."""
    source, values = _from_where(query)
    limit = -1 if query.limit is None else query.limit
    columns = ", ".join(f"takes.{name.strip()}" for name in SUMMARY_COLUMNS.split(","))
    sql = f"SELECT {columns} {source} ORDER BY {_order(query)} LIMIT ? OFFSET ?"
    return sql, [*values, limit, query.first]


def total(query: Query) -> tuple[str, list[object]]:
    """The SQL that counts all the takes wanted, on whatever page, and its values."""
    words, signs = _split(query.text)
    narrowed = query.in_trash or (query.headline, query.starred, query.model) != (None, None, None)
    if words and not signs and not narrowed:
        return _COUNT_FOUND, [_matching(words)]
    source, values = _from_where(query)
    return f"SELECT count(*) {source}", values


def _order(query: Query) -> str:
    way = "DESC" if query.descending else "ASC"
    # The index of words can be read in the order of its own row number, the table in that of its key.
    time = "found.rowid" if _split(query.text)[0] else "takes.key"
    return f"{time} {way}" if query.sort is Sort.DATE else f"{_COLUMNS[query.sort]} {way}, takes.key {way}"


def _from_where(query: Query) -> tuple[str, list[object]]:
    words, signs = _split(query.text)
    conditions = [f"takes.deleted_at IS {'NOT ' if query.in_trash else ''}NULL"]
    values: list[object] = []
    if words:
        conditions.append("found MATCH ?")
        values.append(_matching(words))
    for sign in signs:
        conditions.append(f"{_SEARCHED} LIKE ? ESCAPE '\\'")
        values.append(f"%{_literal(sign)}%")
    for column, wanted in ((HEADLINE, query.headline), ("takes.model", query.model)):
        if wanted is not None:
            conditions.append(f"{column} = ?")
            values.append(str(wanted))
    if query.starred is not None:
        conditions.append("takes.starred" if query.starred else "NOT takes.starred")
    return f"FROM {_tables(words, signs)} WHERE {' AND '.join(conditions)}", values


def _matching(words: list[str]) -> str:
    """What the index of words is asked for."""
    return " ".join('"{}"*'.format(word.replace('"', '""')) for word in words)


def _tables(words: list[str], signs: list[str]) -> str:
    """CROSS JOIN fixes the order in which SQLite reads: the index of words first, or the table of takes first."""
    if words:
        return "found CROSS JOIN takes ON takes.key = found.rowid"
    return "takes CROSS JOIN found ON found.rowid = takes.key" if signs else "takes"


def _split(text: str) -> tuple[list[str], list[str]]:
    """The pieces of a search that the index of words knows, and those that must be looked for as they stand."""
    pieces = clean(text)[:_LONGEST].split()
    words = [piece for piece in pieces if _is_word(piece)]
    return words, [piece for piece in pieces if not _is_word(piece)]


def _is_word(piece: str) -> bool:
    """Whether the index splits it as a reader does: it has letters or digits, and none of a script without spaces."""
    kinds = {unicodedata.category(character) for character in piece}
    return "Lo" not in kinds and any(kind[0] in "LN" for kind in kinds)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
