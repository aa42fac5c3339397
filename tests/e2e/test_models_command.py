"""`askforit models` with a zip and a folder that the user has; downloads are proved in tests/unit/speech."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

DEMO = "vosk-model-askforit-demo-en-us"


def models(*argv: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "askforit_desktop", "models", *map(str, argv)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def zipped(folder: Path, name: str) -> Path:
    """The demo model under another name, as a zip like Vosk's own."""
    shutil.copytree(ROOT / "models" / DEMO, folder / "zip" / name)
    return Path(shutil.make_archive(str(folder / name), "zip", folder / "zip"))


def test_what_is_here_is_listed_with_the_reason_for_the_choice():
    listed = models()
    assert listed.returncode == 0
    assert f"Used: {DEMO}" in listed.stdout
    assert "demo model" in listed.stdout
    assert "vosk-model-small-en-us-0.15" in listed.stdout


def test_a_zip_is_installed_used_verified_and_removed(tmp_path, home):
    name = "vosk-model-en-us-mine"
    installed = models("install", zipped(tmp_path, name))
    assert installed.returncode == 0, installed.stderr
    assert f"Used from now on: {name}" in installed.stdout
    assert (home / "models" / name / "am" / "final.mdl").is_file()
    assert "whole and works" in models("verify", name).stdout
    assert f"Used from now on: {DEMO}, chosen in the settings" in models("use", DEMO).stdout
    assert f"Used from now on: {name}" in models("use", "auto").stdout
    assert models("remove", name).returncode == 0
    assert not (home / "models" / name).exists()


def test_an_empty_name_downloads_nothing():
    refused = models("install", "")
    assert refused.returncode == 2
    assert "empty" in refused.stderr


def test_what_cannot_be_done_is_said_in_one_line(tmp_path):
    (tmp_path / "not.zip").write_bytes(b"no zip")
    for argv in (["install", tmp_path / "not.zip"], ["use", "nothing"], ["remove", "nothing"], ["remove", DEMO]):
        failed = models(*argv)
        assert failed.returncode == 1
        assert len(failed.stderr.splitlines()) == 1, failed.stderr
