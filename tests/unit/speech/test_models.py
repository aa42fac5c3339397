"""Which models are found, which is used, and that libvosk never sees a broken one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech import models, soundness
from askforit_desktop.speech.models import Place
from tests.conftest import ROOT

DEMO = ROOT / "models" / models.DEMO


def a_model(folder: Path, manifest: bool = False) -> Path:
    """A copy of the demo model, without the manifest unless it is wanted."""
    shutil.copytree(DEMO, folder)
    if not manifest:
        (folder / soundness.MANIFEST).unlink()
    return folder


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "half":
            path.write_bytes(data[: len(data) // 2])
        case "random":
            path.write_bytes(os.urandom(len(data)))
        case "pointer":
            path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 2894740\n")
        case "scrambled":
            middle = len(data) // 2
            path.write_bytes(
                data[:middle] + bytes(255 - byte for byte in data[middle : middle + 64]) + data[middle + 64 :]
            )


FILES = (
    "am/final.mdl",
    "conf/mfcc.conf",
    "conf/model.conf",
    "graph/HCLr.fst",
    "graph/Gr.fst",
    "graph/disambig_tid.int",
    "graph/phones/word_boundary.int",
    "graph/words.txt",
)


@pytest.mark.parametrize("how", ["missing", "empty", "half", "random", "pointer", "scrambled"])
@pytest.mark.parametrize("name", FILES)
def test_damage_to_a_model_with_a_manifest_is_named(name, how, tmp_path):
    folder = a_model(tmp_path / "model", manifest=True)
    damage(folder / name, how)
    assert name in soundness.fault(folder)


@pytest.mark.parametrize("how", ["missing", "empty", "random", "pointer"])
@pytest.mark.parametrize("name", FILES)
def test_damage_that_would_crash_libvosk_is_seen_without_a_manifest(name, how, tmp_path):
    folder = a_model(tmp_path / "model")
    damage(folder / name, how)
    # Without a list of words, libvosk looks for them in the graph.
    assert name in soundness.fault(folder) or (name, how) == ("graph/words.txt", "missing")


def test_a_list_that_ends_in_the_middle_of_a_line_is_cut_off(tmp_path):
    folder = a_model(tmp_path / "model")
    damage(folder / "graph" / "disambig_tid.int", "half")
    os.truncate(folder / "graph" / "disambig_tid.int", 13)
    assert "disambig_tid.int is cut off" in soundness.fault(folder)


@pytest.mark.parametrize("name", ["conf/model.conf", "conf/mfcc.conf"])
def test_options_that_libvosk_does_not_know_the_form_of_are_a_fault(name, tmp_path):
    folder = a_model(tmp_path / "model")
    (folder / name).write_text("hello there\n")
    assert name in soundness.fault(folder)


def test_options_without_the_silent_phones_would_abort_libvosk(tmp_path):
    folder = a_model(tmp_path / "model")
    (folder / "conf" / "model.conf").write_text("--beam=11\n")
    assert "silent phones" in soundness.fault(folder)


def test_a_model_with_half_an_ivector_extractor_is_incomplete(tmp_path):
    folder = a_model(tmp_path / "model")
    (folder / "ivector").mkdir()
    assert soundness.fault(folder) == "ivector/final.dubm is missing"


MANIFESTS = ("empty", "a list", "a number of files", "a file of nothing", "an endless file", "endless depth")
ENDLESS = '{"name": "", "source": "", "files": [["a", Infinity, "b"]]}'


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": [[]]}', ENDLESS, "[" * 100_000], ids=MANIFESTS)
def test_a_damaged_manifest_is_a_fault(text, tmp_path):
    folder = a_model(tmp_path / "model")
    (folder / soundness.MANIFEST).write_text(text)
    assert soundness.fault(folder) == "askforit-model.json is damaged"


def test_the_model_that_comes_with_the_program_is_what_it_was():
    assert soundness.fault(DEMO, thorough=True) == ""


def test_a_large_model_is_hashed_where_it_changed_after_its_manifest(tmp_path, monkeypatch):
    monkeypatch.setattr(soundness, "ALWAYS_HASHED_BYTES", 0)
    folder = a_model(tmp_path / "model", manifest=True)
    for path in (folder / "am" / "final.mdl", folder / "graph" / "Gr.fst"):
        damage(path, "scrambled")
        os.utime(path, ns=(0, 0))
    assert soundness.fault(folder) == ""
    assert "changed or damaged" in soundness.fault(folder, thorough=True)
    os.utime(folder / "graph" / "Gr.fst")
    assert "graph/Gr.fst has been changed" in soundness.fault(folder)


def test_models_are_found_in_the_order_of_the_places(tmp_path):
    for name in ("vosk/vosk-model-small-en-us-0.15", "own/vosk-model-en-us-0.22-lgraph"):
        a_model(tmp_path / name)
    places = models.search_places(tmp_path / "own", None, [tmp_path / "vosk"], tmp_path, ROOT / "models")
    found = models.find(places)
    assert [(m.name, m.found) for m in found] == [
        ("vosk-model-en-us-0.22-lgraph", "Ask For It's own folder"),
        ("vosk-model-small-en-us-0.15", "Vosk's folder"),
        (models.DEMO, "came with Ask For It"),
    ]
    assert models.choose(found, None, "").model == found[0]


@pytest.mark.parametrize("inside", ["", "my model"])
def test_the_environment_names_a_model_or_a_folder_of_them_and_comes_first(inside, tmp_path):
    folder = a_model(tmp_path / "José Ñandú" / inside)
    a_model(tmp_path / "own" / "vosk-model-small-en-us-0.15")
    places = models.search_places(tmp_path / "own", str(tmp_path / "José Ñandú"), [], tmp_path, ROOT / "models")
    assert models.choose(models.find(places), None, "").model.path == folder


@pytest.mark.parametrize("where", [".config/vosk-models/some-model", ".config/nerd-dictation/model"])
def test_the_models_of_other_programs_are_used_before_the_demo(where, tmp_path):
    folder = a_model(tmp_path / where)
    places = models.search_places(tmp_path / "own", None, [], tmp_path, ROOT / "models")
    assert models.choose(models.find(places), None, "").model.path == folder


def test_the_demo_is_used_when_nothing_else_is_here_and_says_what_it_is(tmp_path):
    choice = models.choose(models.find(models.search_places(tmp_path, None, [], tmp_path, ROOT / "models")), None, "")
    assert choice.model.is_demo
    assert choice.model.bytes > 5_000_000


def test_a_broken_model_in_a_searched_folder_is_listed_and_passed_over(tmp_path):
    damage(a_model(tmp_path / "own" / "vosk-model-small-en-us-0.15") / "am" / "final.mdl", "missing")
    (tmp_path / "own" / "vosk-model-en-us-0.22").mkdir()
    found = models.find(models.search_places(tmp_path / "own", None, [], tmp_path, ROOT / "models"))
    assert [model.fault for model in found] == ["the folder is empty", "am/final.mdl is missing", ""]
    assert models.choose(found, None, "").model.is_demo


def test_a_model_of_another_language_is_listed_and_not_chosen_unless_asked_for(tmp_path):
    a_model(tmp_path / "vosk-model-small-de-0.15")
    found = models.find([Place(tmp_path, "here"), Place(ROOT / "models", "came")])
    assert models.choose(found, None, "").model.is_demo
    assert models.choose(found, "vosk-model-small-de-0.15", "").model == found[0]


def test_a_model_too_large_for_the_free_memory_is_not_chosen_unless_asked_for(tmp_path):
    a_model(tmp_path / "vosk-model-en-us-0.22")
    found = models.find([Place(tmp_path, "here"), Place(ROOT / "models", "came")])
    needed = found[0].bytes * models.MEMORY_A_BYTE
    assert models.choose(found, None, "", needed).model == found[0]
    assert models.choose(found, None, "", needed - 1).model.is_demo
    assert models.choose(found, None, found[0].name, needed - 1).model == found[0]


def test_a_model_with_any_name_is_english_if_it_knows_thank(tmp_path):
    folder = a_model(tmp_path / "model")
    assert models.look_at(folder, "").english
    (folder / "graph" / "words.txt").write_text("<eps> 0\ndanke 1\n")
    assert not models.look_at(folder, "").english


def test_an_installation_under_way_is_not_listed(tmp_path):
    a_model(tmp_path / ".vosk-model-small-en-us-0.15.part")
    assert models.find([Place(tmp_path, "here")]) == ()


def test_a_model_can_be_asked_for_by_name_or_by_path(tmp_path):
    folder = a_model(tmp_path / "with space é" / "vosk-model-small-en-us-0.15")
    found = models.find([Place(folder.parent, "here")])
    assert models.choose(found, folder.name, "").model.path == folder
    assert models.choose((), str(folder), "").model.path == folder
    assert models.choose(found, None, folder.name).why == "chosen in the settings"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "there is no such folder"),
        (lambda path: path.mkdir(), "the folder is empty"),
        (lambda path: path.write_bytes(b"zip"), "it is a file"),
        (lambda path: damage(a_model(path) / "am" / "final.mdl", "random"), "am/final.mdl is not an acoustic model"),
        (lambda path: damage(a_model(path) / "graph" / "words.txt", "empty"), "words.txt is empty"),
    ],
)
@pytest.mark.parametrize("asked", ["wanted", "setting"])
def test_a_wrong_model_that_was_asked_for_is_never_replaced(make, says, asked, tmp_path):
    make(tmp_path / "model")
    found = models.find([Place(ROOT / "models", "came")])
    path = str(tmp_path / "model")
    with pytest.raises(ModelProblem, match=says) as caught:
        models.choose(found, path if asked == "wanted" else None, path if asked == "setting" else "")
    assert "askforit models" in caught.value.hint


@pytest.mark.parametrize("asked", ["", "  ", "no-such-model"])
def test_a_name_that_no_model_has_is_a_problem(asked):
    with pytest.raises(ModelProblem, match=r"name|called"):
        models.choose(models.find([Place(ROOT / "models", "came")]), asked, "")


def test_no_model_at_all_is_a_problem_with_a_way_out():
    with pytest.raises(ModelProblem, match="No speech model") as caught:
        models.choose((), None, "")
    assert "askforit models" in caught.value.hint


def test_a_long_list_is_looked_at_by_its_beginning(tmp_path):
    folder = a_model(tmp_path / "model")
    words = folder / "graph" / "words.txt"
    words.write_text("".join(f"word{number} {number}\n" for number in range(60_000)))
    assert words.stat().st_size > 2 << 18
    assert soundness.fault(folder) == ""


AS_NOBODY = """
import os, sys
from pathlib import Path
from askforit_desktop.problems import ModelProblem
from askforit_desktop.speech import models
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
found = models.find([models.Place(Path("here"), ""), models.Place(Path("there"), "")])
for model in found:
    print(model.name, model.fault, sep=": ")
try:
    models.choose(found, "here/lost+found/model", "")
except ModelProblem as problem:
    print(problem.sentence)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_folders_that_may_not_be_looked_into_hide_no_model_beside_them(tmp_path):
    a_model(tmp_path / "here" / "vosk-model-small-en-us-0.15")
    modes = {"here/lost+found": 0, "here/vosk-model-closed": 0, "here/vosk-model-names-only": 0o444, "there": 0o444}
    for name in modes:
        (tmp_path / name / "am").mkdir(parents=True)
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)  # libpulse's threads may have had the umask at 077 meanwhile
    for name, mode in modes.items():
        (tmp_path / name).chmod(mode)
    asked = [sys.executable, "-c", AS_NOBODY, str(tmp_path)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT)
    for name in modes:
        (tmp_path / name).chmod(0o755)
    assert told.stdout.splitlines() == [
        "vosk-model-closed: it cannot be read (Permission denied)",
        "vosk-model-names-only: it cannot be read (Permission denied)",
        "vosk-model-small-en-us-0.15: ",
        "The speech model “here/lost+found/model” cannot be used: it cannot be read (Permission denied).",
    ], told.stderr
