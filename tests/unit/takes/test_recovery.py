"""What a crash leaves behind is found again; what another program is making is let be."""

import json
import os
import random
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from askforit_desktop.audio.wav import repair
from askforit_desktop.cli.takes import command
from askforit_desktop.closing.take import Recording
from askforit_desktop.studio import Studio
from askforit_desktop.takes import Library, Query
from tests.conftest import ROOT
from tests.making import NOON, add_take, judgement, write_wav


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "takes")


@contextmanager
def program(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another program that uses the library; killed at the end if it still runs."""
    start = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(start, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def read_line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


ONE_RECORDING = """
import sys
from pathlib import Path
from askforit_desktop.takes import Library
from tests.making import NOON, write_wav
wav = write_wav(Library(Path(sys.argv[1])).reserve(NOON), 2.0)
print(wav, flush=True)
sys.stdin.read()
"""


def test_a_recording_without_a_take_is_repaired_and_taken_in(library: Library) -> None:
    with program(ONE_RECORDING, library.folder) as child:
        wav = Path(read_line(child))
        child.send_signal(signal.SIGKILL)
    with wav.open("r+b") as file:  # the header of a recording that was cut off
        file.seek(40)
        file.write(bytes(4))
    recovery = library.recover(repair)
    (take,) = recovery.takes
    assert take == library.get(wav.stem)
    assert (take.recovered, take.title, take.recording.duration) == (True, "Take 1", 2.0)
    assert take.recording.recorded_at == NOON
    assert library.recover(repair).takes == ()
    assert list(library.folder.glob("*.lock")) == []


def test_a_recording_that_another_program_is_making_is_not_touched(library: Library) -> None:
    with program(ONE_RECORDING, library.folder) as child:
        wav = Path(read_line(child))
        before = wav.stat()
        (running,) = library.running()
        assert (running.wav, running.pid, running.own, running.since) == (wav, child.pid, False, NOON)
        assert library.recover(lambda _: pytest.fail("touched")).takes == ()
        assert wav.stat() == before
    assert library.running() == ()
    assert [take.id for take in library.recover(repair).takes] == [wav.stem]


def test_our_own_running_recording_is_not_touched_either(library: Library) -> None:
    wav = write_wav(library.reserve(NOON))
    assert library.recover(lambda _: pytest.fail("touched")).takes == ()
    assert library.add(Recording(wav, NOON, 0.1, "Desk")).recovered is False


def test_a_stray_recording_is_dated_by_its_file(library: Library) -> None:
    library.folder.mkdir()
    wav = write_wav(library.folder / "from elsewhere.wav", 1.0)
    ended = NOON.timestamp()
    os.utime(wav, (ended, ended))
    (take,) = library.recover(repair).takes
    assert take.recording.recorded_at == NOON - timedelta(seconds=1)
    assert (take.id, take.title) == ("from elsewhere", "Take 1")


def test_a_recording_with_its_sidecar_comes_back_as_it_was(library: Library, tmp_path: Path) -> None:
    take = add_take(library, title="Best")
    other = Library(tmp_path / "other")
    other.folder.mkdir()
    for suffix in (".wav", ".json"):
        (library.folder / f"{take.id}{suffix}").rename(other.folder / f"{take.id}{suffix}")
    assert other.count() == 1
    (other.folder / f"{take.id}.json").rename(other.folder / "copy.json")
    write_wav(other.folder / "copy.wav")
    (copy,) = other.recover(repair).takes
    assert (copy.title, copy.judgements, copy.recovered) == ("Best", take.judgements, False)


def test_what_holds_no_sound_is_named_and_left(library: Library) -> None:
    library.folder.mkdir()
    empty = write_wav(library.folder / "empty.wav", 0.0)
    text = library.folder / "text.wav"
    text.write_text("not a recording")
    recovery = library.recover(repair)
    assert (recovery.takes, [left.wav for left in recovery.left]) == ((), [empty, text])
    assert text.read_text() == "not a recording"


def _timeless(path: Path) -> None:
    with write_wav(path).open("r+b") as file:
        file.seek(24)
        file.write(bytes(4))


def _stereo(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(4000))


ODD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "no rate": ("a.wav", _timeless, "not a recording made here, or is damaged"),
    "two channels": ("a.wav", _stereo, "not a 16-bit mono WAV"),
    "no sound": ("a.wav", lambda path: write_wav(path, 0.0), "holds no sound"),
    "over 4 GiB": ("a.wav", lambda path: os.truncate(write_wav(path), 2**32 + 1000), "could not be repaired"),
    "a folder": ("a.wav", Path.mkdir, "could not be repaired"),
    "a link to nowhere": ("a.wav", lambda path: path.symlink_to("gone.wav"), "No such file"),
    "a name in Latin-1": (os.fsdecode(b"caf\xe9.wav"), write_wav, "“caf?.wav” has a name"),
}


@pytest.mark.parametrize(("name", "make", "reason"), ODD.values(), ids=ODD.keys())
def test_one_odd_recording_is_left_and_the_others_are_taken_in(
    library: Library, name: str, make: Callable[[Path], object], reason: str
) -> None:
    library.folder.mkdir()
    make(library.folder / name)
    write_wav(library.folder / "whole.wav")
    recovery = library.recover(repair)
    (left,) = recovery.left
    assert [take.id for take in recovery.takes] == ["whole"]
    assert left.wav == library.folder / name
    assert reason in left.reason
    assert [path.suffix for path in library.folder.iterdir() if path.suffix == ".lock"] == []


def test_the_command_says_of_each_odd_recording_why_it_is_left() -> None:
    with Studio.open() as studio:
        folder = studio.library.folder
    folder.mkdir(parents=True)
    for number, (name, make, _) in enumerate(ODD.values()):
        make(folder / f"{number}{name}")
    told = CliRunner().invoke(command, "recover", catch_exceptions=False)
    assert told.exit_code == 0
    for line, (_, _, reason) in zip(told.stdout.splitlines(), ODD.values(), strict=True):
        assert line.startswith("Left alone: ")
        assert reason.removeprefix("“") in line


def test_the_command_tells_of_a_damaged_library_that_was_rebuilt() -> None:
    with Studio.open() as studio:
        library = studio.library
    add_take(library)
    (library.folder / "takes.sqlite").write_bytes(b"damaged" * 1000)
    told = CliRunner().invoke(command, "recover", catch_exceptions=False)
    assert "damaged and has been rebuilt" in told.stdout
    assert str(library.folder / "takes.damaged-1.sqlite") in told.stdout
    assert CliRunner().invoke(command, "recover", catch_exceptions=False).stdout == "Nothing to recover.\n"


def test_a_damaged_sidecar_is_kept_aside_and_the_recording_taken_in(library: Library) -> None:
    take = add_take(library)
    (library.folder / "takes.sqlite").unlink()
    (library.folder / f"{take.id}.json").write_text('{"format": 1, "title":')
    (back,) = library.recover(repair).takes
    assert (back.id, back.recovered, back.judgements) == (take.id, True, ())
    assert (library.folder / f"{take.id}.json.damaged").read_text() == '{"format": 1, "title":'
    assert json.loads((library.folder / f"{take.id}.json").read_text())["recovered"] is True


BAD = (10**30, 10**400, float("inf"), float("nan"), "\ud800", "0001-01-01T00:00:00", "", "a\x1fb", -7, None, [], {})


def _branches(plain: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to each value in a sidecar; of lists the first item stands for all."""
    items = plain.items() if isinstance(plain, dict) else enumerate(plain[:1]) if isinstance(plain, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from _branches(value, (*path, key))


def _with_one_change(text: str, path: tuple[str | int, ...], value: object) -> str:
    plain = json.loads(text)
    inner = plain
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(plain)


def test_no_sidecar_that_is_damaged_or_foreign_keeps_the_others_from_coming_back(library: Library) -> None:
    before = library.set_said(add_take(library).id, "concerns", True)
    text = (library.folder / f"{before.id}.json").read_text()
    changed = [
        _with_one_change(text, path, value)
        for path in _branches(json.loads(text))
        for value in BAD
        if path != ("format",) or value not in (10**30, 10**400)  # of a newer version, which is told
    ]
    for number, other in enumerate(changed):
        (library.folder / f"changed-{number}.json").write_text(other)
    (library.folder / "takes.sqlite").unlink()
    listed = library.list(Query(limit=None))
    assert len(changed) > 500
    assert before.id in {summary.id for summary in listed}
    for summary in listed:
        assert library.get(summary.id).title
    assert library.get(before.id) == before
    assert library.set_aside == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", float("inf")),
        ("lost_blocks", 10**30),
        ("duration", 10**400),
        ("duration", float("nan")),
        ("title", "\ud800"),
        ("recorded_at", "0001-01-01T00:00:00"),
    ],
    ids=["format", "lost blocks", "endless", "no number", "half a character", "year 1"],
)
def test_a_recording_whose_sidecar_cannot_be_kept_is_taken_in_bare(library: Library, field: str, value: object) -> None:
    take = add_take(library)
    path = library.folder / f"{take.id}.json"
    path.write_text(_with_one_change(path.read_text(), (field,), value))
    (library.folder / "takes.sqlite").unlink()
    (back,) = library.recover(repair).takes
    assert (back.id, back.recovered, back.judgements) == (take.id, True, ())
    assert path.with_name(f"{path.name}.damaged").exists()


def test_a_sidecar_whose_name_is_not_in_utf_8_is_let_be(library: Library) -> None:
    take = add_take(library)
    odd = library.folder / os.fsdecode(b"caf\xe9.json")
    odd.write_bytes((library.folder / f"{take.id}.json").read_bytes())
    (library.folder / "takes.sqlite").unlink()
    assert [summary.id for summary in library.list()] == [take.id]


ADDING = """
import sys
from datetime import timedelta
from pathlib import Path
from askforit_desktop.takes import Library
from tests.making import NOON, add_take
library = Library(Path(sys.argv[1]))
for number in range(100000):
    take = add_take(library, hours=number)
    library.set_note(take.id, "noted")
    print(take.id, flush=True)
"""


@pytest.mark.parametrize("seed", range(8))
def test_no_take_is_lost_or_halved_when_the_program_is_killed_while_it_adds(library: Library, seed: int) -> None:
    dice = random.Random(seed)
    with program(ADDING, library.folder) as child:
        added = [read_line(child) for _ in range(dice.randint(1, 6))]
        for _ in range(dice.randint(0, 40_000)):
            pass  # somewhere inside the next one
        child.send_signal(signal.SIGKILL)
        assert child.stdout is not None
        added += child.stdout.read().split()
    again = Library(library.folder)
    recovered = again.recover(repair)
    assert recovered.left == () or [left.wav.stat().st_size <= 44 for left in recovered.left] == [True]
    listed = {summary.id for summary in again.list(Query(limit=None))}
    assert set(added) <= listed
    assert {wav.stem for wav in again.folder.glob("*.wav")} == listed | {left.wav.stem for left in recovered.left}
    for name in listed:
        take = again.get(name)
        assert take.recovered or take.judgements == (judgement(),)
        assert name not in added or take.note == "noted"
    assert again.set_aside == ()
    assert add_take(again).title


WRITING = """
import sys
from pathlib import Path
from askforit_desktop.takes import Library
from tests.making import ELEMENTS, add_take
folder, shared, mine = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
library = Library(folder, patience=30)
print("ready", flush=True)
sys.stdin.readline()
for number in range(12):
    add_take(library, hours=number)
    library.set_said(shared, ELEMENTS[2 * (number % 6) + mine], True)
    library.list()
"""


def test_two_programs_write_at_once_and_nothing_is_lost(library: Library) -> None:
    shared = add_take(library, hours=-1)
    with program(WRITING, library.folder, shared.id, 0) as one, program(WRITING, library.folder, shared.id, 1) as two:
        for child in (one, two):
            assert read_line(child) == "ready"
        for child in (one, two):
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        assert [one.wait(60), two.wait(60)] == [0, 0]
    takes = library.list(Query(limit=None))
    assert len(takes) == 25
    assert len({take.title for take in takes}) == 25
    assert len(library.get(shared.id).said) == 12
    assert library.recover(lambda _: pytest.fail("an orphan")).takes == ()
    before = [library.get(take.id) for take in takes]
    (library.folder / "takes.sqlite").unlink()
    assert [library.get(take.id) for take in takes] == before


MENDING = """
import sys
from pathlib import Path
from askforit_desktop.takes import Library, Query
library = Library(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(library.count(), len(library.set_aside), flush=True)
"""


def test_two_programs_that_meet_a_damaged_library_mend_it_once(library: Library) -> None:
    for hour in range(20):
        add_take(library, hours=hour)
    (library.folder / "takes.sqlite").write_bytes(b"damaged" * 1000)
    with program(MENDING, library.folder) as one, program(MENDING, library.folder) as two:
        for child in (one, two):
            assert read_line(child) == "ready"
        for child in (one, two):
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        told = [tuple(map(int, read_line(child).split())) for child in (one, two)]
    assert [count for count, _ in told] == [20, 20]
    assert sum(aside for _, aside in told) == 1
    assert [path.name for path in library.folder.glob("*damaged*")] == ["takes.damaged-1.sqlite"]


def test_a_time_without_a_zone_is_kept_too(library: Library) -> None:
    now = datetime(2026, 11, 20, 12, 0)
    wav = write_wav(library.reserve(now))
    take = library.add(Recording(wav, now, 0.1, "Desk"))
    assert library.get(take.id).recording.recorded_at == now


def test_what_waits_to_be_recovered_is_told_without_touching_it(library: Library) -> None:
    add_take(library)
    with program(ONE_RECORDING, library.folder) as child:
        wav = Path(read_line(child))
        assert library.waiting() == ()
        assert [other.own for other in library.running()] == [False]
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert library.waiting() == (wav,)
    library.recover(repair)
    assert library.waiting() == ()
