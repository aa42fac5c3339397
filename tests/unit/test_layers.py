import subprocess
import sys

from tests.conftest import ROOT

DEMO_MODEL = str(ROOT / "models" / "vosk-model-askforit-demo-en-us")
HEAVY = ("PySide6", "vosk", "sounddevice", "_sounddevice", "numpy")


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_imports_point_down_only():
    found = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_help_page_loads_neither_qt_nor_vosk_nor_portaudio():
    script = (
        "import sys\n"
        "sys.argv = ['askforit', '--help']\n"
        "from askforit_desktop.__main__ import main\n"
        "code = main()\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)\n"
    )
    found = run(sys.executable, "-c", script)
    assert found.returncode == 0, found.stderr
    assert "check" in found.stdout


def test_the_recogniser_is_under_way_before_the_judge_is_loaded(tmp_path):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from askforit_desktop.paths import Home\n"
        "from askforit_desktop.studio import Studio\n"
        f"with Studio(Home.at(Path({str(tmp_path)!r})), model={DEMO_MODEL!r}) as studio:\n"
        "    studio.recogniser.warm()\n"
        f"    loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded {loaded}' if loaded else 0)\n"
    )
    found = run(sys.executable, "-c", script)
    assert found.returncode == 0, found.stderr
