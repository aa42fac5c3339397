"""The library of takes: a SQLite database, and for each take a WAV with a JSON sidecar beside it.

`Library` is the one door. The database answers lists and searches; the sidecars hold the same takes once more, so that
a lost or damaged database is rebuilt from them; the WAVs are never written here, only removed with the trash.
"""

from askforit_desktop.takes.library import Library, Recovery
from askforit_desktop.takes.queries import Query, Sort
from askforit_desktop.takes.rows import Summary
from askforit_desktop.takes.running import Running

__all__ = ["Library", "Query", "Recovery", "Running", "Sort", "Summary"]
