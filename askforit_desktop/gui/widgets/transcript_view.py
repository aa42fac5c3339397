"""The words of a take, marked by act, following the playback; a click or Enter on a word asks to hear it."""

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from askforit_desktop.closing.rubric import Act
from askforit_desktop.closing.transcript import Span, Transcript
from askforit_desktop.closing.wording import clock
from askforit_desktop.gui import theme
from askforit_desktop.gui.standing import Mark
from askforit_desktop.gui.widgets.word_boxes import boxes, wave

# A paragraph is laid out in one go: a take of hours is cut into paragraphs, so that the window never waits for it.
_WORDS_A_PARAGRAPH = 300
_WORDS_SPACED = 3000  # a recording of hours gets no room between its lines: setting it took 90 ms for 18,000 words
_LINE_HEIGHT = 140  # percent; room for the marks
_WORD_SPACING = 2
_LEAST_HEIGHT = 120


class TranscriptView(QTextEdit):
    """Read-only text with marks; `seek_requested` has the seconds of the word that is to be heard."""

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Transcript")
        self.setProperty("plain", True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setMouseTracking(True)
        self._transcript = Transcript((), None)
        self._marks: tuple[Mark, ...] = ()
        self._remarks: tuple[tuple[Span, str], ...] = ()
        self._places: list[int] = []  # where each word begins in the text
        self._starts: list[float] = []  # when each word begins in the recording
        self._current = -1

    def sizeHint(self) -> QSize:
        """As little as is of use: it takes the room that is left, and scrolls by itself."""
        return QSize(super().sizeHint().width(), theme.size(_LEAST_HEIGHT))

    def show_words(
        self,
        transcript: Transcript,
        marks: tuple[Mark, ...] = (),
        remarks: tuple[tuple[Span, str], ...] = (),
        settled: int | None = None,
    ) -> None:
        """Show a transcript with its marks, and underline the words that a delivery check remarks on.

        Words from the index `settled` on are muted, as the recogniser may still change them; the newest are in sight.
        """
        self._transcript, self._marks, self._remarks = transcript, marks, remarks
        self._starts = [word.start for word in transcript.words]
        self._current = -1
        self.setFont(_reading_font())
        self._write()
        if settled is not None:
            self._show_live(settled)
        timed = "Enter or a click plays from a word. Arrow keys move." if transcript.timed else ""
        self.setAccessibleDescription(timed)

    def set_position(self, seconds: float | None) -> None:
        """Follow the playback: the word that is heard at this time stands out; None for none."""
        index = -1 if seconds is None else bisect_right(self._starts, seconds) - 1
        if index == self._current:
            return
        self._current = index
        if index >= 0:
            self._keep_in_sight(index)
        self.viewport().update()

    def word_at(self, position: int) -> int:
        """The index of the word at a position in the text; -1 if there is none."""
        return bisect_right(self._places, position) - 1

    @property
    def current(self) -> int:
        """The index of the word that stands out, -1 if none does."""
        return self._current

    def _write(self) -> None:
        """Put the words into the document."""
        texts = [word.text for word in self._transcript.words]
        self._places = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
        pieces = (texts[at : at + _WORDS_A_PARAGRAPH] for at in range(0, len(texts), _WORDS_A_PARAGRAPH))
        self.setPlainText("\n".join(" ".join(piece) for piece in pieces))
        if len(texts) <= _WORDS_SPACED:
            spacing = QTextBlockFormat()
            spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(spacing)

    def _show_live(self, settled: int) -> None:
        if settled < len(self._places):
            muted = QTextCharFormat()
            muted.setForeground(QColor(theme.colours().muted))
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._places[settled])
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(muted)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _reach(self, span: Span) -> tuple[int, int]:
        """From where to where a run of words reaches in the text."""
        return self._places[span.first], self._places[span.last] + len(self._transcript.words[span.last].text)

    def _colours(self, act: Act | None) -> tuple[str, str]:
        palette = theme.colours()
        return (palette.act(act).strong, palette.act(act).soft) if act else (palette.edge, palette.track)

    # Hearing

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click plays from the word; a drag selects text to copy."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._hear(self._word_under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go word by word, Enter plays from the word; Space is left to the page."""
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hear(self.word_at(self.textCursor().selectionStart()))
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Select the next word or the one before, so that it is seen and a screen reader says it."""
        if not self._places:
            return
        index = min(max(self.word_at(self.textCursor().selectionStart()) + by, 0), len(self._places) - 1)
        first, last = self._reach(Span(index, index))
        cursor = self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _hear(self, index: int) -> None:
        if index >= 0 and self._transcript.timed:
            self.seek_requested.emit(self._transcript.words[index].start)

    def _word_under(self, point: QPointF) -> int:
        return self.word_at(self.cursorForPosition(point.toPoint()).position()) if self._places else -1

    def _keep_in_sight(self, index: int) -> None:
        """Scroll to the current word, unless the user is scrolling or selecting."""
        if self.textCursor().hasSelection() or self.verticalScrollBar().isSliderDown():
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[index])
        where = self.cursorRect(cursor)
        if where.bottom() > self.viewport().height() or where.top() < 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + where.top() - self.viewport().height() // 3)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering tells what a word is evidence of, and when it was said."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(self._word_under(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, index: int) -> str:
        if index < 0:
            return ""
        here = Span(index, index)
        tips = [clock(self._starts[index])] if self._transcript.timed else []
        tips += [
            mark.tip + (" (perhaps misheard)" if mark.doubtful else "")
            for mark in self._marks
            if mark.span.overlaps(here)
        ]
        tips += [text for span, text in self._remarks if span.overlaps(here)]
        return "\n".join(tips)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks lie behind the words; dots under doubtful ones, waves under what delivery remarks on."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            self._paint_mark(painter, mark)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().warn), 1.3))
        for span, _ in self._remarks:
            for box in self._boxes(span):
                painter.drawPath(wave(box.left() + 2, box.right() - 2, box.bottom()))
        if self._current >= 0:
            self._paint_current(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        strong, soft = self._colours(mark.act)
        heard_now = mark.span.first <= self._current <= mark.span.last
        for box in self._boxes(mark.span):
            painter.setBrush(QColor(soft))
            painter.setPen(QPen(QColor(strong), 1.5) if heard_now else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 5, 5)
            if mark.doubtful:
                painter.setPen(QPen(QColor(strong), 2, Qt.PenStyle.DotLine))
                painter.drawLine(box.bottomLeft() + QPointF(3, 0), box.bottomRight() - QPointF(3, 0))

    def _paint_current(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.colours().text), 2))
        for box in self._boxes(Span(self._current, self._current)):
            painter.drawLine(box.bottomLeft() + QPointF(3, 0), box.bottomRight() - QPointF(3, 0))

    def _boxes(self, span: Span) -> list[QRectF]:
        """Where a run of words stands in the viewport, one box a line; none of lines that are out of sight."""
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        sight = QRectF(self.viewport().rect())
        return [box for box in boxes(self.document(), self._reach(span), scrolled) if box.intersects(sight)]


def _reading_font() -> QFont:
    """Larger than the rest, and with room between words, so that marks side by side are told apart."""
    font = theme.font(17)
    font.setWordSpacing(_WORD_SPACING)
    return font
