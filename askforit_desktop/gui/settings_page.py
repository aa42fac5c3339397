"""Settings: sound, speech models, the limits of delivery, the look, and what is kept where."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QRadioButton, QWidget

from askforit_desktop.closing.rubric import Limits
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.form import Section
from askforit_desktop.gui.widgets.frames import Notice, Page
from askforit_desktop.gui.widgets.level_meter import LevelMeter
from askforit_desktop.gui.widgets.limits_section import LimitsSection
from askforit_desktop.gui.widgets.texts import Body, Heading
from askforit_desktop.settings import Settings

_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
_WIDEST = 820


class SettingsPage(Page):
    """Emits wishes: `changed` has settings by name with their new values."""

    changed = Signal(dict)
    sound_test_requested = Signal()
    folder_open_requested = Signal()
    folder_move_requested = Signal(str)
    delete_everything_requested = Signal()
    refreshed = Signal()

    def __init__(self, models: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("Settings", parent, panel=False)
        self.notice, self._question = Notice(), Notice()
        self.meter = LevelMeter()
        self._microphone, self._speaker = self._devices("microphone"), self._devices("speaker")
        self._limits = LimitsSection()
        self._folder, self._themes = Body(), QButtonGroup(self)
        box = self.column.box
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.limit(_WIDEST)
        sections = (self._sound(), models, self._limits, self._look(), self._kept())
        for widget in (Heading("Settings", 1), self.notice, *sections):
            box.addWidget(widget)
        self._limits.changed.connect(self.changed)
        self._question.acted.connect(self.delete_everything_requested)

    # What is shown

    def refresh(self) -> None:
        """Ask for everything anew."""
        self.refreshed.emit()

    def show_settings(self, settings: Settings, limits: Limits) -> None:
        """Fill in what was chosen; `limits` are those in force."""
        _select(self._microphone, settings.microphone)
        _select(self._speaker, settings.speaker)
        self._limits.show_limits(limits)
        for index, (name, _) in enumerate(_THEMES):
            self._themes.button(index).setChecked(name == settings.theme)

    def show_devices(self, microphones: tuple[str, ...], speakers: tuple[str, ...]) -> None:
        """List the devices that are here; one that was chosen and is gone stays in the list."""
        for combo, names in ((self._microphone, microphones), (self._speaker, speakers)):
            chosen = combo.currentData()
            combo.clear()
            combo.addItem("System default", "")
            for name in names:
                combo.addItem(name, name)
            _select(combo, chosen)

    def show_folder(self, folder: Path) -> None:
        """Say where the takes are."""
        self._folder.setText(str(folder))

    # The sections

    def _sound(self) -> Section:
        section = Section("Sound")
        play = Button("Play a test sound", "small")
        play.clicked.connect(self.sound_test_requested)
        section.add_row("Microphone", self._microphone, self.meter)
        section.add_row("Speakers", self._speaker, play)
        return section

    def _look(self) -> Section:
        section = Section("Look")
        for index, (name, title) in enumerate(_THEMES):
            choice = QRadioButton(title)
            choice.clicked.connect(lambda _=False, name=name: self.changed.emit({"theme": name}))
            self._themes.addButton(choice, index)
        section.add_line(*self._themes.buttons())
        return section

    def _kept(self) -> Section:
        section = Section("What is kept", "Your takes and settings, on this computer and nowhere else.")
        section.add_row("Folder of takes", self._folder)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show, move = Button("Open the folder", "small"), Button("Move it…", "small")
        delete = Button("Delete everything…", "danger")
        show.clicked.connect(self.folder_open_requested)
        move.clicked.connect(self._move)
        delete.clicked.connect(self._ask_to_delete)
        section.add_line(show, move)
        section.box.addWidget(self._question)
        section.add_line(delete)
        return section

    # What the user does

    def _move(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Move the takes to", self._folder.text())
        if folder:
            self.folder_move_requested.emit(folder)

    def _ask_to_delete(self) -> None:
        self._question.ask(
            "Delete all takes, their recordings, all settings and the models you installed? This cannot be undone.",
            "Delete everything",
        )

    def _devices(self, setting: str) -> QComboBox:
        combo = QComboBox()
        combo.addItem("System default", "")
        combo.setMinimumContentsLength(10)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(lambda: self.changed.emit({setting: combo.currentData()}))
        return combo


def _select(combo: QComboBox, name: str) -> None:
    if combo.findData(name) < 0:
        combo.addItem(f"{name} (not connected)", name)
    combo.setCurrentIndex(combo.findData(name))
