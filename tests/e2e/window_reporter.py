"""Runs the program as a user does, and prints what its window shows each time that changes, one JSON line each."""

import json
import sys

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from askforit_desktop.gui.app import Start
from askforit_desktop.gui.widgets.checklist import ElementRow
from askforit_desktop.gui.widgets.transcript_view import TranscriptView
from askforit_desktop.paths import Home


def middle(widget: QWidget) -> list[int]:
    point = widget.mapToGlobal(widget.rect().center())
    return [point.x(), point.y()]


def word_places(view: TranscriptView) -> dict[str, list[int]]:
    """The middle of the first place of each word."""
    places: dict[str, list[int]] = {}
    at = 0
    for word in view.toPlainText().split():
        at = view.toPlainText().index(word, at)
        cursor = QTextCursor(view.document())
        cursor.setPosition(at + len(word) // 2)
        point = view.viewport().mapToGlobal(view.cursorRect(cursor).center() + QPoint(2, 0))
        places.setdefault(word, [point.x(), point.y()])
        at += len(word)
    return places


def snapshot(start: Start) -> dict[str, object]:
    page = start.window.page
    if start.program is None or page is None:
        return {"page": ""}
    views = [view for view in page.findChildren(TranscriptView) if view.isVisible()]
    tables = [table for table in page.findChildren(QTableView) if table.isVisible() and table.model()]
    buttons = [b for b in start.window.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    return {
        "page": page.accessibleName(),
        "texts": [label.text() for label in page.findChildren(QLabel) if label.isVisible()],
        "buttons": {b.accessibleName() or b.text(): middle(b) for b in buttons},
        "rows": [row.accessibleName() for row in page.findChildren(ElementRow)],
        "words": views[0].toPlainText() if views else "",
        "places": word_places(views[0]) if views else {},
        "takes": tables[0].model().rowCount() if tables else 0,
    }


def main() -> int:
    app = QApplication(sys.argv)
    start = Start(app, Home.default())
    last = ""

    def report() -> None:
        nonlocal last
        now = json.dumps(snapshot(start))
        if now != last:
            last = now
            print(now, flush=True)

    timer = QTimer()
    timer.timeout.connect(report)
    timer.start(50)
    status = app.exec()
    timer.stop()
    start.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
