"""The yardstick for the start: a bare QMainWindow with the same imports of Qt, gone as soon as it is painted."""

import os
import sys

# What the program's modules import until their window is painted; PySide sets up each class when it is first named.
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal  # noqa: F401
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
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class Painted(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Expose:
            QTimer.singleShot(0, QApplication.quit)
        return False


app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
painted = Painted()
window.windowHandle().installEventFilter(painted)
app.exec()
os._exit(0)
