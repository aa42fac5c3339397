"""Where words stand in a laid-out text, and the wave that is drawn under them."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTextBlock, QTextDocument, QTextLine

_WAVE = 5  # pixels of half a wave


def boxes(document: QTextDocument, reach: tuple[int, int], scrolled: QPointF) -> list[QRectF]:
    """One box for each line that a stretch of the text stands on, `scrolled` away from the document's corner."""
    first, last = reach
    found, block = [], document.findBlock(first)
    while block.isValid() and block.position() < last:
        corner = document.documentLayout().blockBoundingRect(block).topLeft() - scrolled
        found += _boxes_in(block, first - block.position(), last - block.position(), corner)
        block = block.next()
    return found


def _boxes_in(block: QTextBlock, first: int, last: int, corner: QPointF) -> list[QRectF]:
    layout, text, found = block.layout(), block.text(), []
    for number in range(layout.lineForTextPosition(max(0, first)).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        start = line.textStart()
        begin, end = max(first, start), min(last, start + line.textLength())
        if start >= last:
            break
        if begin < end:
            found.append(_box(line, begin, end - text[begin:end].endswith(" "), corner))
    return found


def _box(line: QTextLine, begin: int, end: int, corner: QPointF) -> QRectF:
    places: Any = line.cursorToX(begin), line.cursorToX(end)  # typed as object, but (x, index)
    left, right = places[0][0], places[1][0]
    tall = line.ascent() + line.descent()
    top = line.y() + line.height() - tall
    return QRectF(corner.x() + left - 2, corner.y() + top - 2, right - left + 4, tall + 4)


def wave(left: float, right: float, y: float) -> QPainterPath:
    """A wavy line."""
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        path.quadTo(QPointF(x + _WAVE / 2, y + (-_WAVE / 2 if up else _WAVE / 2)), QPointF(x + _WAVE, y))
        x, up = x + _WAVE, not up
    return path
