"""The tables of the library, as the steps that made them; `user_version` counts the steps that a file has seen."""

# `key` is the time of recording in microseconds since 1970, so that the order of rows, in the table and in the index of
# words alike, is the order of time: the newest page needs no sorting, however many takes there are. The columns from
# `model` on repeat what the newest judgement says, so that lists and charts read no JSON.
_TAKES = """
CREATE TABLE takes (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    note TEXT NOT NULL,
    role TEXT NOT NULL,
    company TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    duration REAL NOT NULL,
    device TEXT NOT NULL,
    lost_blocks INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    recovered INTEGER NOT NULL,
    deleted_at TEXT,
    said TEXT NOT NULL,
    model TEXT,
    headline TEXT,
    elements TEXT NOT NULL,
    verdicts TEXT NOT NULL,
    elements_said INTEGER NOT NULL,
    hedging INTEGER,
    pace REAL,
    fillers REAL
)"""

_JUDGEMENTS = """
CREATE TABLE judgements (
    take INTEGER NOT NULL REFERENCES takes (key) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    plain TEXT NOT NULL,
    PRIMARY KEY (take, place)
)"""

_FOUND = """
CREATE VIRTUAL TABLE found USING fts5 (
    title, note, about, transcript, tokenize = "unicode61 remove_diacritics 2", prefix = "2 3"
)"""

_FILL_FOUND = """
INSERT INTO found (rowid, title, note, about, transcript)
SELECT key, title, note, role || ' ' || company, coalesce((
    SELECT json_extract(plain, '$.transcript.text') FROM judgements
    WHERE take = key ORDER BY place DESC LIMIT 1), '')
FROM takes"""

# The candidate's own word on the ask, as `rows` writes it, goes before what was heard.
_OWN = "instr(char(31) || said || char(31), char(31) || '{}ask_for_job' || char(31))"
HEADLINE = f"""CASE WHEN headline <> 'asked' AND {_OWN.format("+")} THEN 'asked'
WHEN headline = 'asked' AND {_OWN.format("-")} THEN 'not_asked' ELSE headline END"""

_SORTED = "CREATE INDEX {0}_sorted ON takes ({0}, key) WHERE deleted_at IS NULL"

STEPS: tuple[tuple[str, ...], ...] = (
    (_TAKES, _JUDGEMENTS),
    # Search and quick sorting, for libraries of thousands of takes.
    (
        _FOUND,
        _FILL_FOUND,
        *(_SORTED.format(column) for column in ("title_key", "duration", "headline", "elements_said", "model")),
        "CREATE INDEX present ON takes (key) WHERE deleted_at IS NULL",
        "CREATE INDEX starred ON takes (key) WHERE deleted_at IS NULL AND starred",
        "CREATE INDEX trashed ON takes (key) WHERE deleted_at IS NOT NULL",
    ),
    # Sorting by the headline that is shown.
    ("DROP INDEX headline_sorted", f"CREATE INDEX headline_sorted ON takes ({HEADLINE}, key) WHERE deleted_at IS NULL"),
)
LATEST = len(STEPS)
