"""Installing models: whole or not at all, from everywhere, and never a file outside the folder."""

import hashlib
import io
import os
import random
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from askforit_desktop.problems import DownloadProblem, ModelProblem, Problem
from askforit_desktop.speech import archive, install, models, soundness
from askforit_desktop.speech.catalogue import Catalogue, Entry
from askforit_desktop.speech.install import Installer, LacksMemory
from askforit_desktop.speech.job import Cancelled, Job, Step
from askforit_desktop.speech.part import Timing
from askforit_desktop.speech.recogniser import Recogniser
from tests.conftest import ROOT
from tests.serving import FileServer

DEMO = ROOT / "models" / models.DEMO
NAME = "vosk-model-small-en-us-0.15"
HASTY = Timing(connect=2.0, read=0.5, attempts=3, first_delay=0.01, longest_delay=0.02)
GIGABYTE = 10**9
WAIT = 30


def zipped(folder: Path = DEMO, top: str = models.DEMO, method: int = zipfile.ZIP_STORED) -> bytes:
    """A model's zip, without the manifest, as its publisher would make it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != soundness.MANIFEST:
                file.write(path, Path(top) / path.relative_to(folder))
    return data.getvalue()


@pytest.fixture(scope="module")
def good() -> bytes:
    return zipped(method=zipfile.ZIP_DEFLATED)


def entry(data: bytes, *urls: str, **other) -> Entry:
    known = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "unpacked": 6_000_000, "memory": 1_000}
    return Entry(name=NAME, title="Small", advice="Good.", licence="Apache-2.0", urls=urls, **{**known, **other})


def installer(tmp_path: Path, *entries: Entry, trial=lambda _folder, _job: None, free=GIGABYTE) -> Installer:
    return Installer(tmp_path / "own", Catalogue(entries), HASTY, trial, lambda: free)


def everything(tmp_path: Path) -> set[str]:
    """All files and folders under a test's folder, but for the lock and what is in an installed model."""
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    return {name for name in found if name.count("/") < 2} - {"own", "own/.lock"}


def saved(tmp_path: Path, data: bytes, name: str = "given.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


class TestFromTheCatalogue:
    def test_one_step_leads_from_an_empty_folder_to_a_take_on_the_model(self, good, tmp_path):
        told = []
        with FileServer(good) as server:
            shop = Installer(tmp_path / "own", Catalogue((entry(good, server.url),)), HASTY)
            model = shop.install(NAME, Job(told.append))
        assert (model.name, model.usable, model.found) == (NAME, True, "Ask For It's own folder")
        assert list(dict.fromkeys(progress.step for progress in told)) == list(Step)
        assert everything(tmp_path) == {f"own/{NAME}"}
        assert soundness.read_manifest(model.path).source == NAME
        recogniser = Recogniser(model.path)
        assert recogniser.transcribe(16_000, lambda: [bytes(32_000)]).duration == 1
        recogniser.close()

    def test_a_model_that_is_here_is_not_fetched_again(self, good, tmp_path):
        with FileServer(good) as server:
            shop = installer(tmp_path, entry(good, server.url))
            assert shop.install(NAME, Job()) == shop.install(NAME, Job())
        assert len(server.asked) == 1

    def test_a_damaged_one_is_replaced(self, good, tmp_path):
        with FileServer(good) as server:
            shop = installer(tmp_path, entry(good, server.url))
            model = shop.install(NAME, Job())
            (model.path / "am" / "final.mdl").write_bytes(b"")
            assert shop.install(NAME, Job()).usable
        assert everything(tmp_path) == {f"own/{NAME}"}

    def test_a_network_that_is_cut_at_any_moment_can_be_gone_on_from(self, good, tmp_path):
        once = Timing(read=2, attempts=2, first_delay=0.01)
        with FileServer(good, "cut at every tenth") as server:
            shop = Installer(tmp_path / "own", Catalogue((entry(good, server.url),)), once, lambda *_: None)
            assert shop.install(NAME, Job()).usable
        assert len(server.asked) == 10

    def test_after_a_failure_a_file_can_be_chosen_instead(self, good, tmp_path):
        with FileServer(good, "not found") as server:
            shop = installer(tmp_path, entry(good, server.url))
            with pytest.raises(DownloadProblem) as caught:
                shop.install(NAME, Job())
        assert server.url in caught.value.hint
        assert shop.install(str(saved(tmp_path, good)), Job()).usable

    def test_a_stopped_download_stays_and_is_not_listed(self, good, tmp_path):
        job = Job(lambda progress: job.cancel() if progress.done else None)
        with FileServer(good, "slow") as server:
            shop = installer(tmp_path, entry(good, server.url))
            with pytest.raises(Cancelled):
                shop.install(NAME, job)
            assert 0 < shop.pending(NAME) < len(good)
            assert models.find([models.Place(shop.own, "own")]) == ()
            assert shop.install(NAME, Job()).usable
        assert shop.pending(NAME) == 0
        assert everything(tmp_path) == {f"own/{NAME}"}

    @pytest.mark.parametrize("step", [Step.CHECKING, Step.UNPACKING, Step.TRYING])
    def test_an_installation_can_be_stopped_at_every_step(self, step, good, tmp_path):
        job = Job(lambda progress: job.cancel() if progress.step is step else None)
        with FileServer(good) as server:
            shop = installer(tmp_path, entry(good, server.url))
            with pytest.raises(Cancelled):
                shop.install(NAME, job)
            assert not (shop.own / NAME).exists()
            assert shop.install(NAME, Job()).usable
        assert everything(tmp_path) == {f"own/{NAME}"}

    def test_a_trial_that_hangs_is_stopped_at_once(self, good, tmp_path, monkeypatch):
        trying = threading.Event()
        fake = (sys.executable, str(ROOT / "tests" / "fake_worker.py"), "never ready", str(tmp_path))
        monkeypatch.setattr("askforit_desktop.speech.recogniser.worker_command", lambda: fake)
        job = Job(lambda progress: trying.set() if progress.step is Step.TRYING else None)
        shop, outcome = installer(tmp_path, trial=install.trial), []

        def work():
            with pytest.raises(Cancelled):
                shop.install(str(saved(tmp_path, good)), job)
            outcome.append("stopped")

        thread = threading.Thread(target=work)
        thread.start()
        assert trying.wait(WAIT)
        job.cancel()
        thread.join(WAIT)
        assert outcome == ["stopped"]

    def test_too_little_room_is_said_before_the_download(self, good, tmp_path):
        shop = installer(tmp_path, entry(good, "http://127.0.0.1:9/", unpacked=10**18))
        with pytest.raises(DownloadProblem, match="too little room"):
            shop.install(NAME, Job())

    def test_a_model_for_which_memory_lacks_asks_first(self, good, tmp_path):
        with FileServer(good) as server:
            shop = installer(tmp_path, entry(good, server.url, memory=5 * GIGABYTE), free=2 * GIGABYTE)
            with pytest.raises(LacksMemory, match=r"needs about 5\.0 GB of memory, and 2\.0 GB are free"):
                shop.install(NAME, Job())
            assert server.asked == []
            assert shop.install(NAME, Job(), even_if_large=True).usable


class TestFromAnAddress:
    def test_any_address_of_a_zip_will_do(self, good, tmp_path):
        with FileServer(good) as server:
            model = installer(tmp_path).install(server.url, Job())
        assert model.name == models.DEMO
        assert soundness.read_manifest(model.path).source == server.url
        assert everything(tmp_path) == {f"own/{models.DEMO}"}

    def test_memory_is_asked_about_once_it_is_known_and_nothing_is_fetched_twice(self, good, tmp_path):
        with FileServer(good) as server:
            shop = installer(tmp_path, free=1_000)
            with pytest.raises(LacksMemory):
                shop.install(server.url, Job())
            assert shop.install(server.url, Job(), even_if_large=True).usable
        assert server.asked == ["", f"bytes={len(good)}-"]

    def test_what_is_no_model_is_not_kept(self, tmp_path):
        page = b"<html>Sign in to the hotel network</html>"
        with FileServer(page) as server, pytest.raises(ModelProblem, match="is not a whole zip file"):
            installer(tmp_path).install(server.url, Job())
        assert everything(tmp_path) == set()


class TestFromDisk:
    @pytest.mark.parametrize("top", ["", "vosk-model-x", "outer/inner/vosk-model-x"])
    def test_a_zip_may_hold_the_model_in_folders(self, top, tmp_path):
        model = installer(tmp_path).install(str(saved(tmp_path, zipped(top=top), "José Ñandú.zip")), Job())
        assert model.name == ("vosk-model-x" if top else "José Ñandú")
        assert model.usable
        assert everything(tmp_path) == {"José Ñandú.zip", f"own/{model.name}"}

    def test_a_folder_is_copied(self, tmp_path):
        source = tmp_path / "my model"
        shutil.copytree(DEMO, source)
        model = installer(tmp_path).install(str(source), Job())
        assert model.path == tmp_path / "own" / "my model"
        assert soundness.describe(model.path, "", "").files == soundness.describe(DEMO, "", "").files

    def test_a_path_may_begin_with_the_users_home(self, good, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        saved(tmp_path, good)
        assert installer(tmp_path).install("~/given.zip", Job()).usable

    def test_a_folder_for_which_there_is_no_room_is_not_begun(self, tmp_path, monkeypatch):
        monkeypatch.setattr(install, "SPARE_BYTES", 10**18)
        with pytest.raises(DownloadProblem, match="too little room"):
            installer(tmp_path).install(str(DEMO), Job())
        assert everything(tmp_path) == set()

    def test_a_folder_that_cannot_be_read_is_told_by_its_first_file(self, tmp_path):
        source = tmp_path / "model"
        shutil.copytree(DEMO, source)
        for name in ("one", "two"):
            (source / name).symlink_to(tmp_path / "nowhere")
        with pytest.raises(ModelProblem, match="cannot be copied") as caught:
            installer(tmp_path).install(str(source), Job())
        assert str(caught.value).count("nowhere") <= 1

    def test_a_folder_that_is_no_model_is_refused(self, tmp_path):
        with pytest.raises(ModelProblem, match="not a speech model"):
            installer(tmp_path).install(str(ROOT / "resources"), Job())

    @pytest.mark.parametrize(
        "source",
        ["", "vosk-model-typo", "/nowhere/a.zip", "~nosuchuser/a.zip", "ftp://example.org/a.zip", "http://[bad"],
    )
    def test_what_is_nothing_is_a_problem_that_names_the_models(self, source, good, tmp_path):
        with pytest.raises(ModelProblem) as caught:
            installer(tmp_path, entry(good)).install(source, Job())
        assert NAME in caught.value.hint or "am" in caught.value.hint

    def test_a_model_that_passes_every_look_but_crashes_libvosk_is_not_installed(self, tmp_path):
        source = tmp_path / "bad"
        shutil.copytree(DEMO, source)
        (source / soundness.MANIFEST).unlink()
        graph = source / "graph" / "HCLr.fst"
        graph.write_bytes(graph.read_bytes()[:1000])
        with pytest.raises(ModelProblem):
            Installer(tmp_path / "own", Catalogue(()), HASTY).install(str(source), Job())
        assert everything(tmp_path) >= {"bad"}
        assert list((tmp_path / "own").iterdir()) == [tmp_path / "own" / ".lock"]


def _with(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    data = io.BytesIO(zipped())
    with zipfile.ZipFile(data, "a") as file:
        info = zipfile.ZipInfo()
        info.filename = info.orig_filename = name
        info.external_attr = mode << 16
        file.writestr(info, content)
    return data.getvalue()


def _locked() -> bytes:
    data = bytearray(zipped())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def _bomb(size: int, times: int = 1) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(times):
            file.writestr(f"model/am/{number}", bytes(size))
    return data.getvalue()


def _changed(name: str, change) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped())) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(name):
                content = change(content)
            if content is not None:
                new.writestr(info.filename, content)
    return data.getvalue()


BAD_ARCHIVES = {
    "traversal": (lambda: _with("../../evil"), "outside its folder"),
    "traversal inside": (lambda: _with("model/../../../evil"), "outside its folder"),
    "absolute": (lambda: _with("/tmp/evil"), "outside its folder"),
    "drive": (lambda: _with("C:/evil"), "outside its folder"),
    "backslash": (lambda: _with("..\\..\\evil"), "outside its folder"),
    "stream": (lambda: _with("model/file:evil"), "outside its folder"),
    "symlink": (lambda: _with("model/link", b"/etc/passwd", stat.S_IFLNK | 0o777), "link"),
    "device": (lambda: _with("model/null", b"", stat.S_IFCHR | 0o666), "device"),
    "twice": (lambda: _with(f"{models.DEMO}/am/final.mdl"), "cannot be unpacked"),
    "bomb": (lambda: _bomb(50_000_000), "swell"),
    "bomb in small pieces": (lambda: _bomb(900_000, 60), "swell"),
    "many files": (lambda: _bomb(1, archive.MOST_FILES + 1), "too many"),
    "locked": (_locked, "password"),
    "no zip": (lambda: b"not a zip at all", "not a whole zip"),
    "empty": (lambda: b"", "not a whole zip"),
    "cut off": (lambda: zipped()[:-1000], "not a whole zip"),
    "no model": (lambda: zipped(ROOT / "resources" / "samples", "samples"), "holds no speech model"),
    "two models": (lambda: _with("other/am/final.mdl"), "more than one"),
    "missing final.mdl": (lambda: _changed("final.mdl", lambda _: None), "final.mdl is missing"),
    "truncated final.mdl": (lambda: _changed("final.mdl", lambda data: data[:10]), "not an acoustic model"),
    "random final.mdl": (lambda: _changed("final.mdl", lambda data: os.urandom(len(data))), "not an acoustic model"),
    "empty model.conf": (lambda: _changed("model.conf", lambda _: b""), "model.conf is empty"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", BAD_ARCHIVES)
def test_a_bad_archive_is_refused_in_words_and_leaves_nothing(kind, tmp_path):
    make, says = BAD_ARCHIVES[kind]
    path = saved(tmp_path, make())
    with pytest.raises(ModelProblem, match=says) as caught:
        installer(tmp_path).install(str(path), Job())
    assert caught.value.hint
    assert everything(tmp_path) == {"given.zip"}
    assert not Path("/tmp/evil").exists()


def a_small_model(folder: Path) -> Path:
    """The beginnings of the demo model's files: enough for every look, and a zip in which every byte counts."""
    for path in DEMO.rglob("*"):
        if path.is_file() and path.name != soundness.MANIFEST:
            target = folder / path.relative_to(DEMO)
            target.parent.mkdir(parents=True, exist_ok=True)
            whole_lines = path.read_bytes()[:2_000].rpartition(b"\n")
            target.write_bytes(whole_lines[0] + whole_lines[1] or whole_lines[2])
    return folder


def test_three_hundred_mutations_of_a_good_zip_install_the_same_model_or_nothing(tmp_path):
    small = a_small_model(tmp_path / "small")
    good, whole = zipped(small, method=zipfile.ZIP_DEFLATED), soundness.describe(small, "", "").files
    shop, chance, outcomes = installer(tmp_path), random.Random(20261120), []
    for number in range(300):
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 4))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            model = shop.install(str(saved(tmp_path, bytes(data))), Job())
        except Problem:
            outcomes.append("refused")
        else:
            outcomes.append("installed")
            assert soundness.describe(model.path, "", "").files == whole, number
            shutil.rmtree(model.path)
        assert everything(tmp_path) == {"given.zip"} | {f"small{rest}" for rest in SMALL}, number
    assert outcomes.count("refused") > 150
    assert outcomes.count("installed") > 3


SMALL = ("", "/README", "/am", "/conf", "/graph")


def test_what_a_crash_left_is_hidden_and_then_cleared_away(good, tmp_path):
    left = tmp_path / "own" / ".staging-abc" / "model"
    shutil.copytree(DEMO, left)
    shop = installer(tmp_path)
    assert models.find([models.Place(shop.own, "own")]) == ()
    shop.install(str(saved(tmp_path, good)), Job())
    assert not left.exists()


def test_an_installation_killed_in_its_middle_leaves_nothing_that_is_listed(good, tmp_path):
    path = saved(tmp_path, good)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path / "own"), str(path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout.readline() == b"unpacking\n"
    child.kill()
    child.communicate()
    assert models.find([models.Place(tmp_path / "own", "own")]) == ()
    assert installer(tmp_path).install(str(path), Job()).usable


_CHILD = """
import signal, sys
from pathlib import Path
from askforit_desktop.speech.catalogue import Catalogue
from askforit_desktop.speech.install import Installer
from askforit_desktop.speech.job import Job, Step
def tell(progress):
    if progress.step is Step.UNPACKING and progress.done:
        print("unpacking", flush=True)
        signal.pause()
Installer(Path(sys.argv[1]), Catalogue(())).install(sys.argv[2], Job(tell))
"""


def test_two_installations_at_once_do_not_meet(good, tmp_path):
    shop, inside, go_on = installer(tmp_path), threading.Event(), threading.Event()

    def pause(progress):
        if progress.step is Step.UNPACKING:
            inside.set()
            go_on.wait(WAIT)

    path = str(saved(tmp_path, good))
    first = threading.Thread(target=shop.install, args=(path, Job(pause)))
    first.start()
    assert inside.wait(WAIT)
    with pytest.raises(ModelProblem, match="Another installation is under way"):
        shop.install(path, Job())
    go_on.set()
    first.join(WAIT)
    assert (shop.own / models.DEMO).is_dir()


def test_a_model_of_ones_own_can_be_removed_and_another_cannot(good, tmp_path):
    shop = installer(tmp_path)
    model = shop.install(str(saved(tmp_path, good)), Job())
    shop.remove(model)
    assert everything(tmp_path) == {"given.zip"}
    with pytest.raises(ModelProblem, match="not Ask For It's to remove"):
        shop.remove(models.look_at(DEMO, "came with Ask For It"))


def test_a_model_is_verified_file_by_file_and_tried(good, tmp_path):
    tried = []
    shop = installer(tmp_path, trial=lambda folder, _: tried.append(folder))
    model = shop.install(str(saved(tmp_path, good)), Job())
    shop.verify(model, Job())
    assert tried[-1] == model.path
    with (model.path / "am" / "final.mdl").open("r+b") as file:
        file.seek(100_000)
        file.write(b"damage")
    with pytest.raises(ModelProblem, match=r"final\.mdl has been changed or damaged"):
        shop.verify(model, Job())


def test_a_folder_that_cannot_be_written_is_a_problem(good, tmp_path):
    (tmp_path / "own").write_text("a file in the way")
    with pytest.raises(ModelProblem, match="folder for speech models cannot be used"):
        installer(tmp_path).install(str(saved(tmp_path, good)), Job())


def test_the_installer_loads_neither_http_nor_libvosk_before_they_are_needed():
    code = (
        "import sys, askforit_desktop.speech.install as _; print(*{'requests', 'filelock', 'vosk'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT).stdout == "\n"
