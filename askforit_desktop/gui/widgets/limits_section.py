"""The section of the settings with the limits of delivery: each with a number from which, and one up to which."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QWidget

from askforit_desktop.closing.rubric import Limits
from askforit_desktop.gui import theme
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.form import Section, label_of
from askforit_desktop.gui.widgets.texts import Body, Caption


@dataclass(frozen=True, slots=True)
class Pair:
    """Two limits in order, by their names in the settings; `most` is where a number must have been mistyped."""

    title: str
    least: str
    greatest: str
    unit: str
    most: float
    step: float
    explanation: str


# A close has a few sentences to a few minutes, nobody says more words a minute, and a pause of a minute is an end.
PAIRS = (
    Pair("Length", "length_min", "length_max", " s", 600, 5, "From the first word to the last: the length to aim for."),
    Pair("Pace", "pace_min", "pace_max", " wpm", 400, 5, "Words a minute, pauses included, that pass without remark."),
    Pair("Pauses", "pause_long", "pause_too_long", " s", 60, 0.5, "From here a pause counts; there one is too long."),
    Pair("Fillers", "fillers_quiet", "fillers_many", " a min", 60, 1, "Up to here no remark; from there a strong one."),
)


class LimitsSection(Section):
    """Pairs of numbers; `changed` has the settings of one pair, None for "as the rubric has it"."""

    changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Limits", "What passes without remark. The length is shown while you record.", parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self.box.addLayout(self._grid)
        self._boxes: dict[str, QDoubleSpinBox] = {}
        self._shown: dict[str, float] = {}
        for pair in PAIRS:
            self._add(pair)

    def show_limits(self, limits: Limits) -> None:
        """Fill in the limits that are in force."""
        for name, box in self._boxes.items():
            box.setValue(getattr(limits, name))
            self._shown[name] = box.value()

    def _add(self, pair: Pair) -> None:
        least, greatest = self._box(pair, pair.least, "from"), self._box(pair, pair.greatest, "to")
        usual = Button("As the rubric has it", "small", name=f"{pair.title}: as the rubric has it")
        usual.clicked.connect(lambda: self.changed.emit({pair.least: None, pair.greatest: None}))
        across = QHBoxLayout()
        across.setSpacing(10)
        for widget in (least, Body("to", wrap=False), greatest, usual):
            across.addWidget(widget)
        across.addStretch(1)
        grid, row = self._grid, self._grid.rowCount()
        grid.addWidget(label_of(pair.title), row, 0)
        grid.addLayout(across, row, 1)
        grid.addWidget(Caption(pair.explanation), row + 1, 1)
        for box in (least, greatest):
            box.editingFinished.connect(lambda box=box: self._choose(pair, box))

    def _choose(self, pair: Pair, changed: QDoubleSpinBox) -> None:
        """Keep the two in order: the one that was changed pushes the other. To go past one changes nothing."""
        least, greatest = self._boxes[pair.least], self._boxes[pair.greatest]
        if changed is least:
            greatest.setValue(max(greatest.value(), least.value()))
        else:
            least.setValue(min(greatest.value(), least.value()))
        chosen = {pair.least: least.value(), pair.greatest: greatest.value()}
        if any(number != self._shown[name] for name, number in chosen.items()):
            self.changed.emit(chosen)

    def _box(self, pair: Pair, name: str, end: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setAccessibleName(f"{pair.title}, {end}")
        box.setRange(0, pair.most)
        box.setDecimals(0 if pair.step >= 1 else 1)
        box.setSingleStep(pair.step)
        box.setSuffix(pair.unit)
        box.lineEdit().setTextMargins(theme.size(8), 0, 0, 0)
        box.setFixedWidth(theme.size(112))
        self._boxes[name] = box
        return box
