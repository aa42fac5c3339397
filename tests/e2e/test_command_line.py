"""The command line as a coach uses it: real files, the real recogniser, exit codes, stdout and stderr."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from askforit_desktop.takes import Library
from tests.conftest import ROOT
from tests.making import add_take, judgement

SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.wav"))
SHORT = ROOT / "resources" / "samples" / "05_ked_short.wav"
ELEMENTS = [
    "thanks", "enjoyed", "enthusiasm", "one_thought", "fit_recap", "ask_for_job", "where_i_stand", "concerns",
    "next_step", "move_forward", "timeline", "channel",
]  # fmt: skip
CHECKS = ["length", "pace", "pauses", "fillers", "hedging", "pushy", "ask_then_stop", "ending"]


def askforit(*argv: str | Path, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "askforit_desktop", *map(str, argv)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, **options)


def judged(*argv: str | Path) -> list[dict]:
    done = askforit("check", "--json", *argv)
    return [json.loads(line) for line in done.stdout.splitlines()]


def silence(path: Path, seconds: float, rate: int = 16_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(int(seconds * rate) * 2))
    return path


def test_the_demo_shows_the_whole_job():
    done = askforit("demo")
    assert done.returncode == 0, done.stderr
    for expected in ("You asked for the job.", "Done well:", "To change:", "demo model", "Ask what the next step is"):
        assert expected in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture(scope="module")
def samples() -> list[dict]:
    """The JSON lines for the sample recordings, all judged in one run."""
    return judged("--model", ROOT / "models" / "vosk-model-askforit-demo-en-us", *SAMPLES)


def test_json_lines_hold_every_element_and_check_in_order(samples):
    for entry, sample in zip(samples, SAMPLES, strict=True):
        assert entry["file"] == str(sample)
        assert entry["model"] == "vosk-model-askforit-demo-en-us"
        assert [e["id"] for e in entry["elements"]] == ELEMENTS
        assert [d["id"] for d in entry["delivery"]] == CHECKS
        words = entry["transcript"]["words"]
        assert entry["transcript"]["text"] == " ".join(w["text"] for w in words)
        assert all(w["start"] <= w["end"] for w in words)
        assert [w["start"] for w in words] == sorted(w["start"] for w in words)
        assert words[-1]["end"] <= entry["transcript"]["duration"] + 0.1


def test_the_samples_are_heard_with_at_most_one_word_in_ten_wrong(samples):
    wrong = total = 0
    for entry, sample in zip(samples, SAMPLES, strict=True):
        said = "".join(c if c.isalnum() or c == "'" else " " for c in sample.with_suffix(".txt").read_text().lower())
        wrong += edits(said.split(), entry["transcript"]["text"].split())
        total += len(said.split())
    assert wrong / total <= 0.10


def edits(said: list[str], heard: list[str]) -> int:
    """The word errors between two texts: the least number of words changed, dropped or added."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        corner, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (word != other))
    return row[-1]


def test_what_the_samples_say_is_found(samples):
    found = {
        Path(entry["file"]).name[:2]: {e["id"] for e in entry["elements"] if e["verdict"] != "missing"}
        for entry in samples
    }
    assert found["01"] >= {"thanks", "ask_for_job", "concerns"}
    assert found["02"] >= {"next_step", "timeline"}
    assert found["03"] >= {"enjoyed", "fit_recap", "concerns", "ask_for_job"}
    assert found["05"] >= {"thanks", "ask_for_job"}
    assert found["06"] >= {"concerns"}
    assert found["09"] >= {"enthusiasm", "fit_recap", "next_step", "timeline"}


def test_a_text_is_judged_without_times(tmp_path):
    text = tmp_path / "close.txt"
    text.write_text("Thank you for your time today. Can I call you at the end of next week?", encoding="utf-8")
    (entry,) = judged("--rehearsed-on", "2026-11-20", text)
    assert entry["model"] is None
    assert entry["transcript"]["duration"] is None
    assert entry["headline"] == "closed"
    (promise,) = entry["commitments"]
    assert (promise["who"], promise["what"], promise["date"]) == ("candidate", "call", "2026-11-27")
    assert promise["evidence"]["start"] is None


def test_files_that_fail_are_told_and_the_others_go_on(tmp_path):
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("this is no sound")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00\x80\x81")
    silence(tmp_path / "nothing.wav", 0)
    silence(tmp_path / "silence.wav", 3)
    bad = ["missing.wav", "folder.wav", "empty.wav", "text.wav", "bad.txt", "nothing.wav", "silence.wav"]
    done = askforit("check", "--json", *(tmp_path / name for name in bad), SHORT)
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [set(entry) for entry in entries[:-1]] == [{"file", "error"}] * len(bad)
    assert "no speech was heard" in entries[-2]["error"].lower()
    assert entries[-1]["headline"] == "asked"

    plain = askforit("check", *(tmp_path / name for name in bad))
    assert plain.returncode == 1
    assert len(plain.stderr.strip().splitlines()) == len(bad)


@pytest.mark.parametrize(
    "argv",
    [
        ["check"],
        ["check", "--nonsense", "x"],
        ["nonsense"],
        ["check", "--rehearsed-on", "soon", "x"],
        ["check", "--jobs", "0", "x"],
        ["record", "--seconds", "nan"],
    ],
)
def test_wrong_usage_exits_with_2(argv):
    done = askforit(*argv)
    assert done.returncode == 2
    assert "Usage" in done.stderr
    assert done.stdout == ""


def test_names_with_spaces_and_accents_work(tmp_path):
    folder = tmp_path / "José Ñandú 面接"
    folder.mkdir()
    copy = shutil.copy(SHORT, folder / "my close.wav")
    (entry,) = judged(copy)
    assert entry["file"] == str(copy)
    assert entry["headline"] == "asked"


def test_a_model_that_cannot_be_used_is_refused_in_one_sentence(tmp_path):
    empty, random = tmp_path / "empty", tmp_path / "random"
    empty.mkdir()
    shutil.copytree(ROOT / "models" / "vosk-model-askforit-demo-en-us", random)
    (random / "am" / "final.mdl").write_bytes(os.urandom(50_000))
    for model in (tmp_path / "missing", empty, random):
        done = askforit("check", "--json", "--model", model, SHORT)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error_to_shout_about():
    command = f"{sys.executable} -m askforit_desktop check --json {' '.join(map(str, SAMPLES))} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=100)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.fixture
def text(tmp_path) -> Path:
    text = tmp_path / "close.txt"
    text.write_text("Thank you for your time. I really want this position.", encoding="utf-8")
    return text


def test_a_full_disk_is_told_in_one_line(text):
    for argv in (["check", text], ["check", "--json", text], ["--help"]):
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "askforit_desktop", *map(str, argv)]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=100)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert "cannot be written" in line


def test_a_closed_stdout_is_no_bug(text):
    for argv in ("check", "check --json"):
        command = f"{sys.executable} -m askforit_desktop {argv} {text} >&-"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=100)
        assert done.stderr == ""


def test_said_and_not_heard_stay_apart_where_the_encoding_has_no_such_marks(text):
    done = askforit("check", text, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert " 1 + Thank them" in done.stdout
    assert ' 4 x Leave them with one thought       try "Could I' in done.stdout
    assert "?" not in done.stdout.split("4 x")[0]


def test_every_element_is_judged_whatever_the_settings_say(text, tmp_path):
    (tmp_path / "settings.json").write_text('{"elements_off": ["thanks", "ask_for_job"]}', encoding="utf-8")
    done = askforit("check", "--json", text, env=os.environ | {"ASKFORIT_HOME": str(tmp_path)})
    assert [element["id"] for element in json.loads(done.stdout)["elements"]] == ELEMENTS


def test_an_element_of_ones_own_is_judged_from_a_rubric_file(tmp_path):
    own = (
        '[[element]]\nid = "pay"\nact = "case"\ntitle = "Ask about Acme\'s pay"\nphrases = ["what is the pay range"]\n'
    )
    rubric, text = tmp_path / "own.toml", tmp_path / "close.txt"
    rubric.write_text(askforit("rubric").stdout + own, encoding="utf-8")
    text.write_text("Before I go, what is the pay range?", encoding="utf-8")
    done = askforit("check", "--rubric", rubric, text)
    assert done.returncode == 0, done.stderr
    assert "13 ✓ Ask about Acme's pay" in done.stdout


def test_a_rubric_may_begin_with_a_byte_order_mark(tmp_path, text):
    rubric = tmp_path / "own.toml"
    rubric.write_text(askforit("rubric").stdout, encoding="utf-8-sig")
    assert askforit("check", "--rubric", rubric, text).returncode == 0


def test_a_page_in_a_file_has_no_spaces_at_the_ends_of_its_lines(text):
    page = askforit("check", text).stdout
    assert "Commitment" in page or "To change" in page
    assert not [line for line in page.splitlines() if line != line.rstrip()]


def test_a_file_that_fails_is_told_on_stderr_too_where_stdout_is_json(tmp_path):
    done = askforit("check", "--json", tmp_path / "none.wav")
    assert done.returncode == 1
    assert "none.wav" in json.loads(done.stdout)["error"]
    (line,) = done.stderr.splitlines()
    assert "none.wav" in line


def test_a_folder_that_was_removed_meanwhile_is_no_bug(tmp_path, text):
    gone = tmp_path / "gone"
    command = f"mkdir {gone}; cd {gone}; rmdir {gone}; {sys.executable} -P -m askforit_desktop check {text}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=100, env=installed())
    assert "Traceback" not in done.stderr
    assert str(text) in done.stdout


def installed() -> dict[str, str]:
    """An environment in which the program is found from anywhere."""
    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_a_rubric_that_cannot_be_used_is_told_in_one_line(tmp_path, text, damage):
    rubric = tmp_path / "own.toml"
    if damage == "broken":
        rubric.write_text("version = 1\n[limits]\nlength_min = 'x'\n", encoding="utf-8")
    done = askforit("check", "--rubric", rubric, text, text)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "rubric" in line


def test_several_files_are_told_in_their_order_whatever_the_number_of_recognisers(tmp_path, text):
    (tmp_path / "bad.wav").write_text("no sound", encoding="utf-8")
    files = (SAMPLES[2], tmp_path / "bad.wav", SHORT, text, tmp_path / "missing.wav", SHORT)
    by_two, by_one = (askforit("check", "--json", "--jobs", jobs, *files) for jobs in ("2", "1"))
    told = [json.loads(line) for line in by_two.stdout.splitlines()]
    assert [entry["file"] for entry in told] == [str(file) for file in files]
    assert ["error" in entry for entry in told] == [False, True, False, False, True, False]
    assert (by_two.stdout, by_two.returncode) == (by_one.stdout, 1)


def test_ctrl_c_ends_it_and_leaves_no_process(tmp_path):
    long = silence(tmp_path / "long.wav", 3 * 3600)
    command = [sys.executable, "-m", "askforit_desktop", "check", str(long)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as running:
        wait_for_child(running.pid)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
        assert running.returncode == 130
        assert b"Traceback" not in errors
        # A worker that was only just being born dies of its closed stdin.
        wait_until(lambda: not group_members(running.pid))


def wait_for_child(pid: int) -> None:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    wait_until(lambda: children.read_text().split())


def wait_until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Ask another process's state until it is so; there is no event to wait on."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        select.select([], [], [], 0.02)


def group_members(group: int) -> list[str]:
    found = subprocess.run(["ps", "-o", "stat=", "--no-headers", "-g", str(group)], capture_output=True, text=True)
    return [line for line in found.stdout.split() if not line.startswith("Z")]


def test_the_candidates_own_word_goes_before_what_was_heard_in_lists_and_reports(home):
    take = add_take(Library(home / "takes"), judgement("thank you for your time", met=("thanks",), weak=()))
    Library(home / "takes").set_said(take.id, "ask_for_job", True)
    wide = os.environ | {"COLUMNS": "120"}
    listed, shown = (askforit("takes", *argv, env=wide).stdout for argv in (("list",), ("show", take.id)))
    assert "By your word, you asked for the job." in listed
    assert "2 of 12" in listed
    assert "By your word, you asked for the job." in shown
    assert "(you say you said it)" in shown
