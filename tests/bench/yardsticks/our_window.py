"""The program's own start, gone as soon as its window is painted, or so many seconds after all is loaded.

    python our_window.py [SECONDS]

Prints its memory as JSON: its own, and of all its processes.
"""

import json
import os
import signal
import sys

from memory import children, memory
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from askforit_desktop.gui.app import Start
from askforit_desktop.paths import Home


def settle() -> None:
    """Wait until the pages are loaded, and then some."""
    start.program.loaded.connect(lambda: QTimer.singleShot(round(1000 * float(sys.argv[1])), QApplication.quit))


app = QApplication(sys.argv)
start = Start(app, Home.default())
if sys.argv[1:]:
    start.ready.connect(settle)
else:
    start.window.painted.disconnect()
    start.window.painted.connect(QApplication.quit)
app.exec()
workers = [memory(worker) for worker in children()]
print(json.dumps(memory(os.getpid()) | {"workers_pss": sum(worker["pss"] for worker in workers)}), flush=True)
for worker in children():
    os.kill(worker, signal.SIGKILL)
os._exit(0)
