"""What a screen reader finds in a page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

ROLE = QAccessible.Role
_CONTROLS = (
    *(ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText, ROLE.Slider),
    *(ROLE.Table, ROLE.List, ROLE.SpinBox, ROLE.Link, ROLE.ProgressBar, ROLE.Cell, ROLE.ListItem),
)


def nameless(widget: QWidget) -> list[str]:
    """The controls on screen without a name, by their role and their widget's class."""
    top = QAccessible.queryAccessibleInterface(widget)
    found = [item for item in _within(top) if item.role() in _CONTROLS and not item.state().invisible]
    return [f"{item.role()} {item.object()}" for item in found if not item.text(QAccessible.Text.Name)]


def _within(item: QAccessibleInterface) -> list[QAccessibleInterface]:
    children = [item.child(number) for number in range(item.childCount())]
    return [item] + [inner for child in children if child is not None for inner in _within(child)]


def tab_order(window: QWidget, qtbot) -> list[QWidget]:
    """The widgets that Tab visits, from the one with the focus until it comes round."""
    visited: list[QWidget] = []
    while (here := QApplication.focusWidget()) is not None and here not in visited:
        visited.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return visited
