"""Small cards with one figure each: how a close was delivered, or how the takes went so far."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from askforit_desktop.closing.finding import Finding, Verdict
from askforit_desktop.closing.rubric import Act, CheckText
from askforit_desktop.gui import theme
from askforit_desktop.gui.sign import Sign
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Caption, Figure
from askforit_desktop.gui.widgets.tick import Tick
from askforit_desktop.gui.wording import figure, remark

_COLUMNS = 4
_NARROW = 500  # design pixels; below it there are half as many columns
_LEAST = 240


class Tile(Card):
    """A caption, a figure and a few words; a sign and the colour tell where something is worth a look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box.setContentsMargins(12, 9, 10, 9)
        self.box.setSpacing(1)
        self._caption, self._figure, self._words = Caption(wrap=False), Figure(), Caption()
        self._sign = Tick(Act.CONNECT)
        self._caption.setMinimumHeight(self._sign.height())  # so that tiles with and without a sign stand level
        self._sign.show_sign(Sign.MISSED)
        self._sign.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._caption, 1)
        top.addWidget(self._sign)
        self.box.addLayout(top)
        self.box.addWidget(self._figure)
        self.box.addWidget(self._words)
        self.box.addStretch(1)

    def show_figure(self, caption: str, value: str, words: str, *, warn: bool = False, quiet: bool = False) -> None:
        """Show what was measured; `warn` where it is out of its limits, `quiet` where nothing could be measured."""
        self._caption.setText(caption)
        self._figure.setText(value)
        self._figure.set_tone("warn" if warn else "quiet" if quiet else "")
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._sign.setVisible(warn)
        self.setAccessibleName(f"{caption}: {value}{', ' + words if words else ''}{', worth a look' if warn else ''}")

    def show_finding(self, finding: Finding, text: CheckText | None) -> None:
        """Show any delivery finding; hovering tells why it matters, where the limits come from and what to try."""
        quiet = finding.verdict is Verdict.NOT_MEASURED
        warn = finding.verdict in (Verdict.WEAK, Verdict.MISSING)
        self.show_figure(finding.title, figure(finding), remark(finding), warn=warn, quiet=quiet)
        why = [text.why, f"Source: {text.source}"] if text else []
        tip = "\n".join([*([finding.advice] if finding.advice else []), *why])
        self.setToolTip(f"<p style='white-space: pre-wrap'>{tip}</p>" if tip else "")
        self.setAccessibleDescription(tip)


class Tiles(QWidget):
    """Tiles side by side, four in a row, two where there is little room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.size(_LEAST))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = _COLUMNS
        self.tiles: list[Tile] = []

    def show_findings(self, findings: tuple[Finding, ...], texts: tuple[CheckText, ...]) -> None:
        """One tile for each finding."""
        by_id = {text.id: text for text in texts}
        for tile, finding in zip(self.make(len(findings)), findings, strict=True):
            tile.show_finding(finding, by_id.get(finding.check))

    def make(self, count: int) -> list[Tile]:
        """So many tiles, to be filled by the caller."""
        while len(self.tiles) < count:
            self.tiles.append(Tile())
        self._place()
        for index, tile in enumerate(self.tiles):
            tile.setVisible(index < count)
        return self.tiles[:count]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = _COLUMNS // 2 if self.width() < theme.size(_NARROW) else _COLUMNS
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for index, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, *divmod(index, self._columns))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
