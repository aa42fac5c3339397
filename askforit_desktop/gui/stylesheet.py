"""The one stylesheet, made from a palette and a scale."""

from collections.abc import Callable
from dataclasses import asdict

from askforit_desktop.gui.palette import Palette

# Sizes in pixels at the system's usual text size; `{n}px` below is multiplied by the scale.
TITLE, SECTION, LEAD, BODY, SMALL = 22, 17, 18, 14, 12
RADIUS = 10


def stylesheet(palette: Palette, size: Callable[[int], int], icons: str) -> str:
    """Qt style sheet text; `size` turns a design pixel into one for the user's text size, `icons` is a folder."""
    colours = {name: value for name, value in asdict(palette).items() if isinstance(value, str)}
    sizes = {
        name: f"{size(pixels)}px"
        for name, pixels in (("title", TITLE), ("section", SECTION), ("lead", LEAD), ("body", BODY), ("small", SMALL))
    }
    rest = {"radius": f"{RADIUS}px", "icons": f"{icons}/{'dark' if palette.dark else 'light'}"}
    text = _SHEET
    for name, value in sorted((colours | sizes | rest).items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"${name}", value)
    return text


_SHEET = """
QWidget { color: $text; font-size: $body; }
QMainWindow, Page, QDialog { background: $window; }
QAbstractButton { outline: 0; }
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 5px 7px; }

Sidebar { background: $sidebar; border-right: 1px solid $line; }
Panel, Panel > QWidget, PanelBody { background: $card; }
Panel { border: none; border-left: 1px solid $line; }
Column, Column > QWidget, ColumnBody { background: $window; border: none; }
Card { background: $card; border: 1px solid $line; border-radius: $radius; }
Card[outlined="true"] { border-color: $accent; }
Card[inset="true"] { background: $window; }

Heading[level="1"] { font-size: $title; font-weight: 700; }
Heading[level="2"] { font-size: $section; font-weight: 700; }
Heading[level="3"] { font-weight: 600; }
Lead { font-size: $lead; }
Lead[muted="true"] { color: $muted; }
Caption { color: $muted; font-size: $small; }
Muted { color: $muted; }
Figure { font-size: $section; font-weight: 600; }
Figure[tone="warn"] { color: $warn; }
Figure[tone="quiet"] { color: $muted; font-size: $small; font-weight: 400; }
TranscriptView { font-size: $section; background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 0; }
TranscriptView:focus { border-color: $accent; padding: 0; }
RowButton, ElementButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  text-align: left; }
RowButton:hover, ElementButton:hover { background: $window; }
RowButton:focus { border-color: $accent; }
ElementButton:checked { background: $card; border-color: $line; }
ElementButton:focus { border-color: $accent; }

Notice { background: $warn_soft; border: 1px solid $warn; border-radius: $radius; }
Notice[calm="true"] { background: $card; border-color: $line; }
KeyHint { color: $muted; font-size: $small; background: $card; border: 1px solid $line; border-bottom-width: 2px;
  border-radius: 4px; padding: 1px 6px; }
Pill { color: $muted; font-size: $small; background: $card; border: 1px solid $line; border-radius: 9px;
  padding: 1px 8px; }
Pill[warn="true"] { color: $warn; background: $warn_soft; border-color: $warn; }

Button { background: $card; border: 1px solid $line; border-radius: 8px; padding: 7px 13px; font-weight: 500; }
Button:hover { border-color: $edge; }
Button:pressed { background: $window; }
Button:disabled { color: $muted; background: $window; }
Button:focus { border: 2px solid $accent; padding: 6px 12px; }
Button[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
Button[kind="primary"]:hover { background: $accent_hover; }
Button[kind="primary"]:disabled { background: $track; color: $muted; border-color: $track; }
Button[kind="primary"]:focus { border-color: $text; }
Button[kind="danger"] { color: $danger; }
Button[kind="link"] { background: transparent; border: 1px solid transparent; color: $muted; font-size: $small;
  font-weight: 400; padding: 2px 1px; border-radius: 4px; text-align: left; }
Button[kind="link"]:hover { color: $text; text-decoration: underline; }
Button[kind="link"]:focus { border: 1px solid $accent; color: $text; }
Button[kind="icon"] { padding: 7px; }
Button[kind="icon"]:focus { padding: 6px; }
Button[kind="icon"]::menu-indicator { image: none; width: 0; }
Button[kind="small"] { font-size: $small; padding: 3px 9px; border-radius: 7px; }
Button[kind="small"]:focus { padding: 2px 8px; }
NavButton { background: transparent; border: 1px solid transparent; border-radius: 8px; color: $muted;
  padding: 10px 10px; text-align: left; }
NavButton:hover { color: $text; }
NavButton:checked { background: $card; border-color: $line; color: $text; font-weight: 500; }
NavButton:focus { border: 2px solid $accent; padding: 9px 9px; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit { background: $card;
  border: 1px solid $edge; border-radius: 8px; padding: 6px 9px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: $text; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 2px solid $accent; padding: 5px 8px; }
QLineEdit[quiet="true"], QComboBox[quiet="true"] { background: transparent; border-color: transparent; padding: 3px 5px;
  font-size: $small; color: $muted; }
QLineEdit[quiet="true"]:hover, QComboBox[quiet="true"]:hover { border-color: $line; }
QLineEdit[quiet="true"]:focus, QComboBox[quiet="true"]:focus { border: 1px solid $accent; color: $text; }
QTextEdit[plain="true"] { background: transparent; border: 2px solid transparent; padding: 0; }
QTextEdit[plain="true"]:focus { border-color: $accent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 20px; border: none; }
QAbstractSpinBox::up-arrow { image: url($icons/up.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($icons/arrow.svg); width: 12px; height: 12px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0 0 0 6px; background: transparent; }
QAbstractSpinBox QLineEdit:focus { border: none; padding: 0 0 0 6px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($icons/arrow.svg); width: 16px; height: 16px; }
QComboBox[quiet="true"]::drop-down { width: 16px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; selection-background-color: $accent;
  selection-color: $on_accent; outline: 0; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px 2px 3px 0; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $edge; background: $card; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url($icons/tick.svg); }
QRadioButton::indicator:checked { image: url($icons/dot.svg); }
QMenu { background: $card; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 18px; border-radius: 5px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }

QTableView, QListView, QTreeView { background: $card; border: 1px solid $line; border-radius: $radius;
  selection-background-color: $track; selection-color: $text; outline: 0; }
QTableView:focus, QListView:focus { border: 2px solid $accent; }
TakesTable { padding: 4px; }
TakesTable:focus { padding: 3px; }
TakesTable::item { padding: 0 6px; border: none; }
ElementGrid, ElementGrid:focus { border: none; border-radius: 0; }
ElementGrid QHeaderView { background: $card; }
ElementGrid QHeaderView::section { color: $text; font-size: $body; border: none; padding: 0 8px 0 0; }
QHeaderView::section { background: $card; color: $muted; font-size: $small; border: none;
  border-bottom: 1px solid $line; padding: 7px 9px; text-align: left; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $wave; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
