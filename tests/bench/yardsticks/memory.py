"""What a process holds, as Linux tells it, without loading anything for that."""

import os

_WANTED = ("Rss", "Pss")


def memory(pid: int) -> dict[str, float]:
    """Megabytes in memory; `pss` counts what several processes share in parts."""
    with open(f"/proc/{pid}/smaps_rollup") as file:  # noqa: PTH123 pathlib would be loaded for it
        lines = [line.split() for line in file]
    return {line[0][:-1].lower(): int(line[1]) / 1024 for line in lines if line[0][:-1] in _WANTED}


def children() -> list[int]:
    """The pids of this process's children."""
    found: list[int] = []
    for task in os.listdir("/proc/self/task"):  # noqa: PTH208
        with open(f"/proc/self/task/{task}/children") as file:  # noqa: PTH123
            found += map(int, file.read().split())
    return found
