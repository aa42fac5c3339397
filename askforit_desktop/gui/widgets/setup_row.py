"""Whom one speaks to and through what: microphone with its level, role and company."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.level_meter import LevelMeter
from askforit_desktop.gui.widgets.texts import Caption

_NARROW = 600


@dataclass(frozen=True, slots=True)
class Setup:
    """What was chosen; an empty microphone is the system's default."""

    microphone: str
    role: str
    company: str


class SetupRow(QWidget):
    """One row, or two in a narrow window. `changed` when something was chosen, `entered` when Enter ends a field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.meter = LevelMeter()
        self._microphone = QComboBox()
        self._microphone.setAccessibleName("Microphone")
        self._microphone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._microphone.setMinimumContentsLength(8)
        self._microphone.addItem("System default", "")
        self._microphone.activated.connect(self.changed)
        self._role = self._field("Role", "Operations Manager")
        self._company = self._field("Company", "Northwind")
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(14)
        self._rows.addLayout(self._row(("Microphone", self._microphone, 1)), 4)
        self._rows.addLayout(self._row(("Role", self._role, 3), ("Company", self._company, 2)), 5)

    @property
    def setup(self) -> Setup:
        """What is chosen now."""
        return Setup(self._microphone.currentData(), self._role.text().strip(), self._company.text().strip())

    def show_setup(self, setup: Setup) -> None:
        """Fill in what was chosen earlier."""
        for field, text in ((self._role, setup.role), (self._company, setup.company)):
            field.setText(text)
            field.setCursorPosition(0)
        self._select(setup.microphone)

    def show_microphones(self, names: tuple[str, ...]) -> None:
        """List the microphones that are here; one that was chosen and is gone stays in the list."""
        chosen = self.setup.microphone
        self._microphone.clear()
        self._microphone.addItem("System default", "")
        for name in names:
            self._microphone.addItem(name, name)
        self._select(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width() >= theme.size(_NARROW)
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _select(self, name: str) -> None:
        if self._microphone.findData(name) < 0:
            self._microphone.addItem(f"{name} (not connected)", name)
        self._microphone.setCurrentIndex(self._microphone.findData(name))

    def _field(self, name: str, example: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.setMaxLength(80)
        field.editingFinished.connect(self.changed)
        field.returnPressed.connect(self.entered)
        return field

    def _row(self, *fields: tuple[str, QWidget, int]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, field, share in fields:
            field.setProperty("quiet", True)
            row.addWidget(Caption(name, wrap=False))
            row.addWidget(field, share)
        if fields[0][1] is self._microphone:
            row.addWidget(self.meter)
        return row
