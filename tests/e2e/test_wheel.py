"""The wheel holds all that the program needs, and works from another folder without the source tree."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked into an empty folder; its dependencies come from the tests' own environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder / "dist"), str(ROOT)]
    subprocess.run(built, check=True, timeout=100)
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True, timeout=100
    )
    return folder / "site"


def askforit(site: Path, folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site)}
    script = (
        "import sys, askforit_desktop\n"
        "assert askforit_desktop.__file__.startswith(sys.argv.pop(1))\n"
        "from askforit_desktop.__main__ import main\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, "-c", script, str(site), *argv]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=100)


def test_the_demo_works_from_the_wheel(installed, tmp_path):
    done = askforit(installed, tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    assert "You asked for the job." in done.stdout


def test_the_wheel_carries_its_licences_and_models(installed):
    (info,) = installed.glob("askforit_desktop-*.dist-info")
    assert {p.name for p in (info / "licenses").iterdir()} >= {"LICENSE", "NOTICE"}
    models = installed / "askforit_desktop" / "_models"
    assert (models / "judge" / "NOTICE.md").is_file()
    assert (models / "README.md").is_file()
    assert not list(models.rglob("__pycache__"))
