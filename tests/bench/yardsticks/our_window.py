"""The program's own start, gone as soon as its window is painted."""

import os
import sys

from PySide6.QtWidgets import QApplication

from askforit_desktop.gui.app import Start
from askforit_desktop.paths import Home

app = QApplication(sys.argv)
start = Start(app, Home.default())
start.window.painted.disconnect()
start.window.painted.connect(QApplication.quit)
app.exec()
os._exit(0)
