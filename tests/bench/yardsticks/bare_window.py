"""The yardstick for the start: a bare QMainWindow, gone as soon as it is painted, or after so many seconds more.

    python bare_window.py alike|bare [SECONDS]

"alike" imports of Qt what the program does until its window is painted, because PySide sets up each class when it is
first named; "bare" imports nothing but what it uses. Prints its memory as JSON.
"""

import json
import os
import sys

from memory import memory
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if sys.argv[1] == "alike":
    from PySide6.QtCore import Qt, Signal  # noqa: F401
    from PySide6.QtGui import (  # noqa: F401
        QColor,
        QFont,
        QFontInfo,
        QGuiApplication,
        QKeySequence,
        QPalette,
        QShortcut,
        QShowEvent,
    )
    from PySide6.QtWidgets import (  # noqa: F401
        QButtonGroup,
        QFrame,
        QHBoxLayout,
        QLabel,
        QPushButton,
        QSizePolicy,
        QStackedWidget,
        QVBoxLayout,
        QWidget,
    )


class Painted(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Expose:
            QTimer.singleShot(round(1000 * float(sys.argv[2])) if sys.argv[2:] else 0, QApplication.quit)
        return False


app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
painted = Painted()
window.windowHandle().installEventFilter(painted)
app.exec()
print(json.dumps(memory(os.getpid())), flush=True)
os._exit(0)
