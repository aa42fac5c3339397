"""What was measured on."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from askforit_desktop import __version__

_PACKAGES = ("vosk", "numpy", "PySide6-Essentials", "rich", "click", "soundfile", "sounddevice")


def machine() -> dict[str, str | int | float]:
    """Cores, processor, memory, system, load and versions."""
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count() or 0,
        "processor": _processor(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "askforit": __version__,
        **{name: version(name) for name in _PACKAGES},
    }


def _processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
