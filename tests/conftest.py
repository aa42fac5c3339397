"""What every test gets: a home of its own, and proof that it leaves nothing running."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.speaking import own_sound, sound, sound_server  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the program and for Vosk, so that no test sees or touches the real one."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASKFORIT_HOME", str(tmp_path / "askforit"))
    monkeypatch.delenv("VOSK_MODEL_PATH", raising=False)
    return tmp_path / "askforit"


@pytest.fixture(autouse=True)
def leaves_nothing_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    threads, born_before = set(threading.enumerate()), children()
    yield
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon]
    for thread in left:
        thread.join(timeout=2)
    stray = [t.name for t in left if t.is_alive()]
    assert not stray, f"threads left behind: {stray}"
    assert not children() - born_before, "child processes left behind"


def children() -> set[int]:
    """The pids of this process's children; empty where the system does not tell."""
    found: set[int] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            found |= {int(pid) for pid in task.read_text().split()}
        except OSError:
            continue
    return found
