"""A section of the settings with two limits: from here, to there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.form import Section
from askforit_desktop.gui.widgets.texts import Body


class RangeSection(Section):
    """Two numbers in order; `changed` has the settings `NAME_min` and `NAME_max`, None for "as the rubric has it"."""

    changed = Signal(dict)

    def __init__(
        self, name: str, title: str, remark: str, unit: str, most: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, remark, parent)
        self.setObjectName(name)
        self._names = (f"{name}_min", f"{name}_max")
        self._least, self._most = (self._box(f"{title}, {end}", unit, most) for end in ("from", "to"))
        usual = Button("As the rubric has it", "small")
        usual.setAccessibleName(f"{title}: as the rubric has it")
        usual.clicked.connect(lambda: self.changed.emit(dict.fromkeys(self._names)))
        self.add_line(Body("From", wrap=False), self._least, Body("to", wrap=False), self._most, usual)

    def show_range(self, least: float, most: float) -> None:
        """Fill in the limits that are in force."""
        self._least.setValue(least)
        self._most.setValue(most)

    def _choose(self) -> None:
        """Keep the two in order: the one that was changed pushes the other."""
        least, most = self._least, self._most
        if self.sender() is least:
            most.setValue(max(most.value(), least.value()))
        else:
            least.setValue(min(most.value(), least.value()))
        self.changed.emit(dict(zip(self._names, (least.value(), most.value()), strict=True)))

    def _box(self, name: str, unit: str, most: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setAccessibleName(name)
        box.setRange(0, most)
        box.setDecimals(0)
        box.setSingleStep(5)
        box.setSuffix(unit)
        box.setFixedWidth(theme.size(104))
        box.editingFinished.connect(self._choose)
        return box
